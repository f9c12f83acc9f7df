"""Every filter of incidents, alone and together, and what its choices may hold."""

import re
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from publication.filters import IncidentFilters
from publication.models import PublishedIncident
from tests.publication.documents import (
    ARMY,
    CELLS,
    DEIR_EZ_ZOR,
    HOMS,
    IS,
    MILITIA,
    SDF,
    incident,
    line,
    party,
    place,
    release,
    road,
    series,
    village,
    withdraw,
)

pytestmark = pytest.mark.django_db

VILLAGE = village("shula", "الشولا", "Ash-Shula")
ROAD = road("road", "طريق حمص – دير الزور", "Homs – Deir ez-Zor road", HOMS, DEIR_EZ_ZOR)


@pytest.fixture
def records(db: None) -> None:
    """Five incidents: on a road, in a village, in Homs by cells, a joint act, and one without a month."""
    release(series())
    release(incident("roadroad", place=ROAD, lines=[line("killed", "39", "combatant", ARMY)]))
    release(
        incident(
            "villagea", "2021-01-28", place=VILLAGE, type="clash", method="", grade="fair",
            lines=[line("killed", "at least 4", "combatant", MILITIA), line("wounded", "2", "civilian")],
        )
    )  # fmt: skip
    release(incident("homscell", "2021-01-29", place=place(HOMS), area=SDF, perpetrators=[CELLS], lines=[]))
    release(
        incident("jointact", "2019-05-01", perpetrators=[IS, party("others")], lines=[line("abducted", "5")])
    )
    release(incident("nomonth1", None, precision="unknown", lines=[line("killed", "7", "civilian")]))


def found(**data: Any) -> set[str]:
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    filters = IncidentFilters(query, PublishedIncident.objects.newest_first())
    assert filters.is_valid(), filters.errors
    return set(filters.qs.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, {"roadroad", "villagea", "homscell", "jointact", "nomonth1"}),
        ({"month": "2021-01"}, {"villagea", "homscell"}),
        ({"month": "٢٠٢١-٠١"}, {"villagea", "homscell"}),
        ({"month": "caliphate:78"}, {"roadroad", "villagea"}),
        ({"month": "caliphate:2020-12-29"}, {"roadroad", "villagea"}),
        ({"month": "unclear"}, {"nomonth1"}),
        ({"since": "2020-12-30", "until": "2021-01-28"}, {"roadroad", "villagea"}),
        ({"since": "٢٨/١/٢٠٢١"}, {"villagea", "homscell"}),
        ({"until": "2019-12-31"}, {"jointact"}),
        ({"governorate": "homs"}, {"roadroad", "homscell"}),
        ({"governorate": "SY04"}, {"roadroad", "homscell"}),
        ({"place": "shula"}, {"villagea"}),
        ({"place": "deir_ez_zor"}, {"roadroad", "villagea", "jointact", "nomonth1"}),
        ({"area": "sdf"}, {"homscell"}),
        ({"type": "clash"}, {"villagea"}),
        ({"method": "shooting", "area": "sdf"}, {"homscell"}),
        ({"grade": "fair"}, {"villagea"}),
        ({"outcome": "abducted"}, {"jointact"}),
        ({"civil_status": "civilian"}, {"villagea", "nomonth1"}),
        ({"outcome": "killed", "civil_status": "civilian"}, {"nomonth1"}),
        ({"perpetrator": "is"}, {"roadroad", "villagea", "homscell", "jointact", "nomonth1"}),
        ({"perpetrator": "is_cells"}, {"homscell"}),
        ({"perpetrator": "is", "alone": "true"}, {"roadroad", "villagea", "homscell", "nomonth1"}),
        ({"perpetrator": ["is_cells", "others"]}, {"homscell", "jointact"}),
        ({"party": "army"}, {"roadroad", "villagea"}),
        ({"party": "militia", "outcome": "killed"}, {"villagea"}),
        ({"q": "الشولا"}, {"villagea"}),
        ({"q": "shula", "month": "2021-01"}, {"villagea"}),
    ],
)
def test_it_finds_what_the_filter_names(records: None, data: dict[str, Any], expected: set[str]) -> None:
    assert found(**data) == expected


def test_a_line_counted_in_another_month_brings_its_incident_there(records: None) -> None:
    late = line("killed", "1", "civilian", counted_on="2021-03-02", counted_reason="مات متأثراً بجراحه")
    release(incident("wounded1", "2021-02-20", lines=[line("wounded", "1", "civilian"), late]))
    assert found(month="2021-03") == {"wounded1"}
    assert found(month="2021-02") == {"wounded1"}
    assert found(month="2021-02", outcome="killed") == set()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("name", "value", "arabic"),
    [
        ("month", "13-2021", "اكتب الشهر"),
        ("month", "nothing:78", "لا توجد سلسلة"),
        ("month", "caliphate:99999", "ليس في السلسلة شهر"),
        ("since", "32/13/2021", ""),
        ("until", "غداً", ""),
        ("governorate", "atlantis", ""),
        ("type", "' OR 1=1 --", ""),
        ("q", "؟!", "اكتب كلمة"),
        ("perpetrator", "nobody", ""),
    ],
)
def test_a_bad_value_is_explained_beside_its_field(
    client: Client, records: None, language: str, name: str, value: str, arabic: str
) -> None:
    response = client.get("/incidents/" if language == "ar" else "/en/incidents/", {name: value})
    assert response.status_code == 400
    assert response.context["filter"].form.errors.keys() == {name}
    assert 'class="field__errors"' in response.text
    assert not response.context["incidents"]
    if language == "ar" and arabic:
        assert arabic in str(response.context["filter"].form.errors[name])


def test_an_ordinal_that_names_two_months_offers_both(client: Client, records: None) -> None:
    two = series("seriesbb", "twice")
    two["rules"][1]["valid_from"] = "2019-07-29"
    two["rules"][1]["ordinal_rule"] = "elapsed_at_start"
    two["rules"][0]["ordinal_rule"] = "elapsed_at_end"
    release(two)
    response = client.get("/incidents/?month=twice:61")
    assert response.status_code == 400
    offered = re.findall(r"twice:\d{4}-\d\d-\d\d", str(response.context["filter"].form.errors["month"]))
    assert len(offered) == 2
    assert all(client.get(f"/incidents/?month={month}").status_code == 200 for month in offered)


def test_the_end_must_not_be_before_the_start(client: Client, records: None) -> None:
    response = client.get("/incidents/?since=2021-02-01&until=2021-01-01")
    assert response.status_code == 400
    assert "until" in response.context["filter"].form.errors


def test_choices_hold_nothing_of_a_withdrawn_record(client: Client) -> None:
    kept, gone = incident("keptkept"), incident(
        "gonegone", "2018-03-01", place=village("secret", "قرية سرية", "Secretville"), area=SDF, type="raid",
        method="arson", grade="contested", perpetrators=[party("hidden", "جهة خفية", "Hidden")],
        lines=[line("missing", "3", "civilian", party("veiled", "جهة محجوبة", "Veiled"))],
    )  # fmt: skip
    release(kept)
    release(gone)
    everything = client.get("/incidents/").text
    assert all(
        word in everything
        for word in ("2018-03", "raid", "arson", "contested", "hidden", "veiled", "missing")
    )
    withdraw(gone)
    for address in ("/incidents/", "/en/incidents/", "/incidents/?month=2018-03", "/incidents.csv", "/data/",
                    "/api/v1/incidents/", "/api/v1/places/", "/api/v1/parties/"):  # fmt: skip
        response = client.get(address)
        text = b"".join(response).decode() if response.streaming else response.text
        for word in ("Secretville", "قرية سرية", "Hidden", "جهة خفية", "veiled", 'value="raid"', "gonegone"):
            assert word not in text, (address, word)


def test_chips_say_each_filter_and_take_it_off(client: Client, records: None) -> None:
    response = client.get("/incidents/?month=2021-01&perpetrator=is_cells&perpetrator=others&page=3")
    chips = response.context["chips"]
    assert [(chip.label, chip.value) for chip in chips] == [
        ("الشهر", "كانون الثاني/يناير 2021"),
        ("الجهة الفاعلة", "خلايا الاختبار"),
        ("الجهة الفاعلة", "others"),
    ]
    assert chips[0].remove_url == "/incidents/?perpetrator=is_cells&perpetrator=others"
    assert chips[1].remove_url == "/incidents/?month=2021-01&perpetrator=others"
    assert all(chip.remove_url.replace("&", "&amp;") in response.text for chip in chips)


def test_the_head_of_the_list_adds_up_its_lines_with_their_qualifiers(client: Client, records: None) -> None:
    assert "قُتل ما لا يقل عن 50 شخصاً" in client.get("/incidents/").context["totals_text"]
    assert "at least 43 people" in client.get("/en/incidents/?month=caliphate:78").context["totals_text"]
    civilians = client.get("/en/incidents/?civil_status=civilian&outcome=killed").context["totals_text"]
    assert civilians == "Killed: 7 people"
