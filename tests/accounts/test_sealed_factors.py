"""What a second factor keeps secret is sealed in the database, under keys that are rotated with those of the vault."""

import io
import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection

from monitor import second_factor
from monitor.models import User
from records import vault
from records.backup.tables import all_tables, left_out
from tests.accounts.steps import OVERVIEW, SECRET, code_of, recovery_codes, sign_in, with_app
from tests.support.factories import alice

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    return with_app(alice())


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return str(cursor.fetchall())


def rotate() -> str:
    said = io.StringIO()
    call_command("rotate_vault", stdout=said)
    return said.getvalue()


def new_key() -> str:
    return Fernet.generate_key().decode()


def test_neither_the_secret_nor_a_recovery_code_stands_in_the_database(account: User) -> None:
    codes = recovery_codes(account)
    kept = stored()
    assert json.loads(json.dumps(kept))
    assert not [text for text in (SECRET, *codes) if text in kept]


def test_what_allauth_sets_up_is_sealed_by_the_settings(account: User) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    Authenticator.objects.all().delete()
    TOTP.activate(account, SECRET)
    assert SECRET not in stored()
    assert second_factor.unseal(Authenticator.objects.get().data["secret"]) == SECRET


def test_the_key_of_the_vault_itself_does_not_open_it(account: User) -> None:
    sealed = Authenticator.objects.get().data["secret"]
    from cryptography.fernet import InvalidToken

    with pytest.raises(InvalidToken):
        Fernet(vault.outer_keys()[0]).decrypt(sealed)


def test_another_key_opens_nothing(account: User, settings: Any) -> None:
    settings.VAULT_KEYS = [new_key()]
    with pytest.raises(second_factor.Unreadable):
        second_factor.unseal(Authenticator.objects.get().data["secret"])


def test_rotating_leaves_nothing_to_the_old_key(account: User, settings: Any) -> None:
    recovery_codes(account)
    old = settings.VAULT_KEYS[0]
    new = new_key()
    settings.VAULT_KEYS = [new, old]
    assert "2" in rotate().splitlines()[0]
    assert "0" in rotate().splitlines()[0]
    settings.VAULT_KEYS = [new]
    sign_in(account, code_of())
    settings.VAULT_KEYS = [old]
    with pytest.raises(second_factor.Unreadable):
        second_factor.unseal(Authenticator.objects.first().data["secret"])  # type: ignore[union-attr]


def test_rotating_fails_where_something_does_not_open_and_does_the_rest(account: User, settings: Any) -> None:
    lost = Authenticator.objects.create(
        user=account, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "gAAAAA", "used_mask": 0}
    )
    settings.VAULT_KEYS = [new_key(), *settings.VAULT_KEYS]
    with pytest.raises(CommandError):
        rotate()
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    app = Authenticator.objects.exclude(pk=lost.pk).get()
    assert second_factor.unseal(app.data["secret"]) == SECRET


def test_rotating_keeps_sessions_and_used_codes(account: User, settings: Any) -> None:
    code = recovery_codes(account)[0]
    client = sign_in(account, code)
    settings.VAULT_KEYS = [new_key(), *settings.VAULT_KEYS]
    rotate()
    assert client.get(OVERVIEW).context["codes_left"] == 9


def test_a_key_that_is_gone_leaves_the_overview_readable(account: User, settings: Any) -> None:
    recovery_codes(account)
    client = sign_in(account)
    settings.VAULT_KEYS = [new_key()]
    page = client.get(OVERVIEW)
    assert page.status_code == 200
    assert page.context["codes_left"] is None


def test_a_backup_takes_factors_as_they_are_sealed_and_no_sessions() -> None:
    from django.contrib.sessions.models import Session

    names = {table.name for table in all_tables()}
    assert "mfa_authenticator" in names
    assert "monitor_sign_in_cache" not in names
    assert left_out(Session)
