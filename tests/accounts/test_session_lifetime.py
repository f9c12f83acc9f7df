"""A session has an end that using it does not move, and what it leaves in the browser goes with it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.support.factories import PASSWORD, alice, make_incident

pytestmark = pytest.mark.django_db

HOUR = 3600


@pytest.fixture
def client() -> Client:
    alice()
    client = Client()
    assert client.post("/admin/login/", {"username": "alice", "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def at(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the clock to so many hours after the signing in."""
    began = time.time()

    def turn(hours: float) -> None:
        now = began + hours * HOUR
        monkeypatch.setattr(time, "time", lambda: now)
        monkeypatch.setattr(timezone, "now", lambda: datetime.fromtimestamp(now, UTC))

    return turn


def works(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_a_session_in_constant_use_ends_when_its_hours_are_over(
    client: Client, settings: Any, at: Callable[[float], None]
) -> None:
    settings.SESSION_COOKIE_AGE = 4 * HOUR
    for half_hours in range(1, 8):
        at(half_hours / 2)
        assert works(client)
    at(4.01)
    assert not works(client)
    assert not works(client)


def test_a_session_ends_with_the_browser(client: Client) -> None:
    cookie = client.cookies["sessionid"]
    assert cookie.value
    assert (cookie["expires"], cookie["max-age"]) == ("", "")


def test_signing_in_again_begins_a_session_with_hours_of_its_own(
    client: Client, settings: Any, at: Callable[[float], None]
) -> None:
    settings.SESSION_COOKIE_AGE = 4 * HOUR
    at(4.01)
    assert not works(client)
    client.post("/admin/login/", {"username": "alice", "password": PASSWORD})
    at(4.9)
    assert works(client)


def test_whichever_way_it_ends_the_browser_is_told_to_forget(
    client: Client, settings: Any, at: Callable[[float], None]
) -> None:
    assert "Clear-Site-Data" not in client.get("/admin/")
    assert client.post("/admin/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    client.post("/admin/login/", {"username": "alice", "password": PASSWORD})
    at(settings.SESSION_IDLE_MINUTES / 60 + 0.1)
    assert client.get("/admin/")["Clear-Site-Data"] == '"cache", "storage"'


def test_what_was_done_to_a_record_is_told_without_a_cookie(client: Client) -> None:
    record = make_incident(title_ar="عنوان لا يبقى في المتصفح")
    answer = client.post(f"/admin/records/record/{record.pk}/review/", {"move": "submit"})
    assert answer.status_code == 302
    assert set(answer.cookies) <= {"sessionid", "csrftoken"}
    assert "messagelist" in client.get("/admin/").content.decode()
