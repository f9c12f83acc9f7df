"""Cases as files: CSV whose columns are promises, and PFIF of those who may be named."""

import csv
import io
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

from publication.case_columns import CASE_COLUMNS
from publication.pfif import CONTENT_TYPE
from publication.pfif_cases import _status
from terms.choices import CaseStatus, ClaimGrade
from tests.publication.case_documents import PHOTO, UNNAMED, case, counted, group, named, photo, status
from tests.publication.documents import ARMY, IS, incident, party, release, village, withdraw
from tests.support.pfif import ROOM, problems

pytestmark = pytest.mark.django_db

#: Programs read columns by name and people by place: a key never changes, and a new one goes to the end of its group.
KEYS = [
    "id", "version", "first_released", "last_released", "title_ar", "title_en", "subject", "role", "nationalities",
    "age_low", "age_high", "size_low", "size_best", "size_high", "size_qualifier", "size_ar", "size_en",
    "date_precision", "date_earliest", "date_latest", "place_key", "place_ar", "place_en", "governorate_pcode",
    "governorate_ar", "holders", "holders_ar", "holders_en", "holder_certainty", "status", "resolved", "contested",
    "ended", "last_news", "held", "freed", "killed", "incident", "same_event_as",
]  # fmt: skip


def lines(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"/abductees.csv{query}")
    assert response.status_code == 200 and response.streaming
    text = b"".join(response).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def rows(client: Client, query: str = "") -> dict[str, dict[str, str]]:
    head, *rest = lines(client, query)
    return {row[0]: dict(zip(head, row, strict=True)) for row in rest}


# CSV -----------------------------------------------------------------------------------------------------------


def test_the_keys_of_the_columns_are_a_promise(client: Client) -> None:
    assert [column.key for column in CASE_COLUMNS] == KEYS
    assert lines(client) == [KEYS]


def test_a_case_is_a_row_in_the_words_of_its_document(client: Client) -> None:
    release(case("caseaaaa", status("abducted"), status("released", "2014-01-01", "confirmed", latest="2014-01-31"),
                 nationality="SY", second_nationality="LB", holders=[IS, ARMY], place=village("v", "القرية", "Village"),
                 of_incident={"id": "incident"}, same_event_as={"id": "casebbbb"}))  # fmt: skip
    release(case("casebbbb"))
    assert rows(client)["caseaaaa"]["incident"] == "", "it is not public"
    release(incident("incident"))
    row = rows(client)["caseaaaa"]
    expected = {
        "subject": "person", "nationalities": "LB|SY", "age_low": "30", "size_best": "1", "date_earliest": "2013-07-29",
        "place_key": "v", "place_en": "Village", "governorate_pcode": "SY09", "holders": "army|is",
        "holders_en": "Test organisation; Test army", "holder_certainty": "suspected", "status": "released",
        "resolved": "yes", "contested": "no", "ended": "2014-01-31", "incident": "incident",
        "same_event_as": "casebbbb",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert rows(client)["casebbbb"]["same_event_as"] == "", "the first of an event is not its own first"


def test_what_is_not_known_is_empty_and_never_zero(client: Client) -> None:
    release(
        group("groupaaa", "unknown", earliest=None, latest=None, precision="unknown", place=None, holders=[])
    )
    row = rows(client)["groupaaa"]
    empty = ("size_low", "size_best", "size_high", "date_earliest", "date_latest", "place_key", "place_ar",
             "governorate_pcode", "holders", "age_low", "ended", "held", "freed", "killed")  # fmt: skip
    assert {row[name] for name in empty} == {""}
    assert (row["size_qualifier"], row["resolved"]) == ("unknown", "no")


def test_the_size_and_fates_of_a_group_keep_their_words(client: Client) -> None:
    release(group("groupaaa", "about 200", counts=[counted("freed", "at least 43"), counted("killed", "4")]))
    row = rows(client)["groupaaa"]
    assert (row["size_low"], row["size_best"], row["size_high"], row["size_qualifier"]) == (
        "",
        "200",
        "",
        "about",
    )
    assert (row["size_ar"], row["size_en"]) == ("نحو 200", "about 200")
    assert (row["held"], row["freed"], row["killed"]) == ("", "at least 43", "4")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(client: Client, start: str) -> None:
    evil = f"{start}HYPERLINK(1)"
    release(case(person=named(evil, evil), holders=[party("evil", evil, evil)],
                 place=village("v", evil, evil)))  # fmt: skip
    row = rows(client)["caseaaaa"]
    for name in ("title_ar", "title_en", "holders_ar", "holders_en", "place_ar", "place_en"):
        assert row[name] == f"'{evil}", name


def test_columns_can_be_headed_by_names_and_tagged_with_hxl(client: Client) -> None:
    release(case())
    head, tags, _row = lines(client, "?labels=1&hxl=1")
    assert head == [column.label_in("ar") for column in CASE_COLUMNS]
    assert tags == [column.hxl for column in CASE_COLUMNS]
    tagged = [tag for tag in tags if tag]
    assert tagged[0] == "#event+code" and all(tag.startswith("#") for tag in tagged)
    assert len(tagged) == len(set(tagged)), "a tag stands for one column"


def test_the_file_has_a_name_and_says_what_it_is(client: Client) -> None:
    response = client.get("/abductees.csv")
    assert response["Content-Disposition"].startswith('attachment; filename="marsad-abductees-')
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_every_column_stands_in_the_dictionary(client: Client) -> None:
    text = client.get("/data/").text
    assert [key for key in KEYS if f"<code>{key}</code>" not in text] == []


# PFIF -------------------------------------------------------------------------------------------------------------


def pfif(client: Client, language: str = "/en", **headers: Any) -> bytes:
    response = client.get(f"{language}/data/abductees.pfif", **headers)
    assert response.status_code == 200
    return b"".join(response)


def persons(client: Client, language: str = "/en") -> dict[str, ET.Element]:
    """The persons of the file by the local part of their id."""
    root = ET.fromstring(pfif(client, language))  # noqa: S314 -- our own
    found = {(person.findtext(f"{ROOM}person_record_id") or ""): person for person in root}
    return {key.rpartition("/")[2]: person for key, person in found.items()}


def statuses(person: ET.Element) -> list[str]:
    return [note.findtext(f"{ROOM}status") or "" for note in person.iter(f"{ROOM}note")]


@pytest.fixture
def mix(db: None) -> None:
    """Named, withheld, not listed, a group, withdrawn, dead, contested, half dated, and full of what XML dislikes."""
    release(case("namednam", photos=[photo()], about_en="A tall <man> & \x0bmore", age_low=20, age_high=30),
            files={PHOTO: b"jpeg"})  # fmt: skip
    release(case("withheld", person=UNNAMED))
    release(case("hidehide", person=named("محجوب", "Veiledname", is_listed=False)))
    release(group("groupaaa", counts=[counted("freed", "4")]))
    release(case("deaddead", status("abducted", None), status("confirmed_killed", "2016-01-01", "confirmed")))
    release(case("rivalriv", status("released", "2016-01-01", "confirmed"),
                 status("confirmed_killed", "2016-01-01", "corroborated", source=None),
                 status("confirmed_killed", "2016-01-01", "refuted")))  # fmt: skip
    release(case("undatedu", status("missing", None, said_on=None), precision="unknown", earliest=None, latest=None,
                 place=None, holders=[], age_low=None, age_high=None, person=named(en="", sex="unknown")))  # fmt: skip
    gone = case("gonegone")
    release(gone)
    withdraw(gone, "safety")
    other = incident("incident")
    release(other)
    withdraw(other)


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_file_is_valid(client: Client, mix: None, language: str) -> None:
    assert problems(pfif(client, language)) == []


def test_an_empty_file_is_valid_too(client: Client) -> None:
    assert problems(pfif(client)) == [] and persons(client) == {}


def test_only_the_named_whom_lists_may_lead_to_are_in_it(client: Client, mix: None) -> None:
    assert set(persons(client)) == {"namednam", "deaddead", "rivalriv", "undatedu", "gonegone"}
    text = pfif(client).decode() + pfif(client, "").decode()
    for word in ("Veiledname", "محجوب", "hidehide", "withheld", "a driver", "groupaaa"):
        assert word not in text, word


def test_a_person_is_the_name_the_links_and_the_age_as_it_is_known(client: Client, mix: None) -> None:
    person = persons(client)["namednam"]
    said = {child.tag.removeprefix(ROOM): child.text for child in person if len(child) == 0}
    assert said["full_name"] == "Salem Invented" and said["alternate_names"] == "سالم المخترع"
    assert (said["age"], said["sex"]) == ("20-30", "male")
    assert said["source_url"] == "http://testserver/en/abductees/namednam/"
    assert said["photo_url"] == f"http://testserver/en/abductees/namednam/photo-{PHOTO[:16]}.jpg"
    assert said["description"] == "A tall <man> & more"
    assert persons(client, "")["namednam"].findtext(f"{ROOM}full_name") == "سالم المخترع"


def test_what_someone_is_called_is_no_name(client: Client) -> None:
    """Where the name is written in one language only, the title of the other is what the person is called."""
    release(case(person=named(ar="", en="Salem Invented"), title_ar="سائق"))
    for language in ("", "/en"):
        assert persons(client, language)["caseaaaa"].findtext(f"{ROOM}full_name") == "Salem Invented"


def test_nobody_is_believed_dead_before_a_death_is_confirmed(client: Client, mix: None) -> None:
    found = persons(client)
    assert statuses(found["namednam"]) == ["believed_missing"]
    assert statuses(found["deaddead"]) == ["believed_missing", "believed_dead"]
    assert statuses(found["rivalriv"]) == ["believed_alive", "", ""]


@pytest.mark.parametrize("word", CaseStatus.values)
@pytest.mark.parametrize("grade", ClaimGrade.values)
def test_a_note_says_of_a_status_what_its_grade_allows(word: str, grade: str) -> None:
    said = _status(status(word, grade=grade))
    dead = word in ("confirmed_killed", "remains_identified") and grade == "confirmed"
    alive = {"sighted", "proof_of_life", "transferred", "released", "escaped", "exchanged", "ransomed"}
    away = {"abducted", "detained", "missing", "enslaved", "fate_unknown"}
    expected = (
        "believed_dead"
        if dead
        else "believed_alive"
        if word in alive
        else "believed_missing"
        if word in away
        else ""
    )
    assert said == ("" if grade == "refuted" else expected)


def test_a_withdrawn_case_says_only_that_it_expired(client: Client, mix: None) -> None:
    gone = persons(client)["gonegone"]
    said = {child.tag.removeprefix(ROOM): child.text for child in gone if child.text}
    assert set(said) == {"person_record_id", "entry_date", "expiry_date", "source_date"}
    assert said["expiry_date"] == "2021-02-02T00:00:00Z"
    assert "incident" not in persons(client)
    release(case("gonegone"), 3)
    assert persons(client)["gonegone"].findtext(f"{ROOM}full_name") == "Salem Invented"


def test_the_domain_is_written_as_the_format_asks_whatever_the_reader_typed(
    client: Client, mix: None
) -> None:
    document = pfif(client, headers={"host": "TestServer:8000"})
    assert problems(document) == [] and b">testserver/namednam<" in document


def test_the_file_says_what_it_is(client: Client) -> None:
    response = client.get("/data/abductees.pfif")
    assert response["Content-Type"] == CONTENT_TYPE
    assert response["Content-Disposition"].startswith('attachment; filename="marsad-abductees-')
