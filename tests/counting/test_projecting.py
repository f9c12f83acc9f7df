"""The projector: idempotent, in order, all or nothing; and what it keeps besides the records themselves."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from hypothesis import given, settings
from hypothesis import strategies as st

from publication import projector
from publication.models import (
    Applied,
    Correction,
    Heartbeat,
    PublishedArea,
    PublishedIncident,
    PublishedParty,
    PublishedPlace,
    PublishedUse,
    Tombstone,
)
from publication.rows import IncidentRows
from records import outbox
from records.models import OutboxEntry
from terms.figures import Figure
from tests.counting.test_totals import releases, take
from tests.support.counting import COUNTRY, area, incident, line, party, place, project
from tests.support.dump import dump
from tests.support.factories import carol, make_incident, workflow

pytestmark = pytest.mark.django_db


@settings(max_examples=20)
@given(st.lists(st.one_of(releases(), st.sampled_from(["one", "two"])), min_size=1, max_size=5))
def test_a_release_applied_twice_changes_nothing(history: list[dict[str, Any] | str]) -> None:
    projector.empty()
    for position, step in enumerate(history, start=1):
        take(step, position)
        once = dump()
        take(step, position)
        assert dump() == once


@settings(max_examples=20)
@given(releases(), releases())
def test_an_older_release_that_comes_late_is_refused(newer: dict[str, Any], older: dict[str, Any]) -> None:
    projector.empty()
    assert project(5, {**newer, "id": "one"})
    once = dump()
    assert not project(4, {**older, "id": "one"})
    assert not project(3, {**older, "id": "one"}, withdrawn_for="error")
    assert dump() == once


@settings(max_examples=20)
@given(st.lists(releases(), min_size=1, max_size=4, unique_by=lambda content: content["id"]), releases())
def test_release_withdraw_release_leaves_the_same_rows(
    others: list[dict[str, Any]], content: dict[str, Any]
) -> None:
    projector.empty()
    for position, other in enumerate(others, start=1):
        project(position, other)
    project(10, content)
    once = dump(ledger=False)
    project(11, content, withdrawn_for="doubt")
    project(12, content)
    assert dump(ledger=False) == once


@settings(max_examples=25)
@given(st.lists(releases(), max_size=4, unique_by=lambda content: content["id"]), releases())
def test_a_record_withdrawn_leaves_what_would_be_there_without_it(
    others: list[dict[str, Any]], content: dict[str, Any]
) -> None:
    others = [other for other in others if other["id"] != content["id"]]
    projector.empty()
    for position, other in enumerate(others, start=2):
        project(position, other)
    without = dump(ledger=False)
    projector.empty()
    project(1, content)
    for position, other in enumerate(others, start=2):
        project(position, other)
    project(10, content, withdrawn_for="doubt")
    assert dump(ledger=False) == without


@settings(max_examples=15)
@given(st.lists(releases(), min_size=2, max_size=4, unique_by=lambda content: content["id"]), st.randoms())
def test_the_order_in_which_releases_arrive_does_not_matter(
    history: list[dict[str, Any]], random: Any
) -> None:
    """Two editors release at once: the second number may be committed first."""
    numbered = list(enumerate(history, start=1))
    projector.empty()
    for position, content in numbered:
        project(position, content)
    in_order = dump()
    projector.empty()
    random.shuffle(numbered)
    for position, content in numbered:
        project(position, content)
    assert dump() == in_order


def test_every_public_table_is_emptied_before_a_rebuild() -> None:
    assert {*projector.EMPTIED, Heartbeat} == set(apps.get_app_config("publication").get_models())
    project(1, incident("one", line(Figure.exact(3))))
    projector.empty()
    assert not any(dump().values())


# What withdrawn and replaced documents leave ----------------------------------------------------------------


def test_a_withdrawal_leaves_id_day_and_reason_and_takes_the_notes_of_corrections() -> None:
    content = incident("one", line(Figure.exact(3)))
    project(1, content, version=1)
    project(2, content, version=2, note_ar="صُحّح اسم القرية", note_en="The village was renamed")
    project(3, content, version=3, withdrawn_for="safety")
    assert Tombstone.objects.values_list("public_id", "reason").get() == ("one", "safety")
    assert Correction.objects.values_list("version", "note_ar", "note_en").get() == (2, "", "")
    assert not PublishedIncident.objects.exists()


def test_the_words_of_a_withdrawn_document_give_way_to_those_of_the_newest_that_stands() -> None:
    project(1, incident("one", place=place("north", "الشمال")))
    project(2, incident("two", place=place("north", "اسم لم يعد منشوراً")))
    assert PublishedPlace.objects.get(pk="north").name_ar == "اسم لم يعد منشوراً"
    project(3, incident("two"), withdrawn_for="safety")
    assert PublishedPlace.objects.get(pk="north").name_ar == "الشمال"


def test_a_corrected_document_that_speaks_of_a_name_no_more_takes_its_words_along() -> None:
    project(1, incident("one", area=area("east", position=1)))
    project(2, incident("two", area={**area("east", position=7), "ar": "اسم آخر"}))
    project(3, incident("two", area=area("west")))
    assert PublishedArea.objects.get(pk="east").position == 1
    project(4, incident("one", area=area("west")))
    assert list(PublishedArea.objects.values_list("key", flat=True)) == ["west"]


def test_what_another_document_needs_above_its_place_stays() -> None:
    village = place("village", above=[COUNTRY, place("north")], kind="locality")
    project(1, incident("one", place=village))
    project(2, incident("two", place=place("north")))
    project(3, incident("two"), withdrawn_for="error")
    assert {row.key: row.above for row in PublishedPlace.objects.all()} == {
        "landia": "/",
        "north": "/landia/",
        "village": "/landia/north/",
    }
    project(4, incident("one"), withdrawn_for="error")
    assert not PublishedPlace.objects.exists() and not PublishedUse.objects.exists()


def test_a_place_lies_where_the_newest_standing_document_says() -> None:
    """When that document goes, what it alone knew above the place goes with it, and nothing points there."""
    project(1, incident("one", place=place("village", above=[COUNTRY, place("north")])))
    project(2, incident("two", place=place("village", above=[COUNTRY, place("south")])))
    assert PublishedPlace.objects.get(pk="village").above == "/landia/south/"
    project(3, incident("two"), withdrawn_for="error")
    assert PublishedPlace.objects.get(pk="village").above == "/landia/north/"
    assert not PublishedPlace.objects.filter(pk="south").exists()


def test_a_governorate_that_a_road_crosses_lies_in_the_road_s_country() -> None:
    road = place("road", kind="route", crosses=[{key: place("north")[key] for key in COUNTRY}])
    project(1, incident("one", place=road))
    assert PublishedPlace.objects.get(pk="north").above == "/landia/"


def test_a_rare_name_is_settled_among_many_uses_of_a_common_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publication.references.COMMON", 1)
    for position in range(1, 5):
        project(position, incident(f"i{position}", perpetrators=[party("reds", f"اسم {position}")]))
    project(5, incident("i4"), withdrawn_for="error")
    assert PublishedParty.objects.get(pk="reds").name_ar == "اسم 3"


# The outbox -------------------------------------------------------------------------------------------------


def waiting() -> int:
    return OutboxEntry.objects.filter(done_at=None).count()


def test_a_drain_that_fails_leaves_the_rest_waiting_in_order_and_heals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = [make_incident(state="released", title_ar=f"كمين {n}") for n in (1, 2, 3)]
    write = IncidentRows.write

    def fail_at_the_second(self: IncidentRows, release: Any, first: date) -> None:
        write(self, release, first)
        if release.public_id == made[1].public_id:
            raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(IncidentRows, "write", fail_at_the_second)
        assert outbox.drain() == 1
        assert outbox.drain() == 0
    assert list(PublishedIncident.objects.values_list("pk", flat=True)) == [made[0].public_id]
    assert not Applied.objects.filter(pk=made[1].public_id).exists()
    stuck = OutboxEntry.objects.filter(done_at=None).first()
    assert (waiting(), stuck.attempts, stuck.error) == (2, 2, "RuntimeError")

    assert outbox.drain() == 2
    assert waiting() == 0 and PublishedIncident.objects.count() == 3
    assert OutboxEntry.objects.get(pk=stuck.pk).error == ""


def test_what_was_projected_before_a_crash_is_not_projected_again() -> None:
    """A crash between projecting and noting it down: the entry waits although its rows are there."""
    made = make_incident(state="released")
    outbox.drain()
    once = dump()
    OutboxEntry.objects.update(done_at=None)
    assert outbox.drain() == 1
    assert dump() == once and Applied.objects.get().public_id == made.public_id


def test_releases_made_while_the_outbox_is_stuck_wait_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_incident(state="released")
    with monkeypatch.context() as broken:
        broken.setattr(projector, "apply", lambda release: 1 / 0)
        outbox.drain()
    workflow.move(made, "withdraw", carol(), reason="doubt")
    outbox.drain()
    assert not PublishedIncident.objects.exists()
    assert Tombstone.objects.get().public_id == made.public_id
