"""Periods longer than a month: which months of a series they have, and what their addresses mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.periods import ORDINAL_RULES, Rule, month_containing, months_between
from terms.spans import Span, after, before, days_covered, months_of_span, run_of_months, span_named

EPOCH = date(2014, 6, 29)
SERIES = [Rule(EPOCH, EPOCH, "elapsed_at_start")]
DAY = timedelta(days=1)


@st.composite
def series(draw: st.DrawFn) -> list[Rule]:
    """One or two rules, on any days."""
    rules = []
    for _ in range(draw(st.integers(1, 2))):
        epoch = draw(st.dates(min_value=date(2000, 1, 1), max_value=date(2012, 12, 31)))
        later = draw(st.integers(0, 2500))
        rules.append(Rule(epoch + later * DAY, epoch, draw(st.sampled_from(ORDINAL_RULES))))
    return list({rule.valid_from: rule for rule in rules}.values())


def test_a_year_has_the_months_whose_first_day_lies_in_it_and_covers_their_days() -> None:
    months = list(months_of_span(Span.year(2020), SERIES))
    assert (len(months), months[0].start, months[-1].ordinal) == (12, date(2020, 1, 29), 78)
    assert days_covered(Span.year(2020), SERIES) == (date(2020, 1, 29), date(2021, 1, 28))


def test_the_year_in_which_a_series_begins_has_only_its_months() -> None:
    assert [month.ordinal for month in months_of_span(Span.year(2014), SERIES)] == [0, 1, 2, 3, 4, 5, 6]
    assert days_covered(Span.year(2013), SERIES) is None
    assert list(months_of_span(Span.year(2013), SERIES)) == []


def test_months_that_begin_after_a_day_are_left_out() -> None:
    months = list(months_of_span(Span.year(2020), SERIES, until=date(2020, 3, 28)))
    assert [month.ordinal for month in months] == [67, 68]


def test_a_month_that_began_before_the_period_is_not_part_of_it() -> None:
    run = Span(date(2020, 1, 1), date(2020, 2, 29))
    assert [month.start for month in months_of_span(run, SERIES)] == [date(2020, 1, 29), date(2020, 2, 29)]
    assert days_covered(Span(date(2020, 1, 30), date(2020, 2, 28)), SERIES) is None


@given(series(), st.integers(2020, 2030))
def test_years_share_no_month_and_leave_none_out_and_halves_make_up_their_year(
    rules: list[Rule], year: int
) -> None:
    years = [list(months_of_span(Span.year(year + n), rules)) for n in range(3)]
    first, last = years[0][0], years[-1][-1]
    assert [month for months in years for month in months] == list(
        months_between(first.start, last.start, rules)
    )
    halves = [list(months_of_span(Span.half(year, number), rules)) for number in (1, 2)]
    assert halves[0] + halves[1] == years[0]


@given(series(), st.dates(date(2013, 1, 1), date(2030, 12, 31)), st.integers(0, 2000))
def test_a_run_by_exactly_the_days_of_its_months_has_the_same_months(
    rules: list[Rule], first: date, days: int
) -> None:
    span = Span(first, first + days * DAY)
    months = list(months_of_span(span, rules))
    covered = days_covered(span, rules)
    assert (covered is None) == (not months)
    if covered:
        run = run_of_months(months[0], months[-1])
        assert (run.first, run.last) == covered
        assert list(months_of_span(run, rules)) == months
        assert days_covered(run, rules) == covered
        assert all(month_containing(month.start, rules) == month for month in months)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.integers(0, 400))
def test_an_address_is_read_as_the_period_that_it_was_written_for(day: date, more: int) -> None:
    last = min(day.toordinal() + more, date.max.toordinal())
    for span in (Span.year_of(day), Span.half_of(day), Span(day, date.fromordinal(last))):
        assert span_named(span.name) == span
        assert day in span


@pytest.mark.parametrize(
    "name",
    ["", "78", "2020-12-29", "year-20", "year-0000", "year-٢٠٢٠", "year-2020-1", "half-2020-0", "half-2020-3",
     "half-2020", "2020-01-01--2020-13-01", "2020-02-30--2020-03-01", "2020-02-01--2020-01-01", "2020--2021",
     "2020-01-01--2020-02-01--2020-03-01", "year-2020\n"],
)  # fmt: skip
def test_other_names_are_no_period(name: str) -> None:
    assert span_named(name) is None


def test_what_lies_beside_a_period_and_within_it() -> None:
    assert (before(Span.year(2020)), after(Span.year(2020))) == (Span.year(2019), Span.year(2021))
    assert (before(Span.half(2020, 1)), after(Span.half(2020, 1))) == (Span.half(2019, 2), Span.half(2020, 2))
    assert before(Span.year(1)) is None and after(Span.year(9999)) is None
    assert after(Span(EPOCH, EPOCH)) is None
    assert Span.year(2020).within() == [Span.half(2020, 1), Span.half(2020, 2)]
    assert Span.half(2020, 2).within() == [Span.year(2020)]
