"""The indexes behind publication.search, installed beside the tables on either engine; running it again is harmless.

SQLite: a table of trigrams (FTS5) kept in step by triggers. Its rows need a number that never changes, which the
incidents do not have, so that `publication_search` gives each one. SQLite drops triggers silently when it remakes a
table: they are put back after every migration. PostgreSQL keeps its own indexes in step.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "publication_publishedincident"

SQLITE = [
    "CREATE TABLE IF NOT EXISTS publication_search (id INTEGER PRIMARY KEY, public_id TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS publication_search_words USING fts5(words, tokenize = 'trigram')",
    """CREATE TRIGGER IF NOT EXISTS publication_search_after_insert
        AFTER INSERT ON publication_publishedincident BEGIN
        INSERT INTO publication_search (public_id) VALUES (NEW.public_id);
        INSERT INTO publication_search_words (rowid, words)
            SELECT id, NEW.search FROM publication_search WHERE public_id = NEW.public_id;
    END""",
    """CREATE TRIGGER IF NOT EXISTS publication_search_after_update
        AFTER UPDATE OF search ON publication_publishedincident BEGIN
        UPDATE publication_search_words SET words = NEW.search
            WHERE rowid = (SELECT id FROM publication_search WHERE public_id = NEW.public_id);
    END""",
    """CREATE TRIGGER IF NOT EXISTS publication_search_after_delete
        AFTER DELETE ON publication_publishedincident BEGIN
        DELETE FROM publication_search_words
            WHERE rowid = (SELECT id FROM publication_search WHERE public_id = OLD.public_id);
        DELETE FROM publication_search WHERE public_id = OLD.public_id;
    END""",
    """INSERT INTO publication_search (public_id)
        SELECT public_id FROM publication_publishedincident
        WHERE public_id NOT IN (SELECT public_id FROM publication_search)""",
    """INSERT INTO publication_search_words (rowid, words)
        SELECT s.id, i.search FROM publication_search s
        JOIN publication_publishedincident i ON i.public_id = s.public_id
        WHERE s.id NOT IN (SELECT rowid FROM publication_search_words)""",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE INDEX IF NOT EXISTS publication_search_trigrams
        ON publication_publishedincident USING gin (search gin_trgm_ops)""",
    """CREATE INDEX IF NOT EXISTS publication_search_words
        ON publication_publishedincident USING gin (to_tsvector('simple', search))""",
]
REMOVE = {
    "sqlite": [
        *(
            f"DROP TRIGGER IF EXISTS publication_search_after_{event}"
            for event in ("insert", "update", "delete")
        ),
        "DROP TABLE IF EXISTS publication_search_words",
        "DROP TABLE IF EXISTS publication_search",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS publication_search_trigrams",
        "DROP INDEX IF EXISTS publication_search_words",
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor])


def remove(connection: BaseDatabaseWrapper) -> None:
    _run(connection, REMOVE[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def put_back_triggers(sender: Any, using: str, **kwargs: Any) -> None:
    """After every migration; only SQLite loses them."""
    from django.db import connections

    connection = connections[using]
    if connection.vendor == "sqlite" and TABLE in connection.introspection.table_names():
        install(connection)
