"""From an invitation, or a reset, to the desk: a password of one's own, then a second step, then the desk."""

from typing import Any

import pytest
from django.test import Client

from monitor import second_factor
from monitor.models import User
from tests.accounts.steps import code_of, code_step, is_in, password_step, stop_the_clock, with_app
from tests.support.accounts import granted, link
from tests.support.factories import PASSWORD, alice

pytestmark = pytest.mark.django_db

PASS = "a pass phrase of her own"
SECURITY = "/admin/security/"


@pytest.fixture(autouse=True)
def _required(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    stop_the_clock(monkeypatch)


def set_password(code: str) -> None:
    browser = Client()
    assert browser.post("/admin/invitation/", {"code": code}).status_code == 302
    browser.post("/admin/invitation/password/", {"new_password1": PASS, "new_password2": PASS})
    assert not is_in(browser), "a link signs nobody in"


def comes_to_the_desk(user: User) -> None:
    first = password_step(user.username, PASS)
    assert first.get("/admin/")["Location"].endswith(SECURITY)
    with_app(user)
    again = password_step(user.username, PASS)
    assert not is_in(again)
    code_step(again, code_of())
    assert is_in(again)


def test_someone_invited() -> None:
    set_password(link())
    comes_to_the_desk(User.objects.get(username="nour"))


def test_someone_whose_second_factor_was_reset_and_nobody_who_knows_the_old_password() -> None:
    request = granted("second_factor", with_app(alice()))
    assert not second_factor.has_one(alice())
    knowing = password_step("alice", PASSWORD)
    assert knowing.get(SECURITY)["Location"].startswith("/admin/login/")
    set_password(link(request))
    comes_to_the_desk(alice())
