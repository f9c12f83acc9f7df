"""Persons and notes on them as PFIF 1.4, the People Finder Interchange Format (http://zesty.ca/pfif/1.4).

The rules are those of the specification's data model and of its RELAX NG schema. A person record says who someone is
and changes only when it was wrong; a note says what became of them, by whom and when, and belongs to one person. The
fields are named as the specification names them. A record that it would refuse cannot be made: ValueError, which
names the field and never what stands in it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

NAMESPACE = "http://zesty.ca/pfif/1.4"
CONTENT_TYPE = "application/pfif+xml"

SEXES = ("female", "male", "other")
STATUSES = ("information_sought", "is_note_author", "believed_alive", "believed_missing", "believed_dead")

#: What XML 1.0 allows no document to hold, not even escaped; a lone half of a surrogate pair is among it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Digits are written out: \d would take ٣ for one.
_LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_RECORD_ID = re.compile(rf"{_LABEL}(\.{_LABEL})*/[!-~]+")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_PHONE = re.compile(r"[-+() 0-9]*[0-9][-+() 0-9]*")
_COUNTRY = re.compile("[A-Z]{2}")
_BIRTH = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, kw_only=True)
class PfifNote:
    """What someone says of a person at a time.

    `note_record_id` is the name of a domain, a slash and a local name. `person_record_id` may be left out: a note
    stands inside its person. `source_date` is when it was first recorded, and when what it says began to hold.
    `linked_person_record_id`: another record that the author takes for the same person; `text` says why.
    """

    note_record_id: str
    person_record_id: str = ""
    linked_person_record_id: str = ""
    entry_date: datetime | None = None
    author_name: str
    author_email: str = ""
    author_phone: str = ""
    source_date: datetime
    author_made_contact: bool | None = None
    status: str = ""
    email_of_found_person: str = ""
    phone_of_found_person: str = ""
    last_known_location: str = ""
    text: str
    photo_url: str = ""

    def __post_init__(self) -> None:
        _check(self, required=("note_record_id", "author_name", "source_date", "text"))


@dataclass(frozen=True, kw_only=True)
class PfifPerson:
    """Who someone is. `source_date`: when the record was last made or changed where it comes from.

    `full_name` may hold several, each on its own line, the most usual first; `alternate_names` are other names and
    spellings. `age` is a number of years, or the least and the most, at `source_date`. `home_street` should have no
    house number. `expiry_date`: a day later nobody who took the record over may show it or its notes, and sixty days
    later nobody may have them. `source_name` is optional in the schema and required in the data model.
    """

    person_record_id: str
    entry_date: datetime | None = None
    expiry_date: datetime | None = None
    author_name: str = ""
    author_email: str = ""
    author_phone: str = ""
    source_name: str
    source_date: datetime
    source_url: str = ""
    full_name: str
    given_name: str = ""
    family_name: str = ""
    alternate_names: tuple[str, ...] = ()
    description: str = ""
    sex: str = ""
    date_of_birth: str = ""
    age: int | tuple[int, int] | None = None
    home_street: str = ""
    home_neighborhood: str = ""
    home_city: str = ""
    home_state: str = ""
    home_postal_code: str = ""
    home_country: str = ""
    photo_url: str = ""
    profile_urls: tuple[str, ...] = ()
    notes: tuple[PfifNote, ...] = ()

    def __post_init__(self) -> None:
        _check(self, required=("person_record_id", "source_name", "source_date", "full_name"))
        if any(note.person_record_id not in ("", self.person_record_id) for note in self.notes):
            raise ValueError("notes: one belongs to another person")
        if any(note.linked_person_record_id == self.person_record_id for note in self.notes):
            raise ValueError("notes: one links the person with itself")
        if len({note.note_record_id for note in self.notes}) < len(self.notes):
            raise ValueError("notes: two have one note_record_id")


@dataclass(frozen=True, kw_only=True)
class PfifExpired:
    """What stands for a person whose `expiry_date` is past, so that those who took the record over delete it too.

    `source_date` and `entry_date`: when it took the record's place. It says nothing else. A record that is withdrawn
    expires in that moment.
    """

    person_record_id: str
    entry_date: datetime
    expiry_date: datetime
    source_date: datetime

    def __post_init__(self) -> None:
        _check(self, required=("person_record_id", "entry_date", "expiry_date", "source_date"))


def persons_xml(persons: Iterable[PfifPerson | PfifExpired]) -> Iterator[bytes]:
    """The document, person by person; each has a `person_record_id` of its own, which the caller answers for.

    Children may stand in any order since PFIF 1.3: they stand in that of the specification, the notes last. Without
    a person the root is empty, which the schema allows.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<pfif:pfif xmlns:pfif="{NAMESPACE}">\n'.encode()
    for person in persons:
        yield "".join(_person(person)).encode()
    yield b"</pfif:pfif>\n"


def _person(person: PfifPerson | PfifExpired) -> Iterator[str]:
    yield "  <pfif:person>\n"
    for name, text in _texts(person):
        yield f"    <pfif:{name}>{escape(text)}</pfif:{name}>\n"
    if isinstance(person, PfifExpired):
        # The schema asks for a name even here; the rule of expired records for an empty one.
        yield "    <pfif:full_name></pfif:full_name>\n"
    else:
        yield from _notes(person)
    yield "  </pfif:person>\n"


def _notes(person: PfifPerson) -> Iterator[str]:
    for note in person.notes:
        yield "    <pfif:note>\n"
        for name, text in _texts(note, person_record_id=person.person_record_id):
            yield f"      <pfif:{name}>{escape(text)}</pfif:{name}>\n"
        yield "    </pfif:note>\n"


def _texts(record: PfifPerson | PfifExpired | PfifNote, **known: str) -> Iterator[tuple[str, str]]:
    """The fields that say something: what is not known is left out, as an empty `sex` or `status` is not allowed."""
    for field in fields(record):
        if field.name != "notes":
            value = known.get(field.name) or getattr(record, field.name)
            text = _text(tuple(re.split("[\r\n]+", value)) if field.name == "full_name" else value)
            if text:
                yield field.name, text


def _text(value: Any) -> str:
    """A value as the specification spells it: moments in UTC to the second, several names or addresses by line."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"{value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"
        case (int() as low, int() as high):
            return f"{low}-{high}"
        case tuple():
            return "\n".join(filter(None, (" ".join(_allowed(line).split()) for line in value)))
    return _allowed(str(value)).strip()


def _allowed(text: str) -> str:
    """Without what XML forbids. Every break of a line is read as one character, so that they may stay as they are."""
    return _FORBIDDEN.sub("", text)


def _check(record: PfifPerson | PfifExpired | PfifNote, required: tuple[str, ...]) -> None:
    for name in required:
        if not _text(getattr(record, name)):
            raise ValueError(f"{name}: required")
    for field in fields(record):
        value = getattr(record, field.name)
        if value not in ("", None, ()) and not _RULES.get(field.name, _anything)(value):
            raise ValueError(f"{field.name}: not as PFIF 1.4 has it")


def _anything(value: Any) -> bool:
    return True


def _is_moment(value: datetime) -> bool:
    """Aware: a moment without a zone would be taken for one of UTC."""
    return value.utcoffset() is not None


def _is_age(value: int | tuple[int, int]) -> bool:
    low, high = value if isinstance(value, tuple) else (value, value)
    return 0 <= low <= high


def _is_birth(value: str) -> bool:
    """A year, a month or a day that there is."""
    if not _BIRTH.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _is_url(value: str) -> bool:
    """Of the web, in one word: anything else could be a script."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", value)


def _like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


_RULES: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(["person_record_id", "note_record_id", "linked_person_record_id"], _like(_RECORD_ID)),
    **dict.fromkeys(["entry_date", "expiry_date", "source_date"], _is_moment),
    **dict.fromkeys(["author_email", "email_of_found_person"], _like(_EMAIL)),
    **dict.fromkeys(["author_phone", "phone_of_found_person"], _like(_PHONE)),
    **dict.fromkeys(["source_url", "photo_url"], _is_url),
    "profile_urls": lambda urls: all(map(_is_url, urls)),
    "sex": SEXES.__contains__,
    "status": STATUSES.__contains__,
    "date_of_birth": _is_birth,
    "age": _is_age,
    "home_postal_code": str.isascii,
    "home_country": _like(_COUNTRY),
}
