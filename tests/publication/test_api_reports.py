"""Reports in the API: every edition with its frozen figures, their records, its checksum and its files."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.publication.documents import ARMY, FILES, line, release, series, sha256, withdraw
from tests.publication.edition_world import BUS, NOTE, first, month, second

pytestmark = pytest.mark.django_db

DETAIL = "/api/v1/reports/caliphate/78/"


@pytest.fixture(autouse=True)
def world() -> None:
    month()


def detail(client: Client) -> dict[str, Any]:
    response = client.get(DETAIL)
    assert response.status_code == 200
    return response.json()


def checksum(figures: dict[str, Any]) -> str:
    """As the documentation of the API says that it is made."""
    return sha256(json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def test_the_list_names_editions_with_day_note_checksum_and_files(client: Client) -> None:
    first()
    second()
    (listed,) = client.get("/api/v1/reports/").json()["results"]
    assert listed["figures"] == "http://testserver/api/v1/reports/caliphate/2020-12-29/"
    assert [edition["edition"] for edition in listed["editions"]] == [2, 1]
    latest = listed["editions"][0]
    assert (latest["day"], latest["note_ar"]) == ("2021-02-02", NOTE["note_ar"])
    files = {file["name"]: file for file in latest["files"]}
    assert {name: file["sha256"] for name, file in files.items()} == {
        name: sha256(data) for name, data in FILES.items()
    }
    for name, file in files.items():
        assert client.get(file["url"]).content == FILES[name], name
    assert client.get(latest["url"]).status_code == 200


def test_anyone_can_check_the_sum_of_an_edition(client: Client) -> None:
    first()
    (edition,) = detail(client)["editions"]
    assert edition["is_whole"]
    assert checksum(edition["figures"]) == edition["checksum"]


def test_each_edition_keeps_the_figures_that_it_froze(client: Client) -> None:
    first()
    second()
    values = []
    for edition in detail(client)["editions"]:
        (area,) = (area for area in edition["figures"]["areas"] if area["key"] == "regime")
        (whole,) = (figure for figure in area["figures"] if figure["slug"] == "tallytop")
        values += [
            (row["version"], row["value"]["best"]) for row in whole["contributors"] if row["id"] == "busaaaaa"
        ]
    assert values == [(2, 41), (1, 39)]


def test_nothing_of_a_record_that_was_withdrawn_stays_but_id_version_and_day(client: Client) -> None:
    first()
    withdraw(BUS)
    response = client.get(DETAIL)
    (edition,) = response.json()["editions"]
    assert not edition["is_whole"]
    assert BUS["title_ar"] not in response.text
    assert '"best":39' not in response.text
    (row,) = (
        row
        for area in edition["figures"]["areas"]
        for figure in area["figures"]
        for row in figure["contributors"]
        if row["id"] == "busaaaaa"
    )
    assert (row["version"], row["value"], row["withdrawn_on"]) == (1, None, "2021-02-02")


def test_a_record_that_changed_takes_nothing_from_an_edition(client: Client) -> None:
    first()
    release({**BUS, "lines": [line("killed", "41", "combatant", ARMY)]}, 2)
    (edition,) = detail(client)["editions"]
    assert edition["is_whole"]


def test_a_month_without_a_report_is_not_found_and_nor_is_a_withdrawn_one(client: Client) -> None:
    assert client.get(DETAIL).status_code == 404
    assert client.get("/api/v1/reports/nothing/78/").status_code == 404
    withdraw(first(), version=2)
    assert client.get(DETAIL).status_code == 404
    assert client.get("/api/v1/reports/").json()["results"] == []


def test_an_ordinal_that_names_two_months_offers_the_choice(client: Client) -> None:
    content = series()
    own = ("valid_from", "epoch", "ordinal_rule")
    scope = {key: value for key, value in content["rules"][0].items() if key not in own}
    rules = [("2014-06-29", "2014-06-29", "elapsed_at_start"), ("2016-06-29", "2016-06-29", "elapsed_at_end")]
    named = [{**dict(zip(own, rule, strict=True)), **scope} for rule in rules]
    release({**content, "id": "seriesbb", "slug": "changing", "rules": named})
    response = client.get("/api/v1/reports/changing/5/")
    assert response.status_code == 300
    assert response.json() == {"choices": ["2014-11-29", "2016-10-29"]}


def test_the_schema_tells_of_reports_and_the_data_page_leads_to_them(client: Client) -> None:
    paths = client.get("/api/v1/schema/?format=json").json()["paths"]
    assert {"/api/v1/reports/", "/api/v1/reports/{series}/{month}/"} <= paths.keys()
    assert 'href="/api/v1/reports/"' in client.get("/data/").text
