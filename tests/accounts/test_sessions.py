"""Sessions end when what they may do changes, when someone ends them, and when nobody uses them."""

import time
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from monitor import requests
from monitor.models import User
from records.models import AuditEntry
from tests.support.accounts import gina
from tests.support.factories import PASSWORD, alice, erin, frank, give_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def stolen() -> Client:
    """A browser that holds a cookie of alice's."""
    client = Client()
    client.force_login(alice())
    assert works(client)
    return client


def works(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_a_granted_role_ends_them(stolen: Client) -> None:
    give_roles(alice(), "clerk", "verifier")
    assert not works(stolen)


def test_a_taken_role_ends_them(stolen: Client) -> None:
    alice().groups.remove(Group.objects.get(name="clerk"))
    assert not works(stolen)


def test_a_role_changed_from_the_side_of_the_role_ends_them(stolen: Client) -> None:
    Group.objects.get(name="clerk").user_set.remove(alice())
    assert not works(stolen)


def test_a_new_password_ends_them(stolen: Client) -> None:
    user = alice()
    user.set_password("another password of hers")
    user.save()
    assert not works(stolen)


def test_a_switched_off_account_ends_them_for_good(stolen: Client) -> None:
    user = alice()
    user.is_active = False
    user.save()
    assert not works(stolen)
    requests.decide(requests.ask("reopen", frank(), account=user, reason="عادت"), "grant", gina())
    assert User.objects.get(username="alice").is_active
    assert not works(stolen)


def test_a_new_name_ends_none(stolen: Client) -> None:
    user = alice()
    user.first_name = "أليس"
    user.save()
    assert works(stolen)


def test_an_administrator_ends_those_of_others_and_it_is_written_down(stolen: Client) -> None:
    administrator = Client()
    administrator.force_login(frank())
    data = {"action": "end_sessions", "_selected_action": [alice().pk]}
    assert administrator.post("/admin/monitor/user/", data).status_code == 302
    assert not works(stolen)
    entry = AuditEntry.objects.get(action="account.sessions_ended")
    assert (entry.actor, entry.subject) == (frank(), "user alice")


def test_who_may_not_change_accounts_ends_no_sessions(stolen: Client) -> None:
    other = Client()
    other.force_login(erin())
    data = {"action": "end_sessions", "_selected_action": [alice().pk]}
    assert other.post("/admin/monitor/user/", data).status_code == 403
    assert works(stolen)


def test_an_idle_session_is_over_and_one_in_use_is_not(
    stolen: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SESSION_IDLE_MINUTES = 30
    now = time.time()
    for minutes in (20, 40, 60):
        monkeypatch.setattr(time, "time", lambda minutes=minutes: now + minutes * 60)
        assert works(stolen)
    monkeypatch.setattr(time, "time", lambda: now + 91 * 60)
    assert not works(stolen)


def test_her_own_new_password_keeps_the_session_in_which_she_set_it(stolen: Client) -> None:
    data = {
        "old_password": PASSWORD,
        "new_password1": "a long new pass phrase",
        "new_password2": "a long new pass phrase",
    }
    other = Client()
    other.force_login(User.objects.get(username="alice"))
    assert stolen.post("/admin/password_change/", data).status_code == 302
    assert works(stolen)
    assert not works(other)


def test_public_pages_do_not_depend_on_a_session(stolen: Client) -> None:
    response = stolen.get("/methodology/")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
