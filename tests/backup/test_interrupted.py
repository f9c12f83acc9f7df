"""Stopped at any moment, a restore leaves an empty site and a backup no half file; both can begin again."""

import json
import shutil
import signal
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from records import triggers
from records.backup import making, restoring
from records.backup.tables import Table
from tests.support import backups

KILLED_WHILE_LOADING = """
import django, os, pathlib, signal, sys
django.setup()
from records.backup import restoring, tables
load = tables.Table.load
def killing(self, connection, rows):
    load(self, connection, rows)
    if self.name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
tables.Table.load = killing
restoring.restore(pathlib.Path(sys.argv[1]))
"""
KILLED_BEFORE_THE_COMMIT = """
import django, os, pathlib, signal, sys
django.setup()
from records.backup import restoring
restoring.triggers.missing = lambda _: os.kill(os.getpid(), signal.SIGKILL)
restoring.restore(pathlib.Path(sys.argv[1]))
"""
KILLED_WHILE_WRITING = """
import django, os, pathlib, signal, sys
django.setup()
from records.backup import archive, making
add = archive.Writer.add_rows
def killing(self, table, lines):
    add(self, table, lines)
    if table == "records_release":
        self._packed.flush()
        os.kill(os.getpid(), signal.SIGKILL)
archive.Writer.add_rows = killing
making.make(pathlib.Path(sys.argv[1]))
"""


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["records_release", "monitor_user", "abductees_photo"])
def test_an_error_in_the_middle_leaves_an_empty_site(house, file, monkeypatch, var, moment):
    before, load = backups.contents_of_tables(), Table.load

    def failing(self, connection, rows):
        load(self, connection, rows)
        if self.name == moment:
            raise KeyboardInterrupt

    monkeypatch.setattr(Table, "load", failing)
    with pytest.raises(KeyboardInterrupt):
        restoring.restore(file)
    assert backups.contents_of_tables() == before
    assert triggers.missing(connection) == []
    monkeypatch.setattr(Table, "load", load)
    restoring.restore(file)
    assert backups.contents_of_tables() == house.tables


@pytest.mark.django_db
def test_an_error_after_the_files_takes_them_back(file, monkeypatch, var):
    def differs(table, connection):
        return {}

    monkeypatch.setattr(restoring, "digest", differs)
    with pytest.raises(restoring.BackupRefused, match="The database does not hold .* as the backup has it"):
        restoring.restore(file)
    assert backups.originals(var) == {}


@pytest.mark.django_db
def test_stopped_while_the_public_side_is_made_it_leaves_an_empty_site(file, monkeypatch, var):
    """The releases of the backup are done: nothing would ever bring them to the public side."""
    before = backups.contents_of_tables()

    def stopped():
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring.outbox, "rebuild", stopped)
    with pytest.raises(KeyboardInterrupt):
        restoring.restore(file)
    assert backups.contents_of_tables() == before
    assert backups.originals(var) == {}


@pytest.mark.django_db
def test_an_original_that_was_there_before_is_not_taken_back(house, file, monkeypatch, var):
    (name, data), *_others = house.originals.items()
    restoring.photos.keep_original(data)
    monkeypatch.setattr(restoring, "digest", lambda table, connection: {})
    with pytest.raises(restoring.BackupRefused):
        restoring.restore(file)
    assert backups.originals(var) == {name: data}


def rows(folder, table):
    with closing(sqlite3.connect(folder / "marsad.sqlite3")) as database:
        return database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "table"),
    [(KILLED_WHILE_LOADING, "records_release"), (KILLED_BEFORE_THE_COMMIT, "")],
    ids=["loading", "committing"],
)
def test_a_killed_restore_leaves_an_empty_site_that_takes_it_again(house, other, code, table):
    done = backups.manage(other, str(house.file), table, code=code)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert rows(other, "monitor_user") == rows(other, "records_record") == 0
    assert rows(other, "sqlite_master WHERE type = 'trigger'") > 20
    done = backups.manage(other, "restore", str(house.file))
    assert done.returncode == 0, done.stderr
    assert rows(other, "monitor_user") == house.tables["monitor_user"]["rows"]
    assert backups.originals(other) == house.originals


@pytest.mark.slow
def test_a_killed_backup_leaves_no_half_file_and_the_next_one_is_whole(house, other, tmp_path):
    assert backups.manage(other, "restore", str(house.file)).returncode == 0
    goal = tmp_path / "x.backup"
    done = backups.manage(other, str(goal), code=KILLED_WHILE_WRITING)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not goal.exists()
    beside = tmp_path / "x.backup.part"
    assert beside.stat().st_mode & 0o777 == 0o600
    with pytest.raises(restoring.BackupRefused):
        restoring.verify(beside)
    assert backups.manage(other, "backup", str(goal)).returncode == 0
    assert goal.exists() and not beside.exists()
    assert restoring.verify(goal).tables == house.tables


@pytest.mark.slow
@pytest.mark.django_db
def test_a_backup_goes_to_sqlite_and_back(house, other, tmp_path):
    """The house is on either engine; what came over SQLite is the same, to the checksum of every table."""
    done = backups.manage(other, "restore", str(house.file))
    assert done.returncode == 0, done.stderr
    done = backups.manage(other, "backup", str(tmp_path / "of-sqlite"))
    assert done.returncode == 0, done.stderr
    entries = backups.opened(tmp_path / "of-sqlite")
    assert json.loads(entries["format.json"])["engine"] == "sqlite"
    assert entries["manifest.json"] == backups.opened(house.file)["manifest.json"]
    restoring.restore(tmp_path / "of-sqlite")
    assert backups.contents_of_tables() == house.tables
    assert backups.public_pages() == house.pages


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_site_that_commits(house, file, tmp_path):
    """As the commands run, in transactions of their own: one view while backing up, a commit while restoring."""
    restoring.restore(file)
    assert triggers.missing(connection) == []
    making.make(tmp_path / "again")
    assert not connection.in_atomic_block
    assert backups.opened(tmp_path / "again")["manifest.json"] == backups.opened(house.file)["manifest.json"]
    shutil.rmtree(restoring.settings.VAR_DIR)
    with pytest.raises(restoring.BackupRefused, match="not empty"):
        restoring.restore(file)
