"""The list of cases as it is asked: every filter alone and together, its chips and errors, and the search by name."""

from typing import Any

import pytest
from django.test import Client

from tests.publication.case_documents import UNNAMED, case, group, named, status
from tests.publication.case_lists import HIDDEN_PLACE, dated, found, release_six, unlisted
from tests.publication.documents import ARMY, CELLS, release, withdraw

pytestmark = pytest.mark.django_db

ALL = {"openopen", "freefree", "deaddead", "groupunk", "grouphom", "nodayday"}


@pytest.fixture
def records(db: None) -> None:
    release_six()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, ALL),
        ({"state": "open"}, {"openopen", "groupunk", "grouphom", "nodayday"}),
        ({"state": "closed"}, {"freefree", "deaddead"}),
        ({"status": "released"}, {"freefree"}),
        ({"status": "missing"}, {"nodayday"}),
        ({"status": "ransomed"}, set()),
        ({"governorate": "homs"}, {"grouphom"}),
        ({"governorate": "SY04"}, {"grouphom"}),
        ({"governorate": "sy11"}, {"grouphom"}),
        ({"governorate": "deir_ez_zor"}, {"openopen", "freefree", "deaddead", "groupunk"}),
        ({"subject": "group"}, {"groupunk", "grouphom"}),
        ({"role": "aid_worker"}, {"freefree"}),
        ({"nationality": "SY"}, {"openopen", "freefree", "deaddead", "nodayday"}),
        ({"nationality": "LB"}, {"freefree"}),
        ({"holder": "is"}, {"openopen", "deaddead", "groupunk", "grouphom"}),
        ({"holder": "is_cells"}, {"grouphom"}),
        ({"holder": ["is_cells", "army"]}, {"grouphom", "freefree"}),
        ({"holder": "is", "subject": "person"}, {"openopen", "deaddead"}),
        ({"holder": "is", "state": "open", "year": "2013"}, {"openopen", "groupunk"}),
        ({"q": "المخترع", "state": "closed"}, {"freefree"}),
    ],
)
def test_it_finds_what_the_filter_names(records: None, data: dict[str, Any], expected: set[str]) -> None:
    assert found(**data) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("2013", {"openopen", "groupunk"}),
        ("2014", {"deaddead", "groupunk"}),
        ("2015", set()),
        ("2016", {"freefree"}),
        ("2017", {"freefree"}),
        ("2018", {"grouphom"}),
    ],
)
def test_a_year_holds_all_who_may_have_been_taken_in_it(records: None, year: str, expected: set[str]) -> None:
    """A day between two years is in both; one that nobody knows is in none."""
    assert found(year=year) == expected


def test_a_day_without_an_end_may_lie_in_every_year_on_that_side(records: None) -> None:
    release(case("notlater", **dated(None, "2014-03-01")))
    release(case("notbefor", **dated("2017-03-01", None)))
    in_years = {
        year: {"notlater", "notbefor"} & found(year=year) for year in ("2013", "2014", "2016", "2017", "2018")
    }
    assert in_years == {
        "2013": {"notlater"}, "2014": {"notlater"}, "2016": set(), "2017": {"notbefor"}, "2018": {"notbefor"},
    }  # fmt: skip


def test_a_holder_whom_only_a_refuted_claim_names_finds_nothing(records: None) -> None:
    release(case("wrongone", status("abducted"), status("detained", grade="refuted", holders=[ARMY])))
    assert found(holder="army") == {"freefree"}


def test_those_without_an_answer_come_first_the_newest_first(client: Client, records: None) -> None:
    order = [card.public_id for card in client.get("/abductees/").context["cases"]]
    assert order == ["grouphom", "groupunk", "openopen", "nodayday", "freefree", "deaddead"]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "half"),
        ("status", "' OR 1=1 --"),
        ("governorate", "atlantis"),
        ("year", "1999"),
        ("year", "20x3"),
        ("year", "٩"),
        ("role", "king"),
        ("nationality", "XX"),
        ("holder", "nobody"),
        ("q", "؟!"),
        ("q", "a" * 201),
    ],
)
def test_a_bad_value_is_explained_beside_its_field_and_finds_nothing(
    client: Client, records: None, language: str, name: str, value: str
) -> None:
    response = client.get(f"{language}/abductees/", {name: value})
    assert response.status_code == 400
    assert response.context["filter"].form.errors.keys() == {name}
    assert 'class="field__errors"' in response.text
    assert response.context["cases"] == [] and response.context["numbers"] == []
    assert client.get("/abductees.csv", {name: value}).status_code == 400
    assert client.get("/api/v1/abductees/", {name: value}).status_code == 400


def test_chips_say_each_filter_and_take_it_off(client: Client, records: None) -> None:
    response = client.get(
        "/en/abductees/?state=open&holder=is&holder=army&governorate=SY09&q=invented&page=7"
    )
    chips = response.context["chips"]
    assert {chip.value for chip in chips} == {
        "without an answer", "Test organisation", "Test army", "Deir-ez-Zor", "invented",
    }  # fmt: skip
    off = {chip.value: chip.remove_url for chip in chips}
    assert off["Test army"] == "/en/abductees/?state=open&holder=is&governorate=SY09&q=invented"
    assert off["Deir-ez-Zor"] == "/en/abductees/?state=open&holder=is&holder=army&q=invented"
    assert all(url.replace("&", "&amp;") in response.text for url in off.values())
    assert all(client.get(url).status_code == 200 for url in off.values())


# Searching ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ar", "en", "query"),
    [
        ("أحمد المخترع", "", "احمد"),
        ("احمد المخترع", "", "أحمد"),
        ("إبراهيم المخترع", "", "ابراهيم مخترع"),
        ("مصطفى المخترع", "", "مصطفي"),
        ("مصطفي المخترع", "", "مصطفى"),
        ("عبد الله المخترع", "", "عبدالله"),
        ("عبدالله المخترع", "", "عبد الله"),
        ("فاطمة المخترعة", "", "فاطمه"),
        ("مُحَمَّد المخترع", "", "محمد"),
        ("سالم المخترع", "Salem Invented", "salem"),
        ("سالم المخترع", "Salem al-Invented", "AL INVENTED"),
        ("سالم المخترع", "José Invented", "jose"),
        ("سالم المخترع", "Abd-al-Rahman", "abdalrahman"),
    ],
)
def test_a_listed_name_is_found_in_another_spelling(client: Client, ar: str, en: str, query: str) -> None:
    release(case("wantedaa", person=named(ar, en)))
    release(case("othersaa", person=named("نزار الآخر", "Nizar Other")))
    listed = client.get("/abductees/", {"q": query}).context["cases"]
    assert [card.public_id for card in listed] == ["wantedaa"]


def test_other_spellings_places_holders_and_groups_are_found(client: Client) -> None:
    variants = [
        {"text": text, "script": "latin", "given": "", "family": ""} for text in ("Saalim", "Salim Mukhtara")
    ]
    release(case("wantedaa", person=named(names=variants), origins=[HIDDEN_PLACE], holders=[CELLS]))
    release(group("groupaaa"))
    for query in ("saalim", "mukhtara", "قرية سرية", "Secretville", "خلايا"):
        assert found(q=query) == {"wantedaa"}, query
    assert found(q="مجموعة من القرية") == {"groupaaa"}


def test_a_name_that_is_withheld_or_not_to_be_found_is_found_by_no_spelling(client: Client) -> None:
    release(case("unnamed1", person=UNNAMED))
    release(unlisted(person=named("سالم المخترع", "Salem Invented", is_listed=False)))
    for query in ("سالم", "المخترع", "Salem", "invented", "مخ", "sa"):
        assert found(q=query) == set(), query
    assert found(q="سائق") == {"unnamed1"}


def test_a_search_finds_no_word_that_the_page_does_not_say(client: Client) -> None:
    """What someone is called stands for the name; where the name stands it is on no page."""
    release(case(called_ar="خفير المحطة", called_en="a watchman"))
    assert found(q="خفير") == found(q="watchman") == set()


def test_the_index_follows_a_correction_that_withholds_the_name(client: Client) -> None:
    release(case())
    assert found(q="المخترع") == {"caseaaaa"}
    release(case(person=UNNAMED), 2)
    assert found(q="المخترع") == set()
    release(case(), 3)
    withdraw(case(), version=4)
    assert found(q="المخترع") == set()
