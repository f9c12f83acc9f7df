"""Making a backup: one view of the database, one file that appears only when it is whole."""

import errno
import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from records.backup import BackupRefused, archive, crypto
from records.backup.tables import Digest, Table, all_tables, written

_ORIGINAL = re.compile(r"[0-9a-f]{64}")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass
class Made:
    """What was written, and which originals were not, because they are no longer the bytes that came."""

    tables: int = 0
    rows: int = 0
    files: int = 0
    size: int = 0
    altered: list[str] = field(default_factory=list)


@sensitive_variables()
def make(path: Path, using: str = "default") -> Made:
    """Write a backup of the private tables and of the originals. Raises BackupRefused; then no file is at `path`."""
    wrapping, made = crypto.keys(), Made()
    connection = connections[using]
    try:
        with _appearing(path) as target, archive.Writer(target, wrapping) as writer:
            with _one_view(connection):
                tables = all_tables()
                writer.add_json(archive.HEAD, _head(connection, tables))
                sums = {table.name: _add_table(writer, table, connection) for table in tables}
            # After the rows, which name them: an original is kept before its row is, and stays.
            files = {name: _add_file(writer, name, data) for name, data in _originals(made)}
            writer.add_json(archive.MANIFEST, {"tables": sums, "files": files})
        made.size = path.stat().st_size
    except DatabaseError as error:
        raise BackupRefused(
            _("The database could not be read: %(kind)s. Is it migrated?") % {"kind": type(error).__name__}
        ) from None
    except OSError as error:
        raise BackupRefused(cannot_write(error)) from None
    made.tables, made.files = len(sums), len(files)
    made.rows = sum(one["rows"] for one in sums.values())
    return made


def cannot_write(error: OSError) -> str:
    if error.errno in _FULL:
        return _("The disk is full. Nothing is left of what was begun.")
    return _("The file cannot be written: %(why)s.") % {"why": error.strerror or type(error).__name__}


def migrations(connection: Any, tables: list[Table]) -> dict[str, list[str]]:
    """The migrations that made the tables, by app."""
    ours = {table.model._meta.app_label for table in tables}
    state: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        if app in ours:
            state.setdefault(app, []).append(name)
    return state


def _head(connection: Any, tables: list[Table]) -> dict[str, Any]:
    return {
        "format": archive.FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "migrations": migrations(connection, tables),
        "tables": {table.name: {"columns": table.columns, "json": table.json} for table in tables},
    }


def _add_table(writer: archive.Writer, table: Table, connection: Any) -> dict[str, Any]:
    digest = Digest(table.json)

    def lines() -> Iterator[bytes]:
        for row in table.rows(connection):
            line = written(row)
            digest.add(row, line)
            yield line

    writer.add_rows(table.name, lines())
    return digest.as_json()


def _add_file(writer: archive.Writer, name: str, data: bytes) -> dict[str, Any]:
    writer.add(f"{archive.FILES}/{name}", data)
    return {"size": len(data), "sha256": name}


def _originals(made: Made) -> Iterator[tuple[str, bytes]]:
    """The photos as they came, each under its SHA-256; what is in the folder besides is no original."""
    folder = Path(settings.VAR_DIR) / "originals"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not _ORIGINAL.fullmatch(path.name) or path.is_symlink():
            continue
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == path.name:
            yield path.name, data
        else:
            made.altered.append(path.name)


@contextmanager
def _one_view(connection: Any) -> Iterator[None]:
    """The database as it is at one moment, however long reading takes; nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Not `atomic`, which begins by locking out everybody else who writes (settings.DATABASES).
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


@contextmanager
def _appearing(path: Path) -> Iterator[BinaryIO]:
    """A file for its owner alone that has its name once it is whole and on the disk. What a killed backup left beside
    it is overwritten by the next one.
    """
    if path.exists():
        raise BackupRefused(_("There is a file of this name already; a backup overwrites none."))
    beside = path.with_name(f"{path.name}.part")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+b") as target:
        try:
            fcntl.flock(target, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused(_("Another backup is being written to this file.")) from None
        try:
            os.fchmod(descriptor, 0o600)
            target.truncate(0)
            yield target
            target.flush()
            os.fsync(descriptor)
            beside.rename(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
