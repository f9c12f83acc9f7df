"""The indexes behind publication.search, installed beside the tables on either engine; running it again is harmless.

Every table of `INDEXED` has the columns `public_id` and `search`. SQLite: a table of trigrams (FTS5) kept in step by
triggers. Its rows need a number that never changes, which published records do not have, so that the table named like
the prefix gives each one. SQLite drops triggers silently when it remakes a table: they are put back after every
migration. PostgreSQL keeps its own indexes in step.
"""

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Indexed:
    """A table whose column `search` can be searched, and what the names of its indexes begin with."""

    table: str
    prefix: str


INDEXED = [
    Indexed("publication_publishedincident", "publication_search"),
    Indexed("publication_publishedcase", "publication_case_search"),
]

SQLITE = [
    "CREATE TABLE IF NOT EXISTS {prefix} (id INTEGER PRIMARY KEY, public_id TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS {prefix}_words USING fts5(words, tokenize = 'trigram')",
    """CREATE TRIGGER IF NOT EXISTS {prefix}_after_insert
        AFTER INSERT ON {table} BEGIN
        INSERT INTO {prefix} (public_id) VALUES (NEW.public_id);
        INSERT INTO {prefix}_words (rowid, words)
            SELECT id, NEW.search FROM {prefix} WHERE public_id = NEW.public_id;
    END""",
    """CREATE TRIGGER IF NOT EXISTS {prefix}_after_update
        AFTER UPDATE OF search ON {table} BEGIN
        UPDATE {prefix}_words SET words = NEW.search
            WHERE rowid = (SELECT id FROM {prefix} WHERE public_id = NEW.public_id);
    END""",
    """CREATE TRIGGER IF NOT EXISTS {prefix}_after_delete
        AFTER DELETE ON {table} BEGIN
        DELETE FROM {prefix}_words
            WHERE rowid = (SELECT id FROM {prefix} WHERE public_id = OLD.public_id);
        DELETE FROM {prefix} WHERE public_id = OLD.public_id;
    END""",
    """INSERT INTO {prefix} (public_id)
        SELECT public_id FROM {table}
        WHERE public_id NOT IN (SELECT public_id FROM {prefix})""",
    """INSERT INTO {prefix}_words (rowid, words)
        SELECT s.id, i.search FROM {prefix} s
        JOIN {table} i ON i.public_id = s.public_id
        WHERE s.id NOT IN (SELECT rowid FROM {prefix}_words)""",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS {prefix}_trigrams ON {table} USING gin (search gin_trgm_ops)",
    "CREATE INDEX IF NOT EXISTS {prefix}_words ON {table} USING gin (to_tsvector('simple', search))",
]
INSTALL = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
REMOVE = {
    "sqlite": [
        *(f"DROP TRIGGER IF EXISTS {{prefix}}_after_{event}" for event in ("insert", "update", "delete")),
        "DROP TABLE IF EXISTS {prefix}_words",
        "DROP TABLE IF EXISTS {prefix}",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS {prefix}_trigrams",
        "DROP INDEX IF EXISTS {prefix}_words",
    ],
}


def index_of(table: str) -> Indexed:
    """LookupError for a table that cannot be searched."""
    for indexed in INDEXED:
        if indexed.table == table:
            return indexed
    raise LookupError(f"{table} has no index of words: name it in publication.search_index.INDEXED")


def install(connection: BaseDatabaseWrapper) -> None:
    """For every table that is there: a migration may run before the table of a later one."""
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
    for indexed in INDEXED:
        if indexed.table in there:
            _run(connection, INSTALL[connection.vendor], indexed)


def remove(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """Of these tables, of all when none is named; whether the tables themselves are there or not."""
    for indexed in INDEXED:
        if not tables or indexed.table in tables:
            _run(connection, REMOVE[connection.vendor], indexed)


def _run(connection: BaseDatabaseWrapper, statements: list[str], indexed: Indexed) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(table=indexed.table, prefix=indexed.prefix))


def put_back_triggers(sender: Any, using: str, **kwargs: Any) -> None:
    """After every migration; only SQLite loses them."""
    from django.db import connections

    connection = connections[using]
    if connection.vendor == "sqlite":
        install(connection)
