"""Raw SQL, past every model and form: the database itself refuses, on SQLite and on PostgreSQL."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from records import triggers, workflow
from records.models import Contribution, Document, Release, ReviewRound
from tests.support.factories import alice, bob, carol, in_sql, make_incident, make_user
from tests.support.raw_sql import refused

pytestmark = pytest.mark.django_db


def decide(round_: ReviewRound, user: Any, decision: str = "verified") -> str:
    return refused(
        "UPDATE records_reviewround SET decision = %s, decided_by_id = %s, decided_at = %s WHERE id = %s",
        decision, user.pk, timezone.now(), round_.pk,
    )  # fmt: skip


NEW_ROUND = """INSERT INTO records_reviewround
    (record_id, document_id, contributions_up_to, submitted_by_id, submitted_at, decision, decided_by_id,
    decided_at, reason) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '')"""


# Verifying -------------------------------------------------------------------------------------------------


def test_the_submitter_cannot_verify():
    incident = make_incident(state="submitted")
    decide(incident.rounds.get(), alice())


def test_a_contributor_who_did_not_submit_cannot_verify():
    incident = make_incident(by=make_user("amal", "clerk"))
    workflow.contributed(incident, bob())
    workflow.move(incident, "submit", alice())
    assert "none of those who contributed" in decide(incident.rounds.get(), bob())


def test_a_contributor_of_an_earlier_returned_round_cannot_verify():
    incident = make_incident()
    workflow.contributed(incident, bob())
    workflow.move(incident, "submit", alice())
    workflow.move(incident, "return", make_user("badr", "verifier"), reason="مصدر ثانٍ")
    workflow.contributed(incident, alice())
    workflow.move(incident, "submit", alice())
    decide(incident.rounds.last(), bob())


def test_content_that_changed_after_submission_cannot_be_verified():
    incident = make_incident(state="submitted")
    in_sql(
        "INSERT INTO records_contribution (record_id, user_id, how, at) VALUES (%s, %s, 'edit', %s)",
        incident.pk, carol().pk, timezone.now(),
    )  # fmt: skip
    decide(incident.rounds.get(), bob())


def test_a_round_is_not_decided_without_a_decider():
    incident = make_incident(state="submitted")
    refused("UPDATE records_reviewround SET decision = 'verified' WHERE record_id = %s", incident.pk)


def test_a_round_is_not_decided_without_a_day():
    incident = make_incident(state="submitted")
    refused(
        "UPDATE records_reviewround SET decision = 'verified', decided_by_id = %s WHERE record_id = %s",
        bob().pk, incident.pk,
    )  # fmt: skip


def test_a_decision_outside_the_list_is_refused():
    decide(make_incident(state="submitted").rounds.get(), bob(), "fine")


def test_a_return_needs_a_reason():
    decide(make_incident(state="submitted").rounds.get(), bob(), "returned")


def test_nobody_but_the_submitter_takes_a_round_back():
    decide(make_incident(state="submitted").rounds.get(), bob(), "recalled")


# Rounds ----------------------------------------------------------------------------------------------------


def test_a_round_cannot_begin_decided():
    incident = make_incident(state="verified")
    last = incident.contributions.last().pk
    document = incident.documents.get().pk
    now = timezone.now()
    refused(NEW_ROUND, incident.pk, document, last, alice().pk, now, "verified", bob().pk, now)


def test_a_round_cannot_leave_contributions_out():
    incident = make_incident(state="verified")
    workflow.contributed(incident, alice())
    first = incident.contributions.first().pk
    document = incident.documents.get().pk
    refused(NEW_ROUND, incident.pk, document, first, alice().pk, timezone.now(), None, None, None)


def test_a_round_cannot_name_another_records_document():
    incident, other = make_incident(), make_incident(state="submitted")
    last = incident.contributions.last().pk
    document = other.documents.get().pk
    refused(NEW_ROUND, incident.pk, document, last, alice().pk, timezone.now(), None, None, None)


def test_a_round_cannot_begin_without_any_contribution():
    incident = make_incident()
    bare = make_incident()
    document = Document.objects.create(record=bare, number=1, content={}, digest="0" * 64, made_by=alice())
    with triggers_gone():
        bare.contributions.all().delete()
    refused(NEW_ROUND, bare.pk, document.pk, 0, alice().pk, timezone.now(), None, None, None)
    assert incident.contributions.exists()


def triggers_gone() -> Any:
    return triggers.suspended(connection)


def test_a_record_has_one_open_round_at_most():
    incident = make_incident(state="submitted")
    open_ = incident.rounds.get()
    refused(
        NEW_ROUND,
        incident.pk,
        open_.document_id,
        open_.contributions_up_to,
        alice().pk,
        timezone.now(),
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'other'",
        "decision = 'returned', reason = 'x'",
        "decided_by_id = submitted_by_id",
        "decision = NULL, decided_by_id = NULL, decided_at = NULL",
    ],
)
def test_a_decided_round_is_never_rewritten(change: str):
    incident = make_incident(state="verified")
    refused(f"UPDATE records_reviewround SET {change} WHERE record_id = %s", incident.pk)


def test_an_open_round_cannot_be_given_another_document_or_submitter():
    incident = make_incident(state="submitted")
    refused("UPDATE records_reviewround SET submitted_by_id = %s WHERE record_id = %s", bob().pk, incident.pk)
    refused("UPDATE records_reviewround SET contributions_up_to = 999999 WHERE record_id = %s", incident.pk)


# Append-only -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("records_document", "digest"),
        ("records_contribution", "how"),
        ("records_transition", "reason"),
        ("records_release", "note_ar"),
    ],
)
def test_what_is_written_once_neither_changes_nor_goes(table: str, column: str):
    make_incident(state="released")
    assert "append-only" in refused(f"UPDATE {table} SET {column} = 'x'")
    assert "append-only" in refused(f"DELETE FROM {table}")


def test_rounds_are_never_deleted():
    incident = make_incident(state="submitted")
    refused("DELETE FROM records_reviewround WHERE record_id = %s", incident.pk)


def test_a_contribution_cannot_be_taken_over_by_writing_its_key_again():
    """SQLite's INSERT OR REPLACE would remove the old row without asking a delete trigger."""
    incident = make_incident()
    entry = incident.contributions.get()
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    refused(
        f"{verb} INTO records_contribution (id, record_id, user_id, how, at) VALUES (%s, %s, %s, 'edit', %s)",
        entry.pk, incident.pk, bob().pk, timezone.now(),
    )  # fmt: skip
    assert Contribution.objects.get().user == alice()


def test_a_document_cannot_be_replaced_by_its_number():
    incident = make_incident(state="submitted")
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    refused(
        f"{verb} INTO records_document (record_id, number, content, digest, made_by_id, made_at) "
        "VALUES (%s, 1, '{}', 'x', %s, %s)",
        incident.pk, alice().pk, timezone.now(),
    )  # fmt: skip


# States ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["verified", "released"])
def test_a_draft_is_not_verified_or_released_by_writing_its_state(state: str):
    incident = make_incident()
    refused("UPDATE records_record SET state = %s WHERE id = %s", state, incident.pk)


def test_an_open_round_verifies_nothing():
    incident = make_incident(state="submitted")
    refused(
        "UPDATE records_record SET state = 'verified', verified_round_id = %s WHERE id = %s",
        incident.rounds.get().pk, incident.pk,
    )  # fmt: skip


def test_another_records_round_verifies_nothing():
    incident, other = make_incident(), make_incident(state="verified")
    refused(
        "UPDATE records_record SET state = 'verified', verified_round_id = %s WHERE id = %s",
        other.rounds.get().pk, incident.pk,
    )  # fmt: skip


def test_an_older_verified_round_does_not_verify_newer_content():
    incident = make_incident(state="verified")
    workflow.contributed(incident, alice())
    refused("UPDATE records_record SET state = 'verified' WHERE id = %s", incident.pk)


def test_an_unknown_state_is_refused():
    incident = make_incident()
    refused("UPDATE records_record SET state = 'done' WHERE id = %s", incident.pk)


def test_a_record_is_not_live_by_another_records_release():
    incident, other = make_incident(state="verified"), make_incident(state="released")
    release = Release.objects.get(record=other).pk
    refused("UPDATE records_record SET live_release_id = %s WHERE id = %s", release, incident.pk)


def test_a_withdrawn_record_is_not_live():
    incident = make_incident(state="released")
    refused("UPDATE records_record SET state = 'withdrawn' WHERE id = %s", incident.pk)


def test_a_record_that_is_no_draft_is_never_deleted():
    incident = make_incident(state="verified")
    refused("DELETE FROM records_record WHERE id = %s", incident.pk)


def test_a_record_does_not_begin_verified():
    incident = make_incident(state="verified")
    refused(
        """INSERT INTO records_record (kind, public_id, title_ar, title_en, notes, state, revision, verified_round_id,
        import_key, created_by_id, created_at, updated_at)
        VALUES ('incident', 'zzzzzzzz', 'x', '', '', 'verified', 0, %s, '', %s, %s, %s)""",
        incident.rounds.get().pk, alice().pk, timezone.now(), timezone.now(),
    )  # fmt: skip


# Releases --------------------------------------------------------------------------------------------------

NEW_RELEASE = """INSERT INTO records_release (kind, record_id, document_id, version, content, digest, day, note_ar,
    note_en, reason, acknowledged, released_by_id, released_at)
    VALUES (%s, %s, %s, 1, '{}', 'x', '2021-01-01', '', '', %s, '[]', %s, %s)"""


def test_an_unverified_document_is_not_released():
    incident = make_incident(state="submitted")
    document = incident.documents.get().pk
    assert "verified document" in refused(
        NEW_RELEASE, "release", incident.pk, document, "", carol().pk, timezone.now()
    )


def test_another_records_verified_document_is_not_released():
    incident, other = make_incident(), make_incident(state="verified")
    document = other.documents.get().pk
    refused(NEW_RELEASE, "release", incident.pk, document, "", carol().pk, timezone.now())


def test_a_release_has_a_document():
    incident = make_incident(state="verified")
    refused(NEW_RELEASE, "release", incident.pk, None, "", carol().pk, timezone.now())


def test_a_withdrawal_has_a_reason():
    incident = make_incident(state="released")
    refused(NEW_RELEASE, "withdrawal", incident.pk, None, "", carol().pk, timezone.now())


# Triggers -------------------------------------------------------------------------------------------------


def test_every_trigger_is_there_and_a_missing_one_is_named():
    assert triggers.missing(connection) == []
    if connection.vendor == "sqlite":
        in_sql("DROP TRIGGER records_round_four_eyes")
    else:
        in_sql("DROP TRIGGER records_round_four_eyes ON records_reviewround")
    assert triggers.missing(connection) == ["records_round_four_eyes"]


# By way of keys --------------------------------------------------------------------------------------------


def test_an_open_round_does_not_take_the_key_of_a_verified_one():
    """SQLite's UPDATE OR REPLACE would remove the verified round without asking a delete trigger."""
    verified, opened = make_incident(state="verified"), make_incident(state="submitted")
    verb = "UPDATE OR REPLACE" if connection.vendor == "sqlite" else "UPDATE"
    message = refused(
        f"{verb} records_reviewround SET id = %s WHERE id = %s",
        verified.rounds.get().pk,
        opened.rounds.get().pk,
    )
    assert "decided once" in message
    assert ReviewRound.objects.filter(record=verified, decision="verified").exists()


@pytest.mark.parametrize("column", ["id", "public_id"])
def test_a_record_keeps_its_ids(column: str):
    incident, other = make_incident(), make_incident(state="verified")
    verb = "UPDATE OR REPLACE" if connection.vendor == "sqlite" else "UPDATE"
    taken = other.pk if column == "id" else other.public_id
    assert "keeps its ids" in refused(
        f"{verb} records_record SET {column} = %s WHERE id = %s", taken, incident.pk
    )


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has no TRUNCATE; its DELETE asks the triggers"
)
@pytest.mark.parametrize(
    "table",
    ["records_contribution", "records_document", "records_transition", "records_release", "records_reviewround",
     "records_record"],
)  # fmt: skip
def test_a_table_is_not_emptied_past_its_rows(table: str):
    make_incident(state="released")
    in_sql(
        "SET CONSTRAINTS ALL IMMEDIATE"
    )  # what is still to be checked would refuse it first, and for another reason
    message = refused(f"TRUNCATE {table} CASCADE")
    assert "append-only" in message or "kept" in message
