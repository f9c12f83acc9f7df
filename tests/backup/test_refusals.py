"""What cannot be made or restored is refused with a sentence, and leaves everything as it was."""

import errno
import io
import os
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation

from records.backup import archive, crypto, making, restoring
from records.backup.tables import Table
from records.models import Person
from tests.support import backups
from tests.support.factories import alice

pytestmark = pytest.mark.django_db


def run(command, file, **options):
    said = io.StringIO()
    call_command(command, file, stdout=said, **options)
    return said.getvalue()


def test_a_site_with_an_account_or_a_record_is_left_alone(file):
    alice()
    with pytest.raises(CommandError, match="not empty: it has rows in monitor_user"):
        run("restore", file)


def test_a_site_with_a_person_is_left_alone(file):
    Person.objects.create()
    with pytest.raises(CommandError, match="not empty: it has rows in records_person"):
        run("restore", file)


def test_reference_data_of_a_new_site_gives_way(house, file):
    call_command("load_reference", verbosity=0)
    run("restore", file)
    assert backups.contents_of_tables() == house.tables


def test_only_verifying_writes_nothing_and_needs_no_empty_site(file, django_assert_num_queries):
    alice()
    before = backups.contents_of_tables()
    with django_assert_num_queries(0):
        said = run("restore", file, verify=True)
    assert "The file is whole." in said and "rows" in said
    assert backups.contents_of_tables() == before


def test_another_state_of_migrations_is_refused_with_both_names(file):
    applied = MigrationRecorder.Migration.objects.filter(app="records").order_by("name")
    last, before = applied.reverse()[0].name, applied.reverse()[1].name
    MigrationRecorder(connection).record_unapplied("records", last)
    with pytest.raises(
        CommandError, match=f"newer than this site: records stands at {last} in it, and at {before}"
    ):
        run("restore", file)
    MigrationRecorder(connection).record_applied("records", last)
    MigrationRecorder(connection).record_applied("records", "9999_later")
    with pytest.raises(
        CommandError, match=f"older than this site: records stands at {last} in it, and at 9999_later"
    ):
        run("restore", file)
    MigrationRecorder(connection).record_unapplied("records", last)
    with pytest.raises(CommandError, match="of another program"):
        run("restore", file)


def test_other_columns_are_refused(file, monkeypatch):
    monkeypatch.setattr(Table, "columns", ["id"])
    with pytest.raises(CommandError, match="other tables or columns"):
        run("restore", file)


def test_a_file_that_is_not_there_or_no_backup(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("restore", tmp_path / "none")
    (tmp_path / "text").write_text("hello")
    with pytest.raises(CommandError, match="does not begin like one"):
        run("restore", tmp_path / "text")


def test_a_row_that_the_database_refuses_is_not_repeated(file, monkeypatch, var):
    """Its own words would say the row: “Key (username)=(alice) already exists”."""
    load = Table.load

    def twice(self, connection, rows):
        rows = list(rows)
        load(self, connection, iter(rows * 2 if self.name == "monitor_user" else rows))

    monkeypatch.setattr(Table, "load", twice)
    with pytest.raises(CommandError) as error:
        run("restore", file)
    assert str(error.value) == "The database refused monitor_user: IntegrityError. Nothing was restored."
    assert error.value.__suppress_context__ or error.value.__context__ is None


def test_a_full_disk_of_the_database(file, monkeypatch):
    def full(*_):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(Table, "load", full)
    with pytest.raises(CommandError, match="The disk of the database is full. Nothing was restored."):
        run("restore", file)


def test_a_full_disk_of_the_originals(house, file, monkeypatch, var):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(restoring.photos, "keep_original", full)
    with pytest.raises(CommandError, match="The disk is full"):
        run("restore", file)
    monkeypatch.undo()


def test_a_full_disk_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(
        making.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device"))
    )
    with pytest.raises(CommandError, match="The disk is full"):
        run("backup", tmp_path / "x.backup")
    assert list(tmp_path.glob("x*")) == []


def test_a_full_disk_in_the_middle_leaves_no_file(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(crypto.Sealer, "_seal", full)
    with pytest.raises(CommandError, match="The disk is full"):
        run("backup", tmp_path / "x.backup")
    assert list(tmp_path.glob("x*")) == []


def test_no_backup_is_written_without_a_key(tmp_path, settings):
    settings.BACKUP_KEYS = []
    with pytest.raises(CommandError, match="BACKUP_KEYS is not set"):
        run("backup", tmp_path / "x.backup")
    assert list(tmp_path.glob("x*")) == []


def test_a_backup_overwrites_none_and_a_missing_folder_is_said(tmp_path):
    (tmp_path / "x.backup").write_text("precious")
    with pytest.raises(CommandError, match="a file of this name already"):
        run("backup", tmp_path / "x.backup")
    assert (tmp_path / "x.backup").read_text() == "precious"
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        run("backup", tmp_path / "none" / "x.backup")


def test_the_file_is_for_its_owner_alone_whatever_the_mask(tmp_path):
    before = os.umask(0)
    try:
        (tmp_path / "x.backup.part").touch(0o666)
        run("backup", tmp_path / "x.backup")
    finally:
        os.umask(before)
    assert (tmp_path / "x.backup").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("x*")] == ["x.backup"]


def test_a_link_put_in_its_way_is_not_followed(tmp_path):
    (tmp_path / "x.backup.part").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CommandError, match="cannot be written"):
        run("backup", tmp_path / "x.backup")
    assert not (tmp_path / "elsewhere").exists()


def test_two_backups_to_one_file_do_not_mix(tmp_path):
    said = []

    def second():
        with translation.override("en"):  # a thread begins in the language of the site
            try:
                with making._appearing(tmp_path / "x.backup"):
                    pass
            except making.BackupRefused as refused:
                said.append(str(refused))

    with making._appearing(tmp_path / "x.backup") as target:
        target.write(b"whole")
        other = threading.Thread(target=second)
        other.start()
        other.join()
    assert said == ["Another backup is being written to this file."]
    assert (tmp_path / "x.backup").read_bytes() == b"whole"


def test_an_altered_original_is_left_out_and_said(tmp_path, var):
    folder = var / "originals"
    folder.mkdir(parents=True)
    (folder / ("a" * 64)).write_bytes(b"altered")
    (folder / ".half").write_bytes(b"of a killed upload")
    with pytest.raises(CommandError, match=f"complete but for originals .* {'a' * 64}"):
        run("backup", tmp_path / "x.backup")
    assert not [name for name in backups.opened(tmp_path / "x.backup") if name.startswith(archive.FILES)]


def test_a_public_side_that_cannot_be_made_is_said(file, monkeypatch):
    def fails():
        raise ValueError("a row")

    monkeypatch.setattr(restoring.outbox, "rebuild", fails)
    with pytest.raises(
        CommandError, match=r"The site is restored, but .* Run “manage.py rebuild_publication”"
    ):
        run("restore", file)
