"""Raw SQL, past every model and form: what was written stays, and what was destroyed stays destroyed."""

from itertools import combinations

import pytest
from django.db import connection
from django.utils import timezone

from records import vault
from records.models import SealedEntry, SealedFile
from tests.support.factories import carol, in_sql, person
from tests.support.raw_sql import refused
from tests.support.vault_owners import owners

pytestmark = pytest.mark.django_db

SQLITE = connection.vendor == "sqlite"
REPLACING = "INSERT OR REPLACE" if SQLITE else "INSERT"
NEW_ENTRY = """ INTO records_sealedentry (file_id, kind, sealed, written_by_id, written_at, replaces_id)
    VALUES (%s, %s, 'x', %s, %s, %s)"""


@pytest.fixture
def entry(secret, purpose) -> SealedEntry:
    made = vault.write(person(), "ransom", secret, carol())
    vault.read(made, carol(), purpose)
    return made


@pytest.fixture
def destroyed(secret) -> SealedFile:
    made = vault.write(person(), "ransom", secret, carol())
    return vault.destroy(made.file, carol(), "طلبت العائلة إتلافه")


@pytest.mark.parametrize(
    ("table", "column"), [("records_sealedentry", "sealed"), ("records_reading", "purpose")]
)
def test_what_is_written_once_neither_changes_nor_goes(entry, table, column):
    assert "append-only" in refused(f"UPDATE {table} SET {column} = 'another text'")
    assert "append-only" in refused(f"DELETE FROM {table}")


def test_a_reading_is_not_taken_over_by_writing_its_key_again(entry):
    reading = entry.readings.get()
    assert "append-only" in refused(
        f"{REPLACING} INTO records_reading (id, entry_id, user_id, at, purpose) VALUES (%s, %s, %s, %s, %s)",
        reading.pk, entry.pk, carol().pk, timezone.now(), "another purpose",
    )  # fmt: skip


def test_an_entry_is_replaced_once(entry):
    vault.write(entry.file.person, "ransom", "غير ذلك", carol(), replaces=entry)
    refused(REPLACING + NEW_ENTRY, entry.file_id, "ransom", carol().pk, timezone.now(), entry.pk)


def test_an_entry_replaces_none_of_another_file(entry, secret):
    other = vault.write(person(), "ransom", secret, carol())
    message = refused("INSERT" + NEW_ENTRY, other.file_id, "ransom", carol().pk, timezone.now(), entry.pk)
    assert "its own file" in message


def test_an_unknown_kind_is_refused(entry):
    refused("INSERT" + NEW_ENTRY, entry.file_id, "rumour", carol().pk, timezone.now(), None)


def test_a_reading_says_what_for(entry):
    refused(
        "INSERT INTO records_reading (entry_id, user_id, at, purpose) VALUES (%s, %s, %s, 'x')",
        entry.pk, carol().pk, timezone.now(),
    )  # fmt: skip


def test_a_destroyed_file_takes_no_entry(destroyed):
    message = refused("INSERT" + NEW_ENTRY, destroyed.pk, "ransom", carol().pk, timezone.now(), None)
    assert "destroyed" in message


@pytest.mark.parametrize("column", ["wrapped_key = 'x', key_id = 'x'", "destroyed_reason = 'another'"])
def test_a_destroyed_file_stays_as_it_is(destroyed, column):
    assert "stays destroyed" in refused(f"UPDATE records_sealedfile SET {column}")
    undone = (
        "wrapped_key = 'x', key_id = 'x', destroyed_at = NULL, destroyed_by_id = NULL, destroyed_reason = ''"
    )
    assert "stays destroyed" in refused(f"UPDATE records_sealedfile SET {undone}")


def test_a_file_never_goes(entry, destroyed):
    assert "kept" in refused("DELETE FROM records_sealedfile WHERE id = %s", destroyed.pk)


def test_a_file_keeps_its_owner_and_its_key(entry):
    assert "keeps its owner" in refused("UPDATE records_sealedfile SET id = id + 1")
    assert "keeps its owner" in refused("UPDATE records_sealedfile SET person_id = %s", person().pk)
    others = {column: owner for column, owner in owners().items() if column != "person"}
    for column, other in others.items():
        assert "keeps its owner" in refused(
            f"UPDATE records_sealedfile SET person_id = NULL, {column}_id = %s", other.pk
        )


def test_no_file_is_replaced_by_a_second_one_of_its_owner(secret):
    for column, owner in owners().items():
        vault.write(owner, "other", secret, carol())
        message = refused(
            f"{REPLACING} INTO records_sealedfile ({column}_id, wrapped_key, key_id, destroyed_reason) "
            "VALUES (%s, 'x', 'x', '')",
            owner.pk,
        )
        assert "comes once" in message


@pytest.mark.parametrize(
    "change",
    ["wrapped_key = ''", "key_id = ''", "destroyed_at = CURRENT_TIMESTAMP", "destroyed_reason = 'x'"],
)
def test_a_file_is_whole_or_destroyed(entry, change):
    refused(f"UPDATE records_sealedfile SET {change}")


def test_a_file_has_one_owner():
    made = {f"{column}_id": owner.pk for column, owner in owners().items()}
    for chosen in ((), *combinations(made, 2), tuple(made)):
        columns = ", ".join(["wrapped_key", "key_id", "destroyed_reason", *chosen])
        values = ", ".join(["'x', 'x', ''", *["%s"] * len(chosen)])
        refused(
            f"INSERT INTO records_sealedfile ({columns}) VALUES ({values})",
            *(made[column] for column in chosen),
        )


@pytest.mark.skipif(SQLITE, reason="SQLite has no TRUNCATE; its DELETE asks the triggers")
@pytest.mark.parametrize("table", ["records_reading", "records_sealedentry", "records_sealedfile"])
def test_a_table_is_not_emptied_past_its_rows(entry, table):
    in_sql("SET CONSTRAINTS ALL IMMEDIATE")
    message = refused(f"TRUNCATE {table} CASCADE")
    assert "append-only" in message or "kept" in message
