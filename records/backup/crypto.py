"""The encryption of a backup: the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015) over AES-256-GCM.

A file begins with a line that names the format and with its own random key, wrapped by Fernet under the first of
BACKUP_KEYS. Chunks follow, each sealed with a nonce that holds its number and whether it is the last, and with the
digest of the beginning as associated data. So a chunk that was changed, moved, left out, taken from another file or
put behind the last one does not open, nor does what is left of a file that was cut off, even between two chunks. A key
seals one file, so that no nonce comes twice.
"""

import hashlib
import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from records.backup import BackupRefused

#: The first line of a file; the number is the format's.
MAGIC = b"marsad backup 1\n"
CHUNK = 64 * 1024
TAG = 16
_LENGTH = 2  # of the wrapped key, in bytes
_KEY = 32


@sensitive_variables()
def keys() -> MultiFernet:
    """The keys that wrap: the first for what is made, all for what is read. They open nothing of the vault."""
    if not settings.BACKUP_KEYS:
        raise BackupRefused(
            _("BACKUP_KEYS is not set: set it to a Fernet key that is kept apart from the backups.")
        )
    if set(settings.BACKUP_KEYS) & set(settings.VAULT_KEYS):
        raise BackupRefused(
            _("A key of BACKUP_KEYS is also one of VAULT_KEYS: whoever opened a backup could open its vault.")
        )
    return MultiFernet([Fernet(key) for key in settings.BACKUP_KEYS])


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Sealer(io.RawIOBase):
    """Writes what it is given, sealed. Without `finish` the file has no last chunk and does not open."""

    @sensitive_variables()
    def __init__(self, target: BinaryIO, wrapping: MultiFernet) -> None:
        key = os.urandom(_KEY)
        token = wrapping.encrypt(key)
        beginning = MAGIC + len(token).to_bytes(_LENGTH, "big") + token
        self._cipher, self._beginning = AESGCM(key), hashlib.sha256(beginning).digest()
        self._target, self._waiting, self._number = target, bytearray(), 0
        target.write(beginning)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._waiting += data
        while len(self._waiting) > CHUNK:  # a full chunk waits until it is known whether it is the last
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, data: bytes, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last), data, self._beginning))
        self._number += 1


class Opener(io.RawIOBase):
    """Reads what a Sealer wrote. Nothing is handed out that was not authenticated; raises BackupRefused."""

    @sensitive_variables()
    def __init__(self, source: BinaryIO, wrapping: MultiFernet) -> None:
        beginning = source.read(len(MAGIC))
        if beginning != MAGIC:
            raise BackupRefused(_("The file is no backup of this format: it does not begin like one."))
        size = source.read(_LENGTH)
        token = source.read(int.from_bytes(size, "big"))
        try:
            key = wrapping.decrypt(token)
            self._cipher = AESGCM(key)
        except (InvalidToken, ValueError):
            raise BackupRefused(
                _("No key of BACKUP_KEYS opens the file: it needs another key, or its beginning is damaged.")
            ) from None
        self._beginning = hashlib.sha256(beginning + size + token).digest()
        self._source, self._number, self._left = source, 0, b""
        self._ahead = source.read(CHUNK + TAG)
        self._done = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        parts = bytearray()
        while size < 0 or len(parts) < size:
            if not self._left:
                if self._done:
                    break
                self._left = self._next()
                continue
            taken = len(self._left) if size < 0 else size - len(parts)
            parts += self._left[:taken]
            self._left = self._left[taken:]
        return bytes(parts)

    def _next(self) -> bytes:
        block, self._ahead = self._ahead, self._source.read(CHUNK + TAG)
        last = not self._ahead
        data = self._opened(block, last)
        if data is None:
            raise BackupRefused(self._damage(block, last))
        self._number, self._done = self._number + 1, last
        return data

    def _opened(self, block: bytes, last: bool) -> bytes | None:
        try:
            return self._cipher.decrypt(_nonce(self._number, last), block, self._beginning)
        except (InvalidTag, ValueError):
            return None

    def _damage(self, block: bytes, last: bool) -> str:
        """What is wrong with the chunk: it opens as the other kind where the file was cut off or lengthened."""
        number = {"number": self._number + 1}
        if self._opened(block, not last) is None:
            return _("The file is damaged: its chunk %(number)d does not open.") % number
        if last:
            return _("The file is damaged: it is cut off after chunk %(number)d.") % number
        return _("The file is damaged: something follows its last chunk, %(number)d.") % number
