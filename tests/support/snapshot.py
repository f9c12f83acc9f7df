"""The migrated, empty SQLite database of the tests, kept from run to run.

Migrating takes ten seconds, copying takes none. The first run after a change of a migration migrates and keeps the
result; the others begin with the copy, and their own ``migrate`` finds nothing to do.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest import mock

from django.core.management.commands import migrate
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[2]


def migrations_digest() -> str:
    """What the kept database was made from: our migrations, triggers, and the versions of the packages."""
    made_from = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/triggers.py"), ROOT / "requirements-test.txt"]
    parts = (path.relative_to(ROOT).as_posix().encode() + path.read_bytes() for path in sorted(made_from))
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """The first ``migrate`` of the default database begins with the kept copy, or keeps what it made.

    Beside a public database of its own it has other tables, and so a copy of its own (publication.database).
    """
    arrangement = "-".join(sorted(connections))
    kept = folder / f"{migrations_digest()}.{arrangement}.sqlite3"
    migrate_for_real = migrate.Command.handle
    patch = mock.patch.object(migrate.Command, "handle")

    def begin_with_the_kept_one(*arguments: object, **options: object) -> None:
        patch.stop()
        connection.ensure_connection()
        if kept.exists():
            with closing(sqlite3.connect(kept)) as source:
                source.backup(connection.connection)
            migrate_for_real(command, *arguments, **options)
            return
        migrate_for_real(command, *arguments, **options)
        beside = kept.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(beside)) as target:
            connection.connection.backup(target)
        beside.replace(kept)
        for outdated in set(folder.glob(f"*.{arrangement}.sqlite3")) - {kept}:
            outdated.unlink(missing_ok=True)

    command = migrate.Command()
    patch.start().side_effect = begin_with_the_kept_one
    yield
