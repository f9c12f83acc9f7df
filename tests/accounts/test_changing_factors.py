"""Setting up and removing a second factor: only by who has just proved to be the account's owner, and it ends every
other session.
"""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from monitor import second_factor
from monitor.models import User
from records.models import AuditEntry
from tests.accounts.steps import (
    OVERVIEW,
    code_of,
    code_step,
    is_in,
    password_step,
    recovery_codes,
    sign_in,
    with_app,
    wrong_code,
)
from tests.support.factories import PASSWORD, alice, bob

pytestmark = pytest.mark.django_db

APP, REMOVE_APP, MAKE_CODES = (
    "/admin/security/app/",
    "/admin/security/app/remove/",
    "/admin/security/codes/make/",
)
CONFIRM, CONFIRM_CODE = "/admin/security/confirm/", "/admin/security/confirm/code/"
GUARDED = [APP, "/admin/security/passkeys/add/"]


def confirmed_by_password(client: Client) -> Client:
    client.post(f"{CONFIRM}?next={OVERVIEW}", {"password": PASSWORD})
    return client


def confirmed_by_code(client: Client, code: str) -> Client:
    client.post(f"{CONFIRM_CODE}?next={OVERVIEW}", {"code": code})
    return client


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def account() -> User:
    return with_app(alice())


@pytest.mark.parametrize("address", GUARDED)
def test_an_open_session_alone_sets_nothing_up(address: str) -> None:
    alice()
    client = password_step()
    for answer in (client.get(address), client.post(address, {"code": "1"})):
        assert answer["Location"].startswith(CONFIRM)


@pytest.mark.parametrize("address", [REMOVE_APP, MAKE_CODES])
def test_nor_does_it_remove_or_make_anything(account: User, address: str) -> None:
    client = sign_in(account)
    for answer in (client.get(address), client.post(address)):
        assert answer["Location"].startswith(CONFIRM_CODE)
    assert Authenticator.objects.filter(user=account).count() == 1


def test_who_has_a_second_factor_does_not_confirm_by_the_password(account: User) -> None:
    client = sign_in(account)
    answer = client.post(CONFIRM, {"password": PASSWORD})
    assert answer["Location"].startswith(CONFIRM_CODE)
    assert client.get(REMOVE_APP).status_code == 302


def test_the_code_of_signing_in_confirms_nothing_again(account: User) -> None:
    client = sign_in(account, code_of())
    assert confirmed_by_code(client, code_of()).get(REMOVE_APP).status_code == 302


def test_setting_up_an_app(django_capture_on_commit_callbacks: Any) -> None:
    user = alice()
    client, elsewhere = confirmed_by_password(password_step()), password_step()
    secret = client.get(APP).context["form"].secret
    wrong = client.post(APP, {"code": wrong_code(secret)})
    assert wrong.context["form"].errors["code"]
    assert not second_factor.has_one(user)
    code = code_of(secret)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(APP, {"code": code})
    assert answer["Location"] == "/admin/security/codes/"
    assert second_factor.has_one(user)
    assert is_in(client)
    assert not is_in(elsewhere)
    assert acts().count("account.factor_added") == 2  # the app, and its recovery codes
    codes = client.get("/admin/security/codes/").context["unused_codes"]
    assert len(set(codes)) == 10
    again = client.get("/admin/security/codes/").content.decode()
    assert not [one for one in codes if one in again], "they are shown once"
    fresh = password_step()
    code_step(fresh, code)
    assert not is_in(fresh), "the code that set it up signs nobody in"
    code_step(fresh, codes[0])
    assert is_in(fresh)


def test_removing_the_app_takes_recovery_codes_along_and_ends_other_sessions(account: User) -> None:
    recovery_codes(account)
    elsewhere = sign_in(account, code_of(steps=-1))
    client = confirmed_by_code(sign_in(account, code_of()), code_of(steps=1))
    assert client.post(REMOVE_APP).status_code == 302
    assert not Authenticator.objects.filter(user=account).exists()
    assert is_in(client)
    assert not is_in(elsewhere)
    entries = AuditEntry.objects.filter(action="account.factor_removed")
    assert sorted(entry.facts["kind"] for entry in entries) == ["recovery_codes", "totp"]
    assert {(entry.actor, entry.subject) for entry in entries} == {(account, "user alice")}


def test_new_recovery_codes_replace_the_old_and_end_other_sessions(account: User) -> None:
    old = recovery_codes(account)
    elsewhere = sign_in(account, code_of(steps=-1))
    client = confirmed_by_code(sign_in(account, code_of()), code_of(steps=1))
    assert client.post(MAKE_CODES).status_code == 302
    assert is_in(client)
    assert not is_in(elsewhere)
    door = password_step()
    code_step(door, old[0])
    assert not is_in(door)


def test_nobody_removes_the_passkey_of_another(account: User) -> None:
    other = Authenticator.objects.create(user=bob(), type=Authenticator.Type.WEBAUTHN, data={"name": "x"})
    client = confirmed_by_code(sign_in(account), code_of(steps=1))
    assert client.post(f"/admin/security/passkeys/{other.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()


def test_reset_takes_everything_and_ends_all_sessions(account: User) -> None:
    recovery_codes(account)
    client = sign_in(account)
    assert second_factor.has_one(account)
    second_factor.reset(account)
    assert not second_factor.has_one(account)
    assert not Authenticator.objects.filter(user=account).exists()
    assert not is_in(client)
    assert acts().count("account.factor_removed") == 2
    assert is_in(password_step())


def test_reset_of_an_account_that_has_none_still_ends_its_sessions() -> None:
    user = alice()
    client = password_step()
    second_factor.reset(user)
    assert not is_in(client)


def test_the_audit_holds_no_secret(account: User) -> None:
    codes = recovery_codes(account)
    sign_in(account, codes[0])
    kept = str(list(AuditEntry.objects.values()))
    assert "account.factor_used" in kept
    assert not [code for code in codes if code in kept]
