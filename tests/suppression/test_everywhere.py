"""Suppression takes a record out of everything public: rows, pages, files, editions; and nothing brings it back."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from publication import suppressing
from publication.compared import kept_of
from publication.models import PublishedEdition, PublishedIncident, PublishedMonth, Tombstone, Total
from publication.months import MonthSummary
from records import outbox, suppression, workflow
from tests.support import factories as make
from tests.support.counting import fresh_totals, kept_totals
from tests.support.dump import dump
from tests.suppression.world import (
    INCIDENT_FIGURE,
    SINGLE,
    WORDS,
    World,
    editions,
    files,
    read_everything,
    stored,
    suppress,
    world,
)

pytestmark = pytest.mark.django_db

KINDS = sorted(WORDS)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once, reports with their drawings and all; rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


@pytest.fixture
def site(built: World, db: None) -> World:
    """Each test its own records: what it does to these is rolled back in the database alone."""
    return deepcopy(built)


def said(pages: dict[str, str], word: str) -> list[str]:
    return [path for path, text in pages.items() if word in text and f"q={word}" not in path]


@pytest.mark.parametrize("kind", KINDS)
def test_before_it_the_word_is_stored_and_read(site: World, client: Client, kind: str) -> None:
    assert WORDS[kind] in stored()
    assert said(read_everything(client, site.records[kind].public_id), WORDS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_after_it_no_row_and_no_page_says_the_word(site: World, client: Client, kind: str) -> None:
    record = site.records[kind]
    suppress(record)
    assert WORDS[kind] not in stored()
    pages = read_everything(client, record.public_id)
    assert said(pages, WORDS[kind]) == []
    assert [path for path, text in pages.items() if text.startswith("500")] == []


def test_what_only_the_incident_counted_is_in_no_row_and_cannot_be_taken_from_another(
    site: World, client: Client
) -> None:
    numbers = [str(INCIDENT_FIGURE), str(INCIDENT_FIGURE + 11), str(9153 - INCIDENT_FIGURE)]
    assert all(number in stored() for number in numbers)
    suppress(site.records["incident"])
    assert [number for number in numbers if number in stored()] == []
    assert [
        (number, path)
        for path, text in read_everything(client).items()
        for number in (*numbers, f"{INCIDENT_FIGURE:,}")
        if number in text
    ] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "report"])
def test_every_edition_that_rested_on_it_keeps_id_and_day_alone_and_says_so(
    site: World, client: Client, kind: str
) -> None:
    record = site.records[kind]
    assert files() > 0
    suppress(record)
    day = record.suppression.day.isoformat()
    assert len(editions()) == 2
    for edition in editions():
        content: dict[str, Any] = edition.content
        assert (content["sections"], content["files"], content["checksum"], edition.note) == ([], {}, "", "")
        assert content["suppressed_on"] == day
        marks = [row for row in _dicts(content) if row.get("id") == record.public_id]
        assert all(row == {"id": record.public_id, "suppressed_on": day} for row in marks)
        assert bool(marks) == (kind != "case"), "a chapter that named a case goes as a whole"
    assert files() == 0
    for number in (1, 2):
        page = client.get(f"/en/summaries/caliphate/78/editions/{number}/")
        assert page.status_code == 200 and "were suppressed on" in page.text
    answer = client.get("/api/v1/reports/caliphate/2020-12-29/").json()
    assert [one["is_whole"] for one in answer["editions"]] == [False, False]


def _dicts(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for part in value.values() for found in _dicts(part))]
    return [found for part in value for found in _dicts(part)] if isinstance(value, list) else []


def test_a_suppressed_report_loses_all_its_editions(site: World, client: Client) -> None:
    suppress(site.report)
    assert not PublishedEdition.objects.exists() and files() == 0
    for path in ("editions/1/", "editions/2/", "report.pdf", "editions/1/infographic.png"):
        answer = client.get(f"/summaries/caliphate/78/{path}")
        assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
        assert WORDS["report"] not in answer.text
    assert client.get("/summaries/caliphate/78/").status_code == 200


def test_an_edition_that_did_not_rest_on_it_keeps_every_word_and_byte(site: World) -> None:
    aside = an_incident_of_another_year()
    before = [(one.content, one.note_ar) for one in editions()], files()
    suppress(aside)
    assert ([(one.content, one.note_ar) for one in editions()], files()) == before


def an_incident_of_another_year() -> Any:
    made = make.make_incident(state="released", start=date(2019, 5, 5), title_ar="حدث في سنة أخرى")
    outbox.drain()
    return made


# Totals and months ----------------------------------------------------------------------------------------------


def test_totals_are_those_of_a_fresh_count(site: World) -> None:
    before = Total.objects.count()
    suppress(site.records["incident"])
    assert Total.objects.count() < before
    assert kept_totals() == fresh_totals()


@pytest.mark.parametrize("kind", ["incident", "tally"])
def test_what_is_kept_of_months_is_in_step_at_once(site: World, kind: str) -> None:
    before = [row.kept for row in PublishedMonth.objects.all()]
    suppressing_alone(site.records[kind])
    rows = list(PublishedMonth.objects.select_related("series"))
    assert [row.kept for row in rows] != before
    assert not any(row.is_stale for row in rows)
    assert [row.kept for row in rows] == [kept_of(MonthSummary(row.series, row.month)) for row in rows]


def suppressing_alone(record: Any) -> None:
    suppressing.suppress(suppression.as_handed(record))


# What stays, and coming back ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "report"])
def test_the_tombstone_says_id_day_and_reason_and_the_same_at_every_address(
    site: World, client: Client, kind: str
) -> None:
    record = site.records[kind]
    suppress(record, "law")
    answers = [client.get(f"/en/{stem}/{record.public_id}/") for stem in SINGLE]
    assert {answer.status_code for answer in answers} == {410}
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
    own = [f"/{stem}/{record.public_id}/" for stem in SINGLE]
    bodies = {answer.text.replace(path, "/") for path, answer in zip(own, answers, strict=True)}
    assert len(bodies) == 1, "none of them tells what it was"
    assert record.public_id in answers[0].text and "order of a court, or law" in answers[0].text
    stone = Tombstone.objects.get(pk=record.public_id)
    assert (stone.kind, stone.stood_at, stone.is_suppressed) == ("", "", True)


def test_whoever_took_cases_over_is_told_of_every_id_alike(site: World, client: Client) -> None:
    for kind in ("case", "incident"):
        suppress(site.records[kind])
    answer = client.get("/data/abductees.pfif")
    text = b"".join(answer).decode()  # type: ignore[arg-type]
    assert all(f"/{site.records[kind].public_id}<" in text for kind in ("case", "incident"))
    assert text.count("expiry_date>") == 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_rebuild_gives_the_same_rows_without_it(site: World, kind: str) -> None:
    suppress(site.records[kind])
    once = dump()
    outbox.rebuild()
    assert dump() == once
    assert WORDS[kind] not in stored()


def test_a_rebuild_never_shows_it_even_between_two_releases(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    suppress(site.records["incident"])
    seen = []
    apply = outbox.projector.apply

    def watched(release: Any) -> bool:
        done = apply(release)
        seen.append(WORDS["incident"] in stored())
        return done

    monkeypatch.setattr(outbox.projector, "apply", watched)
    outbox.rebuild()
    assert len(seen) > 5 and not any(seen)


@pytest.mark.parametrize("kind", KINDS)
def test_all_kinds_one_after_another_leave_what_a_rebuild_leaves(site: World, kind: str) -> None:
    order = [kind, *(other for other in KINDS if other != kind)]
    for one in order:
        suppress(site.records[one])
    once = dump()
    outbox.rebuild()
    assert dump() == once
    assert [word for word in WORDS.values() if word in stored()] == []


def test_applied_twice_it_changes_nothing(site: World) -> None:
    suppress(site.records["incident"])
    once = dump()
    assert suppression.apply_pending(everything=True) == 1
    assert dump() == once


def test_a_withdrawn_record_can_still_be_suppressed(site: World) -> None:
    record = site.records["incident"]
    workflow.move(record, "withdraw", make.carol(), reason="doubt")
    outbox.drain()
    assert WORDS["incident"] in stored(), "editions keep it in their rows"
    suppress(record)
    assert WORDS["incident"] not in stored()
    assert not PublishedIncident.objects.filter(pk=record.public_id).exists()
