"""How far behind the public side is, on one database: a short wait is told to editors, a long one to all who read."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from django.test import Client
from django.utils import timezone

from publication import heartbeat, projector
from publication.models import Heartbeat
from records import outbox
from records.models import OutboxEntry
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def desk(role: str) -> str:
    client = Client()
    client.force_login(make.PEOPLE[role]())
    return client.get("/en/admin/").text


def test_a_short_wait_is_told_to_who_releases() -> None:
    make.make_incident(state="released")
    said = desk("editor")
    assert "1 release has not reached the public site yet" in said and 'role="status"' in said
    assert "has not reached" not in desk("auditor") and "has not reached" not in desk("correspondent")
    outbox.drain()
    assert "has not reached" not in desk("editor")


def test_a_long_wait_is_told_to_all_who_read_all_records(monkeypatch: pytest.MonkeyPatch) -> None:
    make.make_incident(state="released")
    later = timezone.now() + timedelta(minutes=2, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    for role in ("editor", "auditor", "verifier"):
        said = desk(role)
        assert "has not reached the public site yet" in said and 'role="alert"' in said
    assert "has not reached" not in desk("correspondent")


def test_without_a_public_database_nobody_is_told_of_a_heartbeat() -> None:
    Heartbeat.objects.all().delete()
    assert "behind" not in desk("editor") and "never brought in step" not in desk("editor")


def test_the_timer_leaves_a_heartbeat_and_what_fails_holds_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("project_outbox", verbosity=0)
    first = heartbeat.last()
    assert first is not None and Heartbeat.objects.count() == 1
    with monkeypatch.context() as patch:
        patch.setattr(projector, "apply", lambda release: 1 / 0)
        make.make_incident(state="released")
        with pytest.raises(CommandError):
            call_command("project_outbox", verbosity=0)
    assert heartbeat.last() == first
    call_command("project_outbox", verbosity=0)
    after = heartbeat.last()
    assert after is not None and after > first
    assert not OutboxEntry.objects.filter(done_at__gt=after).exists()


def test_health_is_one_word_and_down_is_a_status(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.text, answer["Cache-Control"]) == (200, "ok", "no-store")

    def refuses() -> None:
        raise OperationalError("connection refused by db.example, user marsad_app")

    monkeypatch.setattr(connections["default"], "cursor", refuses)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.text) == (503, "down\nThe database does not answer.")
