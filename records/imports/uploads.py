"""A file between its preview and its confirmation: readable by the site's user alone, outside every served folder.

It is known by a random token that stays in the session, is deleted once the import is confirmed or given up, and
otherwise after LIFETIME, at the next import or by `project_outbox`, which runs every minute.
"""

import os
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
    # Made here, and with its rights: nothing that lies there already is written into, not even through a link.
    descriptor = os.open(_path(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
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
    """Delete what nobody confirmed in time. The folder is not made: whoever runs this need not be the site's user."""
    folder = Path(settings.VAR_DIR) / "imports"
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            too_old = path.lstat().st_mtime < time.time() - LIFETIME
        except FileNotFoundError:  # another process was first
            continue
        if too_old:
            path.unlink(missing_ok=True)


def _path(token: str) -> Path:
    return _folder() / token


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:  # made by hand, or restored with other rights
        folder.chmod(0o700)
    return folder
