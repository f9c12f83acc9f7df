"""What lies where in a backup: a tar of JSON lines, packed by gzip, inside the encryption.

    format.json                      the format, the time, the engine, the migrations, the columns of each table
    tables/<table>/<number>.jsonl    rows in the order of keys, a megabyte at a time
    files/originals/<SHA-256>        the originals of photos
    manifest.json                    rows and checksum of each table, size and checksum of each file

Everything is a stream, written and read once, in memory that does not grow with the rows.
"""

import gzip
import hashlib
import io
import json
import tarfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from cryptography.fernet import MultiFernet
from django.utils.translation import gettext as _

from records.backup import BackupRefused
from records.backup.crypto import Opener, Sealer
from records.backup.tables import Digest

FORMAT = 1
HEAD, MANIFEST, TABLES, FILES = "format.json", "manifest.json", "tables", "files/originals"
PART = 1024 * 1024


class Writer:
    """Takes entries one after the other; leaving it without an error makes the file whole."""

    def __init__(self, target: BinaryIO, wrapping: MultiFernet) -> None:
        self._sealer = Sealer(target, wrapping)
        self._packed = gzip.GzipFile(fileobj=self._sealer, mode="wb", compresslevel=3, mtime=0)
        self._tar = tarfile.open(fileobj=self._packed, mode="w|")  # noqa: SIM115 -- closed on leaving

    def add(self, name: str, data: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = len(data), 0o600, int(time.time())
        self._tar.addfile(entry, io.BytesIO(data))
        self._tar.members.clear()  # it would remember every entry

    def add_json(self, name: str, value: Any) -> None:
        self.add(name, json.dumps(value, ensure_ascii=False, indent=1).encode())

    def add_rows(self, table: str, lines: Iterator[bytes]) -> None:
        number, waiting, size = 1, [], 0
        for line in lines:
            waiting.append(line)
            size += len(line)
            if size >= PART:
                self.add(f"{TABLES}/{table}/{number:06}.jsonl", b"".join(waiting))
                number, waiting, size = number + 1, [], 0
        if waiting:
            self.add(f"{TABLES}/{table}/{number:06}.jsonl", b"".join(waiting))

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind is None:
            self._tar.close()
            self._packed.close()
            self._sealer.finish()
        else:  # neither writes an ending when it is collected
            self._tar.fileobj.closed = True  # type: ignore[union-attr]
            self._packed.fileobj = None  # type: ignore[assignment]


@dataclass
class Contents:
    """What a backup holds, as it says at its beginning and as it was found."""

    head: dict[str, Any]
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(table["rows"] for table in self.tables.values())


def read(
    source: BinaryIO,
    wrapping: MultiFernet,
    take_rows: Callable[[str, list[list[Any]]], None] | None = None,
    take_file: Callable[[str, bytes], None] | None = None,
) -> Contents:
    """Read all of it, to the last chunk, against its manifest. Raises BackupRefused.

    `take_rows` and `take_file` get what is authenticated, before the manifest at the end was compared.
    """
    entries = _entries(source, wrapping)
    head = _head(*next(entries, ("", b"")))
    digests = {name: Digest(table["json"]) for name, table in head["tables"].items()}
    files: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    for name, data in entries:
        folder, _slash, last = name.rpartition("/")
        if manifest is not None:
            raise BackupRefused(_not_ours())
        if name == MANIFEST:
            manifest = _parsed(data)
        elif folder == FILES:
            files[last] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            if take_file:
                take_file(last, data)
        else:
            table = folder.removeprefix(f"{TABLES}/")
            if table not in digests:
                raise BackupRefused(_not_ours())
            rows = _counted(digests[table], data, parse=bool(take_rows))
            if take_rows:
                take_rows(table, rows)
    found = Contents(head, {name: made.as_json() for name, made in digests.items()}, files)
    _compare(found, manifest)
    return found


def _counted(digest: Digest, data: bytes, parse: bool) -> list[list[Any]]:
    """The rows of a part, counted and hashed; none where nobody needs them."""
    rows = []
    for line in data.splitlines(keepends=True):
        row = _parsed(line) if parse or digest.json else []
        digest.add(row, line)
        if parse:
            rows.append(row)
    return rows


def _compare(found: Contents, manifest: dict[str, Any] | None) -> None:
    if manifest is None:
        raise BackupRefused(_("The backup has no manifest: it was not finished."))
    for kind, mine in (("tables", found.tables), ("files", found.files)):
        for name in sorted({*mine, *manifest.get(kind, {})}):
            if mine.get(name) != manifest[kind].get(name):
                raise BackupRefused(
                    _("The backup does not hold what its manifest says of %(name)s.") % {"name": name}
                )


def _head(name: str, data: bytes) -> dict[str, Any]:
    if name != HEAD:
        raise BackupRefused(_not_ours())
    head = _parsed(data)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise BackupRefused(
            _("The backup has another format than this program reads: %(theirs)s, not %(ours)s.")
            % {"theirs": head.get("format") if isinstance(head, dict) else "?", "ours": FORMAT}
        )
    return head


def _entries(source: BinaryIO, wrapping: MultiFernet) -> Iterator[tuple[str, bytes]]:
    """Every entry with its bytes; after the last one the rest of the stream, which must be empty, to its last chunk."""
    opener = Opener(source, wrapping)
    try:
        packed = gzip.GzipFile(fileobj=opener, mode="rb")
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            while entry := tar.next():
                tar.members.clear()
                content = tar.extractfile(entry)
                if content is None:
                    raise BackupRefused(_not_ours())
                yield entry.name, content.read()
        while packed.read(PART):
            pass
    except (tarfile.TarError, EOFError, OSError, zlib.error):
        raise BackupRefused(_not_ours()) from None


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        raise BackupRefused(_not_ours()) from None


def _not_ours() -> str:
    return _("The file opens, but it does not read like a backup.")
