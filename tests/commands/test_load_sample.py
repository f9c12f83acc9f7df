"""load_sample: for debug mode only, once, with passwords that are shown and work here alone."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from monitor.models import User
from monitor.roles import ROLES
from records.models import ImportBatch
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db


def load(*options: str) -> str:
    said = StringIO()
    call_command("load_sample", *options, stdout=said)
    return said.getvalue()


def passwords_in(said: str) -> dict[str, str]:
    return dict(line.split() for line in said.splitlines() if line.startswith("  "))


def sign_in(name: str, password: str, address: str = "127.0.0.1") -> Any:
    return authenticate(RequestFactory(REMOTE_ADDR=address).post("/"), username=name, password=password)


def test_it_refuses_outside_debug_mode(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError):
        load("--passwords")
    assert not User.objects.exists()


def test_it_makes_an_account_for_each_role_whose_password_works_on_this_machine_alone(settings):
    settings.DEBUG = True
    passwords = passwords_in(load("--passwords"))
    assert set(passwords) == set(ROLES)
    for name, password in passwords.items():
        user = User.objects.get(username=name)
        assert (user.is_sample, user.is_staff, user.is_superuser) == (True, True, False)
        assert [group.name for group in user.groups.all()] == [name]
        assert sign_in(name, password) == user
        assert sign_in(name, password, "192.0.2.1") is None


def test_new_passwords_replace_the_old_ones(settings):
    settings.DEBUG = True
    old, new = passwords_in(load("--passwords")), passwords_in(load("--passwords"))
    assert sign_in("clerk", old["clerk"]) is None
    assert sign_in("clerk", new["clerk"]) is not None
    assert len({*old.values(), *new.values()}) == 2 * len(ROLES)


def test_it_leaves_an_account_that_is_no_sample_alone(settings):
    settings.DEBUG = True
    clerk = make_user("clerk", "clerk")
    with pytest.raises(CommandError, match="clerk"):
        load()
    clerk.refresh_from_db()
    assert not clerk.is_sample
    assert User.objects.count() == 1


def test_without_the_reference_data_nothing_stays(settings):
    settings.DEBUG = True
    with pytest.raises(CommandError):
        load()
    assert not User.objects.exists()
    assert not ImportBatch.objects.exists()
