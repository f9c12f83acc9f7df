"""Two at once, on PostgreSQL, where they really are: one request decided twice, one link used twice."""

import pytest
from django.db import connection

from monitor import invitations, requests
from monitor.models import AccountNotice, AccountRequest, User
from records.conditions import Refused
from tests.review.test_concurrent_steps import at_once
from tests.support.accounts import ask, gina, link
from tests.support.factories import alice, frank, make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def test_of_two_decisions_at_once_one_holds() -> None:
    request, others = ask("roles", alice(), roles=["editor"]), [gina(), make_user("hadi", "administrator")]
    results = at_once(
        lambda: requests.decide(request, "grant", others[0]),
        lambda: requests.decide(request, "grant", others[1]),
        lambda: requests.decide(request, "take_back", frank()),
    )
    assert sum(isinstance(result, Refused) for result in results) == 2, results
    request.refresh_from_db()
    assert AccountNotice.objects.count() == (request.outcome == "granted")


def test_of_two_administrators_who_demote_each_other_at_once_one_does() -> None:
    """Each was asked for by a third; whoever comes second is no administrator any more."""
    third = make_user("hadi", "administrator")
    first = ask("roles", frank(), by=third, roles=["clerk"])
    second = ask("roles", gina(), by=third, roles=["clerk"])
    results = at_once(
        lambda: requests.decide(first, "grant", gina()), lambda: requests.decide(second, "grant", frank())
    )
    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert AccountRequest.objects.filter(outcome="granted", kind="roles").count() == 1


def test_of_two_who_use_one_link_at_once_one_does() -> None:
    code = link()
    found = [invitations.find(code) for _time in range(2)]
    results = at_once(*(lambda one=one: invitations.accept(one, f"pass phrase {one.pk}") for one in found))
    assert sum(isinstance(result, invitations.Dead) for result in results) == 1, results
    assert User.objects.get(username="nour").has_usable_password()
