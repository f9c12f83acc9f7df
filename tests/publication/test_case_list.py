"""The list of cases: how it counts, how its pages, file and API agree, what its choices hold, and who is in no list."""

import pytest
from django.test import Client

from tests.publication.case_documents import case, group, named, status
from tests.publication.case_lists import RAQQA, dated, found, release_six, unlisted
from tests.publication.documents import CELLS, HOMS, MONITOR, incident, place, release, series, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(db: None) -> None:
    release_six()


# Counting ------------------------------------------------------------------------------------------------------


def numbers(client: Client, query: str = "") -> dict[str, str]:
    return {one["state"]: one["text"] for one in client.get(f"/en/abductees/{query}").context["numbers"]}


def test_people_and_groups_are_counted_apart_unknown_sizes_said_and_never_added(
    client: Client, records: None
) -> None:
    assert numbers(client) == {
        "open": "2 cases of one person each and 2 cases of groups, of which 1 group of unknown number",
        "closed": "2 cases of one person each",
    }
    assert numbers(client, "?subject=group") == {
        "open": "2 cases of groups, of which 1 group of unknown number"
    }
    assert numbers(client, "?year=2018") == {"open": "1 case of a group"}
    assert numbers(client, "?subject=group&year=2014") == {"open": "1 case of a group, of unknown number"}
    response = client.get("/en/abductees/")
    assert response.context["count_text"] == "6 results", "how long the list is, and no number of cases"
    text = response.text
    assert "61" not in text and "63" not in text, "59 people of a group are added to nobody"


def test_members_of_a_group_change_no_number_of_groups_and_no_group_a_number_of_people(
    client: Client, records: None
) -> None:
    before = numbers(client)
    release(group("grouphom", "59", status("detained", holders=[CELLS]), place=place(HOMS), holders=[],
                  origins=[place(RAQQA)], **dated("2018-01-01", "2018-12-31", "year"),
                  members=[{"member": {"id": "openopen"}}, {"member": {"id": "groupunk"}}]), 2)  # fmt: skip
    assert numbers(client) == before
    governorate = numbers(client, "?governorate=deir_ez_zor")
    assert governorate["open"].startswith("1 case of one person"), "a place found twice counts once"


def test_a_list_too_long_to_count_is_not_broken_down(
    client: Client, records: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publication.listing.MOST_COUNTED", 3)
    assert client.get("/en/abductees/").context["numbers"] == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_nothing_found_says_so_and_leads_back(client: Client, records: None, language: str) -> None:
    response = client.get(f"{language}/abductees/", {"q": "لا أحد بهذا الاسم"})
    assert response.status_code == 200 and response.context["cases"] == []
    assert f'href="{language}/abductees/"' in response.text
    assert 'class="entry case' not in response.text and "results__downloads" not in response.text


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_list_stands_with_nothing_published(client: Client, language: str) -> None:
    response = client.get(f"{language}/abductees/")
    assert response.status_code == 200
    assert response.context["numbers"] == []


def test_pages_hold_twenty_each_and_keep_the_filters(client: Client) -> None:
    for number in range(23):
        release(case(f"case{number:04}"))
    first = client.get("/abductees/?state=open")
    assert len(first.context["cases"]) == 20 and "?state=open&amp;page=2" in first.text
    assert len(client.get("/abductees/?state=open&page=2").context["cases"]) == 3


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?state=open",
        "?governorate=SY09",
        "?year=2014&subject=group",
        "?q=المخترع",
        "?holder=is&holder=army",
    ],
)
def test_list_csv_and_api_agree(client: Client, records: None, query: str) -> None:
    listed = [card.public_id for card in client.get(f"/abductees/{query}").context["cases"]]
    lines = b"".join(client.get(f"/abductees.csv{query}")).decode().splitlines()[1:]
    assert [line.partition(",")[0] for line in lines] == listed
    assert [row["id"] for row in client.get(f"/api/v1/abductees/{query}").json()["results"]] == listed


# Who is in no list -------------------------------------------------------------------------------------------------

ADDRESSES = (
    "/", "/en/", "/abductees/", "/en/abductees/", "/abductees/?state=open", "/abductees.csv",
    "/abductees.csv?labels=1&hxl=1", "/data/abductees.pfif", "/en/data/abductees.pfif", "/api/v1/abductees/",
    "/api/v1/places/", "/api/v1/parties/", "/corrections/", "/en/corrections/", "/data/", "/incidents/",
    "/en/incidents/", "/summaries/", "/summaries/all/1/", "/en/summaries/all/1/", "/abductees/caseaaaa/",
    "/en/abductees/groupaaa/", "/api/v1/abductees/caseaaaa/", "/api/v1/abductees/groupaaa/",
    "/incidents/incident/", "/en/incidents/incident/",
)  # fmt: skip
WORDS = (
    "hidehide", "محجوب", "Veiledname", "veiled", "جهة محجوبة", "Secretville", "قرية سرية", "secret", "raqqa", "الرقة",
    'value="FR"', 'value="1998"', 'value="enslaved"', 'value="clergy"', "صُحّح المحجوب", "Corrected hidden",
)  # fmt: skip


@pytest.fixture
def beside(db: None) -> None:
    """A listed case and a group that both speak of someone who is not listed; a series whose first month has them."""
    everyone = series("seriesbb", "all", involved=[])
    for rule in everyone["rules"]:
        rule.update(valid_from="1999-05-01", epoch="1999-05-01", ordinal_rule="calendar")
    release({**everyone, "rules": everyone["rules"][:1]})
    release(incident("incident", "1999-05-20"))
    release(case(same_event_as={"id": "hidehide"}, **dated("1999-05-05", "1999-05-06", "days")))
    release(group("groupaaa", members=[{"member": {"id": "hidehide"}}, {"member": {"id": "caseaaaa"}}]))
    release(unlisted(of_incident={"id": "incident"}))
    release(unlisted(of_incident={"id": "incident"}), 2, note_ar="صُحّح المحجوب", note_en="Corrected hidden")


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response).decode() if response.streaming else response.text


def test_whom_lists_do_not_lead_to_is_in_no_list_search_file_answer_or_choice(
    client: Client, beside: None
) -> None:
    assert client.get("/abductees/hidehide/").status_code == 200, "their own address leads to them"
    leaks = {}
    for address in ADDRESSES:
        text = read(client, address).lower()
        if words := [word for word in WORDS if word.lower() in text]:
            leaks[address] = words
    assert leaks == {}
    assert client.get("/api/v1/abductees/hidehide/").status_code == 404
    for query in ({"q": "محجوب"}, {"q": "Veiledname"}, {"q": "Secretville"}):
        for address in ("/abductees/", "/api/v1/abductees/"):
            assert "hidehide" not in client.get(address, query).text
    for query in ({"governorate": "raqqa"}, {"holder": "veiled"}, {"nationality": "FR"}, {"year": "1998"}):
        assert client.get("/abductees/", query).status_code == 400, query


def test_a_month_counts_nobody_whom_lists_do_not_lead_to(client: Client, beside: None) -> None:
    chapter = client.get("/en/summaries/all/1/").context["abducted"]
    assert [card.public_id for card in chapter["unanswered"]] == ["caseaaaa"]
    assert chapter["number_text"] == "1 case of one person"


def test_once_listed_everything_leads_to_them_and_no_longer_when_the_family_asks(
    client: Client, beside: None
) -> None:
    listed = unlisted(person=named("محجوب المستور", "Mahjub Veiledname"))
    release(listed, 3)
    assert "hidehide" in read(client, "/abductees.csv") and 'value="1998"' in read(client, "/abductees/")
    assert client.get("/api/v1/abductees/caseaaaa/").json()["same_event_as"] == {"id": "hidehide"}
    assert client.get("/api/v1/abductees/groupaaa/").json()["members"] == [
        {"member": {"id": "caseaaaa"}}, {"member": {"id": "hidehide"}},
    ]  # fmt: skip
    assert {row["key"] for row in client.get("/api/v1/parties/").json()["results"]} >= {"veiled"}
    assert found(q="قرية سرية") == {"hidehide"}
    release(unlisted(), 4)
    for address in ADDRESSES:
        text = read(client, address).lower()
        assert not [word for word in WORDS if word.lower() in text], address


def test_a_source_of_a_listed_case_gives_nobody_else_away(client: Client, beside: None) -> None:
    answer = client.get("/api/v1/abductees/caseaaaa/").json()
    assert answer["same_event_as"] is None
    assert [claim["source"]["key"] for claim in answer["claims"]] == [MONITOR["key"]]


def test_choices_hold_nothing_of_a_withdrawn_case(client: Client, records: None) -> None:
    content = unlisted(person=named("محجوب المستور", "Mahjub Veiledname"))
    release(content)
    assert 'value="enslaved"' in read(client, "/abductees/")
    withdraw(content)
    text = read(client, "/abductees/")
    assert not [
        word
        for word in ('value="enslaved"', 'value="FR"', "veiled", "Veiledname", 'value="1998"')
        if word in text
    ]
