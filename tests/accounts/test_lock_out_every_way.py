"""Whatever proves an account counts: ten failures on any way in, or on several, shut all of them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from monitor import accounts, audit
from records.models import AuditEntry
from tests.accounts.steps import (
    code_of,
    code_step,
    is_in,
    password_step,
    recovery_codes,
    sign_in,
    with_app,
    wrong_code,
)
from tests.support.factories import alice

pytestmark = pytest.mark.django_db

#: Signed by nobody.
FORGED = {
    "id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {},
    "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "MQ"},
}  # fmt: skip


def at_the_door(inside: Client) -> None:
    password_step(password="wrong")


def with_a_code(inside: Client) -> None:
    code_step(password_step(), wrong_code())


def with_a_recovery_code(inside: Client) -> None:
    code_step(password_step(), "00000000")


def with_a_passkey(inside: Client) -> None:
    password_step().post("/admin/login/code/", {"credential": json.dumps(FORGED)})


def confirming_with_a_code(inside: Client) -> None:
    inside.post("/admin/security/confirm/code/", {"code": wrong_code()})


def with_an_old_password(inside: Client) -> None:
    new = "a long new pass phrase"
    inside.post(
        "/admin/password_change/", {"old_password": "wrong", "new_password1": new, "new_password2": new}
    )


WAYS = [
    at_the_door, with_a_code, with_a_recovery_code, with_a_passkey, confirming_with_a_code, with_an_old_password,
]  # fmt: skip


@pytest.fixture
def inside() -> Client:
    account = with_app(alice())
    recovery_codes(account)
    return sign_in(account, code_of(steps=-1))


def failed_before(times: int) -> None:
    """So many failures on no way in particular, without a page drawn for each."""
    for _time in range(times):
        audit.attempt_failed(None, alice(), "password")


@pytest.mark.parametrize("way", WAYS)
def test_a_failure_on_any_way_is_the_tenth_that_shuts_all(
    inside: Client, way: Callable[[Client], None]
) -> None:
    halfway = password_step()
    failed_before(accounts.MOST_FAILURES - 2)
    way(inside)
    assert not accounts.is_shut("alice")
    way(inside)
    assert accounts.is_shut("alice")
    assert "code/" not in _answer(password_step()), "the right password leads no further"
    code_step(halfway, code_of())
    assert not is_in(halfway), "nor does the right code"
    unused = {"code": code_of(steps=1)}
    confirmed = inside.post("/admin/security/confirm/code/?next=/admin/security/", unused)
    assert confirmed.status_code == 200, "nor is anything confirmed"


def _answer(client: Client) -> str:
    return client.get("/admin/login/code/").get("Location", "/admin/login/code/")


def test_failures_on_several_ways_are_counted_together(inside: Client) -> None:
    for number in range(accounts.MOST_FAILURES):
        WAYS[number % len(WAYS)](inside)
    assert accounts.is_shut("alice")


def test_confirming_with_the_password_counts_too() -> None:
    alice()
    inside = password_step()
    failed_before(accounts.MOST_FAILURES - 1)
    assert not accounts.is_shut("alice")
    inside.post("/admin/security/confirm/", {"password": "wrong"})
    assert accounts.is_shut("alice")
    assert not is_in(password_step())


def test_a_passkey_of_nobody_shuts_no_account_but_counts_by_address(inside: Client) -> None:
    before = AuditEntry.objects.filter(subject="user alice").count()
    stranger = Client()
    for _time in range(accounts.MOST_FAILURES + 1):
        stranger.post("/admin/login/passkey/", {"credential": json.dumps(FORGED)})
    assert not accounts.is_shut("alice")
    assert AuditEntry.objects.filter(subject="user alice").count() == before
    assert (
        AuditEntry.objects.filter(action="sign_in.failed", subject="").count() == accounts.MOST_FAILURES + 1
    )


@pytest.mark.parametrize(
    "answer",
    ["[]", '"text"', "{", "17", "{}", json.dumps({"response": []}), json.dumps({**FORGED, "rawId": 4})],
)
def test_an_answer_that_is_none_is_refused_and_breaks_nothing(answer: str) -> None:
    with_app(alice())
    for client, way in ((Client(), "/admin/login/passkey/"), (password_step(), "/admin/login/code/")):
        assert client.post(way, {"credential": answer}).status_code in (200, 302)
        assert not is_in(client)


def test_what_failed_is_in_the_audit_and_nothing_that_was_typed(inside: Client) -> None:
    code = wrong_code()
    code_step(password_step(), code)
    entry: Any = AuditEntry.objects.filter(action="sign_in.failed").latest("pk")
    assert (entry.subject, entry.facts) == ("user alice", {"step": "code"})


def test_too_many_passkeys_at_once_are_told_to_wait() -> None:
    client = Client(HTTP_ACCEPT="application/json")
    answers = [client.get("/admin/login/passkey/").status_code for _time in range(31)]
    assert answers == [200] * 30 + [429]
