"""The page of one edition: as it was, with every record that it counted, and what changed from the one before."""

import re

import pytest
from django.test import Client

from publication.models import PublishedEdition, Tombstone
from tests.publication.case_documents import case, named, status
from tests.publication.documents import (
    ARMY,
    IS,
    campaign,
    line,
    publish,
    release,
    report,
    section,
    tally,
    withdraw,
)
from tests.publication.edition_world import (
    BUS,
    CIVILIANS,
    FIRST,
    MONTH,
    NOTE,
    SECOND,
    first,
    month,
    page,
    part,
    plain,
    second,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    month()


def test_it_says_which_edition_it_is_and_how_to_cite_it(client: Client) -> None:
    content = first()
    html = page(client, f"/en{FIRST}")
    assert "edition 1" in part(html, "content", "</header>")
    assert "Published on 1 February 2021." in html
    assert content["checksum"] in html
    assert f"<code>http://testserver/en{FIRST}</code>" in html
    assert "Test monitor. “A headline for the test”. Month 78" in plain(html)
    assert "edition 1, 1 February 2021." in plain(html)


def test_every_frozen_figure_stands_by_area_with_its_records(client: Client) -> None:
    first()
    area = part(page(client, f"/en{FIRST}"), "area-regime")
    told = plain(area)
    assert "153 killed of Test army, by Test organisation" in told
    assert "Of these 70 members" in told
    assert "Another figure was given as well: about 155 killed." in told
    assert "Made of 2 records" in told
    assert re.search(r"39 killed : Ambush busaaaaa busaaaaa · version 1 · 30 December 2020", told)
    assert 'href="/en/incidents/busaaaaa/"' in area
    assert 'href="/en/tallies/tallytop/"' in area
    assert "4 wounded of civilians" in told


def test_it_stays_as_it_was_when_records_change(client: Client) -> None:
    first()
    before = plain(part(page(client, f"/en{FIRST}"), "area-regime"))
    release({**BUS, "lines": [line("killed", "41", "combatant", ARMY)]}, 2)
    release(tally("tallytop", "170"), 2)
    after = plain(part(page(client, f"/en{FIRST}"), "area-regime"))
    expected = before.replace("busaaaaa · version 1", "busaaaaa · version 1; today version 2")
    assert after == expected.replace("tallytop · version 1", "tallytop · version 1; today version 2")


def test_an_old_edition_points_to_the_latest_and_the_latest_to_the_month(client: Client) -> None:
    first()
    assert "This is the latest edition." in page(client, f"/en{FIRST}")
    second()
    html = page(client, f"/en{FIRST}")
    assert "There is a later edition:" in html
    assert f'<a href="/en{SECOND}">edition 2, 2 February 2021</a>' in html
    latest = page(client, f"/en{SECOND}")
    assert "There is a later edition" not in latest
    assert f'href="/en{MONTH}">The month as it stands today' in latest


def test_it_tells_what_changed_from_the_edition_before_when_and_why(client: Client) -> None:
    first()
    release(tally("tallytop", "170"), 2)
    second()
    told = plain(part(page(client, f"/en{SECOND}"), "changes"))
    assert "What changed from edition 1" in told
    assert f"Why: {NOTE['note_en']}" in told
    assert "Changed on 2 February 2021" in told
    assert "153 killed 170 killed" in told
    assert "Ambush busaaaaa : 39 killed, now 41 killed" in told
    assert 'id="changes"' not in page(client, f"/en{FIRST}")


def test_an_edition_of_another_text_alone_says_so(client: Client) -> None:
    first()
    publish(report(edition=2, sections=text(ar="نص آخر")), **NOTE)
    assert "No figure changed; the text was revised." in page(client, f"/en{SECOND}")


def test_a_figure_that_went_leads_to_the_edition_that_had_it(client: Client) -> None:
    release(tally("goestall", "9", area=None))
    first()
    release(tally("goestall", "9", area=None, reported_for="2020-11-29"), 2)
    publish(report(edition=2), **NOTE)
    told = part(page(client, f"/en{SECOND}"), "changes")
    assert f'href="/en{FIRST}#goestall"' in told
    assert "9 killed no longer given" in plain(told)


def test_bound_figures_lead_to_the_frozen_ones(client: Client) -> None:
    first(
        sections=text(section("area-regime", "[70](tallyone)"), ar="[153 عنصراً](tallytop) [حالة](abducted)")
    )
    html = page(client, FIRST)
    assert 'href="#tallytop">153 عنصراً' in html
    assert 'href="#tallyone">70' in part(html, "area-regime")
    assert 'id="tallytop"' in html
    assert 'href="#abducted">حالة' in html
    assert 'id="abducted"' in html


def test_the_losses_are_those_of_the_edition(client: Client) -> None:
    first()
    release(tally("tallytop", "170"), 2)
    losses = part(page(client, f"/en{FIRST}"), "losses")
    assert "153 killed" in plain(losses)
    assert 'href="#tallytop"' in losses
    assert "170" not in losses


def test_its_files_are_its_own(client: Client) -> None:
    first()
    second()
    html = page(client, FIRST)
    for name in ("report.pdf", "infographic.png", "infographic.svg"):
        assert f'href="{FIRST}{name}"' in html
        assert f'href="{MONTH}{name}"' not in html


# What has gone since --------------------------------------------------------------------------------------------


def test_of_a_withdrawn_record_only_id_and_day_stay(client: Client) -> None:
    first()
    withdraw(BUS)
    withdraw(campaign("campaig1"))
    html = page(client, f"/en{FIRST}")
    assert re.search(
        r'<a href="/en/incidents/busaaaaa/"><code>busaaaaa</code></a> · withdrawn on 2 February 2021', html
    )
    assert BUS["title_en"] not in html
    told = plain(part(html, "area-regime"))
    assert "39" not in told, "nor what the recorded incidents add up to"
    assert "114" not in told, "nor what they leave of the tally"
    assert "153 killed : Tally tallytop" in told, "the value of others stays"
    assert "A sweep" not in html
    assert "To secure the road" not in html
    assert "campaig1" in html


def test_a_figure_whose_tally_is_withdrawn_says_nothing_else(client: Client) -> None:
    release(tally("othertal", "88", area=None, parties=[IS]))
    first()
    withdraw(tally("othertal"))
    html = page(client, f"/en{FIRST}")
    assert "88" not in plain(html)
    assert "othertal · withdrawn on 2 February 2021" in plain(html)


def test_a_sum_of_which_nothing_is_left_says_nothing_either(client: Client) -> None:
    first()
    assert "4 wounded" in plain(page(client, f"/en{FIRST}"))
    withdraw(CIVILIANS)
    told = plain(page(client, f"/en{FIRST}"))
    assert "4 wounded" not in told
    assert "withdrawn on 2 February 2021" in told


def test_a_record_under_another_title_is_called_as_it_is_today(client: Client) -> None:
    first()
    release({**BUS, "title_ar": "اسم آخر", "title_en": "Another name"}, 2)
    html = page(client, f"/en{FIRST}")
    assert BUS["title_en"] not in html
    assert "Another name" in html


def test_a_case_that_no_list_may_lead_to_is_not_named(client: Client) -> None:
    release(case("othercas", status("abducted", "2014-08-01"), person=named("منذر", "Mundhir")))
    release(case("thirdcas", status("abducted", "2014-08-01"), person=named("خلدون", "Khaldun")))
    first()
    assert "othercas" in page(client, FIRST)
    release(case("othercas", status("abducted", "2014-08-01"), person=named(is_listed=False)), 2)
    withdraw(case("thirdcas"))
    html = page(client, FIRST)
    assert "othercas" not in html
    assert "منذر" not in html
    assert "خلدون" not in html
    assert "thirdcas" in part(html, "abducted")


def test_a_withdrawn_report_leaves_its_day_and_reason_and_nothing_else(client: Client) -> None:
    content = first(sections=text(ar="نص كان هنا"))
    second()
    withdraw(content, "safety", version=3)
    for address in (FIRST, SECOND, f"{FIRST}report.pdf", f"{MONTH}infographic.png"):
        response = client.get(address)
        assert response.status_code == 410, address
        assert "حفاظاً على سلامة الناس" in response.text
        assert "3 شباط/فبراير 2021" in response.text
        for words in ("نص كان هنا", "عنوان الاختبار", NOTE["note_ar"]):
            assert words not in response.text
    html = page(client, MONTH)
    assert 'id="report"' not in html
    assert "og:image" not in html
    assert not PublishedEdition.objects.exists()
    told = page(client, "/corrections/")
    assert "عنوان الاختبار" not in told
    address = re.search(r'href="([^"]+)"><code>reportaa', told)
    assert address is not None
    assert client.get(address.group(1)).status_code == 410


def test_a_report_that_comes_back_starts_behind_its_withdrawal(client: Client) -> None:
    first()
    withdraw(report(), "doubt")
    publish(report(edition=2), version=3, **NOTE)
    assert not Tombstone.objects.filter(kind="report").exists()
    assert client.get(FIRST).status_code == 404
    assert 'id="changes"' not in page(client, SECOND)
    assert f'href="{SECOND}"' in page(client, "/corrections/")


# Addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        f"{MONTH}editions/3/", f"{MONTH}editions/0/", f"{MONTH}editions/99999999999999999999999/",
        "/summaries/caliphate/77/editions/1/", "/summaries/nothing/78/editions/1/",
        "/summaries/caliphate/abc/editions/1/",
    ],
)  # fmt: skip
def test_what_is_no_edition_gets_the_page_that_helps(client: Client, address: str) -> None:
    first()
    for language in ("", "/en"):
        response = client.get(language + address)
        assert response.status_code == 404
        assert f'href="{language}/summaries/"' in response.text


def test_the_first_day_of_the_month_names_it_as_well(client: Client) -> None:
    first()
    html = page(client, "/summaries/caliphate/2020-12-29/editions/1/")
    assert f"http://testserver{FIRST}" in html, "one address for citing"


def test_an_edition_without_lead_notes_or_sections_stands(client: Client) -> None:
    publish(report(sections=[]))
    publish(report(edition=2, sections=[]))
    for language in ("", "/en"):
        for address in (MONTH, FIRST, SECOND):
            page(client, language + address)
