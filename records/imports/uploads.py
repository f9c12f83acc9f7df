"""A file between its preview and its confirmation: readable by this process alone, outside every served folder.

It is known by a random token that stays in the session, is deleted once the import is confirmed or given up, and
otherwise after LIFETIME at the next import.
"""

import re
import secrets
import time
from pathlib import Path

from django.conf import settings

#: Seconds that an unconfirmed file is kept.
LIFETIME = 3600

_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(data: bytes) -> str:
    """Keep the bytes; returns the token by which they are found again."""
    purge()
    token = secrets.token_hex(16)
    path = _path(token)
    path.touch(mode=0o600)
    path.write_bytes(data)
    return token


def read(token: str) -> bytes | None:
    """The kept bytes, or None when they were confirmed, given up or have expired."""
    purge()
    path = _path(token) if _TOKEN.fullmatch(token) else None
    return path.read_bytes() if path is not None and path.exists() else None


def drop(token: str) -> None:
    if _TOKEN.fullmatch(token):
        _path(token).unlink(missing_ok=True)


def purge() -> None:
    """Delete what nobody confirmed in time."""
    for path in _folder().iterdir():
        if path.stat().st_mtime < time.time() - LIFETIME:
            path.unlink(missing_ok=True)


def _path(token: str) -> Path:
    return _folder() / token


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
