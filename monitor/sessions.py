"""Sessions of an account: which are open, and ending one of them.

Read from the table of sessions itself. A session says when it began, when it was last used, and whether on a phone:
enough to know one's own again. Neither address nor browser is kept anywhere: seized, they would tell where someone was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

BEGAN, LAST_USED, ON_A_PHONE = "began", "last_used", "on_a_phone"


@dataclass(frozen=True)
class OpenSession:
    """One session as its owner sees it. `handle` names it on a page, where its key, which opens it, must not stand."""

    handle: str
    began: datetime | None
    last_used: datetime | None
    on_a_phone: bool
    is_current: bool


def begin(request: HttpRequest) -> None:
    """What a session keeps of its beginning."""
    now = int(timezone.now().timestamp())
    on_a_phone = "Mobi" in request.META.get("HTTP_USER_AGENT", "")
    request.session.update({BEGAN: now, LAST_USED: now, ON_A_PHONE: on_a_phone})


def handle_of(key: str) -> str:
    return salted_hmac("monitor.sessions", key, algorithm="sha256").hexdigest()[:32]


def _of(user: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Keys and contents of the sessions that still open the account."""
    now = timezone.now()
    idle = now.timestamp() - settings.SESSION_IDLE_MINUTES * 60
    for row in Session.objects.filter(expire_date__gt=now):
        held = row.get_decoded()
        if (
            held.get(SESSION_KEY) == str(user.pk)
            and constant_time_compare(held.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
            and held.get(LAST_USED, idle + 1) > idle
        ):
            yield row.session_key, held


def open_sessions(user: Any, current: str | None) -> list[OpenSession]:
    """The open sessions of the account, the current one first, then those used last."""
    found = [
        OpenSession(
            handle_of(key), _moment(held.get(BEGAN)), _moment(held.get(LAST_USED)),
            bool(held.get(ON_A_PHONE)), key == current,
        )
        for key, held in _of(user)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.is_current, -(one.last_used or _EARLIEST).timestamp()))


_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def end(user: Any, handle: str) -> bool:
    """End the session of that handle, if it is the account's own; whether there was one."""
    for key, _held in _of(user):
        if constant_time_compare(handle_of(key), handle):
            Session.objects.filter(session_key=key).delete()
            return True
    return False
