"""What is sealed comes back to the letter, and only from its own file, kind and key."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError

from records import triggers, vault
from records.models import EntryKind, SealedEntry, SealedFile
from tests.support.factories import carol, dora, in_sql, make_incident, person, place, source
from tests.support.vault_owners import columns, kinds_of, owners

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make_owner", [person, make_incident], ids=["person", "record"])
@pytest.mark.parametrize("text", ["سطر\nوسطر آخر  مع مسافات", "x", '{ " } \\x00', "نص " * 3000])
def test_what_is_sealed_comes_back_to_the_letter(make_owner, text, purpose):
    entry = vault.write(make_owner(), "medical", text, carol())
    assert vault.read(entry, carol(), purpose) == text.strip()


def test_every_owner_has_a_file_for_its_own_kinds_and_no_other(secret, purpose):
    kept = set()
    for column, owner in owners().items():
        for kind in EntryKind:
            if kind in kinds_of(column):
                assert vault.read(vault.write(owner, kind, secret, carol()), carol(), purpose) == secret
                kept.add(kind)
            else:
                with pytest.raises(ValidationError):
                    vault.write(owner, kind, secret, carol())
    assert kept == set(EntryKind)
    assert SealedFile.objects.count() == len(columns())


def test_what_has_no_file_is_refused():
    with pytest.raises(TypeError, match="Place"):
        vault.write(place(), "other", "x", carol())


def test_a_key_wrapped_for_a_source_opens_nothing_of_another_owner(secret, purpose):
    of_source = vault.write(source(), "identity", secret, carol())
    of_account = vault.write(dora(), "identity", secret, carol())
    SealedFile.objects.filter(pk=of_account.file_id).update(
        wrapped_key=of_source.file.wrapped_key, key_id=of_source.file.key_id
    )
    with pytest.raises(vault.Unreadable):
        vault.read(of_account, carol(), purpose)


def test_a_person_and_a_record_have_one_file_each(secret):
    someone, incident = person(), make_incident()
    files = {vault.write(owner, "other", secret, carol()).file_id for owner in (someone, someone, incident)}
    assert len(files) == SealedFile.objects.count() == 2


def test_the_length_of_what_is_sealed_tells_little():
    someone = person()
    lengths = {len(vault.write(someone, "other", "س" * size, carol()).sealed) for size in (1, 20, 100)}
    assert len(lengths) == 1
    assert len(vault.write(someone, "other", "س" * 400, carol()).sealed) > lengths.pop()


def test_the_same_text_is_never_sealed_the_same_way(secret):
    someone = person()
    assert len({vault.write(someone, "other", secret, carol()).sealed for _time in range(3)}) == 3


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("rumour", "x"),
        ("", "x"),
        ("other", " \n "),
        ("other", "x" * (vault.MOST_TEXT + 1)),
        ("other", "x\ud800y"),
    ],
)
def test_it_refuses_what_cannot_be_kept_and_makes_no_file(kind, text):
    with pytest.raises(ValidationError) as refused:
        vault.write(person(), kind, text, carol())
    assert "x\ud800y" not in str(refused.value)
    assert not SealedFile.objects.exists()


# Exchanged, by somebody who writes to the database and has taken the triggers away ---------------------------


@pytest.fixture
def without_triggers():
    from django.db import connection

    with triggers.suspended(connection):
        yield


@pytest.fixture
def two(secret) -> list[SealedEntry]:
    return [vault.write(person(), "ransom", f"{secret} {number}", carol()) for number in (1, 2)]


def test_an_entry_moved_to_another_file_does_not_open(without_triggers, two, purpose):
    in_sql("UPDATE records_sealedentry SET file_id = %s WHERE id = %s", two[1].file_id, two[0].pk)
    with pytest.raises(vault.Unreadable, match="not what was written"):
        vault.read(two[0], carol(), purpose)


def test_a_key_moved_to_another_file_does_not_open(without_triggers, two, purpose):
    in_sql("UPDATE records_sealedfile SET wrapped_key = %s", two[0].file.wrapped_key)
    in_sql("UPDATE records_sealedentry SET file_id = %s WHERE id = %s", two[1].file_id, two[0].pk)
    with pytest.raises(vault.Unreadable, match="not what was written"):
        vault.read(two[0], carol(), purpose)


def test_an_entry_called_by_another_kind_does_not_open(without_triggers, two, purpose):
    in_sql("UPDATE records_sealedentry SET kind = 'medical'")
    with pytest.raises(vault.Unreadable, match="not what was written"):
        vault.read(two[0], carol(), purpose)


@pytest.mark.parametrize("column", ["sealed", "wrapped_key"])
@pytest.mark.parametrize("rubbish", ["rubbish", "غير ذلك"])
def test_rubbish_does_not_open(without_triggers, two, purpose, column, rubbish):
    table = "records_sealedentry" if column == "sealed" else "records_sealedfile"
    in_sql(f"UPDATE {table} SET {column} = %s", rubbish)
    with pytest.raises(vault.Unreadable, match="not what was written"):
        vault.read(two[0], carol(), purpose)


# Keys ------------------------------------------------------------------------------------------------------


def test_a_wrong_outer_key_says_which_one_is_wanted(settings, outer_key, secret, purpose):
    entry = vault.write(person(), "other", secret, carol())
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(vault.Unreadable, match=vault.key_id(outer_key)) as told:
        vault.read(entry, carol(), purpose)
    assert outer_key not in str(told.value)


def test_without_any_outer_key_nothing_is_sealed_or_read(settings, secret, purpose):
    someone = person()
    entry = vault.write(someone, "other", secret, carol())
    settings.VAULT_KEYS = []
    with pytest.raises(vault.Unreadable, match="VAULT_KEYS"):
        vault.read(entry, carol(), purpose)
    for owner in (someone, person()):
        with pytest.raises(vault.Unreadable, match="VAULT_KEYS"):
            vault.write(owner, "other", secret, carol())
    assert SealedEntry.objects.count() == SealedFile.objects.count() == 1


# Corrections -----------------------------------------------------------------------------------------------


def test_a_correction_is_an_entry_of_its_own_and_both_can_be_read(secret, purpose):
    someone = person()
    first = vault.write(someone, "ransom", secret, carol())
    second = vault.write(someone, "ransom", "غير ذلك", carol(), replaces=first)
    assert [vault.read(entry, carol(), purpose) for entry in (first, second)] == [secret, "غير ذلك"]


def test_an_entry_is_replaced_once_and_in_its_own_file(secret):
    someone = person()
    first = vault.write(someone, "ransom", secret, carol())
    with pytest.raises(ValidationError):
        vault.write(person(), "ransom", secret, carol(), replaces=first)
    vault.write(someone, "ransom", secret, carol(), replaces=first)
    with pytest.raises(ValidationError):
        vault.write(someone, "ransom", secret, carol(), replaces=first)
    assert SealedEntry.objects.count() == 2


# Whose file ------------------------------------------------------------------------------------------------


def test_a_record_without_a_person_is_its_own_owner(secret):
    incident = make_incident()
    assert vault.owner_of(incident) == incident
    assert vault.files_of(incident) == []
    entry = vault.write(incident, "other", secret, carol())
    assert vault.files_of(incident) == [entry.file]


def test_the_case_of_a_person_writes_to_the_persons_file_and_still_shows_its_own(monkeypatch, secret):
    from types import SimpleNamespace

    from records.models import Record

    incident, someone = make_incident(), person()
    before = vault.write(vault.owner_of(incident), "other", secret, carol())
    monkeypatch.setattr(Record, "concrete", lambda self: SimpleNamespace(person=someone))
    assert vault.owner_of(incident) == someone
    after = vault.write(vault.owner_of(incident), "other", secret, carol())
    assert after.file.person == someone
    assert vault.files_of(incident) == [before.file, after.file]
