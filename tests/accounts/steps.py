"""Signing in by hand: what an authenticator app computes, and clients on their way through the steps."""

import base64
import hashlib
import hmac
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from monitor import second_factor
from monitor.models import User
from tests.support.factories import PASSWORD

SECRET = base64.b32encode(b"twenty invented sign").decode()

#: When it is for apps and for what checks their codes, so that no half minute ends in the middle of a test.
NOW = 1_800_000_010

PASSWORD_STEP, CODE_STEP, OVERVIEW = "/admin/login/", "/admin/login/code/", "/admin/security/"


def stop_the_clock(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: NOW))


def code_of(secret: str = SECRET, steps: int = 0) -> str:
    """The six digits of an app (RFC 6238), `steps` half minutes from now; computed here and not by what is tested."""
    counter = (NOW // 30 + steps).to_bytes(8, "big")
    mac = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = mac[-1] & 15
    return f"{(int.from_bytes(mac[place : place + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def wrong_code(secret: str = SECRET) -> str:
    """Six digits that are no code of these minutes."""
    near = {code_of(secret, steps) for steps in range(-4, 5)}
    return next(f"{number:06}" for number in range(20) if f"{number:06}" not in near)


def with_app(user: User) -> User:
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": second_factor.seal(SECRET)}
    )
    user.refresh_from_db()
    return user


def recovery_codes(user: User) -> list[str]:
    codes = RecoveryCodes.activate(user).get_unused_codes()
    user.refresh_from_db()
    return codes


def password_step(username: str = "alice", password: str = PASSWORD, **extra: Any) -> Client:
    """A browser in which the password was typed."""
    client = Client(**extra)
    client.post(PASSWORD_STEP, {"username": username, "password": password})
    return client


def code_step(client: Client, code: str) -> Any:
    return client.post(CODE_STEP, {"code": code})


def is_in(client: Client) -> bool:
    """Whether the staff site opens; asked of its smallest page."""
    return client.get("/admin/jsi18n/").status_code == 200


def sign_in(user: User, code: str | None = None) -> Client:
    client = password_step(user.username)
    code_step(client, code_of() if code is None else code)
    assert is_in(client)
    return client
