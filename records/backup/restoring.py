"""Checking a backup, and restoring one into an empty site: everything or nothing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from publication import database
from records import audit, outbox, photos, triggers
from records.backup import BackupRefused, archive, crypto
from records.backup.making import cannot_write, migrations
from records.backup.tables import Table, all_tables, digest, is_set_up

log = logging.getLogger(__name__)

#: One restore at a time, on PostgreSQL.
_LOCK = 0x4D52_5342
_DISK_FULL = "53100"


@dataclass
class Restored:
    """What a restore did; `audit_fault` is the number of the first broken link of the audit's chain."""

    contents: archive.Contents
    releases: int = 0
    audit_links: int = 0
    audit_fault: int | None = None


@dataclass
class _Load:
    """What is written so far, to be able to take back what no transaction holds."""

    tables: dict[str, Table]
    connection: Any
    at: str = ""
    new_files: list[Path] = field(default_factory=list)

    def rows(self, name: str, rows: list[list[Any]]) -> None:
        self.at = name
        self.tables[name].load(self.connection, iter(rows))

    def file(self, name: str, data: bytes) -> None:
        path = Path(settings.VAR_DIR) / "originals" / name
        was_there = path.exists()
        try:
            if photos.keep_original(data) != name:
                raise BackupRefused(_("The backup holds a photo under a name that is not its checksum."))
        except photos.PhotoRefused as refused:
            raise BackupRefused(str(refused)) from None
        if not was_there:
            self.new_files.append(path)


@sensitive_variables()
def verify(path: Path) -> archive.Contents:
    """Read the whole file against its encryption and its manifest; write nothing. Raises BackupRefused."""
    with _opened(path) as source:
        return archive.read(source, crypto.keys())


@sensitive_variables()
def restore(path: Path, using: str = "default") -> Restored:
    """Put a backup into an empty site and make its public side. Raises BackupRefused; then the site is as it was.

    One transaction for both: a process that dies leaves an empty site, never one without its public side. A public
    database of its own comes after it, and the next `project_outbox` puts back what it lacks. Only where the public
    side cannot be made the rest stays, and BackupRefused says so.
    """
    connection, wrapping = connections[using], crypto.keys()
    with _opened(path) as source:
        contents = archive.read(source, wrapping)
        tables = {table.name: table for table in all_tables()}
        fits(contents, tables, connection)
        source.seek(0)
        load = _Load(tables, connection)
        done = Restored(contents, audit_links=contents.tables.get("records_auditlink", {}).get("rows", 0))
        try:
            with transaction.atomic(using=using):
                _lock(connection)
                _refuse_unless_empty(tables.values(), connection)
                _fill(source, wrapping, load, contents)
                ContentType.objects.clear_cache()
                fault = None if database.is_separate() else _public_side(done)
        except DatabaseError as error:
            _take_back(load)
            raise BackupRefused(_refused_by_database(error, load.at)) from None
        except OSError as error:
            _take_back(load)
            raise BackupRefused(cannot_write(error)) from None
        except BaseException:
            _take_back(load)
            raise
    if database.is_separate():
        fault = _public_side(done)
    if fault is not None:
        raise BackupRefused(
            _(
                "The site is restored, but its public side could not be made. Run “manage.py rebuild_publication”."
            )
        ) from fault
    done.audit_fault = next((fault.number for fault in audit.faults()), None)
    return done


def _public_side(done: Restored) -> Exception | None:
    """Make it within the restore's transaction; what failed is undone alone, and given back."""
    try:
        done.releases = outbox.rebuild()
    except Exception as error:
        log.error("The public side could not be made after a restore: %s", type(error).__name__)
        return error
    return None


def fits(contents: archive.Contents, tables: dict[str, Table], connection: Any) -> None:
    """Refuse what another version of the program made, with the names of both states."""
    theirs, ours = contents.head["migrations"], migrations(connection, list(tables.values()))
    for app in sorted({*theirs, *ours}):
        there, here = theirs.get(app, []), ours.get(app, [])
        if there == here:
            continue
        names = {"app": app, "theirs": there[-1] if there else "-", "ours": here[-1] if here else "-"}
        if set(there) < set(here):
            sentence = _(
                "The backup is older than this site: %(app)s stands at %(theirs)s in it, and at %(ours)s here. "
                "Restore it with the program of its time, then upgrade."
            )
        elif set(there) > set(here):
            sentence = _(
                "The backup is newer than this site: %(app)s stands at %(theirs)s in it, and at %(ours)s here. "
                "Bring this site up to date, and migrate it, first."
            )
        else:
            sentence = _(
                "The backup is of another program: %(app)s stands at %(theirs)s in it, and at %(ours)s here."
            )
        raise BackupRefused(sentence % names)
    columns = {name: table.columns for name, table in tables.items()}
    if {name: table["columns"] for name, table in contents.head["tables"].items()} != columns:
        raise BackupRefused(_("The backup has other tables or columns than this program."))


def _refuse_unless_empty(tables: Any, connection: Any) -> None:
    for table in tables:
        if is_set_up(table.model):
            continue
        if table.model._base_manager.using(connection.alias).exists():
            raise BackupRefused(
                _("This site is not empty: it has rows in %(table)s. Restore into a new database.")
                % {"table": table.name}
            )


def _fill(source: BinaryIO, wrapping: Any, load: _Load, contents: archive.Contents) -> None:
    """Within a transaction: everything in, checked against the manifest, and the triggers back."""
    connection = load.connection
    # The savepoint is undone before the triggers are put back: PostgreSQL does nothing more in a failed transaction.
    with triggers.suspended(connection), transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            for table in reversed(load.tables.values()):
                if is_set_up(table.model):
                    cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 -- our table
        again = archive.read(source, wrapping, load.rows, load.file)
        if again.tables != contents.tables or again.files != contents.files:
            raise BackupRefused(_("The file changed while it was read."))
        load.at = ""
        connection.check_constraints()
        for name, table in load.tables.items():
            if digest(table, connection) != contents.tables[name]:
                raise BackupRefused(
                    _("The database does not hold %(table)s as the backup has it.") % {"table": name}
                )
        with connection.cursor() as cursor:
            models = [table.model for table in load.tables.values()]
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
    if absent := triggers.missing(connection):
        raise BackupRefused(_("Triggers could not be put back: %(names)s.") % {"names": ", ".join(absent)})


def _lock(connection: Any) -> None:
    """SQLite's transactions begin with the lock (settings.DATABASES)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _take_back(load: _Load) -> None:
    """Remove the originals that came with a restore that failed."""
    for path in load.new_files:
        path.unlink(missing_ok=True)


def _refused_by_database(error: DatabaseError, table: str) -> str:
    """Without the database's own words, which may repeat a row."""
    if getattr(error.__cause__, "sqlstate", "") == _DISK_FULL or "disk is full" in str(error):
        return _("The disk of the database is full. Nothing was restored.")
    return _("The database refused %(table)s: %(kind)s. Nothing was restored.") % {
        "table": table or _("what was loaded"),
        "kind": type(error).__name__,
    }


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        source = path.open("rb")
    except OSError as error:
        raise BackupRefused(
            _("The file cannot be read: %(why)s.") % {"why": error.strerror or type(error).__name__}
        ) from None
    with source:
        yield source
