"""A month beside others of its series: what is kept of each, comparisons, and the highest since."""

from datetime import date

import pytest

from publication import projector
from publication.compared import Neighbours, highest_since, is_covered, kept_of, same_figures, signature
from publication.models import PublishedMonth, PublishedSeries
from publication.months import MonthSummary, month_containing
from terms.figures import Figure, parse_figure
from tests.publication import documents as docs

pytestmark = pytest.mark.django_db

#: The first days of the months of the series, the month of the tests last.
STARTS = ["2020-08-29", "2020-09-29", "2020-10-29", "2020-11-29", "2020-12-29"]


def month(day: str) -> MonthSummary:
    series = PublishedSeries.objects.get()
    found = month_containing(date.fromisoformat(day), series.rules())
    assert found is not None
    return MonthSummary(series, found)


def publish(*figures: str, coverage: tuple[str, str] | None = None) -> MonthSummary:
    """A tally of the killed for each month up to the last, by their words; "" for a month without one."""
    content = docs.series()
    if coverage:
        content["coverage"] = [{"start": coverage[0], "end": coverage[1], "reason": "كل الحوادث"}]
    docs.release(content)
    for number, words in enumerate(figures):
        start = STARTS[len(STARTS) - len(figures) + number]
        end = month(start).month.end.isoformat()
        if words:
            docs.release(
                docs.tally(f"tally{number:03}", words, period_start=start, period_end=end, reported_for=start)
            )
    projector.settle()
    return month(STARTS[-1])


def high_of(summary: MonthSummary):
    (area,) = summary.areas
    (figure,) = area.figures
    return highest_since(figure.figure, signature(figure, area.key), Neighbours.of(summary))


def test_what_is_kept_is_what_a_fresh_count_of_the_month_gives() -> None:
    publish("10", "20", "30")
    rows = list(PublishedMonth.objects.select_related("series"))
    assert len(rows) == 3
    for row in rows:
        assert row.kept == kept_of(MonthSummary(row.series, row.month))
        assert not row.is_stale


def test_a_release_marks_its_month_and_no_other() -> None:
    publish("10", "20", "30")
    docs.release(
        docs.tally("another1", "5", period_start=STARTS[-1], reported_for=STARTS[-1], parties=[docs.CELLS])
    )
    assert [row.start.isoformat() for row in PublishedMonth.objects.filter(is_stale=True)] == [STARTS[-1]]
    assert projector.settle() == 1
    assert projector.settle() == 0


def test_a_month_that_a_record_leaves_is_made_anew() -> None:
    publish("10", "20")
    content = docs.tally(
        "leaving1", "5", period_start=STARTS[-2], period_end="2020-12-28", reported_for=STARTS[-2]
    )
    docs.release(content)
    projector.settle()
    docs.withdraw(content)
    row = PublishedMonth.objects.get(start=STARTS[-2])
    assert row.is_stale
    projector.settle()
    row.refresh_from_db()
    assert "leaving1" not in str(row.kept)


def test_the_same_figure_of_the_month_before_is_found_by_what_it_counts() -> None:
    summary = publish("10", "30")
    docs.release(
        docs.tally("others01", "7", period_start=STARTS[-2], period_end="2020-12-28", reported_for=STARTS[-2],
                   parties=[docs.MILITIA])
    )  # fmt: skip
    projector.settle()
    found = same_figures(summary, Neighbours.of(summary).before())
    assert found == {"tally001": {"slug": "tally000", "figure": parse_figure("10").as_json()}}


def test_the_month_of_the_year_before_is_the_one_with_the_same_day() -> None:
    docs.release(docs.series())
    docs.release(docs.tally("yearago1", "5", period_start="2019-12-29", period_end="2020-01-28",
                            reported_for="2019-12-29"))  # fmt: skip
    docs.release(docs.tally("thisyear", "6"))
    row = Neighbours.of(month(STARTS[-1])).year_before()
    assert row is not None
    assert row.start == date(2019, 12, 29)


def test_the_highest_since_the_month_that_was_as_high() -> None:
    found = high_of(publish("50", "10", "20", "30", "40"))
    assert found is not None
    assert found.since is not None
    assert (found.since.start.isoformat(), found.months, found.complete) == (STARTS[0], 3, False)


def test_the_highest_of_all_that_is_recorded_names_no_month() -> None:
    found = high_of(publish("5", "10", "20", "30", "40"))
    assert found is not None
    assert (found.since, found.months) == (None, 4)


def test_higher_than_two_months_is_no_news() -> None:
    assert high_of(publish("50", "60", "20", "30", "40")) is None


def test_a_month_before_that_was_equal_is_as_high() -> None:
    assert high_of(publish("10", "20", "30", "40", "40")) is None


@pytest.mark.parametrize("words", ["about 40", "hundreds"])
def test_a_figure_of_which_the_least_is_unknown_is_never_called_the_highest(words: str) -> None:
    assert high_of(publish("5", "10", "20", "30", words)) is None


def test_at_least_so_many_may_be_the_highest() -> None:
    assert high_of(publish("5", "10", "20", "30", "at least 40")) is not None


@pytest.mark.parametrize("words", ["at least 10", "more than 10", "about 10"])
def test_a_month_before_that_may_have_been_as_high_ends_all_comparison(words: str) -> None:
    assert high_of(publish("5", words, "20", "30", "40")) is None


def test_the_high_end_of_a_range_is_what_a_month_may_have_been() -> None:
    found = high_of(publish("30-60", "10", "20", "30", "40"))
    assert found is not None
    assert found.since is not None


def test_coverage_must_be_declared_for_every_day_from_there_to_the_end_of_the_month() -> None:
    summary = publish("50", "10", "20", "30", "40", coverage=("2020-09-29", "2021-01-28"))
    found = high_of(summary)
    assert found is not None
    assert found.complete
    content = docs.series()
    content["coverage"] = [{"start": "2020-09-30", "end": "2021-01-28", "reason": "كل الحوادث"}]
    docs.release(content, version=2)
    projector.settle()
    found = high_of(month(STARTS[-1]))
    assert found is not None
    assert not found.complete


def test_spans_of_coverage_that_touch_are_one() -> None:
    docs.release(docs.series())
    series = PublishedSeries.objects.get()
    series.content["coverage"] = [
        {"start": "2020-02-01", "end": "2020-02-29"},
        {"start": "2020-01-01", "end": "2020-01-31"},
    ]
    assert is_covered(series, date(2020, 1, 5), date(2020, 2, 20))
    assert not is_covered(series, date(2020, 1, 5), date(2020, 3, 1))
    assert not is_covered(series, date(2019, 12, 31), date(2020, 2, 20))


def test_no_figure_is_compared_with_itself() -> None:
    summary = publish("40")
    assert Neighbours.of(summary).months == []
    assert Figure.exact(40) == summary.areas[0].figures[0].figure


def test_an_area_is_as_exact_as_its_whole_though_a_part_of_it_is_not() -> None:
    """Month 14: an exact 91 of which one part is “at least 9”."""
    docs.release(docs.series())
    whole = docs.tally("wholeaaa", "91", civil_status="", parties=[])
    docs.release(whole)
    for public_id, words, status, parties in (
        ("partaaaa", "82", "civilian", []), ("partbbbb", "at least 9", "combatant", [docs.ARMY]),
    ):  # fmt: skip
        docs.release(
            docs.tally(public_id, words, civil_status=status, parties=parties, parent={"id": "wholeaaa"},
                       relation="of_which")
        )  # fmt: skip
    projector.settle()
    kept = PublishedMonth.objects.get().kept
    assert kept["areas"] == {"regime": {"killed": parse_figure("91").as_json()}}
    assert sorted(loss["killed"]["qualifier"] for loss in kept["losses"]) == ["at_least", "exact"]
