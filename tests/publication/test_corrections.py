"""Corrections and editions in one list, newest first; each leads to what it changed."""

import re

import pytest
from django.test import Client

from tests.publication.case_documents import case
from tests.publication.documents import campaign, incident, publish, release, report, series, tally, withdraw

pytestmark = pytest.mark.django_db


def rows(client: Client, language: str = "/en") -> list[tuple[str, str]]:
    html = client.get(f"{language}/corrections/").text
    return re.findall(r'<h3 class="entry__title"><a href="([^"]+)">([^<]+)</a>', html)


def test_it_lists_corrections_of_every_kind_of_record(client: Client) -> None:
    release(series())
    for document in (incident("inc00000"), tally("tal00000"), campaign("camp0000"), case("case0000")):
        release(document)
        release(document, 2, note_ar="تصحيح", note_en="A correction")
    publish(report())
    publish(report(edition=2), note_ar="صُحّحت الحصيلة", note_en="The toll was corrected")
    found = dict(rows(client))
    assert set(found) == {
        "/en/incidents/inc00000/", "/en/tallies/tal00000/", "/en/campaigns/camp0000/", "/en/abductees/case0000/",
        "/en/summaries/caliphate/78/editions/2/",
    }  # fmt: skip
    assert found["/en/summaries/caliphate/78/editions/2/"] == "Edition 2 of “A headline for the test”"
    assert "The toll was corrected" in client.get("/en/corrections/").text
    assert "صُحّحت الحصيلة" in client.get("/corrections/").text


def test_each_later_edition_is_a_correction_and_the_first_is_none(client: Client) -> None:
    release(series())
    publish(report())
    assert rows(client) == []
    publish(report(edition=2))
    publish(report(edition=3))
    assert [address for address, _title in rows(client)] == [
        "/en/summaries/caliphate/78/editions/3/", "/en/summaries/caliphate/78/editions/2/",
    ]  # fmt: skip


def test_a_withdrawn_report_is_in_the_list_of_what_was_withdrawn(client: Client) -> None:
    release(series())
    publish(report())
    publish(report(edition=2), note_en="The toll was corrected")
    withdraw(report(), "doubt", version=3)
    html = client.get("/en/corrections/").text
    assert "A headline for the test" not in html
    assert "The toll was corrected" not in html
    assert '<a href="/en/summaries/caliphate/2020-12-29/editions/1/"><code>reportaa</code></a>' in html
