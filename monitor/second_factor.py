"""The second factor of an account: an authenticator app (TOTP) or passkeys, with recovery codes beside them.

allauth keeps them (`allauth.mfa`). What is secret in them, the secret of an app and the seed of recovery codes, is
sealed here under keys that are derived from the outer keys of the vault: they stand in the environment alone, have a
copy in a safe, and are rotated anyway, whereas SECRET_KEY must be replaceable at once in an emergency without locking
everyone out. A derived key opens nothing of the vault, nor the vault's key a factor. A passkey is a public key and
needs no sealing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from records import vault

#: Recovery codes stand in for one of these, and are none by themselves.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: Which words of a factor's data are sealed.
SEALED = ("secret", "seed")


class Unreadable(Exception):
    """What a factor keeps does not open with the keys that are set."""


def has_one(user: Any) -> bool:
    """Whether sign-in to the account asks for more than a password."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def is_missing(user: Any) -> bool:
    """Whether the account must set one up before anything else."""
    return settings.SECOND_FACTOR_REQUIRED and not has_one(user)


def reset(user: Any) -> None:
    """Take every factor and recovery code away and end all sessions, for someone who has lost them. The password
    alone signs in then, and leads to setting up a new one. Asks nobody's permission: the caller does.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk).delete()
        user.end_sessions()


# Sealing ---------------------------------------------------------------------------------------------------


@sensitive_variables()
def _derived(outer: str) -> Fernet:
    kdf = HKDF(SHA256(), length=32, salt=None, info=b"marsad second factor")
    return Fernet(urlsafe_b64encode(kdf.derive(urlsafe_b64decode(outer))))


@sensitive_variables()
def seal(text: str) -> str:
    """Sealed under the newest key. records.vault.Unreadable when no key is set."""
    return _derived(vault.outer_keys()[0]).encrypt(text.encode()).decode()


@sensitive_variables()
def unseal(sealed: str) -> str:
    """What was sealed under any key that is set. Unreadable when it does not open."""
    try:
        return MultiFernet([_derived(key) for key in vault.outer_keys()]).decrypt(sealed).decode()
    except (InvalidToken, ValueError):
        raise Unreadable from None


@sensitive_variables()
def rotate() -> int:
    """Seal everything that an older key holds under the newest one; how many factors were sealed again.

    Unreadable when some could not be opened; the others are sealed again all the same.
    """
    newest, unopened, count = _derived(vault.outer_keys()[0]), 0, 0
    for key in list(Authenticator.objects.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            # Locked: recovery codes that are used meanwhile are written into the same data.
            factor = Authenticator.objects.select_for_update().filter(pk=key).first()
            older = [
                name
                for name in SEALED
                if factor and name in factor.data and not _opens(newest, factor.data[name])
            ]
            if factor is None or not older:
                continue
            try:
                factor.data.update({name: seal(unseal(factor.data[name])) for name in older})
            except Unreadable:
                unopened += 1
                continue
            factor.save(update_fields=["data"])
            count += 1
    if unopened:
        raise Unreadable(f"{unopened} factors did not open, {count} were sealed again")
    return count


def _opens(key: Fernet, sealed: str) -> bool:
    try:
        key.decrypt(sealed)
    except (InvalidToken, ValueError):
        return False
    return True
