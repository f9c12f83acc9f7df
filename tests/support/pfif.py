"""A strict reading of PFIF 1.4 (http://zesty.ca/pfif/1.4), written from the specification and not from our writer.

Where its sentences and its RELAX NG schema differ the schema is followed, as the abstract has the format specified by
it: a document may hold no record, `source_name` may be left out, the `text` of a note may not. Beyond the schema it
holds what the data model says of a value: identifiers begin with a domain in lower case and are unique, moments are
such that there are, a range of ages does not run backwards, addresses are those of the web.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urlparse

ROOM = "{http://zesty.ca/pfif/1.4}"


def problems(document: bytes) -> list[str]:
    """What is wrong, in the order of the document; nothing when it is valid."""
    try:
        root = ET.fromstring(document)  # noqa: S314 -- the tests' own documents
    except ET.ParseError as error:
        return [f"not XML: {error}"]
    if root.tag != f"{ROOM}pfif":
        return [f"root is {root.tag}"]
    return list(_root(root))


def _root(root: ET.Element) -> Iterator[str]:
    """Persons and notes, in any order; no other element, no text between, no attribute anywhere."""
    yield from _bare("pfif", root)
    seen: dict[str, set[str]] = {"person": set(), "note": set()}
    for number, child in enumerate(root, 1):
        match _name(child):
            case "person":
                yield from _person(f"person {number}", child, seen)
            case "note":
                yield from _note(f"note {number}", child, seen, None)
            case other:
                yield f"pfif: {other} is not allowed"


def _person(where: str, person: ET.Element, seen: dict[str, set[str]]) -> Iterator[str]:
    own = person.findtext(f"{ROOM}person_record_id")
    filled = ["person_record_id", "source_date"]
    if not _is_expired(person):
        filled.append("full_name")
    yield from _record(where, person, PERSON, ["person_record_id", "source_date", "full_name"], filled)
    yield from _once(where, own, seen["person"])
    for number, note in enumerate(person.findall(f"{ROOM}note"), 1):
        yield from _note(f"{where} note {number}", note, seen, own or "")


def _note(where: str, note: ET.Element, seen: dict[str, set[str]], around: str | None) -> Iterator[str]:
    """Inside a person the person's identifier may be left out, or be that person's; outside it must be there."""
    needed = ["note_record_id", "author_name", "source_date", "text"]
    if around is None:
        needed.append("person_record_id")
    yield from _record(where, note, NOTE, needed, needed)
    yield from _once(where, note.findtext(f"{ROOM}note_record_id"), seen["note"])
    person = note.findtext(f"{ROOM}person_record_id")
    if around is not None and person is not None and person != around:
        yield f"{where}: person_record_id is another person's"
    linked = note.findtext(f"{ROOM}linked_person_record_id")
    if linked is not None and linked == (person or around):
        yield f"{where}: linked_person_record_id is the person's own"


def _is_expired(person: ET.Element) -> bool:
    """A placeholder: an expiry, three more fields that say which record and when, and everything else empty."""
    said = {_name(child) for child in person if len(child) or (child.text or "").strip()}
    return "expiry_date" in said <= {"person_record_id", "source_date", "entry_date", "expiry_date"}


def _record(
    where: str,
    record: ET.Element,
    rules: dict[str, Callable[[str], bool]],
    needed: list[str],
    filled: list[str],
) -> Iterator[str]:
    """Its fields: only those that there are, each once and in its form, the needed ones there, these also filled."""
    yield from _bare(where, record)
    found: set[str] = set()
    for child in record:
        name = _name(child)
        if name == "note" and rules is PERSON:
            continue
        if name not in rules:
            yield f"{where}: {name} is not allowed"
            continue
        if name in found:
            yield f"{where}: {name} is there twice"
        found.add(name)
        yield from _value(f"{where}: {name}", child, rules[name], name in filled)
    for name in needed:
        if name not in found:
            yield f"{where}: {name} is missing"


def _value(where: str, field: ET.Element, rule: Callable[[str], bool], filled: bool) -> Iterator[str]:
    """Text alone. The schema lets free text be empty; nothing else."""
    if field.attrib:
        yield f"{where} has attributes"
    text = field.text or ""
    if len(field):
        yield f"{where} holds elements"
    elif not text.strip():
        if filled or rule not in (_text, _lines):
            yield f"{where} is empty"
    elif not rule(text):
        yield f"{where} is malformed"


def _bare(where: str, element: ET.Element) -> Iterator[str]:
    if element.attrib:
        yield f"{where}: has attributes"
    if any((text or "").strip() for text in [element.text, *(child.tail for child in element)]):
        yield f"{where}: text between elements"


def _name(element: ET.Element) -> str:
    """The field or kind of record; one outside the namespace keeps a name that is none of ours."""
    return element.tag.removeprefix(ROOM) if element.tag.startswith("{") else f"{{}}{element.tag}"


def _once(where: str, record_id: str | None, seen: set[str]) -> Iterator[str]:
    if record_id and record_id in seen:
        yield f"{where}: another has its record id"
    seen.add(record_id or "")


# --- the form of a value ----------------------------------------------------------------------------------------------


def _text(text: str) -> bool:
    return True


def _record_id(text: str) -> bool:
    """ASCII: a domain in lower case, a slash, and what the domain's own repository calls the record."""
    domain, slash, local = text.partition("/")
    labels = domain.split(".")
    return bool(
        slash
        and re.fullmatch("[!-~]+", local)
        and all(re.fullmatch("[a-z0-9]+(-+[a-z0-9]+)*", label) for label in labels)
    )


def _time(text: str) -> bool:
    """RFC 3339 in UTC, spelled yyyy-mm-ddThh:mm:ssZ; the schema lets seconds have a fraction."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z", text):
        return False
    return _is_date(text[:19], "%Y-%m-%dT%H:%M:%S")


def _approximate_date(text: str) -> bool:
    """yyyy, yyyy-mm or yyyy-mm-dd."""
    forms = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
    return text.isascii() and len(text) in forms and _is_date(text, forms[len(text)])


def _is_date(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def _approximate_age(text: str) -> bool:
    """A whole number, or the least and the most with a hyphen between them, both meant."""
    if not re.fullmatch("[0-9]+(-[0-9]+)?", text):
        return False
    years = [int(part) for part in text.split("-")]
    return years == sorted(years)


def _email(text: str) -> bool:
    return re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None


def _phone(text: str) -> bool:
    return re.fullmatch(r"[-+() 0-9]+", text) is not None


def _url(text: str) -> bool:
    address = urlparse(text)
    return address.scheme in {"http", "https"} and bool(address.hostname) and not re.search(r"\s", text)


def _urls(text: str) -> bool:
    """One on each line."""
    return all(_url(line) for line in text.split("\n"))


def _lines(text: str) -> bool:
    """Names, one on each line: none is empty."""
    return all(line.strip() for line in text.split("\n"))


def _ascii(text: str) -> bool:
    return text.isascii()


def _country(text: str) -> bool:
    """ISO 3166-1, two capitals."""
    return re.fullmatch("[A-Z][A-Z]", text) is not None


def _one_of(*words: str) -> Callable[[str], bool]:
    return lambda text: text in words


PERSON: dict[str, Callable[[str], bool]] = {
    "person_record_id": _record_id,
    "entry_date": _time,
    "expiry_date": _time,
    "author_name": _text,
    "author_email": _email,
    "author_phone": _phone,
    "source_name": _text,
    "source_date": _time,
    "source_url": _url,
    "full_name": _lines,
    "given_name": _text,
    "family_name": _text,
    "alternate_names": _lines,
    "description": _text,
    "sex": _one_of("female", "male", "other"),
    "date_of_birth": _approximate_date,
    "age": _approximate_age,
    "home_street": _text,
    "home_neighborhood": _text,
    "home_city": _text,
    "home_state": _text,
    "home_postal_code": _ascii,
    "home_country": _country,
    "photo_url": _url,
    "profile_urls": _urls,
}
NOTE: dict[str, Callable[[str], bool]] = {
    "note_record_id": _record_id,
    "person_record_id": _record_id,
    "linked_person_record_id": _record_id,
    "entry_date": _time,
    "author_name": _text,
    "author_email": _email,
    "author_phone": _phone,
    "source_date": _time,
    "author_made_contact": _one_of("true", "false"),
    "status": _one_of(
        "information_sought", "is_note_author", "believed_alive", "believed_missing", "believed_dead"
    ),
    "email_of_found_person": _email,
    "phone_of_found_person": _phone,
    "last_known_location": _text,
    "text": _text,
    "photo_url": _url,
}
