"""A public side that lags, fails, or was restored: suppressions reach it all the same, said loudly."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from publication import suppressing
from publication.models import Applied, PublishedIncident, Tombstone
from records import outbox, suppression, workflow
from records.models import Record, Suppression
from tests.support import factories as make

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


def broken(*arguments: Any) -> None:
    raise ConnectionError


def long_ago(record: Record, minutes: int = 7) -> Suppression:
    """A line of the ledger that did not arrive."""
    row = Suppression(
        record=record, reason="danger", by=make.carol(), day=timezone.localdate(), position=10**9
    )
    row.at = timezone.now() - timedelta(minutes=minutes, seconds=5)
    row.save()
    return row


def test_a_projector_that_fails_is_told_at_the_desk_with_the_minutes(
    incident: Any, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago(incident)
    with monkeypatch.context() as patch:
        patch.setattr(suppressing, "suppress", broken)
        outbox.drain()
        page = editor.get("/en/admin/").text
        assert "has NOT reached the public site" in page and "Waiting for 7 minutes" in page
        assert incident.public_id in page
        with pytest.raises(CommandError, match=incident.public_id):
            call_command("project_outbox", verbosity=0)
        with pytest.raises(CommandError, match=f"7.*{incident.public_id}"):
            call_command("check_suppressions")
    call_command("project_outbox", verbosity=0)
    assert not PublishedIncident.objects.exists()
    assert "NOT reached" not in editor.get("/en/admin/").text
    call_command("check_suppressions")


def test_the_editor_is_told_at_once_when_it_did_not_arrive(
    incident: Any, editor: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(suppressing, "suppress", broken)
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(url(incident), {"reason": "danger", "confirm": incident.public_id}, follow=True)
    assert "has not reached the public side" in answer.text
    assert Suppression.objects.exists()


def test_within_two_minutes_the_check_is_content_and_the_desk_is_not(incident: Any, editor: Client) -> None:
    long_ago(incident, minutes=1)
    call_command("check_suppressions")
    assert "has NOT reached the public site" in editor.get("/en/admin/").text


def test_a_public_side_that_does_not_answer_counts_as_not_reached(
    incident: Any, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago(incident, minutes=0)
    outbox.drain()
    monkeypatch.setattr(Tombstone, "objects", None)
    assert "does not answer" in editor.get("/en/admin/").text
    with pytest.raises(CommandError, match="لا يجيب|does not answer"):
        call_command("check_suppressions")


def test_one_that_fails_holds_up_no_other_and_no_release(
    incident: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make.make_incident(state="released")
    outbox.drain()
    long_ago(incident), long_ago(other)
    third = make.make_incident(state="released")
    real = suppressing.suppress

    def one_fails(record: Any, *others: Any) -> None:
        if record.public_id == incident.public_id:
            raise ConnectionError
        real(record, *others)

    monkeypatch.setattr(suppressing, "suppress", one_fails)
    outbox.drain()
    assert {row.pk for row in PublishedIncident.objects.all()} == {incident.public_id, third.public_id}


def test_an_older_public_dump_is_healed_by_the_timer_and_by_the_command(incident: Any) -> None:
    for heal in ("project_outbox", "apply_suppressions"):
        rows, applied = list(PublishedIncident.objects.values()), list(Applied.objects.values())
        if not Suppression.objects.exists():
            workflow.move(incident, "suppress", make.carol(), reason="danger")
            dumped = rows, applied
        outbox.drain()
        Tombstone.objects.all().delete()  # the dump is older than the suppression
        for row in dumped[0]:
            PublishedIncident.objects.create(**row)
        for row in dumped[1]:
            Applied.objects.create(**row)
        call_command(heal, verbosity=0)
        assert not PublishedIncident.objects.exists(), heal
        assert Tombstone.objects.get().is_suppressed


def test_a_release_that_waited_behind_it_brings_nothing_back(incident: Any) -> None:
    workflow.contributed(incident, make.alice())
    make.advance(incident, "released")  # not projected yet
    workflow.move(incident, "suppress", make.carol(), reason="danger")
    outbox.drain()
    assert not PublishedIncident.objects.exists()


def test_a_ledger_that_was_lost_brings_nothing_back_and_is_told(
    incident: Any, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The staff database was restored from a dump older than the suppression; the public side was not."""
    suppressing.suppress(suppression.as_handed(incident))
    outbox.rebuild()
    assert not PublishedIncident.objects.exists()
    assert Tombstone.objects.get().is_suppressed
    assert incident.public_id in editor.get("/en/admin/").text
    with pytest.raises(CommandError, match=incident.public_id):
        call_command("check_suppressions")


def test_the_command_says_how_many(incident: Any) -> None:
    workflow.move(incident, "suppress", make.carol(), reason="danger")
    said = StringIO()
    call_command("apply_suppressions", stdout=said)
    assert "1" in said.getvalue() or "واحد" in said.getvalue()


def test_a_report_whose_figures_rest_on_it_is_not_released_until_it_is_drafted_anew() -> None:
    report = make.make_report(state="verified")
    workflow.move(Record.objects.get(kind="tally"), "suppress", make.carol(), reason="danger")
    outbox.drain()
    with pytest.raises(workflow.Refused, match=r"suppressed|حُجب"):
        workflow.move(report, "release", make.carol())
