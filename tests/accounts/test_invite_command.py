"""manage.py invite: the first two administrators come from the machine; afterwards it is shut."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from monitor import invitations, requests
from monitor.models import AccountNotice, AccountRequest, User
from records.models import AuditEntry
from tests.support.accounts import gina
from tests.support.factories import alice, frank, make_user

pytestmark = pytest.mark.django_db


def invite(username: str = "nour") -> str:
    """The code that the command prints."""
    said = StringIO()
    call_command("invite", username, "--role", "administrator", stdout=said)
    path, _hash, code = said.getvalue().splitlines()[-1].partition("#")
    assert path == "/admin/invitation/"
    return code


def test_the_first_two_come_by_links_and_a_third_does_not() -> None:
    for name in ("first", "second"):
        account = invitations.accept(invitations.find(invite(name)), "a long pass phrase")
        assert account.role_keys == ["administrator"]
    with pytest.raises(CommandError):
        invite("third")
    assert not User.objects.filter(username="third").exists()


def test_links_that_were_lost_lock_nobody_out() -> None:
    for name in ("first", "second", "first", "second"):
        code = invite(name)
    assert invitations.find(code).request.username == "second"


def test_it_is_open_again_when_one_of_two_is_shut() -> None:
    frank(), gina()
    with pytest.raises(CommandError):
        invite()
    requests.shut(gina(), frank())
    assert invite()


def test_an_administrator_who_lost_everything_comes_back_with_a_new_password() -> None:
    user = frank()
    epoch = user.session_epoch
    code = invite("frank")
    assert not frank().has_usable_password()
    assert frank().session_epoch > epoch
    assert invitations.accept(invitations.find(code), "a long pass phrase") == user


def test_one_who_is_shut_is_open_again() -> None:
    frank()
    requests.shut(gina(), frank())
    invite("gina")
    assert gina().is_active


@pytest.mark.parametrize("name", ["alice", "owner", "a b", "ALICE"])
def test_no_other_account_is_made_an_administrators(name: str) -> None:
    alice(), make_user("owner", is_superuser=True)
    with pytest.raises(CommandError):
        invite(name)
    assert alice().role_keys == ["clerk"]


def test_no_other_role_comes_from_the_machine() -> None:
    with pytest.raises(CommandError):
        call_command("invite", "nour", "--role", "editor")


def test_the_samples_administrator_is_none_of_the_two() -> None:
    make_user("sample", "administrator", is_sample=True)
    assert invite("first")
    assert invite("second")


def test_it_is_kept_and_told_as_made_by_no_two() -> None:
    invite()
    request = AccountRequest.objects.get(username="nour")
    assert (request.kind, request.asked_by, request.decided_by) == ("machine", None, None)
    assert AccountNotice.objects.get().request == request
    assert {"account.granted", "account.link_made"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )
