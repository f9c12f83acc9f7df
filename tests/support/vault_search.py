"""Marks for what is sealed, and the search of every byte of ours for them, however it is packed."""

import base64
import hashlib
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from tests.support.canaries import decoded

#: In every sealed text besides its own mark, so that a part of a text is found too. Invented, and of no page of ours.
PHRASE = "قرنبيط الزعفران المخترع"


def mark(column: str, kind: str) -> str:
    """The mark of an owner's kind of entry: signs that no page, key or digest holds by chance."""
    return "vq" + hashlib.sha256(f"vault {column} {kind}".encode()).hexdigest()[:10]


@dataclass
class Marks:
    """What is looked for, with what each tells of."""

    tokens: dict[str, str] = field(default_factory=lambda: {PHRASE: "the phrase of every sealed text"})

    def plant(self, column: str, kind: str, more: str = "") -> str:
        """The text to seal."""
        token = mark(column, kind + more)
        self.tokens[token] = f"{column} {kind} {more}".strip()
        return f"{token} {PHRASE}"

    def found_in(self, *values: Any) -> list[str]:
        text = "\n".join(reading for value in values for reading in readings_of(value))
        return sorted(what for token, what in self.tokens.items() if token in text)


_PACKED = re.compile(r"\.?[A-Za-z0-9_\-+/]{16,}")


def readings_of(value: Any) -> Iterator[str]:
    """A value as it reads: text without its escapes and with all that is base64 in it unpacked, bytes in each way in
    which they could be text.
    """
    if value is None:
        return
    if isinstance(value, (bytes, memoryview)):
        data = bytes(value)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            yield decoded(data.decode(encoding, "ignore"))
        return
    text = decoded(str(value))
    yield text
    for packed in _PACKED.findall(text):
        yield _unpacked(packed)


def _unpacked(text: str) -> str:
    """What a run of base64 holds, compressed as Django's signed values are, or not."""
    body = text.lstrip(".")
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_")
        data = zlib.decompress(data) if text.startswith(".") else data
    except (ValueError, zlib.error):
        return ""
    return decoded(data.decode("utf-8", "ignore"))


# Where it could be ------------------------------------------------------------------------------------------


def columns_of_the_database() -> Iterator[tuple[str, list[Any]]]:
    """Every column of every table that the database has, ours or not, with its values."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
            for place, name in enumerate(names):
                yield f"{table}.{name}", [row[place] for row in rows]


def in_database(marks: Marks) -> list[str]:
    found = []
    for where, values in columns_of_the_database():
        found += [f"{where}: {what}" for what in marks.found_in(*values)]
    for session in Session.objects.all():  # signed and compressed: once more as the site reads them
        found += [f"session: {what}" for what in marks.found_in(SessionStore().decode(session.session_data))]
    return found


def in_files(marks: Marks, *folders: Path) -> list[str]:
    """Names and bytes of every file below."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*"))]
    return [
        f"{path.name}: {what}"
        for path in paths
        for what in marks.found_in(str(path), path.read_bytes() if path.is_file() else None)
    ]


def in_logs(marks: Marks, records: list[Any]) -> list[str]:
    """Messages, their arguments and tracebacks, and whatever a formatter could write of a record, but the request."""
    found, line = [], logging.Formatter()
    for record in records:
        kept = {name: value for name, value in record.__dict__.items() if name != "request"}
        found += [f"log {record.name}: {what}" for what in marks.found_in(line.format(record), repr(kept))]
    return found
