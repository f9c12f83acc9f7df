"""What can happen to a public database of its own: it refuses, dies, and comes back as an older dump."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections

from tests.support.postgres import free_port


@contextmanager
def refusing() -> Iterator[None]:
    """Nobody listens where the public database was; what is connected is cut off."""
    public = connections["public"]
    public.close()
    before = dict(public.settings_dict)
    if public.vendor == "postgresql":
        public.settings_dict["PORT"] = free_port()
    else:
        public.settings_dict["NAME"] = "/nowhere/public.sqlite3"
    try:
        yield
    finally:
        public.close()
        public.settings_dict.update(before)


def kill() -> None:
    """End the server's side of the open connection, which this process does not know; PostgreSQL only."""
    public = connections["public"]
    public.ensure_connection()
    with closing(public.copy()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [public.connection.info.backend_pid])


def dumped(file: Path) -> None:
    """Keep the public database as it is now, in a file or, on PostgreSQL, in a database of the name."""
    public = connections["public"]
    if public.vendor == "postgresql":
        name = public.settings_dict["NAME"]
        _as_administrator(
            f'DROP DATABASE IF EXISTS "{file.name}"', f'CREATE DATABASE "{file.name}" TEMPLATE "{name}"'
        )
    else:
        public.ensure_connection()
        with closing(sqlite3.connect(file)) as target:
            public.connection.backup(target)


def restored(file: Path) -> None:
    """The public database is what it was when it was dumped."""
    public = connections["public"]
    if public.vendor == "postgresql":
        name = public.settings_dict["NAME"]
        _as_administrator(
            f'DROP DATABASE "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{file.name}"',
            f'DROP DATABASE "{file.name}"',
        )  # fmt: skip
    else:
        public.ensure_connection()
        with closing(sqlite3.connect(file)) as source:
            source.backup(public.connection)


def _as_administrator(*statements: str) -> None:
    """On the database that is always there; nobody may be connected to the one that is copied."""
    connections["public"].close()
    with connections["public"]._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def every_row(alias: str = "public") -> dict[str, list[dict[str, Any]]]:
    """Every column of every row of every table there, by the database's own account of what it holds."""
    connection = connections[alias]
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found
