"""Who may write, read and destroy: by role, and nobody else."""

import pytest
from django.core.exceptions import PermissionDenied

from monitor.roles import ROLES
from records import vault
from records.models import Reading, SealedEntry
from tests.support.factories import PEOPLE, carol, make_user, person

pytestmark = pytest.mark.django_db

MAY = {
    "correspondent": {"write_vault"},
    "clerk": {"write_vault"},
    "verifier": set(),
    "editor": {"write_vault", "read_vault", "destroy_vault"},
    "auditor": set(),
    "administrator": set(),
}


def test_the_table_of_roles_names_exactly_these():
    rights = {"write_vault", "read_vault", "destroy_vault"}
    assert {role: codenames & rights for role, codenames in ROLES.items()} == MAY


@pytest.fixture(params=[*MAY, None], ids=lambda role: role or "nobody")
def tried(request):
    role = request.param
    user = PEOPLE[role]() if role else make_user("guest")
    return user, MAY[role] if role else set()


def test_who_may_write(tried, secret):
    user, rights = tried
    if "write_vault" in rights:
        assert vault.write(person(), "other", secret, user).written_by == user
    else:
        with pytest.raises(PermissionDenied):
            vault.write(person(), "other", secret, user)
        assert not SealedEntry.objects.exists()


def test_who_may_read(tried, secret, purpose):
    user, rights = tried
    entry = vault.write(person(), "other", secret, carol())
    if "read_vault" in rights:
        assert vault.read(entry, user, purpose) == secret
    else:
        with pytest.raises(PermissionDenied):
            vault.read(entry, user, purpose)
        assert not Reading.objects.exists()


def test_who_may_destroy(tried, secret):
    user, rights = tried
    file = vault.write(person(), "other", secret, carol()).file
    if "destroy_vault" in rights:
        assert vault.destroy(file, user, "طلبت العائلة ذلك").destroyed_by == user
    else:
        with pytest.raises(PermissionDenied):
            vault.destroy(file, user, "طلبت العائلة ذلك")
        file.refresh_from_db()
        assert file.wrapped_key
