"""A destroyed file is unreadable for ever: with every key, after a rotation, and for what comes later."""

import pytest
from django.core.exceptions import ValidationError

from records import vault
from records.models import AuditEntry, SealedEntry
from tests.support.factories import carol, person

pytestmark = pytest.mark.django_db

REASON = "طلبت العائلة إتلافه"


def test_a_destroyed_file_is_unreadable_even_after_a_rotation(secret, purpose):
    someone, other = person(), person()
    entries = [vault.write(someone, kind, secret, carol()) for kind in ("ransom", "medical")]
    kept = vault.write(other, "ransom", secret, carol())
    file = vault.destroy(entries[0].file, carol(), REASON)
    assert (file.wrapped_key, file.key_id, file.destroyed_by, file.destroyed_reason) == (
        "",
        "",
        carol(),
        REASON,
    )
    assert vault.rotate() == 0
    for entry in entries:
        with pytest.raises(vault.Unreadable, match="destroyed"):
            vault.read(entry, carol(), purpose)
    assert vault.read(kept, carol(), purpose) == secret


def test_an_entry_at_hand_from_before_does_not_open_either(secret, purpose):
    entry = vault.write(person(), "ransom", secret, carol())
    assert entry.file.wrapped_key
    vault.destroy(entry.file, carol(), REASON)
    with pytest.raises(vault.Unreadable):
        vault.read(entry, carol(), purpose)


def test_nothing_more_is_written_into_it(secret):
    someone = person()
    vault.destroy(vault.write(someone, "ransom", secret, carol()).file, carol(), REASON)
    with pytest.raises(vault.Unreadable, match="destroyed"):
        vault.write(someone, "ransom", secret, carol())
    assert SealedEntry.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "قصير", "x" * 501])
def test_it_is_not_destroyed_without_a_reason(secret, reason):
    file = vault.write(person(), "ransom", secret, carol()).file
    with pytest.raises(ValidationError):
        vault.destroy(file, carol(), reason)
    file.refresh_from_db()
    assert file.wrapped_key


def test_it_is_destroyed_once(secret):
    file = vault.write(person(), "ransom", secret, carol()).file
    vault.destroy(file, carol(), REASON)
    with pytest.raises(ValidationError):
        vault.destroy(file, carol(), "سبب آخر غير الأول")
    file.refresh_from_db()
    assert file.destroyed_reason == REASON


def test_that_it_was_destroyed_and_by_whom_is_in_the_audit(secret):
    file = vault.write(person(), "ransom", secret, carol()).file
    vault.destroy(file, carol(), REASON)
    (told,) = AuditEntry.objects.filter(action="vault.destroy")
    assert (told.actor, told.subject, told.facts) == (carol(), f"file {file.pk}", {})
