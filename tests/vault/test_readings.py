"""Every reading says who, which, when and what for, is kept before anything is unsealed, and holds nothing of it."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.db import transaction

from records import vault
from records.models import Reading
from tests.support.factories import carol, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(secret):
    return vault.write(person(), "family_contact", secret, carol())


def test_a_reading_is_kept_without_what_was_read(entry, purpose, found_in):
    vault.read(entry, carol(), f"  {purpose} ")
    reading = Reading.objects.get()
    assert (reading.user, reading.entry, reading.purpose) == (carol(), entry, purpose)
    assert found_in([str(reading), str(entry), str(entry.file), *vars(reading).values()]) == []


@pytest.mark.parametrize("words", ["", "لأجل كذا", "x" * 9, " " * 40, "x" * 501])
def test_it_refuses_a_purpose_that_says_nothing(entry, words):
    with pytest.raises(ValidationError):
        vault.read(entry, carol(), words)
    assert not Reading.objects.exists()


def test_a_reading_that_fails_is_kept(entry, purpose, settings):
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(vault.Unreadable):
        vault.read(entry, carol(), purpose)
    assert Reading.objects.count() == 1


def test_it_is_kept_before_anything_is_unsealed(entry, purpose, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(entry):
        assert Reading.objects.filter(entry=entry).exists()
        raise Killed

    monkeypatch.setattr(vault, "_unsealed", killed)
    with pytest.raises(Killed):
        vault.read(entry, carol(), purpose)
    assert Reading.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_read_where_the_reading_could_be_taken_back(secret, purpose):
    entry = vault.write(person(), "other", secret, carol())
    with pytest.raises(RuntimeError), transaction.atomic():
        vault.read(entry, carol(), purpose)
