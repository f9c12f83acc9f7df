"""What is left of frozen figures: nothing from which the suppressed value could be taken back. Data made by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from publication import suppressing
from publication.models import PublishedEdition
from publication.suppressed import Ledger, SuppressedRecord, edition_without, without
from tests.publication.case_documents import case, group, status
from tests.publication.documents import ARMY, CELLS, incident, line, publish, release, report, series, tally
from tests.suppression.world import stored

pytestmark = pytest.mark.django_db

DAY = date(2021, 3, 3)


def of(public_id: str, **more: Any) -> SuppressedRecord:
    return SuppressedRecord(public_id, DAY, "danger", **more)


@pytest.fixture
def month(db: None) -> dict[str, Any]:
    """A tally of 153 with parts of 70 and 83, and two incidents whose wounded make a sum of 4 and 9."""
    release(series())
    release(tally("tallytop", "153"))
    release(tally("tallyone", "70", parent={"id": "tallytop"}, relation="of_which", type="ambush"))
    release(tally("tallytwo", "83", parent={"id": "tallytop"}, relation="of_which", type="clash"))
    for key, count in (("incident", "4"), ("another1", "9")):
        release(incident(key, "2021-01-05", lines=[line("wounded", count, "combatant", ARMY)]))
    return publish(report())


def figures(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    waiting = [one for area in content["figures"]["areas"] for one in area["figures"]]
    found = {}
    while waiting:
        one = waiting.pop()
        found[one["slug"]] = one
        waiting += one["parts"]
    return found


def test_a_sum_without_one_of_its_incidents_says_no_number(month: dict[str, Any]) -> None:
    slug = next(key for key in figures(month) if key.startswith("sum-"))
    assert figures(month)[slug]["figure"]["best"] == 13
    left = figures(edition_without(month, Ledger.of([of("incident")]), 1))[slug]
    assert (left["figure"], left["text_ar"], left["recorded"]) == (None, "", None)
    assert [row["id"] for row in left["contributors"] if "value" in row] == ["another1"]
    assert {"id": "incident", "suppressed_on": "2021-03-03"} in left["contributors"]


def test_a_sum_of_nothing_else_does_not_even_say_what_it_counted(month: dict[str, Any]) -> None:
    slug = next(key for key in figures(month) if key.startswith("sum-"))
    ledger = Ledger.of([of("incident"), of("another1")])
    left = edition_without(month, ledger, 1)
    assert slug not in str(left["figures"])
    mark = next(one for one in figures(left).values() if one.get("suppressed_on"))
    assert {row["id"] for row in mark["contributors"]} == {"incident", "another1"}
    assert (mark["measure"], mark["parties"], mark["label_en"]) == ("", [], "")


def test_a_part_takes_the_rest_of_the_whole_with_it_and_the_whole_stays(month: dict[str, Any]) -> None:
    left = figures(edition_without(month, Ledger.of([of("tallyone")]), 1))
    assert left["tallytop"]["figure"]["best"] == 153
    assert left["tallytop"]["unclassified"] is None
    assert left["tallyone"]["figure"] is None and left["tallyone"]["type"] == ""
    losses = edition_without(month, Ledger.of([of("tallyone")]), 1)["figures"]["losses"]
    assert not any("tallyone" in row["slugs"] and row["killed"] for row in losses)


def test_a_whole_leaves_its_parts_which_are_records_of_their_own(month: dict[str, Any]) -> None:
    left = figures(edition_without(month, Ledger.of([of("tallytop")]), 1))
    assert left["tallytop"]["figure"] is None and left["tallytop"]["parts"] == []
    assert (left["tallyone"]["figure"]["best"], left["tallytwo"]["figure"]["best"]) == (70, 83)


def test_what_it_leaves_can_be_cut_again_and_says_the_same(month: dict[str, Any]) -> None:
    both = Ledger.of([of("incident"), of("tallyone")])
    once = edition_without(month, both, 1)
    assert edition_without(once, both, 1) is once
    assert edition_without(edition_without(month, Ledger.of([of("incident")]), 1), both, 1) == once


def test_an_edition_that_compares_with_its_month_loses_the_comparison_its_words_and_files(
    month: dict[str, Any],
) -> None:
    figure = {"slug": "sum-0123456789", "figure": {"best": 4177}}
    compared = {"month_before": {"address": "77", "figures": {"tallytop": figure}}, "year_before": None}
    content = {**month, "figures": {**month["figures"], "compared": compared}}
    before = of("elsewher", days=frozenset([date(2020, 12, 1)]), position=10)
    left = edition_without(content, Ledger.of([before]), 10)
    assert "4177" not in str(left) and (left["sections"], left["files"]) == ([], {})
    assert edition_without(content, Ledger.of([before]), 11) is content, "made after it, of what counted then"
    other = replace(before, days=frozenset([date(2020, 3, 1)]))
    assert edition_without(content, Ledger.of([other]), 10) is content


def test_an_edition_made_after_it_keeps_its_words(month: dict[str, Any], client: Client) -> None:
    suppressing.suppress(of("incident", days=frozenset([date(2021, 1, 5)]), position=10**6))
    publish(report(edition=2))
    suppressing.suppress(of("incident", days=frozenset([date(2021, 1, 5)]), position=10**6))
    first, second = PublishedEdition.objects.order_by("number")
    assert first.content["sections"] == [] and not first.files.exists()
    assert second.content["sections"] and second.files.count() == 6
    page = client.get("/en/summaries/caliphate/78/editions/2/")
    assert page.status_code == 200 and "were suppressed on" not in page.text
    assert "suppressed on" in page.text, "what changed from edition 1: a record that may not be named"
    assert client.get("/en/summaries/caliphate/78/").status_code == 200


def test_what_other_records_say_of_it_goes_with_it() -> None:
    release(series())
    release(incident("incident", part_of={"id": "campaig1"}))
    release(tally("tallyone", "70", parent={"id": "tallytop"}, relation="of_which"))
    release(
        case(
            "caseaaaa", status("abducted"), of_incident={"id": "gonegone"}, same_event_as={"id": "caseother"}
        )
    )
    release(
        group("groupaaa", "9", status("detained", holders=[CELLS]), members=[{"member": {"id": "caseother"}}])
    )
    gone = ("campaig1", "tallytop", "gonegone", "caseother")
    assert all(f'"{key}"' in stored() for key in gone)
    for key in gone:
        suppressing.suppress(of(key))
    rows = stored().split('"Tombstone"')[0]
    assert [key for key in gone if f'"{key}"' in rows] == []


def test_a_document_that_names_nothing_suppressed_is_left_as_it_is() -> None:
    content = incident("incident", part_of={"id": "campaig1"})
    assert without(content, Ledger.of([of("another1")]), 1) is content
