"""A password signs nobody in whose account has a second factor; a code does, once."""

from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends import locmem
from django.test import Client

from monitor import accounts
from monitor.models import User
from records.models import AuditEntry
from tests.accounts.steps import (
    CODE_STEP,
    PASSWORD_STEP,
    code_of,
    code_step,
    is_in,
    password_step,
    recovery_codes,
    sign_in,
    with_app,
    wrong_code,
)
from tests.support.factories import PASSWORD, alice, give_roles, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    return with_app(alice())


def in_another_process() -> None:
    """Nothing that a process remembers by itself is left."""
    for one in caches.all(initialized_only=True):
        one.close()
    del caches["default"]
    locmem._caches.clear()
    locmem._expire_info.clear()


def test_the_password_alone_opens_nothing(account: User) -> None:
    client = Client()
    response = client.post(PASSWORD_STEP, {"username": "alice", "password": PASSWORD})
    assert response["Location"] == CODE_STEP
    assert not is_in(client)
    assert not AuditEntry.objects.filter(action="sign_in").exists()


def test_the_code_after_the_password_opens(account: User) -> None:
    client = password_step()
    assert code_step(client, code_of())["Location"] == "/admin/"
    assert is_in(client)
    said = list(AuditEntry.objects.filter(actor=account).values_list("action", flat=True).order_by("pk"))
    assert said == ["account.factor_used", "sign_in"]


def test_the_code_without_the_password_opens_nothing(account: User) -> None:
    client = Client()
    assert code_step(client, code_of())["Location"] == PASSWORD_STEP
    assert not is_in(client)


def test_a_wrong_code_opens_nothing_and_says_so(account: User) -> None:
    client = password_step()
    response = code_step(client, wrong_code())
    assert response.status_code == 200
    assert response.context["form"].errors["code"]
    assert not is_in(client)


def test_a_telephone_half_a_minute_off_is_no_reason_to_stay_outside(account: User) -> None:
    assert is_in(sign_in(account, code_of(steps=-1)))


def test_a_code_of_two_minutes_ago_is_one(account: User) -> None:
    client = password_step()
    code_step(client, code_of(steps=-4))
    assert not is_in(client)


def test_a_code_opens_once_in_whichever_process(account: User) -> None:
    code = code_of()
    sign_in(account, code)
    in_another_process()
    replay = password_step()
    response = code_step(replay, code)
    assert response.context["form"].errors["code"]
    assert not is_in(replay)
    assert AuditEntry.objects.filter(action="sign_in.failed", subject="user alice").count() == 1


def test_a_code_is_taken_with_spaces(account: User) -> None:
    code = code_of()
    assert is_in(sign_in(account, f"{code[:3]} {code[3:]}"))


def test_a_recovery_code_opens_once(account: User) -> None:
    code = recovery_codes(account)[3]
    assert is_in(sign_in(account, code))
    again = password_step()
    code_step(again, code)
    assert not is_in(again)


@pytest.mark.parametrize(
    ("asked", "reached"),
    [("/admin/incidents/incident/", "/admin/incidents/incident/"), ("https://evil.example/", "/admin/")],
)
def test_it_leads_on_to_the_page_that_was_asked_for_and_to_no_other_site(
    account: User, asked: str, reached: str
) -> None:
    client = Client()
    client.post(PASSWORD_STEP, {"username": "alice", "password": PASSWORD, "next": asked})
    assert code_step(client, code_of())["Location"] == reached


def change_password(user: User) -> None:
    user.set_password("another password of hers")
    user.save()


def give_role(user: User) -> None:
    give_roles(user, "clerk", "verifier")


def switch_off(user: User) -> None:
    user.is_active = False
    user.save()


def take_the_desk(user: User) -> None:
    user.is_staff = False
    user.save()


@pytest.mark.parametrize("change", [change_password, give_role, switch_off, take_the_desk])
def test_who_is_between_the_steps_when_the_account_changes_stays_outside(account: User, change: Any) -> None:
    client = password_step()
    change(User.objects.get(pk=account.pk))
    response = code_step(client, code_of())
    assert response["Location"] == PASSWORD_STEP
    assert "_auth_user_id" not in client.session
    assert AuditEntry.objects.filter(action="sign_in.failed", subject="user alice").exists()


def test_who_is_between_the_steps_when_it_is_shut_stays_outside(account: User) -> None:
    client = password_step()
    for _time in range(accounts.MOST_FAILURES):
        password_step(password="wrong")
    response = code_step(client, code_of())
    assert response.context["form"].errors["code"] == [str(accounts.SHUT)]
    assert not is_in(client)


def test_a_sample_account_with_a_second_factor_opens_nothing_elsewhere(settings: Any) -> None:
    settings.DEBUG = True
    with_app(make_user("alice", "clerk", is_sample=True))
    client = password_step()
    response = client.post(CODE_STEP, {"code": code_of()}, REMOTE_ADDR="203.0.113.9")
    assert response["Location"] == PASSWORD_STEP
    assert not is_in(client)


def test_an_account_without_one_signs_in_with_its_password() -> None:
    alice()
    assert is_in(password_step())


def test_the_pages_of_signing_in_are_kept_nowhere(account: User) -> None:
    for response in (password_step().get(CODE_STEP), Client().get(PASSWORD_STEP)):
        assert "no-store" in response["Cache-Control"]


def test_codes_that_cannot_be_opened_are_said_and_open_nothing(account: User, settings: Any) -> None:
    settings.VAULT_KEYS = ["A" * 43 + "="]
    client = password_step()
    response = code_step(client, code_of())
    assert response.status_code == 200
    assert response.context["form"].errors["code"]
    assert not is_in(client)
