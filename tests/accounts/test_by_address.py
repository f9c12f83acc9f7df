"""Guessing over many accounts from one place ends; where someone signs in from is kept nowhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from monitor import accounts
from records.models import AuditEntry
from tests.accounts.steps import is_in, password_step
from tests.support.factories import PASSWORD, alice, bob

pytestmark = pytest.mark.django_db

MOST = accounts.MOST_FAILURES_OF_AN_ADDRESS
HERE, ELSEWHERE = "203.0.113.9", "198.51.100.7"


def spray(times: int = MOST, **where: Any) -> None:
    """One attempt each on accounts of which none is shut by it."""
    for number in range(times):
        authenticate(
            RequestFactory().post("/admin/login/", **where), username=f"name{number}", password="wrong"
        )


def test_many_failures_over_many_accounts_shut_the_address_and_no_other() -> None:
    alice()
    for number in range(MOST):
        password_step(f"name{number}", "wrong", REMOTE_ADDR=HERE)
    assert not is_in(password_step(REMOTE_ADDR=HERE))
    assert is_in(password_step(REMOTE_ADDR=ELSEWHERE))


def test_until_then_it_is_open_and_a_success_does_not_begin_anew() -> None:
    alice()
    spray(MOST - 1, REMOTE_ADDR=HERE)
    assert is_in(password_step(REMOTE_ADDR=HERE))
    spray(1, REMOTE_ADDR=HERE)
    assert not is_in(password_step(REMOTE_ADDR=HERE))


def test_it_says_so_and_writes_nothing_more() -> None:
    spray(REMOTE_ADDR=HERE)
    before = AuditEntry.objects.count()
    client = Client(REMOTE_ADDR=HERE)
    response = client.post("/admin/login/", {"username": "bob", "password": "wrong"})
    assert response.context["form"].non_field_errors() == [str(accounts.SHUT)]
    assert AuditEntry.objects.count() == before


def test_the_number_in_the_settings_is_the_one_that_is_said(settings: Any) -> None:
    assert settings.ACCOUNT_RATE_LIMITS["sign_in_by_address"].startswith(f"{MOST}/15m/")


def test_without_a_proxy_nobody_says_where_they_come_from(settings: Any) -> None:
    settings.BEHIND_PROXY = False
    alice()
    for number in range(MOST):
        spray(1, REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert not is_in(password_step(REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=ELSEWHERE))


def test_behind_a_proxy_the_address_is_what_the_proxy_wrote(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    alice()
    for number in range(MOST):
        spray(1, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}, {HERE}")
    assert not is_in(password_step(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=HERE))
    assert is_in(password_step(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"{HERE}, {ELSEWHERE}"))


def test_a_proxy_that_says_nothing_lets_nobody_shut_everyone_out(settings: Any, caplog: Any) -> None:
    settings.BEHIND_PROXY = True
    bob()
    spray(REMOTE_ADDR="127.0.0.1")
    assert is_in(password_step("bob", PASSWORD, REMOTE_ADDR="127.0.0.1"))
    assert "X-Forwarded-For" in caplog.text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),  # one line of one house
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.9", "::ffff:203.0.113.9", True),
        ("203.0.113.9", "203.0.113.10", False),
    ],
)
def test_what_counts_as_one_address(one: str, other: str, same: bool) -> None:
    request = RequestFactory()
    found = [accounts.address_of(request.get("/", REMOTE_ADDR=address)) for address in (one, other)]
    assert all(found)
    assert (found[0] == found[1]) is same


def kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM monitor_sign_in_cache")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_what_has_run_out_is_gone_with_the_next_attempt(
    password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice()
    spray(3, REMOTE_ADDR=HERE)
    spray(3, REMOTE_ADDR=ELSEWHERE)
    assert kept() == 2
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr(timezone, "now", lambda: later)
    password_step("alice", password, REMOTE_ADDR="192.0.2.1")
    assert kept() == (0 if password == PASSWORD else 1)


def test_no_address_stands_in_the_database() -> None:
    alice()
    spray(3, REMOTE_ADDR=HERE, HTTP_USER_AGENT="Telltale/1.0")
    client = password_step(REMOTE_ADDR=HERE, HTTP_USER_AGENT="Telltale/1.0")
    assert is_in(client)
    Client(REMOTE_ADDR=HERE).get("/admin/login/passkey/")  # limited by allauth itself
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM monitor_sign_in_cache")
        rows = [str(row) for row in cursor.fetchall()]
        assert rows
        cursor.execute("SELECT session_data FROM django_session")
        rows += [str(row) for row in cursor.fetchall()]
    rows += [str(client.session.items()), str(list(AuditEntry.objects.values()))]
    assert not [row for row in rows if HERE in row or "Telltale" in row]
