"""Totals equal a fresh count after any sequence of releases and withdrawals."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publication import projector
from publication.models import Total
from terms.figures import Figure, total
from tests.support import counting
from tests.support.counting import COUNTRY, fresh_totals, incident, kept_totals, line, party, place, project
from tests.support.figures import figures

DAYS = [date(2021, 1, 10), date(2021, 1, 11), None]
PLACES = [
    place("north"),
    place("north", "اسم آخر"),
    place("village", above=[COUNTRY, place("north")]),
    place("south"),
]
PARTIES = [[], [party("reds")], [party("reds"), party("blues")]]

lines = st.builds(
    line,
    figures,
    outcome=st.sampled_from(["killed", "wounded"]),
    civil_status=st.sampled_from(["civilian", "combatant"]),
    parties=st.sampled_from(PARTIES),
    perpetrators=st.sampled_from(PARTIES),
    places=st.sampled_from([[], [place("south")], [place("north"), place("south")]]),
    counted_on=st.sampled_from([None, "2021-01-11"]),
)


@st.composite
def releases(draw: st.DrawFn) -> dict[str, Any]:
    """A version of one of three incidents."""
    return incident(
        draw(st.sampled_from(["one", "two", "three"])),
        *draw(st.lists(lines, max_size=3)),
        day=draw(st.sampled_from(DAYS)),
        place=draw(st.sampled_from(PLACES)),
        perpetrators=draw(st.sampled_from(PARTIES)),
        events=draw(st.integers(1, 5)),
        grade=draw(st.sampled_from(["weak", "weak", "discounted"])),
    )


#: A release, or the withdrawal of one of the incidents.
steps = st.one_of(releases(), releases(), st.sampled_from(["one", "two", "three"]))


def take(step: dict[str, Any] | str, position: int) -> None:
    if isinstance(step, str):
        project(position, incident(step), withdrawn_for="doubt")
    else:
        project(position, step)


@pytest.mark.django_db
@settings(max_examples=40)
@given(st.lists(steps, max_size=8))
def test_totals_equal_a_fresh_count_after_every_step(history: list[dict[str, Any] | str]) -> None:
    projector.empty()
    for position, step in enumerate(history, start=1):
        take(step, position)
        assert kept_totals() == fresh_totals()


@pytest.mark.django_db
@settings(max_examples=20)
@given(st.lists(releases(), min_size=1, max_size=6))
def test_withdrawing_everything_leaves_no_total(history: list[dict[str, Any]]) -> None:
    projector.empty()
    for position, content in enumerate(history, start=1):
        project(position, content)
    for position, public_id in enumerate(sorted({content["id"] for content in history}), start=100):
        project(position, incident(public_id), withdrawn_for="error")
    assert not Total.objects.exists()


@pytest.mark.django_db
@settings(max_examples=20)
@given(st.lists(releases(), min_size=1, max_size=5))
def test_totals_of_totals_are_the_total_of_all_lines(history: list[dict[str, Any]]) -> None:
    """Whatever cells a page adds up, it may add their totals instead of their lines."""
    projector.empty()
    for position, content in enumerate(history, start=1):
        project(position, content)
    every_line = [
        Figure.from_json(entry["figure"])
        for content in {content["id"]: content for content in history}.values()
        if content["grade"] != "discounted"
        for entry in content["lines"]
    ]
    assert total(row.figure for row in Total.objects.all()) == total(every_line)


@pytest.mark.django_db
def test_a_joint_line_counts_once_and_in_no_part() -> None:
    both = [party("reds"), party("blues")]
    project(
        1,
        incident("one", line(Figure.exact(7), parties=both), line(Figure.exact(2), parties=[party("reds")])),
    )
    assert {cell[7]: row["figure"].best for cell, row in kept_totals().items()} == {
        "blues|reds": 7,
        "reds": 2,
    }


@pytest.mark.django_db
def test_an_incident_of_five_events_counts_them_once_however_many_lines_it_has() -> None:
    project(1, incident("one", line(Figure.exact(7)), line(Figure.at_least(2)), events=5))
    (row,) = kept_totals().values()
    assert row["figure"] == Figure(9, 9, None, "at_least")
    assert (row["unknown_bounds"], row["lines"], row["incidents"], row["events"]) == (1, 2, 1, 5)


@pytest.mark.django_db
def test_a_discounted_incident_counts_in_nothing() -> None:
    project(1, incident("one", line(Figure.exact(7))))
    project(2, incident("one", line(Figure.exact(7)), grade="discounted"))
    assert kept_totals() == {}


@pytest.mark.django_db
def test_a_line_counts_on_its_own_day_or_under_month_unclear() -> None:
    later = line(Figure.exact(1), counted_on="2021-01-20")
    project(1, incident("one", line(Figure.exact(7)), later, day=date(2021, 1, 10)))
    project(2, incident("two", line(Figure.exact(3)), day=None))
    assert {cell[0]: row["figure"].best for cell, row in kept_totals().items()} == {
        date(2021, 1, 10): 7,
        date(2021, 1, 20): 1,
        None: 3,
    }


@pytest.mark.django_db
def test_documents_made_by_hand_have_the_parts_of_real_ones() -> None:
    from records import documents
    from records.release import public_document
    from tests.support.factories import bob, make_incident

    real = public_document(documents.store(make_incident(), bob()))
    made = incident("one", line(Figure.exact(1)))
    assert set(made) == set(real)
    assert set(made["lines"][0]) == set(real["lines"][0])
    assert set(counting.place("x")) == set(real["place"])
    assert set(counting.party("x")) == set(real["perpetrators"][0])
    assert set(counting.area("x")) == set(real["area"])
