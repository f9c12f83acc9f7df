"""Everyone sees where they are signed in and ends one session, or all others, from elsewhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from monitor.models import User
from records.models import AuditEntry
from tests.accounts.steps import OVERVIEW, is_in, password_step
from tests.support.factories import alice, bob

pytestmark = pytest.mark.django_db

END = "/admin/security/sessions/"
PHONE = "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"


@pytest.fixture
def account() -> User:
    return alice()


def listed(client: Client) -> list[Any]:
    return client.get(OVERVIEW).context["sessions"]


def test_it_shows_ones_own_the_current_one_first(account: User) -> None:
    other, client = password_step(HTTP_USER_AGENT=PHONE), password_step()
    bob()
    password_step("bob")
    shown = listed(client)
    assert [(one.is_current, one.on_a_phone) for one in shown] == [(True, False), (False, True)]
    assert all(one.began and one.last_used for one in shown)
    assert is_in(other)


def test_a_page_holds_nothing_that_opens_a_session(account: User) -> None:
    other, client = password_step(), password_step()
    page = client.get(OVERVIEW).content.decode()
    assert listed(client)[1].handle in page
    assert other.session.session_key not in page
    assert client.session.session_key not in page


def test_ending_one_ends_that_one(account: User) -> None:
    other, third, client = password_step(), password_step(), password_step()
    handles = {one.handle for one in listed(other) if one.is_current}
    assert client.post(END, {"session": handles.pop()})["Location"] == f"{OVERVIEW}#sessions"
    assert not is_in(other)
    assert is_in(third)
    assert is_in(client)
    entry = AuditEntry.objects.get(action="account.session_ended")
    assert (entry.actor, entry.subject) == (account, "user alice")


def test_ending_all_others_leaves_this_one(account: User) -> None:
    others, client = [password_step(), password_step()], password_step()
    client.post(END, {"session": "others"})
    assert not any(is_in(other) for other in others)
    assert is_in(client)
    assert AuditEntry.objects.filter(action="account.sessions_ended").count() == 1


def test_nobody_ends_the_session_of_another(account: User) -> None:
    bob()
    stranger = password_step("bob")
    handle = listed(stranger)[0].handle
    password_step().post(END, {"session": handle})
    assert is_in(stranger)
    assert not AuditEntry.objects.filter(action="account.session_ended").exists()


def test_a_session_that_is_over_is_not_listed(
    account: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    password_step()
    later = timezone.now() + timedelta(minutes=settings.SESSION_IDLE_MINUTES + 1)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        patch.setattr("time.time", later.timestamp)
        client = password_step()
        assert len(listed(client)) == 1


def test_ending_takes_a_form_and_a_token(account: User) -> None:
    client = password_step()
    assert client.get(END).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(END, {"session": "others"}).status_code == 403


# Cookies of sessions that were ended --------------------------------------------------------------------------


def refused() -> int:
    return AuditEntry.objects.filter(action="account.session_refused", subject="user alice").count()


def test_a_stolen_cookie_after_a_role_change_is_refused_and_written_down_once(account: User) -> None:
    thief = password_step()
    account.end_sessions()
    for _time in range(3):
        assert thief.get("/admin/").status_code == 302
    assert refused() == 1


def test_that_of_an_account_switched_off_too(account: User) -> None:
    thief = password_step()
    User.objects.filter(pk=account.pk).update(is_active=False)
    for _time in range(3):
        assert thief.get("/admin/").status_code == 302
    assert refused() == 1


def test_who_never_signed_in_is_not_written_down() -> None:
    Client().get("/admin/")
    assert not AuditEntry.objects.exists()
