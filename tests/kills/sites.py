"""Sites to kill: each a folder and a database of its own, copied from one that was furnished once."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from tests.kills.world import BACKUP_KEY, OLD_KEY

DATABASE_FILE = "marsad.sqlite3"
#: Seconds in which PostgreSQL must have noticed that a client is dead.
NOTICED = 30


@dataclass(frozen=True)
class Site:
    """A folder, and the name of its database; on SQLite the database is a file in the folder."""

    var: Path
    database: str

    def use(self) -> None:
        """Make this process one of the site's; it must not have connected to anything yet."""
        settings.DEBUG = False
        settings.VAR_DIR, settings.MEDIA_ROOT = self.var, self.var / "media"
        settings.VAULT_KEYS, settings.VAULT_KEY_FILE = [OLD_KEY], None
        settings.BACKUP_KEYS = [BACKUP_KEY]
        connection = connections["default"]
        assert connection.connection is None
        connection.settings_dict["NAME"] = self.database
        connection.ensure_connection()


class Yard:
    """Where sites are copied and thrown away. `empty` is migrated and holds nothing."""

    def __init__(self, folder: Path, connection: Any) -> None:
        """`connection` is open to an empty database of the tests; on PostgreSQL it is closed to be copied."""
        self._folder, self._numbers = folder, count(1)
        self._server: Any = None
        if connection.vendor == "postgresql":
            given = connection.settings_dict
            self._server = psycopg.connect(
                host=given["HOST"], port=given["PORT"], user=given["USER"], password=given["PASSWORD"],
                dbname="postgres", autocommit=True,
            )  # fmt: skip
            self._prefix = f"{given['NAME']}_killed_{os.getpid()}"
            self.empty = Site(self._new_folder(), f"{self._prefix}_0")
            connection.close()
            self._copy_database(given["NAME"], self.empty.database)
        else:
            var = self._new_folder()
            self.empty = Site(var, str(var / DATABASE_FILE))
            connection.ensure_connection()
            with closing(sqlite3.connect(self.empty.database)) as target:
                connection.connection.backup(target)

    def copy(self, site: Site) -> Site:
        """The same once more; nobody may be connected to `site`."""
        var = self._folder / f"site-{next(self._numbers)}"
        shutil.copytree(site.var, var)
        if self._server is None:
            return Site(var, str(var / DATABASE_FILE))
        made = Site(var, f"{self._prefix}_{next(self._numbers)}")
        self._copy_database(site.database, made.database)
        return made

    @contextmanager
    def copied(self, site: Site) -> Iterator[Site]:
        """A copy that is thrown away; kept on SQLite when something is wrong with it."""
        made = self.copy(site)
        try:
            yield made
        finally:
            if self._server is not None:
                self._drop(made.database)
        shutil.rmtree(made.var)

    def all_gone(self, site: Site) -> None:
        """Wait until the server has noticed that every client of the site is dead, and given up what they held."""
        if self._server is None:
            return
        deadline = time.monotonic() + NOTICED
        there = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        while self._server.execute(there, [site.database]).fetchone() != (0,):
            assert time.monotonic() < deadline, "PostgreSQL has not noticed that its client is dead"
            time.sleep(0.002)

    def close(self) -> None:
        if self._server is None:
            return
        like = self._prefix.replace("_", r"\_") + "%"
        left = self._server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like])
        for (name,) in left.fetchall():
            self._drop(name)
        self._server.close()

    def _new_folder(self) -> Path:
        folder = self._folder / f"site-{next(self._numbers)}"
        folder.mkdir()
        return folder

    def _copy_database(self, name: str, to: str) -> None:
        self._server.execute(f'CREATE DATABASE "{to}" TEMPLATE "{name}" STRATEGY file_copy')

    def _drop(self, name: str) -> None:
        self._server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
