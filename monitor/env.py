"""Settings from the environment, typed. A bad value is refused by name, never guessed at."""

import os
from collections.abc import Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable as it stands, stripped; `default` when it is unset."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """A yes or no; anything else stops the start with a sentence that says what is allowed."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.strip().lower() in _TRUE:
        return True
    if raw.strip().lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {raw!r}.")


def number(name: str, default: int, at_least: int = 0) -> int:
    """A whole number not below `at_least`."""
    raw = text(name)
    if not raw:
        return default
    if not raw.isdecimal() or int(raw) < at_least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {at_least}, not {raw!r}.")
    return int(raw)


def words(name: str, default: Sequence[str] = ()) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def local_hosts(name: str) -> list[str]:
    """Hosts of this machine alone, all of them by default. Another one says that debug mode was left on, whose error
    pages show settings, queries and data to whoever asks.
    """
    local = ["127.0.0.1", "localhost", "[::1]"]
    found = words(name, local)
    for host in found:
        if host not in local:
            raise ImproperlyConfigured(
                f"{name} names {host!r}, not this machine: set DEBUG=no for a real site."
            )
    return found


def choice(name: str, default: str, allowed: Sequence[str]) -> str:
    """One of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def zone(name: str, default: str) -> str:
    """A time zone by its name, such as Asia/Damascus."""
    value = text(name) or default
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name} must be a time zone such as {default}, not {value!r}.") from error
    return value


def database(name: str) -> str:
    """The address of a PostgreSQL or SQLite database, or nothing. A refused one is not said: it holds a password."""
    value = text(name)
    if value and not value.startswith(("postgresql://", "postgres://", "sqlite://")):
        raise ImproperlyConfigured(f"{name} must begin with postgresql:// or sqlite://.")
    return value


def keys(name: str) -> list[str]:
    """Fernet keys separated by commas, newest first. A bad one is refused by its place and never repeated."""
    from cryptography.fernet import Fernet  # the public site alone reads no key

    found = words(name)
    for place, key in enumerate(found, 1):
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} must be Fernet keys, separated by commas; number {place} is none."
            ) from None
    return found


def required(name: str, why: str) -> str:
    """A variable without which the site must not start."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value
