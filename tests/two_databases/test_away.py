"""A public database that refuses, dies or comes back older: staff go on working, nothing is lost, nothing doubled."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from publication import database, heartbeat, projector
from publication.models import Heartbeat, PublishedIncident, Tombstone
from records import outbox, workflow
from records.models import OutboxEntry, Record, Suppression
from tests.support import factories as make
from tests.support.dump import dump
from tests.support.two_databases import dumped, kill, refusing, restored


@pytest.fixture(autouse=True)
def _in_step(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> Iterator[None]:
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(outbox, "_left_alone_until", 0.0)
    call_command("project_outbox", verbosity=0)
    yield
    call_command("project_outbox", verbosity=0)
    assert not OutboxEntry.objects.filter(done_at=None).exists()


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make.carol())
    return client


@pytest.fixture
def auditor() -> Client:
    """Reads all records and releases none."""
    client = Client()
    client.force_login(make.make_user("auditor-of-the-desk", "auditor"))
    return client


def url(record: Any, page: str) -> str:
    return f"/en/admin/records/record/{record.pk}/{page}/"


def is_public(record: Any) -> bool:
    return PublishedIncident.objects.filter(pk=record.public_id).exists()


def as_rebuilt() -> dict[str, Any]:
    call_command("rebuild_publication", verbosity=0)
    return dump()


# Releasing ------------------------------------------------------------------------------------------------------


def test_a_release_is_made_and_waits_while_it_refuses_and_goes_out_once_when_it_is_back(
    editor: Client, auditor: Client
) -> None:
    incident = make.make_incident(state="verified")
    with refusing():
        answer = editor.post(url(incident, "release"), follow=True)
        assert answer.status_code == 200 and answer.redirect_chain
        entry = OutboxEntry.objects.get(release__record=incident)
        assert (entry.done_at, entry.error, entry.attempts) == (None, outbox.AWAY, 1)
        for client in (editor, auditor):
            desk = client.get("/en/admin/").text
            assert "The public database does not answer" in desk and 'role="alert"' in desk
        with pytest.raises(CommandError, match=r"does not answer|لا تجيب"):
            call_command("project_outbox")
    assert not is_public(incident)
    call_command("project_outbox", verbosity=0)
    call_command("project_outbox", verbosity=0)
    assert is_public(incident)
    assert dump() == as_rebuilt()
    assert "does not answer" not in editor.get("/en/admin/").text


def test_many_releases_do_not_each_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    answers = database.answers
    monkeypatch.setattr(database, "answers", lambda: asked.append(1) or answers())
    with refusing():
        for _n in range(4):
            make.make_incident(state="released")
        assert len(asked) == 1
        workflow.move(Record.objects.latest("pk"), "withdraw", make.carol(), reason="safety")
        assert len(asked) == 2, "what takes something away is tried at once"
    assert OutboxEntry.objects.filter(done_at=None).count() == 5


def test_a_projection_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The transaction is one of the public database."""
    before = dump()
    with monkeypatch.context() as patch:
        patch.setattr(projector, "keep_months", lambda *months: 1 / 0)
        incident = make.make_incident(state="released")
        assert OutboxEntry.objects.get(release__record=incident).error == "ZeroDivisionError"
    assert dump() == before


def test_a_crash_between_the_two_commits_is_healed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The public side has the release, and the private one does not know it."""

    class Died(BaseException):
        pass

    apply = projector.apply

    def dies(release: Any) -> None:
        apply(release)
        raise Died

    incident = make.make_incident(state="verified")
    with monkeypatch.context() as patch:
        patch.setattr(projector, "apply", dies)
        with pytest.raises(Died):
            workflow.move(incident, "release", make.carol())
    assert is_public(incident)
    assert OutboxEntry.objects.get(release__record=incident).done_at is None
    before = dump()
    call_command("project_outbox", verbosity=0)
    assert dump() == before == as_rebuilt()


@pytest.mark.skipif(
    connections["default"].vendor == "sqlite", reason="an embedded database has no server to kill"
)
def test_a_connection_that_was_killed_costs_no_release() -> None:
    incident = make.make_incident(state="verified")
    kill()
    workflow.move(incident, "release", make.carol())
    assert is_public(incident)


def test_a_rebuild_that_fails_leaves_the_rows_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    make.make_incident(state="released")
    before, settle = dump(), projector.settle

    def fails() -> int:
        settle()
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(projector, "settle", fails)
        with pytest.raises(ConnectionError):
            outbox.rebuild()
    assert dump() == before == as_rebuilt()


# Reading --------------------------------------------------------------------------------------------------------


def test_pages_that_read_what_is_public_say_so_and_the_others_work(editor: Client) -> None:
    incident = make.make_incident(state="verified")
    pages = ("/en/admin/", "/en/admin/records/record/", url(incident, "review"), url(incident, "release"))
    with refusing():
        assert [editor.get(page).status_code for page in pages] == [200] * 4
        assert "does not answer" in editor.get(url(incident, "preview")).text
        away = editor.get("/en/admin/reports/report/")
        assert away.status_code == 503 and "Nothing is lost" in away.text
    assert editor.get("/en/admin/reports/report/").status_code == 200


def test_a_preview_leaves_nothing_in_the_public_database(editor: Client) -> None:
    incident = make.make_incident(state="verified", title_en="A preview alone")
    before = dump()
    assert "A preview alone" in editor.get(url(incident, "preview") + "?language=en").text
    assert dump() == before


# How far behind -------------------------------------------------------------------------------------------------


def health(client: Client | None = None) -> tuple[int, str]:
    answer = (client or Client()).get("/healthz")
    return answer.status_code, answer.text


def test_health_says_how_far_behind_in_minutes_and_keeps_serving() -> None:
    assert health() == (200, "ok\nBehind by 0 minutes at most.")
    heartbeat.beat(timezone.now() - timedelta(minutes=7, seconds=9))
    assert health() == (200, "late\nBehind by 7 minutes at most.")
    Heartbeat.objects.all().delete()
    assert health() == (200, "late\nNothing was projected yet.")
    with refusing():
        assert health() == (200, "late\nThe public database does not answer.")


def test_a_projector_that_stands_still_is_told_at_the_desk(auditor: Client) -> None:
    assert "has been behind" not in auditor.get("/en/admin/").text
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=4, seconds=1))
    assert "has been behind for 4 minutes" in auditor.get("/en/admin/").text
    call_command("project_outbox", verbosity=0)
    assert "has been behind" not in auditor.get("/en/admin/").text


def test_the_heartbeat_stands_still_while_anything_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    before = heartbeat.last()
    with monkeypatch.context() as patch:
        patch.setattr(projector, "apply", lambda release: 1 / 0)
        make.make_incident(state="released")
        with pytest.raises(CommandError, match="ZeroDivisionError"):
            call_command("project_outbox")
    assert heartbeat.last() == before
    call_command("project_outbox", verbosity=0)
    assert heartbeat.last() > before  # type: ignore[operator]


# Restored -------------------------------------------------------------------------------------------------------


def test_an_older_dump_of_the_public_database_is_brought_in_step_by_the_timer(tmp_path: Path) -> None:
    """What was withdrawn, suppressed, corrected and released since the dump, is so again."""
    withdrawn, hidden, mended = (make.make_incident(state="released") for _n in range(3))
    call_command("project_outbox", verbosity=0)
    dumped(tmp_path / "older_public_dump")
    workflow.move(withdrawn, "withdraw", make.carol(), reason="safety")
    workflow.move(hidden, "suppress", make.carol(), reason="danger")
    workflow.contributed(mended, make.alice())
    make.advance(mended, "released")
    late = make.make_incident(state="released")
    call_command("project_outbox", verbosity=0)
    now = dump()
    restored(tmp_path / "older_public_dump")
    assert is_public(withdrawn) and is_public(hidden) and not is_public(late)
    make.make_incident(state="released")  # a release in between does not hide that something is missing
    call_command("project_outbox", verbosity=0)
    assert not is_public(withdrawn) and not is_public(hidden) and is_public(late)
    found = dump()
    assert found != now and found == as_rebuilt()


def test_what_cannot_be_put_back_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    make.make_incident(state="released")
    before = dump()
    projector.empty()
    Heartbeat.objects.all().delete()
    with monkeypatch.context() as patch:
        patch.setattr(projector, "apply", lambda release: 1 / 0)
        with pytest.raises(CommandError, match="ZeroDivisionError"):
            call_command("project_outbox")
    assert heartbeat.last() is None
    call_command("project_outbox", verbosity=0)
    assert dump() == before


def test_an_empty_public_database_is_filled_by_the_timer() -> None:
    make.make_incident(state="released")
    before = dump()
    projector.empty()
    Tombstone.objects.all().delete()
    Heartbeat.objects.all().delete()
    assert before != dump()
    call_command("project_outbox", verbosity=0)
    assert dump() == before


# Suppressing ----------------------------------------------------------------------------------------------------


def test_a_suppression_while_it_refuses_is_written_told_and_carried_out(
    editor: Client, auditor: Client
) -> None:
    incident = make.make_incident(state="released")
    with refusing():
        page = editor.get(url(incident, "suppress"))
        assert page.status_code == 200 and "cannot be said which editions" in page.text
        sent = {"reason": "danger", "confirm": incident.public_id}
        answer = editor.post(url(incident, "suppress"), sent, follow=True)
        assert "has not reached the public side" in answer.text
        assert Suppression.objects.filter(record=incident).exists()
        desk = auditor.get("/en/admin/").text
        assert "cannot be said whether suppressions have reached it" in desk and incident.public_id in desk
        for command in ("check_suppressions", "apply_suppressions", "project_outbox"):
            with pytest.raises(CommandError):
                call_command(command, verbosity=0)
    assert is_public(incident), "it cannot be gone while nobody reaches it"
    call_command("project_outbox", verbosity=0)
    assert not is_public(incident)
    call_command("check_suppressions")
    assert incident.public_id not in auditor.get("/en/admin/").text
    assert dump() == as_rebuilt()
