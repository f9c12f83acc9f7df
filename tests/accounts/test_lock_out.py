"""Sign-in shuts after many failures, on every way in, and answers as to a wrong password."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

from monitor import accounts
from records.models import AuditEntry
from tests.support.factories import PASSWORD, alice, bob

pytestmark = pytest.mark.django_db

WAYS = ("/admin/login/", "/en/admin/login/")


def sign_in(password: str, username: str = "alice", way: str = WAYS[0]) -> Any:
    return Client().post(way, {"username": username, "password": password})


def fail(times: int, **how: Any) -> None:
    for _time in range(times):
        sign_in("wrong", **how)


def test_the_right_password_opens_it_until_then() -> None:
    alice()
    fail(accounts.MOST_FAILURES - 1)
    assert sign_in(PASSWORD).status_code == 302


def test_after_that_the_right_password_opens_nothing_on_any_way() -> None:
    alice()
    fail(accounts.MOST_FAILURES)
    for way in WAYS:
        assert sign_in(PASSWORD, way=way).status_code == 200
    assert authenticate(username="alice", password=PASSWORD) is None


def test_failures_on_every_way_are_counted_together() -> None:
    alice()
    for number in range(accounts.MOST_FAILURES):
        sign_in("wrong", way=WAYS[number % 2])
    assert sign_in(PASSWORD).status_code == 200


def test_it_answers_as_to_a_wrong_password_and_as_to_no_account() -> None:
    alice()
    open_, unknown = sign_in("wrong"), sign_in("wrong", username="nobody")
    fail(accounts.MOST_FAILURES)
    shut = sign_in(PASSWORD)

    def said(response: Any) -> list[str]:
        return list(response.context["form"].non_field_errors())

    assert said(shut) == said(open_) == said(unknown)
    assert said(shut)


def test_other_accounts_stay_open() -> None:
    alice(), bob()
    fail(accounts.MOST_FAILURES)
    assert sign_in(PASSWORD, username="bob").status_code == 302


def test_a_success_begins_the_count_anew() -> None:
    alice()
    fail(accounts.MOST_FAILURES - 1)
    sign_in(PASSWORD)
    fail(accounts.MOST_FAILURES - 1)
    assert sign_in(PASSWORD).status_code == 302


def test_it_opens_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    alice()
    fail(accounts.MOST_FAILURES)
    later = timezone.now() + accounts.FAILURES_WITHIN + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert sign_in(PASSWORD).status_code == 302


def test_every_attempt_on_a_shut_account_is_written_down() -> None:
    alice()
    fail(accounts.MOST_FAILURES + 3)
    assert AuditEntry.objects.filter(action="sign_in.failed", subject="user alice").count() == 13
