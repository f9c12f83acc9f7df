"""The page of one incident: everything released, in words, with what competes side by side."""

import re

import pytest
from django.test import Client

from tests.publication.documents import (
    AGENCY,
    ARMY,
    CELLS,
    DEIR_EZ_ZOR,
    HOMS,
    MILITIA,
    MONITOR,
    OFFICERS,
    campaign,
    claim,
    incident,
    line,
    officers,
    party,
    release,
    road,
    said,
    series,
    tally,
    victim,
    village,
    withdraw,
)

pytestmark = pytest.mark.django_db

#: Three tolls of one source, an older figure of the wounded, and another source that counts civilians.
COMPETING = [
    claim(MONITOR, said("killed", "30", "combatant", ARMY)),
    claim(MONITOR, said("killed", "37", "combatant", ARMY), said("wounded", "12", "combatant", ARMY), supersedes=1),
    claim(MONITOR, said("killed", "39", "combatant", ARMY), said("killed", "8", "combatant", ARMY, label=OFFICERS),
          supersedes=2, url="https://example.org/toll", quotation="has risen to 39"),
    claim(AGENCY, said("killed", "25-28", "civilian")),
    claim(None),
]  # fmt: skip


def page(client: Client, public_id: str, language: str = "") -> str:
    response = client.get(f"{language}/incidents/{public_id}/")
    assert response.status_code == 200
    return " ".join(response.text.split())


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_toll_is_a_sentence_with_agreeing_nouns(client: Client) -> None:
    lines = [
        line("killed", "39", "combatant", ARMY, subsets=officers("8")),
        line("killed", "2", "civilian"),
        line("wounded", "at least 23", "mixed"),
        line("missing", "unknown", "civilian"),
        line("released", "2", "combatant", MILITIA),
        line("abducted", "hundreds", "civilian"),
    ]
    release(incident("sentence", lines=lines))
    text = plain(page(client, "sentence"))
    for words in ("قُتل 39 عنصراً من جيش الاختبار", "8 ضباط", "قُتل مدنيان",
                  "أُصيب ما لا يقل عن 23 شخصاً", "فُقد عدد غير معروف من المدنيين",
                  "أُفرج عن عنصرين من ميليشيا الاختبار", "اختُطف مئات المدنيين"):  # fmt: skip
        assert words in text, words
    english = plain(page(client, "sentence", "/en"))
    for words in (
        "Killed: 39 members of Test army",
        "Wounded: at least 23 people",
        "Abducted: hundreds of civilians",
    ):
        assert words in english, words


def test_tolls_stand_side_by_side_and_say_which_is_used(client: Client) -> None:
    lines = [line("killed", "39", "combatant", ARMY), line("wounded", "12", "combatant", ARMY)]
    release(incident("competes", lines=lines, claims=COMPETING))
    context = client.get("/incidents/competes/").context
    assert [claim.standing for claim in context["claims"]] == [
        "superseded", "adopted", "adopted", "standing", "standing",
    ]  # fmt: skip
    wounded = context["claims"][1].figures
    assert [("أحدث" in part.label) for part in wounded] == [True, False], (
        "the wounded of an older toll outlive it"
    )
    assert context["withheld_count"] == 1
    assert context["incident"].is_contested
    text = plain(page(client, "competes"))
    assert all(words in text for words in ("30 قتيلاً", "37 قتيلاً", "39 قتيلاً", "ما بين 25 و28 قتيلاً"))


def test_sources_that_agree_are_no_disagreement(client: Client) -> None:
    lines = [line("killed", "12", "combatant", ARMY), line("killed", "3", "civilian")]
    claims = [claim(MONITOR, said("killed", "3", "civilian")), claim(AGENCY, said("killed", "15", "unknown"))]
    release(incident("agreeing", lines=lines, claims=claims))
    assert not client.get("/incidents/agreeing/").context["incident"].is_contested


def test_another_perpetrator_is_a_disagreement(client: Client) -> None:
    claims = [
        claim(AGENCY, perpetrators=[party("others", "آخرون", "Others")], perpetrator_certainty="suspected")
    ]
    release(incident("disputed", claims=claims))
    assert client.get("/incidents/disputed/").context["incident"].is_contested


@pytest.mark.parametrize(
    ("certainty", "alleged"), [("known", False), ("claimed", False), ("suspected", True), ("unknown", True)]
)
def test_an_attribution_is_alleged_unless_known_or_claimed(
    client: Client, certainty: str, alleged: bool
) -> None:
    release(incident("whodidit", perpetrator_certainty=certainty))
    assert ("يُعتقد أنها الفاعلة" in page(client, "whodidit")) is alleged
    assert ("Alleged perpetrators" in page(client, "whodidit", "/en")) is alleged


def test_unnamed_victims_are_counted_and_named_ones_named_once(client: Client) -> None:
    victims = [
        victim(), victim(), victim(outcome="abducted"), victim(sex="male", age=9),
        victim("فلان الفلاني", "Someone", "male"), victim("فلان الفلاني", "Someone", "male", outcome="abducted"),
    ]  # fmt: skip
    release(incident("victims1", victims=victims))
    people = {person.name for person in client.get("/incidents/victims1/").context["incident"].victims}
    assert people == {
        "امرأتان (الاسمان محجوبان)", "امرأة واحدة (الاسم محجوب)", "طفل واحد (الاسم محجوب)", "فلان الفلاني",
    }  # fmt: skip


def test_a_partial_date_is_never_more_exact_than_it_is_known(client: Client) -> None:
    release(
        incident(
            "inamonth", precision="month", start=None, earliest="2021-01-01", latest="2021-01-28",
            counted_on="2021-01-01",
        )
    )  # fmt: skip
    incident_page = client.get("/incidents/inamonth/").context["incident"]
    assert incident_page.date_text == "كانون الثاني/يناير 2021"


def test_a_place_stands_in_its_governorate_and_a_road_in_all_it_crosses(client: Client) -> None:
    release(incident("nearvill", place=village("v", "القرية", "Village"), place_precision="near"))
    release(
        incident("ontheroa", place=road("r", "الطريق", "Road", HOMS, DEIR_EZ_ZOR), place_precision="route")
    )
    assert client.get("/incidents/nearvill/").context["incident"].place_text == "قرب القرية (دير الزور)"
    assert (
        client.get("/en/incidents/ontheroa/").context["incident"].place_text == "Road (Homs and Deir-ez-Zor)"
    )


def test_it_links_to_the_months_whose_scope_holds_it(client: Client) -> None:
    release(series())
    release(incident("counted1", perpetrators=[CELLS]))
    release(incident("foreign1", perpetrators=[ARMY], lines=[line("killed", "3", "civilian")]))
    counted = client.get("/incidents/counted1/").context["counted_in"]
    assert [link.url for link in counted] == ["/summaries/caliphate/78/"]
    assert client.get("/incidents/foreign1/").context["counted_in"] == []


def test_it_names_its_campaign_once_that_is_released(client: Client) -> None:
    release(incident("incamp01", part_of={"id": "campaig1"}))
    assert client.get("/incidents/incamp01/").context["campaign"] is None
    release(campaign("campaig1"))
    assert "/campaigns/campaig1/" in page(client, "incamp01")


def test_a_correction_is_dated_and_cited(client: Client) -> None:
    release(incident("corrects"))
    release(incident("corrects", grade="fair"), 2, note_ar="حصيلة أحدث", note_en="A newer toll")
    text = page(client, "corrects", "/en")
    assert "Version 2: A newer toll" in text
    assert "version 2" in client.get("/en/incidents/corrects/").context["cite_text"]
    assert "/en/incidents/corrects/" in text
    assert "حصيلة أحدث" in client.get("/corrections/").text


def test_a_withdrawn_record_leaves_its_day_and_reason_and_nothing_else(client: Client) -> None:
    for document, folder in (
        (incident("gonegone", description_ar="نص كان هنا"), "incidents"),
        (tally("gonetall"), "tallies"),
        (campaign("gonecamp"), "campaigns"),
    ):
        release(document)
        withdraw(document, "safety")
        response = client.get(f"/{folder}/{document['id']}/")
        assert response.status_code == 410
        assert "حفاظاً على سلامة الناس" in response.text
        assert "2 شباط/فبراير 2021" in response.text
        assert document["title_ar"] not in response.text
        assert "نص كان هنا" not in response.text
        assert document["id"] in client.get("/corrections/").text


@pytest.mark.parametrize("address", ["/incidents/nothing1/", "/tallies/nothing1/", "/campaigns/nothing1/"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_an_unknown_id_gets_a_page_that_helps(client: Client, language: str, address: str) -> None:
    response = client.get(language + address)
    assert response.status_code == 404
    assert f'href="{language}/incidents/"' in response.text
    assert f'href="{language}/summaries/"' in response.text


def test_a_tally_shows_its_claims_its_reason_and_its_parts(client: Client) -> None:
    release(series())
    about = {
        **claim(MONITOR, locator="عنوان التقرير / headline"),
        "figure": tally("x", "about 155")["figure"],
    }
    whole = tally("whole153")
    release({**whole, "claims": [about, *whole["claims"]]})
    release(tally("partof70", "70", parent={"id": "whole153"}, relation="of_which", type="ambush", events=5))
    text = plain(client.get("/tallies/whole153/").text)
    assert "153 قتيلاً" in text
    assert "نحو 155 قتيلاً" in text
    assert "رقم متن التقرير" in text
    assert "عنوان التقرير" in text
    assert "headline" not in text
    assert "/tallies/partof70/" in client.get("/tallies/whole153/").text
    assert "/summaries/caliphate/78/figures/whole153/" in client.get("/tallies/whole153/").text
    assert "/tallies/whole153/" in client.get("/tallies/partof70/").text


def test_a_campaign_goes_on_until_it_has_an_end(client: Client) -> None:
    release(campaign("campaig1"))
    assert "مستمرة" in client.get("/campaigns/campaig1/").text
    release(campaign("campaig1", end="2021-02-01"), 2)
    assert "مستمرة" not in client.get("/campaigns/campaig1/").text


@pytest.mark.parametrize("address", ["/", "/methodology/", "/corrections/", "/data/", "/incidents/"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_pages_stand_with_nothing_published(client: Client, language: str, address: str) -> None:
    response = client.get(language + address)
    assert response.status_code == 200
    assert "<title>" in response.text
    assert 'style="' not in response.text
    assert "onclick" not in response.text
