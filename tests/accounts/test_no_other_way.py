"""There is no sign-up, no mail, no forgotten password and no account elsewhere: only what is listed exists."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import get_resolver

from tests.support.factories import make_user

pytestmark = pytest.mark.django_db

#: Names by which allauth would reach its own pages.
OURS = {
    "account_login", "account_reauthenticate", "mfa_authenticate", "mfa_login_webauthn", "mfa_index",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_add_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
}  # fmt: skip


def test_only_these_pages_of_allauth_are_there() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {
        name for name in names if name.startswith(("account_", "mfa_", "socialaccount_", "usersessions_"))
    } == OURS


@pytest.mark.parametrize(
    "address", ["signup/", "password/reset/", "email/", "login/code/request/", "accounts/"]
)
def test_what_allauth_usually_has_is_not_found(address: str) -> None:
    for prefix in ("/", "/admin/", "/accounts/", "/en/"):
        assert Client().get(prefix + address).status_code in (302, 404)
        posted = Client().post(prefix + address, {"username": "new", "password1": "x"})
        assert posted.status_code in (302, 404, 405)
    assert not apps.get_model("monitor", "User").objects.exists()


def test_nobody_edits_second_factors_as_rows() -> None:
    for label in ("account", "mfa"):
        assert not [
            model for model in apps.get_app_config(label).get_models() if admin.site.is_registered(model)
        ]


def test_an_account_that_is_not_of_staff_gets_no_further_than_the_door(client: Any) -> None:
    client.force_login(make_user("guest"))
    user = make_user("guest")
    user.is_staff = False
    user.save()
    client.force_login(user)
    for name in ("", "app/", "passkeys/add/", "codes/", "confirm/"):
        assert "/login/" in client.get(f"/admin/security/{name}")["Location"]
