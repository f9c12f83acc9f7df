"""The pages of accounts show what an account has and give it nothing, whatever is posted to them."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from monitor.models import User
from records.models import AuditEntry
from tests.support.accounts import gina
from tests.support.factories import PASSWORD, alice, dora, frank, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(frank())
    return client


def change(user: User) -> str:
    return reverse("admin:monitor_user_change", args=[user.pk])


def test_forged_fields_change_nothing_but_names(administrator: Client) -> None:
    user = alice()
    forged = {
        "username": "another", "password": "x", "is_active": "", "is_staff": "on", "is_superuser": "on",
        "is_sample": "on",
        "groups": [str(group) for group in frank().groups.values_list("pk", flat=True)], "user_permissions": ["1"],
        "session_epoch": "0", "opened_by_request": "1", "first_name": "أليس", "last_name": "", "email": "",
    }  # fmt: skip
    kept = ["username", "password", "is_active", "is_staff", "is_superuser", "is_sample", "session_epoch"]
    before = User.objects.values(*kept).get(pk=user.pk)
    assert administrator.post(change(user), forged).status_code == 302
    assert User.objects.values(*kept).get(pk=user.pk) == before
    assert (alice().first_name, alice().role_keys) == ("أليس", ["clerk"])
    assert not alice().user_permissions.exists()


def test_nobody_adds_an_account_by_a_form(administrator: Client) -> None:
    forged = {"username": "nour", "password1": PASSWORD, "password2": PASSWORD}
    assert administrator.post(reverse("admin:monitor_user_add"), forged).status_code == 403
    assert not User.objects.filter(username="nour").exists()


def test_there_is_no_page_on_which_another_sets_a_password(administrator: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[alice().pk])
    new = {"password1": "another pass phrase", "password2": "another pass phrase"}
    administrator.post(f"/admin/monitor/user/{alice().pk}/password/", new)
    assert alice().check_password(PASSWORD)


def test_a_page_shows_no_hash_of_a_password(administrator: Client) -> None:
    page = administrator.get(change(alice())).content.decode()
    assert "alice" in page
    assert "md5" not in page


def test_names_of_a_correspondent_are_not_asked_for_and_refused_with_a_reason(administrator: Client) -> None:
    page = administrator.get(change(dora())).content.decode()
    assert not [name for name in ("first_name", "last_name", "email") if f'name="{name}"' in page]
    answer = administrator.post(change(dora()), {"first_name": "دورا"})
    assert answer.status_code == 200
    assert "اسماً رمزياً" in str(answer.context["adminform"].form.non_field_errors())
    assert dora().first_name == ""


def test_one_administrator_shuts_an_account_at_once_after_a_confirmation(administrator: Client) -> None:
    address = reverse("admin:monitor_user_shut", args=[alice().pk])
    theirs = Client()
    theirs.force_login(alice())
    assert "alice" in administrator.get(address).content.decode()
    assert alice().is_active
    assert administrator.post(address).status_code == 200
    assert alice().is_active
    assert administrator.post(address, {"certain": "yes"}).status_code == 302
    assert not alice().is_active
    assert theirs.get("/admin/").status_code == 302
    entry = AuditEntry.objects.get(action="account.shut")
    assert (entry.actor, entry.subject) == (frank(), "user alice")


def test_shutting_ones_own_account_or_one_that_is_shut_is_refused(administrator: Client) -> None:
    administrator.post(reverse("admin:monitor_user_shut", args=[frank().pk]), {"certain": "yes"})
    assert frank().is_active
    shut = make_user("gone", "clerk", is_active=False)
    administrator.post(reverse("admin:monitor_user_shut", args=[shut.pk]), {"certain": "yes"})
    assert not AuditEntry.objects.filter(action="account.shut").exists()


def test_shutting_an_administrator_says_when_too_few_are_left(administrator: Client) -> None:
    page = administrator.get(reverse("admin:monitor_user_shut", args=[gina().pk])).content.decode()
    assert "manage.py invite" in page
    page = administrator.get(reverse("admin:monitor_user_shut", args=[alice().pk])).content.decode()
    assert "manage.py invite" not in page


def test_a_superusers_account_is_out_of_an_administrators_reach(administrator: Client) -> None:
    owner = make_user("owner", is_superuser=True)
    assert administrator.get(change(owner)).status_code == 302
    assert (
        administrator.post(
            reverse("admin:monitor_user_shut", args=[owner.pk]), {"certain": "yes"}
        ).status_code
        == 404
    )
    assert "owner" not in administrator.get(reverse("admin:monitor_user_changelist")).content.decode()


def test_a_clerk_sees_no_accounts_and_shuts_none() -> None:
    client = Client()
    client.force_login(alice())
    assert client.get(reverse("admin:monitor_user_changelist")).status_code == 403
    assert (
        client.post(reverse("admin:monitor_user_shut", args=[frank().pk]), {"certain": "yes"}).status_code
        == 403
    )
    assert frank().is_active
