"""A month made for the test, counted by hand: summary, page, list, CSV and API give the same figures.

The series counts acts and losses of the reds, from 15 January 2020: month 12 is 15 January – 14 February 2021. The
reds have cells under them, the blues a militia and an army; the greens are foreign to the series.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from publication.losses import losses_of
from publication.models import PublishedSeries
from publication.months import Area, MonthSummary, series_and_months
from publication.reconcile import Reconciled
from terms.figures import Figure, parse_figure
from tests.publication import documents as made

pytestmark = pytest.mark.django_db

REDS = made.party("reds", "الحمر", "Reds")
CELLS = made.party("red_cells", "خلايا الحمر", "Red cells", REDS)
BLUES = made.party("blues", "الزرق", "Blues")
ARMY = made.party("blue_army", "جيش الزرق", "Blue army", BLUES)
MILITIA = made.party("blue_militia", "ميليشيا الزرق", "Blue militia", BLUES)
GREENS = made.party("greens", "الخضر", "Greens")
EAST = {"key": "east", "position": 1, "ar": "الشرق", "en": "The east"}
WEST = {"key": "west", "position": 2, "ar": "الغرب", "en": "The west"}

MONTH = "2021-01-15"
RULES = [{"valid_from": "2020-01-15", "epoch": "2020-01-15", "ordinal_rule": "elapsed_at_start"}]


def incident(public_id: str, day: str | None, *lines: dict[str, Any], by: Any = (REDS,), **more: Any) -> None:
    values = {"area": EAST, "perpetrators": list(by), "lines": list(lines), "claims": [], **more}
    made.release(made.incident(public_id, day, **values), version=1)


def tally(public_id: str, words: str, *of: Any, by: Any = (REDS,), **more: Any) -> None:
    period = {"period_start": MONTH, "period_end": "2021-02-14", "reported_for": MONTH}
    values = {"area": EAST, "perpetrators": list(by), "parties": list(of), **period, **more}
    made.release(made.tally(public_id, words, **values))


@pytest.fixture(autouse=True)
def month() -> None:
    killed, wounded, civilian = "killed", "wounded", "civilian"
    series = made.series("series12", "reds", involved=[REDS])
    scope = {key: series["rules"][0][key] for key in series["rules"][0] if key not in RULES[0]}
    made.release({**series, "rules": [{**rule, **scope} for rule in RULES]})

    # In the month: the first day, the last day; not the day before and the day after.
    incident("first", "2021-01-15", made.line(killed, "5", "combatant", BLUES))
    incident("last", "2021-02-14", made.line(killed, "at least 3", "combatant", BLUES), by=[CELLS])
    incident("before", "2021-01-14", made.line(killed, "1000", "combatant", BLUES))
    incident("after", "2021-02-15", made.line(killed, "100", "combatant", BLUES))
    # A clash: the dead of the other side were killed by the blues.
    of_reds = made.line(killed, "4", "combatant", REDS, perpetrators=[BLUES], perpetrator_certainty="known")
    incident("clash", "2021-01-20", made.line(killed, "7", "combatant", BLUES), of_reds)
    # Foreign to the scope: greens killed by blues.
    incident("foreign", "2021-01-21", made.line(killed, "50", "combatant", GREENS), by=[BLUES])
    # A joint act with someone outside the scope, and a toll that no source splits between two parties.
    incident("jointact", "2021-01-22", made.line(killed, "6", civilian), by=[REDS, GREENS])
    incident("jointoll", "2021-01-23", made.line(killed, "about 10", "combatant", BLUES, GREENS))
    # Known to the month of February only; it counts on the first day that it may have been.
    february = {"precision": "month", "start": None, "earliest": "2021-02-01", "latest": "2021-02-28"}
    incident(
        "february",
        None,
        made.line(wounded, "2-4", civilian),
        **february,
        counted_on="2021-02-01",
        month_unclear=False,
    )
    # In no month.
    incident("unclear", None, made.line(killed, "30", "combatant", BLUES), precision="unknown")
    # Five wounded; one of them died in month 13 and counts there.
    died = made.line(killed, "1", civilian, counted_on="2021-02-20", counted_reason="توفي متأثراً بجراحه")
    incident("diedlate", "2021-02-10", made.line(wounded, "4", civilian), died)
    incident("hundreds", "2021-01-25", made.line(wounded, "hundreds", civilian))
    incident("doubtful", "2021-01-26", made.line(killed, "500", "combatant", BLUES), grade="discounted")
    incident("civilian", "2021-01-27", made.line(killed, "2", civilian))
    # The west has no tally: two incidents, one of unknown number.
    incident("west", "2021-01-30", made.line(killed, "2", "combatant", BLUES), area=WEST)
    incident("unknown", "2021-01-31", made.line(killed, "unknown", "combatant", BLUES), area=WEST)

    tally("ofblues", "20", BLUES)
    part = {"parent": {"id": "ofblues"}, "relation": "of_which"}
    tally("ofarmy", "9", ARMY, **part)
    tally("ofmiltia", "8", MILITIA, **part)
    tally("civsmore", "2", civil_status="civilian", parent={"id": "ofblues"}, relation="in_addition")
    tally("ofreds", "3", REDS, by=[BLUES])
    halfmonth = {
        "period_start": MONTH,
        "period_end": "2021-01-31",
        "civil_status": "civilian",
        "measure": "wounded",
    }
    tally("wounded", "more than 40", **halfmonth)
    tally("acts", "12", BLUES, measure="operations", civil_status="")
    tally("foreignt", "60", GREENS, by=[BLUES])
    tally("unadoptd", "99", BLUES, adopted=False)
    tally("sinceold", "900", BLUES, period_start="2020-01-15")


@pytest.fixture
def summary() -> MonthSummary:
    series = PublishedSeries.objects.get(slug="reds")
    (found,) = series_and_months(series, "12")
    return MonthSummary(series, found)


@pytest.fixture
def east(summary: MonthSummary) -> Area:
    return next(area for area in summary.areas if area.key == "east")


def of_tally(area: Area, public_id: str) -> Reconciled:
    return next(f for f in area.all_figures() if f.tally is not None and f.tally.public_id == public_id)


def ids(figure: Reconciled) -> list[str]:
    return sorted(line.incident_id for line in figure.lines)


# The figures -----------------------------------------------------------------------------------------------


def test_the_adopted_tally_is_the_figure_and_what_incidents_do_not_account_for_stands_on_it_alone(
    east: Area,
) -> None:
    figure = of_tally(east, "ofblues")
    assert figure.figure == Figure.exact(20)
    # first 5 + last (at least) 3 + clash 7 = at least 15. Not: the joint act, the joint toll, the doubtful, the west.
    assert ids(figure) == ["clash", "first", "last"]
    assert figure.recorded == Figure(15, 15, None, "at_least")
    # 20 − at least 15 = about 5, at most 5.
    assert figure.aggregate_only == Figure(None, 5, 5, "about")
    assert not figure.exceeded


def test_parts_that_do_not_close_leave_an_unclassified_remainder(east: Area) -> None:
    figure = of_tally(east, "ofblues")
    # 20 − (9 army + 8 militia) = 3; the two civilians stand in addition and divide nothing.
    assert figure.unclassified == Figure.exact(3)
    assert sorted(part.tally.public_id for part in figure.parts) == ["civsmore", "ofarmy", "ofmiltia"]


def test_incidents_above_an_adopted_tally_are_shown_as_a_contradiction(east: Area) -> None:
    figure = of_tally(east, "ofreds")
    # The tally says 3; the clash alone has 4.
    assert (figure.figure, figure.recorded) == (Figure.exact(3), Figure.exact(4))
    assert figure.exceeded and figure.aggregate_only is None


def test_a_tally_is_compared_with_the_incidents_of_its_own_period(east: Area) -> None:
    figure = of_tally(east, "wounded")
    # 15–31 January: the hundreds of the 25th; not those of 1 and 10 February.
    assert ids(figure) == ["hundreds"]
    assert (figure.figure, figure.recorded) == (Figure.more_than(40), Figure.in_words("مئات", "hundreds"))
    assert figure.aggregate_only is None


def test_what_no_tally_covers_counts_by_itself_and_once(summary: MonthSummary) -> None:
    sums = {
        (
            area.key,
            f.lines[0].outcome,
            f.lines[0].civil_status,
            f.lines[0].parties,
            f.lines[0].perpetrators,
        ): f.figure
        for area in summary.areas
        for f in area.figures
        if f.tally is None
    }
    assert sums == {
        ("east", "killed", "civilian", "", "greens|reds"): Figure.exact(6),
        ("east", "killed", "combatant", "blues|greens", "reds"): Figure.about(10),
        # february 2–4 (best 2) + diedlate 4 = about 6, 6 to 8
        ("east", "wounded", "civilian", "", "reds"): Figure(6, 6, 8, "about"),
        # west 2 + an unknown number = at least 2
        ("west", "killed", "combatant", "blues", "reds"): Figure(2, 2, None, "at_least"),
    }


def test_acts_counters_and_tallies_that_no_editor_adopted_stand_apart(east: Area) -> None:
    assert of_tally(east, "acts").figure == Figure.exact(12) and of_tally(east, "acts").lines == []
    assert [f.tally.public_id for f in east.counters] == ["sinceold"]
    assert [f.tally.public_id for f in east.reported] == ["unadoptd"]


def test_nothing_of_another_scope_or_another_month_is_in_it(summary: MonthSummary) -> None:
    lines = {
        line.incident_id for area in summary.areas for figure in area.all_figures() for line in figure.lines
    }
    assert lines == {
        "civilian", "clash", "diedlate", "february", "first", "hundreds", "jointact", "jointoll", "last", "unknown",
        "west",
    }  # fmt: skip
    tallies = {f.tally.public_id for area in summary.areas for f in area.all_figures() if f.tally}
    assert "foreignt" not in tallies and len(tallies) == 9


def test_one_who_died_of_wounds_a_month_later_counts_there(summary: MonthSummary) -> None:
    (thirteenth,) = series_and_months(summary.series, "13")
    (area,) = MonthSummary(summary.series, thirteenth).areas
    # after 100; diedlate 1
    assert {ids(figure)[0]: figure.figure for figure in area.figures} == {
        "after": Figure.exact(100),
        "diedlate": Figure.exact(1),
    }


def test_the_losses_of_each_area_add_up_figures_that_share_no_case(summary: MonthSummary) -> None:
    rows = losses_of(summary)
    killed: dict[str, list[Figure]] = {}
    for row in rows:
        killed.setdefault(row.area.key, []).extend(f.figure for f in row.killed)
    # 20 of the blues, 3 of the reds, 6 of the joint act, about 10 of the joint toll
    assert sorted(figure.best for figure in killed["east"]) == [3, 6, 10, 20]
    assert [figure.best for figure in killed["west"]] == [2]


def test_the_list_of_months_has_the_three_with_data_and_no_other(summary: MonthSummary) -> None:
    assert sorted(summary.series.months.values_list("ordinal", flat=True)) == [11, 12, 13]


# Page, list, CSV and API -------------------------------------------------------------------------------------

#: What the month counts, by incident: killed and wounded as the sum of the lines of the month.
KILLED = {
    "first": "5", "last": "at least 3", "clash": "11", "jointact": "6", "jointoll": "about 10", "civilian": "2",
    "west": "2", "unknown": "unknown",
}  # fmt: skip
WOUNDED = {"february": "2-4", "diedlate": "4", "hundreds": "hundreds"}


def test_the_page_says_each_figure_with_its_qualifier() -> None:
    page = Client().get("/en/summaries/reds/12/").content.decode()
    text = " ".join(_words(page))
    for phrase in (
        "20 killed",
        "9 killed",
        "3 killed",
        "about 10 killed",
        "at least 2 killed",
        "more than 40 wounded",
    ):
        assert phrase in text, phrase
    assert "60 killed" not in text and "50 killed" not in text and "500 killed" not in text


def test_the_list_adds_up_the_lines_of_the_month() -> None:
    page = Client().get("/en/incidents/?month=reds:12").content.decode()
    text = " ".join(_words(page))
    # 5 + ≥3 + 11 + 6 + ~10 + 2 + 2 + ? = about 39; 2–4 + 4 + hundreds = about 6
    assert "about 39" in text and "about 6" in text


def test_the_csv_of_the_month_holds_its_incidents_and_their_figures() -> None:
    response = Client().get("/en/incidents.csv?month=reds:12")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(StringIO(text))}
    assert set(rows) == set(KILLED) | set(WOUNDED)
    for public_id, words in KILLED.items():
        assert figure_of(rows[public_id], "killed") == bounds(words), public_id
    for public_id, words in WOUNDED.items():
        assert figure_of(rows[public_id], "wounded") == bounds(words), public_id


def test_the_api_gives_the_same_incidents_and_lines() -> None:
    found = Client().get("/api/v1/incidents/?month=reds:12").json()
    assert {row["id"] for row in found["results"]} == set(KILLED) | set(WOUNDED)
    (clash,) = (row for row in found["results"] if row["id"] == "clash")
    assert [line["figure"]["best"] for line in clash["lines"]] == [7, 4]


def figure_of(row: dict[str, str], outcome: str) -> tuple[str, ...]:
    return tuple(row[f"{outcome}_{part}"] for part in ("low", "best", "high", "qualifier"))


def bounds(words: str) -> tuple[str, ...]:
    figure = parse_figure(words)
    numbers = ("" if bound is None else str(bound) for bound in (figure.low, figure.best, figure.high))
    return (*numbers, figure.qualifier)


def _words(page: str) -> Iterator[str]:
    import re

    yield from re.sub(r"<[^>]+>", " ", page).split()
