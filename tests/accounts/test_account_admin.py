"""Accounts: an administrator gives roles to others, never to their own account, and reaches no superuser's."""

import pytest
from django.test import Client
from django.urls import reverse

from monitor.models import User
from monitor.roles import apply_roles
from tests.support.factories import alice, frank, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(frank())
    return client


def change(user: User) -> str:
    return reverse("admin:monitor_user_change", args=[user.pk])


def test_an_administrator_changes_the_roles_of_others(administrator: Client) -> None:
    assert 'name="groups"' in administrator.get(change(alice())).content.decode()


def test_an_administrator_cannot_give_roles_to_their_own_account(administrator: Client) -> None:
    apply_roles()
    assert 'name="groups"' not in administrator.get(change(frank())).content.decode()
    groups = list(alice().groups.values_list("pk", flat=True))
    administrator.post(
        change(frank()), {"username": "frank", "groups": groups, "is_active": "on", "is_staff": "on"}
    )
    assert [group.name for group in frank().groups.all()] == ["administrator"]


def test_a_superusers_account_is_out_of_an_administrators_reach(administrator: Client) -> None:
    owner = make_user("owner", is_superuser=True)
    assert administrator.get(change(owner)).status_code == 302
    password = reverse("admin:auth_user_password_change", args=[owner.pk])
    assert administrator.get(password).status_code in (302, 404)
    assert "owner" not in administrator.get(reverse("admin:monitor_user_changelist")).content.decode()


def test_a_clerk_sees_no_accounts() -> None:
    client = Client()
    client.force_login(alice())
    assert client.get(reverse("admin:monitor_user_changelist")).status_code == 403
