"""Canaries: a word of its own for every private field of every model, and the search of every public byte for them.

A canary says from which model and field it comes, wherever it turns up. The tables below put every field that can hold
free text into exactly one of three: PLANTED, PUBLIC, STRUCTURAL; a model of history follows the model that it
remembers. tests/publication/test_canaries.py holds the tables to the models, and the public side to the tables.
"""

import hashlib
import html
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from django.apps import apps
from django.db import models
from django.http import HttpResponse
from pypdf import PdfReader

from terms.arabic.fold import fold, key_mentions, near_fold, squash
from terms.arabic.sound import key_sounds, sound_key
from tests.support.canary_tables import BY_VALUE, PLANTED, PUBLIC, STRUCTURAL

#: The app whose rows are public; those of every other, installed from wherever, are private.
PUBLIC_APP = "publication"
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
#: Fields that hold no text of anyone's. A class that is neither here nor in TEXT is told by the walk.
NO_TEXT = (
    *(models.ForeignKey, models.BooleanField, models.IntegerField, models.DecimalField, models.FloatField),
    *(models.DateField, models.TimeField, models.DurationField),
)

#: What is within sessions, and within the originals of photos, with these names for a model and a field.
OTHERS = [
    ("sessions.Session", "data"),
    ("photo", "metadata"),
]

HISTORY_OWN = "history_change_reason"

Field = tuple[str, str]


def flat(table: dict[str, dict[str, str]]) -> dict[Field, str]:
    """A table as {(model, field): reason}."""
    return {
        (model, name): reason
        for model, groups in table.items()
        for names, reason in groups.items()
        for name in names.split()
    }


def planted() -> set[Field]:
    return {(model, name) for model, names in PLANTED.items() for name in names.split()}


def columns(registry: Any = apps) -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column of every private table: of lists of links and histories, and of other packages, too."""
    for model in registry.get_models(include_auto_created=True):
        if model._meta.app_label != PUBLIC_APP:
            for column in model._meta.local_concrete_fields:
                yield model, column


def text_fields(registry: Any = apps) -> Iterator[tuple[Field, Field]]:
    """Every field of every private model that can hold free text, with the field that its class follows: its own, or
    that of the model that a history remembers.
    """
    for model, column in columns(registry):
        if not isinstance(column, NO_TEXT) and not column.choices:
            yield (model._meta.label, column.name), owner(model, column.name)


def unlisted(registry: Any = apps) -> set[str]:
    """The fields that are in none of the three tables, or in more than one."""
    tables = [planted(), set(flat(PUBLIC)), set(flat(STRUCTURAL))]
    return {
        ".".join(where)
        for where, followed in text_fields(registry)
        if where[1] != HISTORY_OWN and sum(followed in table for table in tables) != 1
    }


def owner(model: type[models.Model], name: str) -> Field:
    """Where the field was declared: in the model itself, one above it, or the one that its history remembers."""
    remembered = getattr(model, "instance_type", None)
    if remembered is not None and name != HISTORY_OWN:
        model = remembered
    return model._meta.get_field(name).model._meta.label, name


# Writing them ---------------------------------------------------------------------------------------------


def token(model: str, name: str) -> str:
    """The canary of a field: nine signs that no page, key or digest holds by chance, short enough for every column."""
    return "zq" + hashlib.sha256(f"{model}.{name}".encode()).hexdigest()[:7]


_counter = iter(range(10**6))


def value_for(column: models.Field, canary: str) -> Any:
    """The canary as the column takes it; unlike any other where values must be unique."""
    if isinstance(column, models.URLField):
        return f"https://{canary}.example/{canary}"
    if isinstance(column, models.EmailField):
        return f"{canary}@example.org"
    if isinstance(column, models.JSONField):
        return {"planted": canary}
    if isinstance(column, models.BinaryField):
        return canary.encode()
    return f"{canary}{next(_counter)}" if column.unique else canary


def fill(row: Any, everything: bool = False, but: str = "") -> Any:
    """Write a canary into each PLANTED field of a row, and save it; with `everything` into the PUBLIC ones too, for a
    row that nobody is to read.
    """
    wanted = planted() - BY_VALUE | (set(flat(PUBLIC)) if everything else set())
    for column in row._meta.concrete_fields:
        where = owner(type(row), column.name)
        if isinstance(column, TEXT) and where in wanted and column.name not in but.split():
            setattr(row, column.name, value_for(column, token(*where)))
    row.save()
    return row


# Finding them ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Body:
    """All that one request was answered with."""

    address: str
    content: bytes
    head: str = ""
    status: int = 200

    @classmethod
    def of(cls, address: str, response: HttpResponse) -> "Body":
        content = b"".join(response) if response.streaming else response.content
        head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
        return cls(address, content, f"{head}\n{response.cookies.output()}", response.status_code)


@dataclass
class Secrets:
    """What is looked for: canaries by their origin, whole values, and names; `allowed` says where a name may stand.

    `clean` keeps which pieces of text were read already and say none of the names: pages share most of theirs.
    """

    tokens: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    allowed: dict[str, set[str]] = field(default_factory=dict)
    clean: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))

    def names_at(self, address: str) -> tuple[str, ...]:
        """Those that the address may not say."""
        return tuple(name for name in self.names if address not in self.allowed.get(name, ()))


def leaks(bodies: Iterable[Body], secrets: Secrets) -> list[str]:
    """Every secret that the answers hold, each in a sentence with an address: canaries in any case and in UTF-16,
    values, names by letters and by sound in either script, however they were encoded. A name that several answers say
    is told of one.
    """
    found: list[str] = []
    windows: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for body in bodies:
        texts = _texts(body)
        found += [f"{body.address}: {what}" for what in _in_letters(body.address, texts, secrets)]
        here = secrets.names_at(body.address)
        for window in _windows(texts):
            windows[here].setdefault(window, body.address)
    for names, addresses in windows.items():
        found += _names_in(addresses, names, secrets.clean[names])
    return found


_TOKEN = re.compile(r"zq[0-9a-f]{7}")


def _in_letters(address: str, texts: list[str], secrets: Secrets) -> Iterator[str]:
    """Canaries and values. An answer may repeat the id by which it was asked."""
    for text in texts:
        for canary in sorted(set(_TOKEN.findall(text.lower()))):
            if canary in secrets.tokens:
                yield f"{canary} of {secrets.tokens[canary]}"
        for value, why in secrets.values.items():
            if value in text and value not in address:
                yield why


def _texts(body: Body) -> list[str]:
    """An answer as it reads, decoded; what is no text in every way in which a picture keeps words."""
    head = decoded(body.head)
    if body.content.startswith(b"%PDF"):
        return [head, body.content.decode("latin-1"), *_of_pdf(body.content)]
    try:
        return [head, decoded(body.content.decode())]
    except UnicodeDecodeError:
        wide = ((kind, start) for kind in ("utf-16-le", "utf-16-be") for start in (0, 1))
        return [
            head,
            body.content.decode("latin-1"),
            body.content.decode(errors="ignore"),
            *(body.content[start:].decode(kind, "ignore") for kind, start in wide),
        ]


def _of_pdf(content: bytes) -> list[str]:
    """What a PDF says and what it says of itself; its streams are compressed."""
    reader = PdfReader(io.BytesIO(content))
    pages = [page.extract_text() for page in reader.pages]
    return [decoded("\n".join(pages)), decoded(str(dict(reader.metadata or {})))]


_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")


def decoded(text: str) -> str:
    r"""Without percent-encoding, entities and \uXXXX, in whatever order they lie over each other (within reason)."""
    for _time in range(4):
        before = text
        text = _UNICODE.sub(lambda match: chr(int(match[1], 16)), text)
        text = unquote(html.unescape(text), errors="ignore")
        if text == before:
            break
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


_PIECES = re.compile(r"[\n\r,;]+|(?<=>)")
_TAG = re.compile(r"<[^<>]*>")
_LETTERS = re.compile(r"[^\W\d_]{2}")
#: Between pieces that stood apart: digits, so that no name is read over it.
_SEAM = " 0000 "
#: How far a name may reach over line ends and tags, in signs.
_REACH = 60


def _windows(texts: list[str]) -> Iterator[str]:
    """The pieces of an answer, which attributes, rows of a file and words of the API are, one by one; and of its text
    without tags each with what follows it, as far as a name reaches.
    """
    for text in texts:
        yield from _pieces(text)
        untagged = _TAG.sub(" ", text)
        if untagged == text:
            continue
        pieces = _pieces(untagged)
        for first, piece in enumerate(pieces):
            last, length = first + 1, len(piece)
            while last < len(pieces) and length < _REACH:
                length += len(pieces[last])
                last += 1
            yield " ".join(pieces[first:last])


def _pieces(text: str) -> list[str]:
    """Those that hold a word."""
    return [piece for part in _PIECES.split(text) if _LETTERS.search(piece := " ".join(part.split()))]


def _names_in(addresses: dict[str, str], names: tuple[str, ...], clean: set[str]) -> list[str]:
    """What the windows of text say, with the address of one that says it; those that are `clean` are not read again."""
    windows = [window for window in addresses if window not in clean]
    said = says(_SEAM.join(windows), names)
    if not said:
        clean.update(windows)
    return [f"{addresses[_first(windows, name)]}: the name “{name}”" for name in said]


def _first(windows: list[str], name: str) -> str:
    """The first window that says the name; one of them does."""
    while len(windows) > 1:
        half = windows[: len(windows) // 2]
        windows = half if says(_SEAM.join(half), (name,)) else windows[len(half) :]
    return windows[0]


def says(text: str, names: Iterable[str]) -> list[str]:
    """The names that a decoded text says: folded, apart or joined, or by their sound in the other script."""
    key, joined, near, sounds = fold(text), squash(text), near_fold(text), None
    found = []
    for name in names:
        if fold(name) in key or squash(name) in joined or key_mentions(near, name):
            found.append(name)
        elif len(fold(name).split()) > 1:
            sounds = sounds or sound_key(text)
            if key_sounds(sounds, name):
                found.append(name)
    return found
