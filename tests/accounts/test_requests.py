"""What gives an account something, one administrator asks for and another grants: who decides what, and when."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from monitor import requests, roles
from monitor.models import AccountNotice, AccountRequest, User
from records.conditions import Refused
from records.models import AuditEntry
from tests.support.accounts import ask, gina, granted
from tests.support.factories import alice, bob, carol, dora, frank, give_roles, make_user

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def refused(*arguments: Any, **fields: Any) -> str:
    """Why `ask` says no."""
    with pytest.raises(Refused) as caught:
        ask(*arguments, **fields)
    return str(caught.value)


def not_decided(request: AccountRequest, name: str, user: User) -> str:
    """Why `decide` says no; nothing of the request or the account has changed."""
    before = list(AccountRequest.objects.values()), list(User.objects.values()), AuditEntry.objects.count()
    with pytest.raises(Refused) as caught:
        requests.decide(request, name, user)
    assert (
        list(AccountRequest.objects.values()),
        list(User.objects.values()),
        AuditEntry.objects.count(),
    ) == before
    return str(caught.value)


# What is granted -----------------------------------------------------------------------------------------------


def test_an_invitation_makes_an_account_with_its_roles_and_no_password() -> None:
    request = ask(username="رمزي-1", roles=["verifier", "clerk"])
    assert not User.objects.filter(username="رمزي-1").exists()
    account = requests.decide(request, "grant", gina()).account
    assert (account.username, account.role_keys) == ("رمزي-1", ["clerk", "verifier"])
    assert (account.is_active, account.is_staff, account.is_superuser) == (True, True, False)
    assert not account.has_usable_password()


def test_roles_are_those_asked_for_and_no_others() -> None:
    request = granted("roles", alice(), roles=["editor"])
    assert alice().role_keys == ["editor"]
    assert request.roles_before == ["clerk"]


def test_an_account_that_becomes_a_correspondents_loses_what_says_who_it_is() -> None:
    user = alice()
    user.first_name, user.email = "أليس", "alice@example.org"
    user.save()
    kind = ContentType.objects.get_for_model(user)
    said = LogEntry.objects.create(
        user=frank(), content_type=kind, object_id=str(user.pk), object_repr="أليس", action_flag=CHANGE
    )
    granted("roles", user, roles=["correspondent"])
    assert (alice().first_name, alice().email) == ("", "")
    said.refresh_from_db()
    assert said.object_repr == "alice", "the log of the desk called it by its name"


def test_a_shut_account_is_open_again_with_its_roles_and_without_its_password() -> None:
    requests.shut(alice(), frank())
    granted("reopen", fresh(alice()))
    assert (alice().is_active, alice().role_keys, alice().has_usable_password()) == (True, ["clerk"], False)


def test_a_second_opening_needs_a_second_request() -> None:
    for _time in range(2):
        requests.shut(alice(), frank())
        assert not alice().is_active
        granted("reopen", alice())
        assert alice().is_active


def test_renewed_access_ends_the_old_password_and_every_session() -> None:
    epoch = alice().session_epoch
    granted("access", alice())
    assert not alice().has_usable_password()
    assert alice().session_epoch > epoch
    assert alice().is_active


def test_the_second_factor_is_reset_and_the_password_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    reset: list[User] = []
    monkeypatch.setattr(requests.second_factor, "reset", reset.append)
    request = ask("second_factor", alice())
    assert reset == []
    requests.decide(request, "grant", gina())
    assert reset == [alice()]
    assert not alice().has_usable_password(), "whoever knows it could set up a factor of their own"


@pytest.mark.parametrize("name", ["refuse", "take_back"])
def test_what_is_refused_or_taken_back_does_nothing(name: str) -> None:
    request = ask("roles", alice(), roles=["editor"])
    requests.decide(request, name, gina() if name == "refuse" else frank())
    assert alice().role_keys == ["clerk"]
    assert not AccountNotice.objects.filter(request=request).exists()


# Who decides -----------------------------------------------------------------------------------------------------


def test_who_asked_does_not_grant_or_refuse() -> None:
    request = ask()
    assert not_decided(request, "grant", frank()) == not_decided(request, "refuse", frank())


def test_nobody_asks_for_their_own_account_or_grants_it() -> None:
    assert refused("roles", frank(), by=frank(), roles=["editor"])
    request = ask("access", gina(), by=frank())
    assert not_decided(request, "grant", gina())
    third = make_user("hadi", "administrator")
    assert requests.decide(request, "grant", third).outcome == "granted"


@pytest.mark.parametrize("who", [alice, bob, carol, dora])
def test_no_other_role_asks_or_decides(who: Any) -> None:
    assert refused(by=who())
    assert not_decided(ask(), "grant", who())


def test_a_superuser_without_the_role_neither_asks_nor_decides() -> None:
    owner = make_user("owner", is_superuser=True)
    assert refused(by=owner)
    assert not_decided(ask(), "grant", owner)


def test_a_request_of_someone_demoted_since_is_not_granted_but_can_be_refused() -> None:
    request = ask()
    third = make_user("hadi", "administrator")
    requests.decide(ask("roles", frank(), by=gina(), roles=["clerk"]), "grant", third)
    assert not_decided(request, "grant", gina())
    assert requests.decide(request, "refuse", gina()).outcome == "refused"


def test_a_request_of_someone_shut_since_is_not_granted() -> None:
    request = ask()
    requests.shut(frank(), gina())
    assert not_decided(request, "grant", gina())


def test_someone_demoted_since_the_page_was_opened_does_not_grant() -> None:
    request, stale = ask(), gina()
    give_roles(gina(), "clerk")
    assert stale.pk
    assert not_decided(request, "grant", stale)


def test_a_request_is_decided_once() -> None:
    request = ask()
    page_left_open = AccountRequest.objects.get(pk=request.pk)
    requests.decide(request, "refuse", gina())
    for name in requests.DECISIONS:
        assert not_decided(page_left_open, name, frank() if name == "take_back" else gina())


def test_nobody_but_who_asked_takes_it_back() -> None:
    assert not_decided(ask(), "take_back", gina())


# What is asked ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("alone", roles.ALONE)
def test_roles_that_stand_alone_are_refused_beside_another(alone: str) -> None:
    other = next(key for key in roles.ROLES if key != alone)
    assert refused(roles=[alone, other])
    assert ask(roles=[alone]).roles == [alone]


def test_writing_and_verifying_in_one_account_is_allowed_and_warned_of() -> None:
    assert ask(roles=["clerk", "verifier"]).roles == ["clerk", "verifier"]
    assert roles.warning(["clerk", "verifier"])
    assert not [role for role in roles.ROLES if roles.warning([role])]


@pytest.mark.parametrize(
    "fields",
    [
        {"roles": []},
        {"roles": ["owner"]},
        {"reason": " "},
        {"username": ""},
        {"username": "a b"},
        {"username": "ALICE"},
    ],
)
def test_what_is_missing_or_wrong_is_said(fields: dict[str, Any]) -> None:
    alice()
    assert refused(**fields)


@pytest.mark.parametrize("kind", ["machine", "other", ""])
def test_no_one_asks_for_what_is_no_request(kind: str) -> None:
    assert refused(kind)


def test_the_same_is_not_asked_for_twice_at_a_time() -> None:
    ask("access", alice())
    assert refused("access", alice(), by=gina())
    ask()
    assert refused(by=gina())
    assert ask("roles", alice(), roles=["editor"])


def test_a_name_is_kept_as_sign_in_spells_it() -> None:
    """The form of sign-in makes compatible letters one; a name kept otherwise would open for nobody."""
    assert granted(username=" ﻧﻮﺭ ").account.username == "نور"


def test_what_an_account_has_or_cannot_have_is_not_asked_for() -> None:
    assert refused("roles", alice(), roles=["clerk"])
    assert refused("reopen", alice())
    assert refused("access", make_user("owner", is_superuser=True))
    requests.shut(alice(), frank())
    for kind in ("roles", "access", "second_factor"):
        assert refused(kind, fresh(alice()), roles=["editor"])


def test_an_account_shut_since_gets_nothing() -> None:
    request = ask("roles", alice(), roles=["editor"])
    requests.shut(alice(), gina())
    assert not_decided(request, "grant", gina())


def test_a_name_taken_since_is_not_given_again() -> None:
    request = ask()
    make_user("Nour", "clerk")
    assert not_decided(request, "grant", gina())


# Time ------------------------------------------------------------------------------------------------------------


def test_after_a_week_nobody_decides_and_it_can_be_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    request = ask()
    later = timezone.now() + requests.OPEN_FOR + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert not_decided(request, "grant", gina())
    assert str(request.state) == AccountRequest.Outcome.LAPSED.label
    assert granted().account.username == "nour"
    request.refresh_from_db()
    assert request.outcome == "lapsed"


# What is kept ----------------------------------------------------------------------------------------------------


def test_the_audit_says_who_asked_who_decided_and_what_without_the_reason() -> None:
    granted("roles", alice(), roles=["editor"], reason="سبب مخترع")
    told = AuditEntry.objects.filter(action__in=["account.asked", "account.granted"]).order_by("pk")
    assert [(entry.actor.username, entry.subject) for entry in told] == [
        ("frank", "user alice"),
        ("gina", "user alice"),
    ]
    facts = told.last().facts
    assert (facts["asked_by"], facts["roles"], facts["before"]) == ("frank", ["editor"], ["clerk"])
    assert "مخترع" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_saving_an_account_that_was_read_before_revives_no_session() -> None:
    stale = alice()
    alice().end_sessions()
    epoch = alice().session_epoch
    stale.first_name = "أليس"
    stale.save()
    assert alice().session_epoch == epoch
