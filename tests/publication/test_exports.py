"""The list, the CSV and the API give one selection; each is read as what it is."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema
from hypothesis import given
from hypothesis import strategies as st

from publication.columns import COLUMNS
from publication.export import harmless
from publication.models import PublishedCasualty
from publication.sums import totals_by_outcome
from terms.figures import Figure, total
from tests.publication.documents import ARMY, HOMS, SDF, incident, line, place, release, series, tally

pytestmark = pytest.mark.django_db


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/incidents.csv{query}")
    assert response.status_code == 200
    assert response.streaming
    text = b"".join(response).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def records(db: None) -> None:
    release(incident("first001", lines=[line("killed", "about 155", "combatant", ARMY)]))
    release(
        incident("second02", "2021-01-20", area=SDF, place=place(HOMS), title_ar='=HYPERLINK("http://x","y")')
    )
    release(incident("third003", "2019-03-03", type="raid", lines=[line("killed", "hundreds", "civilian")]))


@pytest.mark.parametrize(
    "query",
    ["", "?area=sdf", "?month=2020-12", "?governorate=deir_ez_zor", "?type=raid&q=كمين", "?outcome=wounded"],
)
def test_list_csv_and_api_agree(client: Client, records: None, query: str) -> None:
    listed = [card.public_id for card in client.get(f"/incidents/{query}").context["incidents"]]
    assert [row["id"] for row in rows(client, query)] == listed
    assert [item["id"] for item in client.get(f"/api/v1/incidents/{query}").json()["results"]] == listed


def test_figures_keep_low_best_high_and_qualifier(client: Client, records: None) -> None:
    by_id = {row["id"]: row for row in rows(client)}
    about = by_id["first001"]
    assert (about["killed_low"], about["killed_best"], about["killed_high"]) == ("", "155", "")
    assert (about["killed_qualifier"], about["killed_ar"]) == ("about", "نحو 155")
    assert by_id["third003"]["killed_best"] == ""
    assert by_id["third003"]["killed_en"] == "hundreds"
    assert by_id["first001"]["wounded_best"] == "", "nothing known is not zero"


def test_no_cell_is_a_formula(client: Client, records: None) -> None:
    assert {row["id"]: row for row in rows(client)}["second02"]["title_ar"].startswith("'=")
    assert [harmless(value) for value in ("=1", "+1", "-1", "@x", "\tx", "x", -1, None)] == [
        "'=1", "'+1", "'-1", "'@x", "'\tx", "x", -1, "",
    ]  # fmt: skip


def test_heads_are_keys_or_names_and_hxl_tags_on_request(client: Client, records: None) -> None:
    assert list(rows(client)[0]) == [column.key for column in COLUMNS]
    assert "العنوان بالعربية" in rows(client, "?labels=1")[0]
    tagged = rows(client, "?hxl=1")[0]
    assert tagged["id"] == "#event+code"
    assert tagged["killed_best"] == "#affected+killed"
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)


def test_a_csv_with_a_bad_filter_is_refused_in_words(client: Client, records: None) -> None:
    response = client.get("/incidents.csv?month=13")
    assert response.status_code == 400
    assert "اكتب الشهر" in response.text


def test_the_file_is_named_and_not_kept(client: Client, records: None) -> None:
    response = client.get("/incidents.csv")
    assert response["Content-Disposition"].startswith('attachment; filename="marsad-incidents-')
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_every_column_stands_in_the_dictionary(client: Client) -> None:
    text = client.get("/data/").text
    assert all(f"<code>{column.key}</code>" in text for column in COLUMNS)


# The API ---------------------------------------------------------------------------------------------------


def test_the_schema_is_valid_openapi(client: Client, records: None) -> None:
    response = client.get("/api/v1/schema/?format=json")
    schema: dict[str, Any] = response.json()
    validate_schema(schema)
    assert {"/api/v1/incidents/", "/api/v1/tallies/", "/api/v1/places/", "/api/v1/parties/"} <= set(
        schema["paths"]
    )
    named = {parameter["name"] for parameter in schema["paths"]["/api/v1/incidents/"]["get"]["parameters"]}
    assert {"q", "month", "governorate", "area", "type", "since", "until", "perpetrator", "outcome"} <= named
    assert all(set(path) == {"get"} for path in schema["paths"].values()), "read only"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_is_read_only(client: Client, records: None, method: str) -> None:
    for address in ("/api/v1/incidents/", "/api/v1/incidents/first001/", "/api/v1/tallies/"):
        assert getattr(client, method)(address).status_code == 405


def test_a_record_of_the_api_is_the_released_document(client: Client, records: None) -> None:
    item = client.get("/api/v1/incidents/first001/").json()
    assert item["lines"][0]["figure"] == {
        "low": None, "best": 155, "high": None, "qualifier": "about", "wording_ar": "", "wording_en": "",
    }  # fmt: skip
    assert item["url"] == "http://testserver/incidents/first001/"
    release(tally("tally001"))
    assert client.get("/api/v1/tallies/tally001/").json()["figure"]["best"] == 153
    assert client.get("/api/v1/incidents/nothing1/").status_code == 404
    assert client.get("/api/v1/incidents/?month=never").status_code == 400


def test_a_month_is_the_same_figures_as_its_page(client: Client) -> None:
    release(series())
    release(incident("recorded", lines=[line("killed", "58", "combatant", ARMY)]))
    release(tally("whole153"))
    (month,) = client.get("/api/v1/summaries/").json()["results"]
    assert (month["series"], month["ordinal"], month["start"]) == ("caliphate", 78, "2020-12-29")
    answer = client.get(month["figures"]).json()
    (figure,) = answer["areas"][0]["figures"]
    assert (figure["figure"]["best"], figure["recorded"]["best"], figure["aggregate_only"]["best"]) == (
        153,
        58,
        95,
    )
    assert (figure["tally"], figure["incidents"]) == ("whole153", ["recorded"])
    for missing in ("nothing/78", "caliphate/99999", "caliphate/x"):
        assert client.get(f"/api/v1/summaries/{missing}/").status_code == 404


def test_the_documentation_has_no_script_of_its_own(client: Client) -> None:
    text = client.get("/api/v1/docs/").text
    assert "<script>" not in text
    assert "<style" not in text
    assert client.get("/api/v1/docs/?script=").status_code == 200


# Sums ------------------------------------------------------------------------------------------------------

FIGURES = st.one_of(
    st.integers(0, 99).map(Figure.exact),
    st.integers(1, 99).map(Figure.about),
    st.integers(1, 99).map(Figure.at_least),
    st.integers(1, 99).map(Figure.more_than),
    st.tuples(st.integers(0, 50), st.integers(51, 99)).map(lambda ends: Figure.between(*ends)),
    st.sampled_from(
        [Figure.in_words("مئات", "hundreds"), Figure.in_words("عشرات", "dozens"), Figure.unknown()]
    ),
)


@given(figures=st.lists(FIGURES, min_size=1, max_size=6))
def test_the_database_adds_as_the_rule_does(figures: list[Figure]) -> None:
    lines = [{**line("killed", "1"), "figure": figure.as_json()} for figure in figures]
    release(incident("sumofall", lines=lines))
    assert totals_by_outcome(PublishedCasualty.objects.all()) == {"killed": total(figures)}
