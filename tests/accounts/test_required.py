"""Outside debug mode an account without a second factor reaches the pages that set one up, and no others."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from monitor import second_factor
from monitor.middleware import SecondFactorComesFirst
from tests.accounts.steps import is_in, password_step, recovery_codes, sign_in, with_app
from tests.support.addresses import patterns
from tests.support.factories import alice

pytestmark = pytest.mark.django_db

OVERVIEW = "/admin/security/"


@pytest.fixture
def required(settings: Any) -> None:
    settings.DEBUG, settings.SECOND_FACTOR_REQUIRED = False, True


@pytest.fixture
def inside(required: None) -> Client:
    alice()
    return password_step()


def addresses() -> list[str]:
    """Every address of the staff site that takes no argument."""
    plain = [f"/{one}" for one in patterns() if one.startswith("admin/") and not set(one) & set("<(")]
    assert len(plain) > 40
    return [*plain, "/en/admin/", "/en/admin/records/person/", "/en/admin/security/"]


def test_every_page_of_the_staff_site_leads_to_setting_one_up_but_those_that_do(inside: Client) -> None:
    opened = set()
    for address in addresses():
        if address.endswith("logout/"):
            continue
        for ask in (inside.get, inside.post):
            response = ask(address)
            if not (response.status_code == 302 and response["Location"].endswith(OVERVIEW)):
                opened.add(address.removeprefix("/en").removeprefix("/admin/"))
    # The desk is what a sign-in page sends on to, and that leads here again.
    assert opened == {"login/", "security/", "security/confirm/", "security/app/", "security/passkeys/add/"}


def test_a_record_and_an_unknown_address_too(inside: Client) -> None:
    for address in ("/admin/records/record/1/review/", "/admin/nothing/", "/admin/abductees/case/photo/1/"):
        assert inside.get(address)["Location"].endswith(OVERVIEW)


def test_every_name_that_is_let_through_is_one(required: None) -> None:
    for name in SecondFactorComesFirst.OPEN:
        assert reverse(name)


def test_the_way_out_is_open(inside: Client) -> None:
    assert inside.post("/admin/logout/").status_code in (200, 302)
    assert "_auth_user_id" not in inside.session


def test_with_one_the_desk_opens(required: None) -> None:
    account = with_app(alice())
    assert is_in(sign_in(account))


def test_recovery_codes_alone_are_none(inside: Client) -> None:
    recovery_codes(alice())
    assert not second_factor.has_one(alice())
    assert not is_in(password_step())


def test_the_page_says_why(inside: Client) -> None:
    page = inside.get(OVERVIEW)
    assert page.context["must_set_up"]
    assert "/admin/security/app/" in page.content.decode()


def test_public_pages_are_as_ever(inside: Client) -> None:
    assert inside.get("/methodology/").status_code == 200


def test_in_debug_mode_it_is_a_reminder(settings: Any) -> None:
    settings.DEBUG, settings.SECOND_FACTOR_REQUIRED = True, False
    alice()
    page = password_step().get("/admin/")
    assert page.context["lacks_second_factor"]
    assert page.content.decode().count("/admin/security/") == 2  # the reminder and the head of every page


def test_with_one_nobody_is_reminded() -> None:
    page = sign_in(with_app(alice())).get("/admin/")
    assert page.content.decode().count("/admin/security/") == 1
