"""Suppressing at the desk: who may, what is shown and asked before, what stays forbidden for good."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from publication.models import PublishedIncident, Tombstone
from records import outbox, workflow
from records.models import Record, Release, Suppression, Transition
from tests.support import factories as make
from tests.support.raw_sql import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident() -> Any:
    made = make.make_incident(state="released")
    outbox.drain()
    return made


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make.carol())
    return client


def url(record: Record) -> str:
    return f"/en/admin/records/record/{record.pk}/suppress/"


# Who may, and what is asked -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in make.PEOPLE if role != "editor"])
def test_none_but_editors_suppress(incident: Any, role: str) -> None:
    client = Client()
    client.force_login(make.PEOPLE[role]())
    sent = {"reason": "danger", "confirm": incident.public_id}
    assert client.post(url(incident), sent).status_code in (403, 404)
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "suppress", make.PEOPLE[role](), reason="danger")
    assert not Suppression.objects.exists()


def test_the_page_names_the_record_and_says_that_there_is_no_way_back(incident: Any, editor: Client) -> None:
    page = editor.get(url(incident)).text
    assert incident.public_id in page and "There is no way back" in page and "No edition" in page


@pytest.mark.parametrize(
    "sent",
    [{}, {"reason": "danger"}, {"reason": "danger", "confirm": "yes"}, {"reason": "because"}, {"reason": ""}],
)
def test_without_a_reason_of_the_list_and_the_typed_id_nothing_happens(
    incident: Any, editor: Client, sent: dict[str, str]
) -> None:
    if sent.get("reason") in ("because", ""):
        sent = {**sent, "confirm": incident.public_id}
    answer = editor.post(url(incident), sent)
    assert answer.status_code == 200 and 'role="alert"' in answer.text
    assert not Suppression.objects.exists()
    assert PublishedIncident.objects.exists()


def test_it_is_done_at_once_and_logged(
    incident: Any, editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(url(incident), {"reason": "wish", "confirm": incident.public_id})
    assert answer.status_code == 302
    assert not PublishedIncident.objects.exists()
    assert Tombstone.objects.get().reason == "wish"
    row = Suppression.objects.get()
    assert (row.record_id, row.by, row.reason) == (incident.pk, make.carol(), "wish")
    step = Transition.objects.order_by("pk").last()
    assert step is not None and (step.move, step.after, step.reason) == ("suppress", "withdrawn", "wish")
    assert Release.objects.filter(record=incident).count() == 1, "staff keep the history"
    incident.refresh_from_db()
    assert incident.live_release is None


def test_a_record_that_was_never_public_and_a_series_are_not_suppressed() -> None:
    for record in (make.make_incident(), make.make_series(state="released")):
        with pytest.raises(workflow.Refused):
            workflow.move(record, "suppress", make.carol(), reason="danger")


def test_after_it_no_step_is_possible_and_nobody_changes_it(incident: Any, editor: Client) -> None:
    workflow.move(incident, "suppress", make.carol(), reason="danger")
    for name in workflow.MOVES:
        with pytest.raises(workflow.Refused):
            workflow.move(incident, name, make.carol(), reason="doubt")
    with pytest.raises(workflow.Refused, match=r"suppressed|حُجب"):
        workflow.move(incident, "reopen", make.carol())
    with pytest.raises(workflow.Refused):
        workflow.contributed(incident, make.alice())
    assert not workflow.may_edit(incident, make.alice())
    assert editor.get(f"/en/admin/records/record/{incident.pk}/release/").status_code in (200, 302)


def test_a_version_in_review_goes_back(incident: Any) -> None:
    workflow.contributed(incident, make.alice())
    workflow.move(incident, "submit", make.alice())
    workflow.move(incident, "suppress", make.carol(), reason="danger")
    assert incident.rounds.last().decision == "returned"


# The database holds it ------------------------------------------------------------------------------------------


def test_raw_sql_changes_and_removes_no_line_of_the_ledger(incident: Any) -> None:
    workflow.move(incident, "suppress", make.carol(), reason="danger")
    assert "append-only" in refused("UPDATE records_suppression SET reason = 'law'")
    assert "append-only" in refused("DELETE FROM records_suppression")
    assert "append-only" in refused(
        """INSERT INTO records_suppression (record_id, reason, day, position, by_id, at)
        VALUES (%s, 'law', %s, 1, %s, %s)""",
        incident.pk, timezone.localdate(), make.carol().pk, timezone.now(),
    )  # fmt: skip


def test_raw_sql_makes_nothing_suppressed_public_again(incident: Any) -> None:
    live = incident.live_release_id
    workflow.move(incident, "suppress", make.carol(), reason="danger")
    assert "never public again" in refused(
        "UPDATE records_record SET live_release_id = %s WHERE id = %s", live, incident.pk
    )
    assert "never released again" in refused(
        """INSERT INTO records_release (kind, record_id, document_id, version, content, digest, day, note_ar, note_en,
            reason, acknowledged, released_by_id, released_at)
        SELECT kind, record_id, document_id, 9, content, digest, day, '', '', '', acknowledged, released_by_id,
            released_at FROM records_release WHERE id = %s""",
        live,
    )
