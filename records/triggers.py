"""Rules that the database itself holds, against every program that can write to it: four eyes and append-only.

Each trigger refuses an insert, update or delete when its condition is true. SQLite drops triggers silently when it
remakes a table, so they are put back after every migration, a check names those that are missing, and no
server starts without them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Trigger:
    """`refuse` is SQL over NEW and OLD that both engines understand; true means the statement fails with `message`.

    The event TRUNCATE is PostgreSQL's alone, which asks no delete trigger then; it is refused whatever stands there.
    """

    name: str
    table: str
    event: str
    refuse: str
    message: str


def append_only(table: str, once: str = "1 = 0") -> list[Trigger]:
    """No row changes or goes. SQLite's INSERT OR REPLACE removes rows without a delete trigger being asked, so no row
    may come whose key is there; `once` is SQL over x and NEW for the table's other unique columns.
    """
    return [
        Trigger(
            f"{table}_comes_once",
            table,
            "INSERT",
            f"EXISTS (SELECT 1 FROM {table} x WHERE x.id = NEW.id OR ({once}))",
            f"{table} is append-only",
        ),
        Trigger(f"{table}_never_changes", table, "UPDATE", "1 = 1", f"{table} is append-only"),
        Trigger(f"{table}_never_goes", table, "DELETE", "1 = 1", f"{table} is append-only"),
        Trigger(f"{table}_never_emptied", table, "TRUNCATE", "1 = 1", f"{table} is append-only"),
    ]


_SETTLED = """(SELECT COALESCE(MAX(r.contributions_up_to), 0) FROM records_reviewround r
    WHERE r.record_id = NEW.record_id AND r.decision = 'verified' AND r.id <> NEW.id)"""

TRIGGERS: list[Trigger] = [
    *append_only("records_document", "x.record_id = NEW.record_id AND x.number = NEW.number"),
    *append_only("records_contribution"),
    *append_only("records_transition"),
    *append_only("records_release", "x.record_id = NEW.record_id AND x.version = NEW.version"),
    Trigger(
        "records_round_begins_open",
        "records_reviewround",
        "INSERT",
        """NEW.decision IS NOT NULL OR NEW.contributions_up_to < 1
        OR EXISTS (SELECT 1 FROM records_reviewround r
            WHERE r.id = NEW.id OR (r.record_id = NEW.record_id AND r.decision IS NULL))
        OR NEW.contributions_up_to <> (SELECT COALESCE(MAX(c.id), 0) FROM records_contribution c
            WHERE c.record_id = NEW.record_id)
        OR NOT EXISTS (SELECT 1 FROM records_document d
            WHERE d.id = NEW.document_id AND d.record_id = NEW.record_id)""",
        "a review round begins open, with the record's own document and all contributions to it",
    ),
    Trigger(
        "records_round_decided_once",
        "records_reviewround",
        "UPDATE",
        """OLD.decision IS NOT NULL OR NEW.id <> OLD.id OR NEW.record_id <> OLD.record_id
        OR NEW.document_id <> OLD.document_id
        OR NEW.submitted_by_id <> OLD.submitted_by_id OR NEW.contributions_up_to <> OLD.contributions_up_to""",
        "a review round is decided once and never rewritten",
    ),
    Trigger(
        "records_round_four_eyes",
        "records_reviewround",
        "UPDATE",
        f"""NEW.decision = 'verified' AND (
            EXISTS (SELECT 1 FROM records_contribution c WHERE c.record_id = NEW.record_id
                AND c.user_id = NEW.decided_by_id AND c.id > {_SETTLED})
            OR EXISTS (SELECT 1 FROM records_contribution c WHERE c.record_id = NEW.record_id
                AND c.id > NEW.contributions_up_to))""",
        "the verifier must be none of those who contributed since the last verified version",
    ),
    Trigger("records_round_never_goes", "records_reviewround", "DELETE", "1 = 1", "review rounds are kept"),
    Trigger(
        "records_round_never_emptied", "records_reviewround", "TRUNCATE", "1 = 1", "review rounds are kept"
    ),
    Trigger(
        "records_record_begins_unverified",
        "records_record",
        "INSERT",
        """NEW.verified_round_id IS NOT NULL OR NEW.live_release_id IS NOT NULL
        OR EXISTS (SELECT 1 FROM records_record r WHERE r.id = NEW.id OR r.public_id = NEW.public_id)""",
        "a record begins neither verified nor public",
    ),
    Trigger(
        "records_record_verified_by_a_round",
        "records_record",
        "UPDATE",
        """(NEW.verified_round_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM records_reviewround r
            WHERE r.id = NEW.verified_round_id AND r.record_id = NEW.id AND r.decision = 'verified'))
        OR (NEW.state IN ('verified', 'released') AND NEW.state <> OLD.state
            AND EXISTS (SELECT 1 FROM records_contribution c
            JOIN records_reviewround r ON r.id = NEW.verified_round_id
            WHERE c.record_id = NEW.id AND c.id > r.contributions_up_to))""",
        "a record is verified by a verified round of its own that holds its latest content",
    ),
    Trigger(
        "records_record_live_by_a_release",
        "records_record",
        "UPDATE",
        """NEW.live_release_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM records_release p
            WHERE p.id = NEW.live_release_id AND p.record_id = NEW.id AND p.kind = 'release')""",
        "a record is live by a release of its own",
    ),
    Trigger(
        "records_record_never_goes", "records_record", "DELETE", "OLD.state <> 'draft'", "records are kept"
    ),
    # SQLite's UPDATE OR REPLACE would remove the record whose key or public id is taken, and ask no delete trigger.
    Trigger(
        "records_record_keeps_its_ids",
        "records_record",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.public_id <> OLD.public_id",
        "a record keeps its ids",
    ),
    Trigger("records_record_never_emptied", "records_record", "TRUNCATE", "1 = 1", "records are kept"),
    Trigger(
        "records_release_of_verified",
        "records_release",
        "INSERT",
        """NEW.kind = 'release' AND NOT EXISTS (SELECT 1 FROM records_reviewround r
            WHERE r.record_id = NEW.record_id AND r.document_id = NEW.document_id AND r.decision = 'verified')""",
        "only a verified document of the record can be released",
    ),
    *append_only("records_suppression", "x.record_id = NEW.record_id"),
    Trigger(
        "records_release_of_nothing_suppressed",
        "records_release",
        "INSERT",
        "EXISTS (SELECT 1 FROM records_suppression s WHERE s.record_id = NEW.record_id)",
        "a suppressed record is never released again",
    ),
    Trigger(
        "records_record_suppressed_is_not_live",
        "records_record",
        "UPDATE",
        """NEW.live_release_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM records_suppression s WHERE s.record_id = NEW.id)""",
        "a suppressed record is never public again",
    ),
    *append_only("records_sealedentry", "x.replaces_id = NEW.replaces_id"),
    *append_only("records_reading"),
    *append_only("records_auditentry"),
    *append_only("records_auditlink", "x.entry_id = NEW.entry_id OR x.number = NEW.number"),
    Trigger(
        "records_sealedentry_within_one_file",
        "records_sealedentry",
        "INSERT",
        """(NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM records_sealedentry e
            WHERE e.id = NEW.replaces_id AND e.file_id = NEW.file_id))
        OR EXISTS (SELECT 1 FROM records_sealedfile f WHERE f.id = NEW.file_id AND f.destroyed_at IS NOT NULL)""",
        "an entry replaces one of its own file, and a destroyed file takes none",
    ),
    Trigger(
        "records_sealedfile_comes_once",
        "records_sealedfile",
        "INSERT",
        """NEW.destroyed_at IS NOT NULL OR EXISTS (SELECT 1 FROM records_sealedfile x
            WHERE x.id = NEW.id OR x.person_id = NEW.person_id OR x.record_id = NEW.record_id
            OR x.source_id = NEW.source_id OR x.account_id = NEW.account_id)""",
        "a confidential file comes once, with a key",
    ),
    Trigger(
        "records_sealedfile_keeps_its_owner",
        "records_sealedfile",
        "UPDATE",
        """NEW.id <> OLD.id OR COALESCE(NEW.person_id, 0) <> COALESCE(OLD.person_id, 0)
        OR COALESCE(NEW.record_id, 0) <> COALESCE(OLD.record_id, 0)
        OR COALESCE(NEW.source_id, 0) <> COALESCE(OLD.source_id, 0)
        OR COALESCE(NEW.account_id, 0) <> COALESCE(OLD.account_id, 0)""",
        "a confidential file keeps its owner",
    ),
    Trigger(
        "records_sealedfile_destroyed_for_ever",
        "records_sealedfile",
        "UPDATE",
        "OLD.destroyed_at IS NOT NULL",
        "a destroyed file stays destroyed",
    ),
    Trigger(
        "records_sealedfile_never_goes",
        "records_sealedfile",
        "DELETE",
        "1 = 1",
        "confidential files are kept",
    ),
    Trigger(
        "records_sealedfile_never_emptied",
        "records_sealedfile",
        "TRUNCATE",
        "1 = 1",
        "confidential files are kept",
    ),
]


def install(connection: Any) -> None:
    """Make every trigger anew; on a database migrated part of the way, those of the tables that it has."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for trigger in (one for one in _of(connection.vendor) if one.table in tables):
            for statement in _drop(connection.vendor, trigger) + _create(connection.vendor, trigger):
                cursor.execute(statement)


def remove(connection: Any) -> None:
    with connection.cursor() as cursor:
        for trigger in _of(connection.vendor):
            for statement in _drop(connection.vendor, trigger):
                cursor.execute(statement)


@contextmanager
def suspended(connection: Any) -> Iterator[None]:
    """Without triggers: for loading a backup into an empty site, and for emptying a test database between tests."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def missing(connection: Any) -> list[str]:
    """The names of triggers that should be there and are not."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return [trigger.name for trigger in _of(connection.vendor) if trigger.name not in present]


def _of(vendor: str) -> list[Trigger]:
    """Those that an engine can hold."""
    return [trigger for trigger in TRIGGERS if trigger.event != "TRUNCATE" or vendor == "postgresql"]


def _drop(vendor: str, trigger: Trigger) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {trigger.name}"]
    return [
        f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}",
        f"DROP FUNCTION IF EXISTS {trigger.name}()",
    ]


def _create(vendor: str, trigger: Trigger) -> list[str]:
    message = trigger.message.replace("'", "''")
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW "
            f"WHEN {trigger.refuse} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        ]
    result = "OLD" if trigger.event == "DELETE" else "NEW"
    each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"
    return [
        f"CREATE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        f"IF {trigger.refuse} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {result}; END $body$",
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} FOR EACH {each} "
        f"EXECUTE FUNCTION {trigger.name}()",
    ]


@receiver(post_migrate, dispatch_uid="records.triggers")
def after_migrating(sender: Any, using: str, **kwargs: Any) -> None:
    """Put the triggers back once the tables of records stand; a migration may have remade one."""
    connection = connections[using]
    if sender.name == "records" and "records_release" in connection.introspection.table_names():
        install(connection)


@checks.register("database")
def triggers_are_there(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[checks.Warning]:
    """A database without its triggers does not hold four eyes.

    A warning, not an error: `migrate`, which puts them back, must be able to run.
    """
    return [
        checks.Warning(
            _("The database lacks triggers: %(names)s.") % {"names": ", ".join(names)},
            hint=_("Run “manage.py migrate”, which puts them back."),
            id="records.W001",
        )
        for names in map(_missing_in, databases or [])
        if names
    ]


def refuse_to_serve_without() -> None:
    """Called as a server starts: ImproperlyConfigured when the database lacks triggers.

    One that does not answer yet, or has no tables, says so itself with the first request.
    """
    names = _missing_in(DEFAULT_DB_ALIAS)
    if names:
        raise ImproperlyConfigured(
            f"The database lacks the triggers {', '.join(names)}, which hold four eyes and the audit. "
            "Run “manage.py migrate” as the owner of the tables: it puts them back."
        )


def _missing_in(alias: str) -> list[str]:
    """None are missing in a database that has no tables of records, or does not answer."""
    try:
        connection = connections[alias]
        there = "records_release" in connection.introspection.table_names()
        return missing(connection) if there else []
    except DatabaseError:
        return []
