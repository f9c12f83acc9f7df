"""A new outer key takes the place of an old one, and what was sealed before is still read."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from records import vault
from records.models import AuditEntry, SealedFile
from tests.support.factories import carol, person
from tests.support.vault_owners import owners

pytestmark = pytest.mark.django_db


def rotated() -> str:
    said = StringIO()
    call_command("rotate_vault", stdout=said)
    return said.getvalue()


@pytest.fixture
def newer() -> str:
    return Fernet.generate_key().decode()


def test_after_a_rotation_the_old_key_can_go(settings, outer_key, newer, secret, purpose):
    entries = [vault.write(person(), "other", f"{secret} {number}", carol()) for number in range(3)]
    sealed = [entry.sealed for entry in entries]
    settings.VAULT_KEYS = [newer, outer_key]
    assert vault.read(entries[0], carol(), purpose).startswith(secret)
    assert vault.rotate() == 3
    settings.VAULT_KEYS = [newer]
    assert [vault.read(entry, carol(), purpose) for entry in entries] == [f"{secret} {n}" for n in range(3)]
    for entry in entries:
        entry.refresh_from_db()
    assert [entry.sealed for entry in entries] == sealed
    assert vault.rotate() == 0


def test_the_old_key_opens_nothing_after_a_rotation(settings, outer_key, newer, secret, purpose):
    entry = vault.write(person(), "other", secret, carol())
    settings.VAULT_KEYS = [newer, outer_key]
    vault.rotate()
    settings.VAULT_KEYS = [outer_key]
    with pytest.raises(vault.Unreadable):
        vault.read(entry, carol(), purpose)


def test_the_newest_key_seals_what_is_new(settings, outer_key, newer, secret):
    settings.VAULT_KEYS = [newer, outer_key]
    assert vault.write(person(), "other", secret, carol()).file.key_id == vault.key_id(newer)


def test_the_command_says_how_many_keys_it_wrapped_again(settings, outer_key, newer, secret):
    for _time in range(2):
        vault.write(person(), "other", secret, carol())
    settings.VAULT_KEYS = [newer, outer_key]
    said = rotated()
    assert "2" in said
    assert vault.key_id(newer) in said
    assert newer not in said
    assert "0" in rotated()


def test_a_file_that_does_not_open_is_told_and_keeps_no_other_back(
    settings, outer_key, newer, secret, purpose
):
    lost = vault.write(person(), "other", secret, carol())
    SealedFile.objects.filter(pk=lost.file_id).update(key_id="of-another")
    kept = vault.write(person(), "other", secret, carol())
    settings.VAULT_KEYS = [newer, outer_key]
    with pytest.raises(CommandError, match="1"):
        rotated()
    settings.VAULT_KEYS = [newer]
    assert vault.read(kept, carol(), purpose) == secret


def test_a_file_destroyed_meanwhile_is_not_brought_back(settings, outer_key, newer, secret, monkeypatch):
    file = vault.write(person(), "other", secret, carol()).file
    settings.VAULT_KEYS = [newer, outer_key]
    wrapped = vault._wrapped

    def destroyed_first(*arguments):
        vault.destroy(file, carol(), "طلبت العائلة إتلافه")
        return wrapped(*arguments)

    monkeypatch.setattr(vault, "_wrapped", destroyed_first)
    assert vault.rotate() == 0
    file.refresh_from_db()
    assert file.wrapped_key == ""


class Killed(BaseException):
    """As SIGKILL: no handler of ours catches it."""


def test_a_rotation_killed_in_the_middle_heals_by_running_again(
    settings, outer_key, newer, secret, purpose, monkeypatch
):
    entries = [vault.write(owner, "other", secret, carol()) for owner in owners().values()]
    settings.VAULT_KEYS = [newer, outer_key]
    wrapped, done = vault._wrapped, []

    def killed_at_the_third(*arguments):
        if len(done) == 2:
            raise Killed
        done.append(arguments)
        return wrapped(*arguments)

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(vault, "_wrapped", killed_at_the_third)
        vault.rotate()
    keys = [vault.key_id(key) for key in (newer, outer_key)]
    assert [SealedFile.objects.filter(key_id=key).count() for key in keys] == [2, len(entries) - 2]
    assert [vault.read(entry, carol(), purpose) for entry in entries] == [secret] * len(entries)
    assert vault.rotate() == len(entries) - 2
    settings.VAULT_KEYS = [newer]
    assert [vault.read(entry, carol(), purpose) for entry in entries] == [secret] * len(entries)
    assert vault.rotate() == 0


def test_a_rotation_is_in_the_audit_without_a_key(settings, outer_key, newer, secret):
    vault.write(person(), "other", secret, carol())
    settings.VAULT_KEYS = [newer, outer_key]
    vault.rotate()
    (told,) = AuditEntry.objects.filter(action="vault.rotate")
    assert (told.subject, told.facts) == (f"key {vault.key_id(newer)}", {"files": 1})


# The key of a developer's machine --------------------------------------------------------------------------


def test_in_debug_mode_a_key_is_made_once_when_it_is_first_needed(settings, tmp_path, secret, purpose):
    settings.VAULT_KEYS, settings.VAULT_KEY_FILE = [], tmp_path / "var" / "vault.key"
    someone = person()
    assert not settings.VAULT_KEY_FILE.exists()
    entry = vault.write(someone, "other", secret, carol())
    made = settings.VAULT_KEY_FILE.read_text()
    assert vault.read(entry, carol(), purpose) == secret
    assert settings.VAULT_KEY_FILE.read_text() == made
    assert settings.VAULT_KEY_FILE.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in settings.VAULT_KEY_FILE.parent.iterdir()] == ["vault.key"]


def test_keys_that_are_set_come_before_the_one_of_the_machine(settings, outer_key, tmp_path):
    settings.VAULT_KEY_FILE = tmp_path / "vault.key"
    assert vault.outer_keys() == [outer_key]
    assert not settings.VAULT_KEY_FILE.exists()
