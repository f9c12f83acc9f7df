"""PFIF 1.4: what we write is valid, what the specification refuses cannot be made, and the validator sees faults."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.pfif import STATUSES, PfifExpired, PfifNote, PfifPerson, persons_xml
from tests.support.pfif import ROOM, problems

THEN = datetime(2015, 3, 4, 5, 6, 7, tzinfo=UTC)


def person(**changed: Any) -> PfifPerson:
    return PfifPerson(
        **{
            "person_record_id": "marsad.example/ab12",
            "source_name": "Marsad",
            "source_date": THEN,
            "full_name": "فلان الفلاني",
            **changed,
        }
    )


def note(**changed: Any) -> PfifNote:
    return PfifNote(
        **{
            "note_record_id": "marsad.example/ab12.1",
            "author_name": "Marsad",
            "source_date": THEN,
            "text": "شوهد حيًا",
            **changed,
        }
    )


def full_person(**changed: Any) -> PfifPerson:
    """With every field that there is."""
    return person(
        **{
            "entry_date": THEN,
            "expiry_date": THEN + timedelta(days=365),
            "author_name": "Marsad",
            "author_email": "desk@marsad.example",
            "author_phone": "+000 (00) 000-00",
            "source_url": "https://marsad.example/cases/ab12/",
            "given_name": "فلان",
            "family_name": "الفلاني",
            "alternate_names": ("Fulan al-Fulani", "أبو علان"),
            "description": "بائع خبز\nمن القرية",
            "sex": "male",
            "date_of_birth": "1990-05",
            "age": (20, 24),
            "home_street": "شارع السوق",
            "home_neighborhood": "الحي الشرقي",
            "home_city": "القرية",
            "home_state": "SY-DY",
            "home_postal_code": "00000",
            "home_country": "SY",
            "photo_url": "https://marsad.example/photo.jpg",
            "profile_urls": ("https://one.example/fulan", "https://two.example/fulan"),
            "notes": (full_note(),),
            **changed,
        }
    )


def full_note(**changed: Any) -> PfifNote:
    return note(
        **{
            "linked_person_record_id": "elsewhere.example/77",
            "entry_date": THEN,
            "author_email": "desk@marsad.example",
            "author_phone": "00 00",
            "author_made_contact": False,
            "status": "believed_alive",
            "email_of_found_person": "fulan@two.example",
            "phone_of_found_person": "00 00",
            "last_known_location": "35.33, 40.14",
            "photo_url": "https://marsad.example/photo.jpg",
            **changed,
        }
    )


def written(*persons: PfifPerson | PfifExpired) -> bytes:
    return b"".join(persons_xml(persons))


def read(*persons: PfifPerson | PfifExpired) -> ET.Element:
    return ET.fromstring(written(*persons))  # noqa: S314 -- written a line above


def said(record: PfifPerson | PfifExpired, path: str) -> str | None:
    return read(record).findtext("/".join(f"{ROOM}{name}" for name in path.split("/")))


def names(element: ET.Element) -> list[str]:
    return [child.tag.removeprefix(ROOM) for child in element]


# --- the writer -------------------------------------------------------------------------------------------------------


def test_the_least_and_the_most_that_can_be_said_are_valid() -> None:
    least = person(person_record_id="marsad.example/least", notes=(note(note_record_id="marsad.example/n"),))
    assert problems(written(least, full_person())) == []


IN_ORDER = """
    person_record_id entry_date expiry_date author_name author_email author_phone source_name source_date source_url
    full_name given_name family_name alternate_names description sex date_of_birth age home_street home_neighborhood
    home_city home_state home_postal_code home_country photo_url profile_urls note
"""
NOTE_IN_ORDER = """
    note_record_id person_record_id linked_person_record_id entry_date author_name author_email author_phone
    source_date author_made_contact status email_of_found_person phone_of_found_person last_known_location text
    photo_url
"""


def test_fields_stand_in_the_order_of_the_specification_and_the_notes_last() -> None:
    root = read(full_person())
    assert names(root[0]) == IN_ORDER.split()
    assert names(root[0][-1]) == NOTE_IN_ORDER.split()


def test_what_is_not_known_is_left_out() -> None:
    root = read(person(description=" \n", notes=(note(),)))
    assert names(root[0]) == ["person_record_id", "source_name", "source_date", "full_name", "note"]
    assert names(root[0][-1]) == ["note_record_id", "person_record_id", "author_name", "source_date", "text"]


def test_a_note_names_its_person() -> None:
    assert said(person(notes=(note(),)), "person/note/person_record_id") == "marsad.example/ab12"


def test_moments_are_in_utc_to_the_second() -> None:
    damascus = timezone(timedelta(hours=3))
    moment = datetime(2015, 1, 1, 1, 30, 15, 999999, tzinfo=damascus)
    assert said(person(source_date=moment), "person/source_date") == "2014-12-31T22:30:15Z"


@pytest.mark.parametrize(
    ("age", "text"), [(None, None), (0, "0"), (30, "30"), ((20, 24), "20-24"), ((7, 7), "7-7")]
)
def test_an_age_is_a_number_or_a_range(age: Any, text: str | None) -> None:
    assert said(person(age=age), "person/age") == text


@pytest.mark.parametrize(("made", "text"), [(None, None), (False, "false"), (True, "true")])
def test_no_contact_is_said_and_unknown_contact_is_not(made: bool | None, text: str | None) -> None:
    assert said(person(notes=(note(author_made_contact=made),)), "person/note/author_made_contact") == text


def test_other_names_and_profiles_stand_on_lines_of_their_own() -> None:
    several = person(
        alternate_names=("Fulan\nal-Fulani", " ", "أبو علان"),
        profile_urls=("https://one.example/", "https://two.example/"),
    )
    assert said(several, "person/alternate_names") == "Fulan al-Fulani\nأبو علان"
    assert said(several, "person/profile_urls") == "https://one.example/\nhttps://two.example/"
    assert problems(written(several)) == []


def test_several_full_names_stand_on_lines_of_their_own() -> None:
    several = person(full_name="فلان  الفلاني\r\n\r\nFulan al-Fulani\n")
    assert said(several, "person/full_name") == "فلان الفلاني\nFulan al-Fulani"
    assert problems(written(several)) == []


def test_marks_of_xml_are_text_and_what_xml_forbids_is_gone() -> None:
    hard = "<b>&amp; ]]> \x00\x08\x0b\x1f\ud800\ufffe\uffff\N{FAMILY}"
    record = person(full_name=hard, description="a\r\nb\rc", notes=(note(text=hard),))
    assert said(record, "person/full_name") == "<b>&amp; ]]> \N{FAMILY}"
    assert said(record, "person/note/text") == "<b>&amp; ]]> \N{FAMILY}"
    assert said(record, "person/description") == "a\nb\nc"
    assert problems(written(record)) == []


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_any_text_gives_a_valid_document(description: str, text: str) -> None:
    record = person(description=description, notes=(note(text=f"x{text}"),))
    assert problems(written(record)) == []


def test_it_gives_one_person_before_it_asks_for_the_next() -> None:
    asked = []

    def persons() -> Iterator[PfifPerson]:
        for number in range(3):
            asked.append(number)
            yield person(person_record_id=f"marsad.example/{number}")

    parts = persons_xml(persons())
    next(parts)
    assert asked == []
    assert b"marsad.example/0" in next(parts)
    assert asked == [0]
    assert len(list(parts)) == 3


def test_without_persons_the_root_stands_alone() -> None:
    assert names(read()) == []
    assert problems(written()) == []


def test_an_expired_record_says_only_which_and_when() -> None:
    expired = PfifExpired(
        person_record_id="marsad.example/ab12",
        entry_date=THEN + timedelta(hours=1),
        expiry_date=THEN,
        source_date=THEN + timedelta(hours=1),
    )
    root = read(expired)
    assert [(child.tag.removeprefix(ROOM), child.text) for child in root[0]] == [
        ("person_record_id", "marsad.example/ab12"),
        ("entry_date", "2015-03-04T06:06:07Z"),
        ("expiry_date", "2015-03-04T05:06:07Z"),
        ("source_date", "2015-03-04T06:06:07Z"),
        ("full_name", None),
    ]
    assert problems(written(expired)) == []


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_can_be_written(status: str) -> None:
    assert said(person(notes=(note(status=status),)), "person/note/status") == status
    assert problems(written(person(notes=(note(status=status),)))) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("person_record_id", ""),
        ("person_record_id", "ab12"),
        ("person_record_id", "Marsad.example/ab12"),
        ("person_record_id", "marsad.example/"),
        ("person_record_id", "marsad..example/ab12"),
        ("person_record_id", "مرصد.example/ab12"),
        ("person_record_id", "marsad.example/ab 12"),
        ("source_name", ""),
        ("source_date", datetime(2015, 3, 4)),
        ("expiry_date", datetime(2015, 3, 4)),
        ("full_name", ""),
        ("full_name", " \x00\n"),
        ("author_email", "desk"),
        ("author_phone", "desk 1"),
        ("author_phone", "٠٠٠"),
        ("source_url", "javascript:alert(1)"),
        ("source_url", "javascript://marsad.example/%0aalert(1)"),
        ("source_url", "/cases/ab12/"),
        ("source_url", "https://marsad.example/a b"),
        ("photo_url", "https://[broken"),
        ("profile_urls", ("https://one.example/", "two.example")),
        ("sex", "unknown"),
        ("sex", "Male"),
        ("date_of_birth", "90"),
        ("date_of_birth", "1990-13"),
        ("date_of_birth", "1990-02-30"),
        ("date_of_birth", "١٩٩٠"),
        ("date_of_birth", "0000"),
        ("age", -1),
        ("age", (24, 20)),
        ("home_postal_code", "٠٠"),
        ("home_country", "sy"),
        ("home_country", "Syria"),
    ],
)
def test_a_person_that_the_specification_refuses_cannot_be_made(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{field}: "):
        person(**{field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("note_record_id", ""),
        ("note_record_id", "12"),
        ("person_record_id", "12"),
        ("linked_person_record_id", "12"),
        ("source_date", datetime(2015, 3, 4)),
        ("entry_date", datetime(2015, 3, 4)),
        ("author_name", " "),
        ("text", ""),
        ("status", "dead"),
        ("email_of_found_person", "@"),
        ("phone_of_found_person", "-"),
        ("photo_url", "photo.jpg"),
    ],
)
def test_a_note_that_the_specification_refuses_cannot_be_made(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{field}: "):
        note(**{field: value})


def test_the_refusal_does_not_repeat_what_was_refused() -> None:
    with pytest.raises(ValueError) as caught:
        person(author_email="a name that nobody may read")
    assert "a name" not in str(caught.value)


@pytest.mark.parametrize(
    "notes",
    [
        (note(person_record_id="marsad.example/another"),),
        (note(linked_person_record_id="marsad.example/ab12"),),
        (note(), note(text="again")),
    ],
    ids=["of another person", "linking the person with itself", "two with one identifier"],
)
def test_notes_that_do_not_belong_are_refused(notes: tuple[PfifNote, ...]) -> None:
    with pytest.raises(ValueError, match="^notes: "):
        person(notes=notes)


def test_an_expired_record_needs_its_moments() -> None:
    with pytest.raises(ValueError, match="^expiry_date: "):
        PfifExpired(person_record_id="a.example/1", entry_date=THEN, expiry_date=None, source_date=THEN)  # type: ignore[arg-type]


def test_the_writer_stands_alone() -> None:
    """It loads nothing of ours, Django neither: neither side can leak into it."""
    code = (
        "import sys, publication.pfif; "
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('django', 'records', 'incidents', 'abductees', 'reports', 'monitor', 'lxml')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
