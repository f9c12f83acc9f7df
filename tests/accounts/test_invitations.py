"""A link sets a password once: what kills it, what its pages say, and where its code never lands."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from monitor import invitations, requests
from monitor.models import Invitation, User
from records.conditions import Refused
from records.models import AuditEntry
from tests.support.accounts import ask, gina, granted, link
from tests.support.factories import alice, frank, give_roles, make_user

pytestmark = pytest.mark.django_db

ARRIVE, SET = "/admin/invitation/", "/admin/invitation/password/"
PASS = "a pass phrase of her own"
TWICE = {"new_password1": PASS, "new_password2": PASS}


def arrive(code: str, client: Client | None = None) -> Any:
    return (client or Client()).post(ARRIVE, {"code": code})


def arrived(code: str) -> Client:
    """A browser in which the code was taken."""
    client = Client()
    assert arrive(code, client)["Location"] == SET
    return client


def account() -> User:
    return User.objects.get(username="nour")


def is_dead(answer: Any) -> bool:
    return answer.status_code == 200 and answer.context.get("is_dead") is True


# What it does ------------------------------------------------------------------------------------------------------


def test_its_holder_sets_a_password_and_signs_in() -> None:
    browser = arrived(link())
    assert "nour" in browser.get(SET).content.decode()
    assert browser.post(SET, TWICE).status_code == 200
    assert account().check_password(PASS)
    assert Client().post("/admin/login/", {"username": "nour", "password": PASS}).status_code == 302
    assert AuditEntry.objects.get(action="account.link_used").actor == account()


def test_the_whole_link_can_be_pasted() -> None:
    assert arrive(f" https://marsad.example/admin/invitation/#{link()}\n")["Location"] == SET


def test_a_weak_password_or_two_that_differ_are_refused_and_the_link_lives() -> None:
    browser = arrived(link())
    for wrong in ({"new_password1": "short", "new_password2": "short"}, {**TWICE, "new_password2": "other"}):
        assert browser.post(SET, wrong).context["form"].errors
    assert browser.post(SET, TWICE).status_code == 200
    assert account().check_password(PASS)


def test_forged_fields_set_a_password_and_nothing_else() -> None:
    forged = {
        "username": "frank",
        "is_superuser": "on",
        "is_staff": "",
        "groups": ["1", "2", "3"],
        "account": "1",
    }
    arrived(link()).post(SET, {**TWICE, **forged})
    assert (account().username, account().role_keys) == ("nour", ["clerk"])
    assert (account().is_superuser, account().is_staff) == (False, True)


def test_whoever_was_signed_in_in_that_browser_is_signed_out() -> None:
    browser = Client()
    browser.force_login(frank())
    arrive(link(), browser)
    browser.post(SET, TWICE)
    assert browser.get("/admin/").status_code == 302


# What kills it -----------------------------------------------------------------------------------------------------


def test_a_replayed_link_is_dead_in_every_browser() -> None:
    code = link()
    first, second = arrived(code), arrived(code)
    first.post(SET, TWICE)
    assert is_dead(second.post(SET, {"new_password1": "x" * 14, "new_password2": "x" * 14}))
    assert is_dead(first.post(SET, TWICE))
    assert is_dead(arrive(code))
    assert account().check_password(PASS)


def test_an_older_link_is_dead_once_a_newer_one_is_made() -> None:
    request = granted()
    older = link(request)
    browser = arrived(older)
    newer = link(request, by=frank())
    assert is_dead(arrive(older))
    assert is_dead(browser.post(SET, TWICE))
    assert arrive(newer)["Location"] == SET


def test_it_is_dead_after_its_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    code = link()
    browser = arrived(code)
    later = timezone.now() + invitations.LIVES_FOR + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert is_dead(arrive(code))
    assert is_dead(browser.post(SET, TWICE))
    assert not account().has_usable_password()


def test_it_is_dead_once_the_account_is_shut_and_stays_so_when_it_is_opened_again() -> None:
    code = link()
    browser = arrived(code)
    requests.shut(account(), frank())
    assert is_dead(arrive(code))
    assert is_dead(browser.post(SET, TWICE))
    granted("reopen", account())
    assert is_dead(arrive(code))
    assert is_dead(browser.post(SET, TWICE))


def test_it_is_dead_once_sessions_are_ended_or_roles_change() -> None:
    code = link()
    account().end_sessions()
    assert is_dead(arrive(code))
    code = link(granted(username="amal"))
    granted("roles", User.objects.get(username="amal"), roles=["editor"])
    assert is_dead(arrive(code))


def test_of_two_who_set_a_password_with_one_link_one_does() -> None:
    invitation = invitations.find(link())
    invitations.accept(invitation, PASS)
    with pytest.raises(invitations.Dead):
        invitations.accept(invitation, "another pass phrase")
    assert account().check_password(PASS)


# The same answer ---------------------------------------------------------------------------------------------------


def test_unknown_forged_used_and_old_codes_are_answered_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    used = link()
    arrived(used).post(SET, TWICE)
    old = link(granted(username="amal"))
    other = invitations._signer.sign("x" * 32)
    later = timezone.now() + invitations.LIVES_FOR + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)

    def said(answer: Any) -> str:
        body = answer.content.decode()
        token = body.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        return body.replace(token, "")

    answers = [arrive(code) for code in ("nonsense", f"{used}x", other, used, old)]
    answers.append(Client().get(SET))
    assert all(is_dead(answer) for answer in answers)
    assert len({said(answer) for answer in answers}) == 1


def test_a_code_that_we_did_not_sign_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    link()
    before = AuditEntry.objects.count()
    with django_assert_num_queries(0):
        for number in range(50):
            assert is_dead(arrive(f"guess-{number}.{'A' * 43}"))
    assert AuditEntry.objects.count() == before


def test_a_dead_link_that_comes_again_is_written_down_and_does_not_fill_the_audit() -> None:
    code = link()
    invitations.accept(invitations.find(code), PASS)
    for _time in range(invitations.MOST_WRITTEN + 3):
        arrive(code)
    refused = AuditEntry.objects.filter(action="account.link_refused", subject="user nour")
    assert refused.count() == invitations.MOST_WRITTEN


# Where the code is -------------------------------------------------------------------------------------------------


def test_only_a_digest_of_the_code_is_kept_and_the_session_holds_none() -> None:
    code = link()
    browser = arrived(code)
    random = code.partition(".")[0]
    kept = str(list(Invitation.objects.values())) + str(list(AuditEntry.objects.values()))
    assert random not in kept
    assert dict(browser.session) == {"invitation": Invitation.objects.get().pk}


def test_it_stands_in_no_address_that_the_server_sees_and_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    request, desk = granted(), Client()
    desk.force_login(gina())
    shown = desk.post(request.get_absolute_url(), {"act": "link"}).context["link"]
    address, _hash, code = shown.partition("#")
    assert address == f"http://testserver{ARRIVE}"
    caplog.set_level(logging.DEBUG)
    dead = f"{code}x"
    assert arrive(dead).status_code == 200
    arrive(code)
    assert code not in caplog.text
    assert dead not in caplog.text


def test_its_pages_are_never_stored_and_tell_no_other_site_where_they_were() -> None:
    browser = arrived(link())
    for answer in (Client().get(ARRIVE), browser.get(SET)):
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_it_is_shown_once_to_who_made_it() -> None:
    request, desk = granted(), Client()
    desk.force_login(gina())
    code = desk.post(request.get_absolute_url(), {"act": "link"}).context["link"].partition("#")[2]
    assert code not in desk.get(request.get_absolute_url()).content.decode()


def test_the_pages_take_no_forged_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ARRIVE, {"code": link()}).status_code == 403


# Who makes it ------------------------------------------------------------------------------------------------------


def test_only_who_asked_or_granted_makes_it() -> None:
    request = granted()
    for other in (make_user("hadi", "administrator"), alice()):
        with pytest.raises(Refused):
            invitations.make_link(request, other)
    assert invitations.make_link(request, frank())


def test_one_who_was_demoted_since_makes_none() -> None:
    request = granted()
    give_roles(frank(), "clerk")
    with pytest.raises(Refused):
        invitations.make_link(request, frank())


def test_none_is_made_before_it_is_granted_or_for_what_needs_none() -> None:
    for request in (ask(), granted("roles", alice(), roles=["editor"])):
        with pytest.raises(Refused):
            invitations.make_link(request, frank())


def test_none_is_made_once_the_holder_has_set_a_password() -> None:
    """Else whoever granted it once could take the account over at any later time."""
    request = granted()
    earlier = granted("access", User.objects.get(username="nour"))
    invitations.accept(invitations.find(link(earlier)), PASS)
    for one in (request, earlier):
        with pytest.raises(Refused):
            invitations.make_link(one, gina())


def test_none_is_made_long_after_it_was_granted(monkeypatch: pytest.MonkeyPatch) -> None:
    request = granted()
    later = timezone.now() + requests.OPEN_FOR + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(Refused):
        invitations.make_link(request, gina())
