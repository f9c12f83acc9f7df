"""The months of a numbered series."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.periods import (
    ORDINAL_RULES,
    Month,
    Rule,
    add_months,
    month_containing,
    month_starting,
    months_between,
    months_named,
)

EPOCH = date(2014, 6, 29)
AT_START = Rule(EPOCH, EPOCH, "elapsed_at_start")
AT_END = Rule(EPOCH, EPOCH, "elapsed_at_end")
CHANGE = date(2019, 7, 29)
CHANGED = [AT_END, Rule(CHANGE, EPOCH, "elapsed_at_start")]
DAY = timedelta(days=1)

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@st.composite
def series(draw: st.DrawFn) -> list[Rule]:
    """One to three rules with epochs of their own, on any day of a month, and changes on any day."""
    rules = []
    for _ in range(draw(st.integers(1, 3))):
        epoch = draw(st.dates(min_value=date(2000, 1, 1), max_value=date(2020, 12, 31)))
        later = draw(st.integers(0, 4000))
        rules.append(Rule(epoch + later * DAY, epoch, draw(st.sampled_from(ORDINAL_RULES))))
    return list({rule.valid_from: rule for rule in rules}.values())


def test_month_78_begins_when_78_whole_months_have_passed() -> None:
    month = Month(date(2020, 12, 29), date(2021, 1, 28), 78)
    assert months_named(78, [AT_START]) == [month]
    assert month_containing(date(2020, 12, 30), [AT_START]) == month
    assert month_starting(date(2020, 12, 29), [AT_START]) == month


def test_month_14_of_the_older_rule_ends_when_14_whole_months_have_passed() -> None:
    month = Month(date(2015, 7, 29), date(2015, 8, 28), 14)
    assert months_named(14, [AT_END]) == [month]
    assert month_containing(date(2015, 8, 28), [AT_END]) == month


def test_calendar_months_count_from_the_month_of_the_epoch() -> None:
    rule = Rule(EPOCH, EPOCH, "calendar")
    assert months_named(0, [rule]) == [Month(date(2014, 6, 1), date(2014, 6, 30), 0)]
    assert months_named(79, [rule]) == [Month(date(2021, 1, 1), date(2021, 1, 31), 79)]


@pytest.mark.parametrize(
    ("epoch", "index", "start", "end"),
    [
        (date(2015, 1, 31), 1, date(2015, 2, 28), date(2015, 3, 30)),
        (date(2016, 1, 31), 1, date(2016, 2, 29), date(2016, 3, 30)),
        (date(2016, 1, 31), 2, date(2016, 3, 31), date(2016, 4, 29)),
        (date(2014, 6, 30), 8, date(2015, 2, 28), date(2015, 3, 29)),
        (date(2014, 6, 29), 8, date(2015, 2, 28), date(2015, 3, 28)),
        (date(2014, 6, 29), 20, date(2016, 2, 29), date(2016, 3, 28)),
        (date(2014, 6, 28), 8, date(2015, 2, 28), date(2015, 3, 27)),
    ],
)
def test_months_clip_to_february_and_do_not_drift(epoch: date, index: int, start: date, end: date) -> None:
    assert months_named(index, [Rule(epoch, epoch, "elapsed_at_start")]) == [Month(start, end, index)]
    assert months_named(index + 1, [Rule(epoch, epoch, "elapsed_at_end")]) == [Month(start, end, index + 1)]


def test_a_change_to_counting_at_the_start_makes_one_ordinal_name_two_months() -> None:
    assert months_named(61, CHANGED) == [
        Month(date(2019, 6, 29), date(2019, 7, 28), 61),
        Month(date(2019, 7, 29), date(2019, 8, 28), 61),
    ]
    assert [month.start for month in months_named(60, CHANGED)] == [date(2019, 5, 29)]
    assert [month.start for month in months_named(62, CHANGED)] == [date(2019, 8, 29)]


def test_a_change_to_counting_at_the_end_leaves_an_ordinal_out() -> None:
    rules = [AT_START, Rule(CHANGE, EPOCH, "elapsed_at_end")]
    assert months_named(61, rules) == []
    assert len(months_named(60, rules)) == len(months_named(62, rules)) == 1


def test_a_month_under_way_keeps_the_rule_of_its_first_day() -> None:
    rules = [AT_END, Rule(date(2019, 7, 10), EPOCH, "elapsed_at_start")]
    assert month_containing(date(2019, 7, 20), rules) == Month(date(2019, 6, 29), date(2019, 7, 28), 61)
    assert month_containing(date(2019, 7, 29), rules) == Month(date(2019, 7, 29), date(2019, 8, 28), 61)


def test_the_first_month_of_a_rule_that_begins_elsewhere_is_short() -> None:
    rules = [AT_START, Rule(date(2021, 1, 1), EPOCH, "calendar")]
    assert [(m.start, m.end) for m in months_between(date(2020, 12, 29), date(2021, 2, 1), rules)] == [
        (date(2020, 12, 29), date(2021, 1, 28)),
        (date(2021, 1, 29), date(2021, 1, 31)),
        (date(2021, 2, 1), date(2021, 2, 28)),
    ]


def test_a_rule_replaced_before_a_month_of_its_own_begins_has_none() -> None:
    calendar = Rule(date(2020, 1, 1), date(2020, 1, 1), "calendar")
    replaced = Rule(date(2021, 1, 10), date(2020, 1, 15), "elapsed_at_start")
    final = Rule(date(2021, 1, 20), date(2020, 1, 5), "elapsed_at_end")
    assert month_containing(date(2021, 1, 25), [calendar, replaced, final]) == Month(
        date(2021, 1, 1), date(2021, 1, 31), 12
    )
    assert month_containing(date(2021, 2, 1), [calendar, replaced, final]) == Month(
        date(2021, 2, 1), date(2021, 2, 4), 13
    )


def test_there_is_no_month_before_the_series_or_without_rules() -> None:
    assert month_containing(date(2014, 6, 28), [AT_START]) is None
    assert month_containing(date(2020, 1, 1), []) is None
    assert months_named(78, []) == []
    assert list(months_between(date(2020, 1, 1), date(2021, 1, 1), [])) == []


@pytest.mark.parametrize("ordinal", [-1, 10**6, 10**30])
def test_an_ordinal_that_no_month_bears_names_none(ordinal: int) -> None:
    assert months_named(ordinal, [AT_START]) == []


def test_the_first_ordinals_are_0_and_1() -> None:
    assert months_named(0, [AT_START])[0].start == EPOCH
    assert months_named(0, [AT_END]) == []
    assert months_named(1, [AT_END])[0].start == EPOCH


def test_a_day_inside_a_month_starts_none() -> None:
    assert month_starting(date(2020, 12, 30), [AT_START]) is None


def test_the_order_in_which_rules_are_given_does_not_matter() -> None:
    assert months_named(61, CHANGED[::-1]) == months_named(61, CHANGED)


def test_it_refuses_an_unknown_rule_an_epoch_after_its_rule_and_two_rules_of_one_day() -> None:
    with pytest.raises(ValueError, match="ordinal rule"):
        Rule(EPOCH, EPOCH, "lunar")
    with pytest.raises(ValueError, match="epoch"):
        Rule(EPOCH, EPOCH + DAY, "calendar")
    with pytest.raises(ValueError, match="same day"):
        months_named(1, [AT_START, AT_END])


def test_months_reach_the_end_of_the_calendar() -> None:
    month = month_containing(date.max, [AT_START])
    assert month == Month(date(9999, 12, 29), date.max, 95826)
    assert list(months_between(date(9999, 12, 30), date.max, [AT_START])) == [month]


@given(series(), days)
def test_months_tile_time_without_gap_or_overlap(rules: list[Rule], day: date) -> None:
    month = month_containing(day, rules)
    if month is None:
        assert day < min(rule.valid_from for rule in rules)
        return
    assert day in month
    assert 1 <= month.days <= 31
    following = month_containing(month.end + DAY, rules)
    assert following is not None
    assert following.start == month.end + DAY
    if (before := month_containing(month.start - DAY, rules)) is not None:
        assert before.end == month.start - DAY


@given(series(), days)
def test_every_month_is_found_again_by_its_ordinal_and_its_first_day(rules: list[Rule], day: date) -> None:
    month = month_containing(day, rules)
    if month is not None:
        assert month in months_named(month.ordinal, rules)
        assert month_starting(month.start, rules) == month


@given(series(), st.integers(0, 400))
def test_months_that_bear_an_ordinal_are_months_of_the_series(rules: list[Rule], ordinal: int) -> None:
    months = months_named(ordinal, rules)
    assert months == sorted(months, key=lambda month: month.start)
    assert all(month_containing(day, rules) == month for month in months for day in (month.start, month.end))


@given(series(), days)
def test_the_rule_of_a_month_is_the_one_valid_on_its_first_day(rules: list[Rule], day: date) -> None:
    month = month_containing(day, rules)
    if month is None:
        return
    ordered = sorted(rules, key=lambda rule: rule.valid_from)
    rule = [ordered[0], *(rule for rule in ordered if rule.valid_from <= month.start)][-1]
    assert month.ordinal == rule.index_of(month.start) + (rule.ordinal_rule == "elapsed_at_end")
    assert month.end == rule.end_of(rule.index_of(month.start))


@given(days.filter(lambda day: day.day >= 28), st.integers(0, 300))
def test_the_rules_differ_by_one_ordinal_and_not_in_days(epoch: date, index: int) -> None:
    (at_start,) = months_named(index, [Rule(epoch, epoch, "elapsed_at_start")])
    (at_end,) = months_named(index + 1, [Rule(epoch, epoch, "elapsed_at_end")])
    assert (at_start.start, at_start.end) == (at_end.start, at_end.end)
    assert at_start.start == add_months(epoch, index)
