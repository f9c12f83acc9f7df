"""The pages on which an administrator asks and another decides: what they show, to whom, and what may be posted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from monitor import requests
from monitor.models import AccountRequest, User
from tests.support.accounts import ask, gina, granted
from tests.support.factories import PEOPLE, alice, carol, erin, frank, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/monitor/accountrequest/add/"


def at(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(request: AccountRequest) -> str:
    return reverse("admin:monitor_accountrequest_change", args=[request.pk])


# Asking ----------------------------------------------------------------------------------------------------------


def test_asking_makes_a_request_and_no_account() -> None:
    data = {"username": "nour", "roles": ["clerk"], "reason": "زميلة جديدة"}
    answer = at(frank()).post(ADD, data)
    request = AccountRequest.objects.get(username="nour")
    assert answer["Location"] == page(request)
    assert (request.kind, request.roles, request.asked_by, request.outcome) == (
        "new",
        ["clerk"],
        frank(),
        "open",
    )
    assert not User.objects.filter(username="nour").exists()


@pytest.mark.parametrize("kind", ["roles", "access", "second_factor"])
def test_something_is_asked_for_an_account_from_its_page(kind: str) -> None:
    desk, user = at(frank()), alice()
    address = f"{ADD}?kind={kind}&account={user.pk}"
    assert (
        address.replace("&", "&amp;")
        in desk.get(reverse("admin:monitor_user_change", args=[user.pk])).content.decode()
    )
    assert desk.post(address, {"roles": ["editor"], "reason": "سبب"}).status_code == 302
    assert AccountRequest.objects.get(kind=kind).account == user


def test_forged_fields_of_a_request_are_not_taken() -> None:
    data = {
        "username": "nour", "roles": ["clerk"], "reason": "سبب", "outcome": "granted", "decided_by": str(gina().pk),
        "asked_by": str(gina().pk), "account": str(carol().pk), "kind": "machine",
    }  # fmt: skip
    at(frank()).post(ADD, data)
    request = AccountRequest.objects.get(username="nour")
    assert (request.kind, request.outcome, request.asked_by, request.account) == (
        "new",
        "open",
        frank(),
        None,
    )


@pytest.mark.parametrize("query", ["?kind=machine", "?kind=x", "?kind=roles", "?kind=roles&account=x",
                                   f"?kind=roles&account={'9' * 30}"])  # fmt: skip
def test_an_address_that_asks_for_nothing_is_not_found(query: str) -> None:
    assert at(frank()).get(f"{ADD}{query}").status_code == 404


def test_asking_for_ones_own_account_is_refused_before_anything_is_typed() -> None:
    own = f"{ADD}?kind=roles&account={frank().pk}"
    desk = at(frank())
    assert desk.get(own).status_code == 302
    assert desk.post(own, {"roles": ["editor"], "reason": "سبب"}).status_code == 302
    assert not AccountRequest.objects.filter(kind="roles").exists()
    assert ADD not in desk.get(reverse("admin:monitor_user_change", args=[frank().pk])).content.decode()


def test_what_is_wrong_is_said_beside_what_was_typed() -> None:
    answer = at(frank()).post(ADD, {"username": "nour", "roles": ["clerk", "administrator"], "reason": "سبب"})
    assert "لا يُجمع مع غيره" in str(answer.context["form"].non_field_errors())
    assert 'value="nour"' in answer.content.decode()


# Deciding --------------------------------------------------------------------------------------------------------


def test_a_second_administrator_grants_after_saying_that_they_are_certain() -> None:
    request, desk = ask("roles", alice(), roles=["editor"]), at(gina())
    assert desk.post(page(request), {"act": "grant"}).status_code == 200
    assert alice().role_keys == ["clerk"]
    assert desk.post(page(request), {"act": "grant", "certain": "yes"}).status_code == 302
    assert alice().role_keys == ["editor"]


def test_one_administrator_with_two_tabs_grants_nothing() -> None:
    request = ask("roles", alice(), roles=["editor"])
    tabs = at(frank()), at(frank())
    assert 'value="grant"' not in tabs[0].get(page(request)).content.decode()
    for tab in tabs:
        assert tab.post(page(request), {"act": "grant", "certain": "yes"}).status_code == 200
    assert alice().role_keys == ["clerk"]


def test_the_holder_reads_that_others_decide_and_grants_nothing() -> None:
    request = ask("access", gina())
    desk = at(gina())
    assert 'value="grant"' not in desk.get(page(request)).content.decode()
    desk.post(page(request), {"act": "grant", "certain": "yes"})
    assert gina().has_usable_password()


def test_a_page_left_open_decides_nothing_a_second_time() -> None:
    request = ask("roles", alice(), roles=["editor"])
    requests.decide(request, "refuse", gina())
    third = at(make_user("hadi", "administrator"))
    assert third.post(page(request), {"act": "grant", "certain": "yes"}).context["refusal"]
    assert alice().role_keys == ["clerk"]


@pytest.mark.parametrize("act", ["", "GRANT", "granted", "delete", "carry_out"])
def test_an_unknown_act_does_nothing(act: str) -> None:
    request = ask("roles", alice(), roles=["editor"])
    assert at(gina()).post(page(request), {"act": act, "certain": "yes"}).status_code == 200
    request.refresh_from_db()
    assert request.outcome == "open"


def test_a_forged_request_from_another_site_decides_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(gina())
    request = ask("roles", alice(), roles=["editor"])
    assert client.post(page(request), {"act": "grant", "certain": "yes"}).status_code == 403
    assert alice().role_keys == ["clerk"]


@pytest.mark.parametrize("role", [role for role in PEOPLE if role != "administrator"])
def test_no_other_role_sees_or_decides_a_request(role: str) -> None:
    request = ask("access", make_user("amal", "clerk"))
    other = at(PEOPLE[role]())
    assert other.get(page(request)).status_code == 403
    assert other.post(page(request), {"act": "grant", "certain": "yes"}).status_code == 403
    assert other.get("/admin/monitor/accountrequest/").status_code == 403
    assert other.post(ADD, {"username": "nour", "roles": ["clerk"], "reason": "x"}).status_code == 403
    assert "amal" not in other.get("/admin/").content.decode()


def test_roles_that_leave_fewer_eyes_are_warned_of() -> None:
    said = at(gina()).get(page(ask(roles=["clerk", "verifier"]))).content.decode()
    assert "شخصان لا ثلاثة" in said
    assert "شخصان لا ثلاثة" not in at(gina()).get(page(ask(username="lone"))).content.decode()


def test_nobody_to_grant_it_is_said() -> None:
    request = ask()
    assert "لا يستطيع أحد الموافقة عليه الآن" in at(frank()).get(page(request)).content.decode()
    gina()
    assert "لا يستطيع أحد الموافقة عليه الآن" not in at(frank()).get(page(request)).content.decode()


def test_the_list_says_what_became_of_each() -> None:
    requests.decide(ask("access", alice()), "refuse", gina())
    ask(username="amal")
    said = at(frank()).get("/admin/monitor/accountrequest/").content.decode()
    for word in ("alice", "amal", "رُفض", "بانتظار مدير نظام ثانٍ"):
        assert word in said


# The desk --------------------------------------------------------------------------------------------------------


def test_open_requests_stand_on_the_desk_of_other_administrators() -> None:
    request = ask()
    for who in (gina(), frank()):
        assert page(request) in at(who).get("/admin/").content.decode()
    requests.decide(request, "refuse", gina())
    assert page(request) not in at(gina()).get("/admin/").content.decode()


def test_the_desk_says_when_too_few_can_decide() -> None:
    assert "manage.py invite" in at(frank()).get("/admin/").content.decode()
    gina()
    assert "manage.py invite" not in at(frank()).get("/admin/").content.decode()


def notices(user: User) -> list[Any]:
    return at(user).get("/admin/").context["accounts"]["notices"]


def test_the_holder_is_told_what_and_by_which_two_until_they_have_read_it() -> None:
    request = granted("roles", alice(), roles=["editor"])
    said = at(alice()).get("/admin/").content.decode()
    for word in ("frank", "gina", "محرر", "مُدخِل بيانات"):
        assert word in said
    assert said.count("account-notice") == 1
    assert at(alice()).get("/admin/").content.decode().count("account-notice") == 1
    at(alice()).post(reverse("admin:monitor_accountrequest_read", args=[request.pk]))
    assert notices(alice()) == []


@pytest.mark.parametrize("kind", ["access", "second_factor"])
def test_every_kind_that_is_granted_leaves_a_notice(kind: str) -> None:
    granted(kind, alice())
    assert [notice["asked"].kind for notice in notices(alice())] == [kind]


def test_nobody_else_reads_a_notice_away() -> None:
    request = granted("roles", alice(), roles=["editor"])
    address = reverse("admin:monitor_accountrequest_read", args=[request.pk])
    for other in (erin(), frank(), gina()):
        assert at(other).post(address).status_code == 404
        assert notices(other) == []
    assert at(alice()).get(address).status_code == 405
    assert len(notices(alice())) == 1
