"""How much time lies between two days, in words."""

from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given

from terms.arabic.agreement import Case
from terms.durations import Span, elapsed, span_text
from terms.periods import add_months
from tests.support.durations import after, disagreements, some_day

CASES: tuple[Case, ...] = ("nominative", "accusative", "genitive")

# number | nominative | accusative | genitive | English; one Arabic cell where all cases look alike
DAYS = """
1 | يوم واحد | يوماً واحداً | يوم واحد | 1 day
2 | يومان | يومين | يومين | 2 days
3 | 3 أيام | 3 days
4 | 4 أيام | 4 days
5 | 5 أيام | 5 days
6 | 6 أيام | 6 days
7 | 7 أيام | 7 days
8 | 8 أيام | 8 days
9 | 9 أيام | 9 days
10 | 10 أيام | 10 days
11 | 11 يوماً | 11 days
12 | 12 يوماً | 12 days
13 | 13 يوماً | 13 days
14 | 14 يوماً | 14 days
15 | 15 يوماً | 15 days
16 | 16 يوماً | 16 days
17 | 17 يوماً | 17 days
18 | 18 يوماً | 18 days
19 | 19 يوماً | 19 days
20 | 20 يوماً | 20 days
21 | 21 يوماً | 21 days
22 | 22 يوماً | 22 days
23 | 23 يوماً | 23 days
24 | 24 يوماً | 24 days
25 | 25 يوماً | 25 days
26 | 26 يوماً | 26 days
27 | 27 يوماً | 27 days
28 | 28 يوماً | 28 days
29 | 29 يوماً | 29 days
30 | 30 يوماً | 30 days
31 | شهر واحد | شهراً واحداً | شهر واحد | 1 month
32 | شهر واحد ويوم واحد | شهراً واحداً ويوماً واحداً | شهر واحد ويوم واحد | 1 month and 1 day
33 | شهر واحد ويومان | شهراً واحداً ويومين | شهر واحد ويومين | 1 month and 2 days
34 | شهر واحد و3 أيام | شهراً واحداً و3 أيام | شهر واحد و3 أيام | 1 month and 3 days
35 | شهر واحد و4 أيام | شهراً واحداً و4 أيام | شهر واحد و4 أيام | 1 month and 4 days
36 | شهر واحد و5 أيام | شهراً واحداً و5 أيام | شهر واحد و5 أيام | 1 month and 5 days
37 | شهر واحد و6 أيام | شهراً واحداً و6 أيام | شهر واحد و6 أيام | 1 month and 6 days
38 | شهر واحد و7 أيام | شهراً واحداً و7 أيام | شهر واحد و7 أيام | 1 month and 7 days
39 | شهر واحد و8 أيام | شهراً واحداً و8 أيام | شهر واحد و8 أيام | 1 month and 8 days
40 | شهر واحد و9 أيام | شهراً واحداً و9 أيام | شهر واحد و9 أيام | 1 month and 9 days
41 | شهر واحد و10 أيام | شهراً واحداً و10 أيام | شهر واحد و10 أيام | 1 month and 10 days
42 | شهر واحد و11 يوماً | شهراً واحداً و11 يوماً | شهر واحد و11 يوماً | 1 month and 11 days
43 | شهر واحد و12 يوماً | شهراً واحداً و12 يوماً | شهر واحد و12 يوماً | 1 month and 12 days
44 | شهر واحد و13 يوماً | شهراً واحداً و13 يوماً | شهر واحد و13 يوماً | 1 month and 13 days
45 | شهر واحد و14 يوماً | شهراً واحداً و14 يوماً | شهر واحد و14 يوماً | 1 month and 14 days
46 | شهر واحد و15 يوماً | شهراً واحداً و15 يوماً | شهر واحد و15 يوماً | 1 month and 15 days
47 | شهر واحد و16 يوماً | شهراً واحداً و16 يوماً | شهر واحد و16 يوماً | 1 month and 16 days
48 | شهر واحد و17 يوماً | شهراً واحداً و17 يوماً | شهر واحد و17 يوماً | 1 month and 17 days
49 | شهر واحد و18 يوماً | شهراً واحداً و18 يوماً | شهر واحد و18 يوماً | 1 month and 18 days
50 | شهر واحد و19 يوماً | شهراً واحداً و19 يوماً | شهر واحد و19 يوماً | 1 month and 19 days
51 | شهر واحد و20 يوماً | شهراً واحداً و20 يوماً | شهر واحد و20 يوماً | 1 month and 20 days
52 | شهر واحد و21 يوماً | شهراً واحداً و21 يوماً | شهر واحد و21 يوماً | 1 month and 21 days
53 | شهر واحد و22 يوماً | شهراً واحداً و22 يوماً | شهر واحد و22 يوماً | 1 month and 22 days
54 | شهر واحد و23 يوماً | شهراً واحداً و23 يوماً | شهر واحد و23 يوماً | 1 month and 23 days
55 | شهر واحد و24 يوماً | شهراً واحداً و24 يوماً | شهر واحد و24 يوماً | 1 month and 24 days
56 | شهر واحد و25 يوماً | شهراً واحداً و25 يوماً | شهر واحد و25 يوماً | 1 month and 25 days
57 | شهر واحد و26 يوماً | شهراً واحداً و26 يوماً | شهر واحد و26 يوماً | 1 month and 26 days
58 | شهر واحد و27 يوماً | شهراً واحداً و27 يوماً | شهر واحد و27 يوماً | 1 month and 27 days
59 | شهران | شهرين | شهرين | 2 months
60 | شهران ويوم واحد | شهرين ويوماً واحداً | شهرين ويوم واحد | 2 months and 1 day
61 | شهران ويومان | شهرين ويومين | شهرين ويومين | 2 months and 2 days
62 | شهران و3 أيام | شهرين و3 أيام | شهرين و3 أيام | 2 months and 3 days
"""
MONTHS = """
1 | شهر واحد | شهراً واحداً | شهر واحد | 1 month
2 | شهران | شهرين | شهرين | 2 months
3 | 3 أشهر | 3 months
4 | 4 أشهر | 4 months
5 | 5 أشهر | 5 months
6 | 6 أشهر | 6 months
7 | 7 أشهر | 7 months
8 | 8 أشهر | 8 months
9 | 9 أشهر | 9 months
10 | 10 أشهر | 10 months
11 | 11 شهراً | 11 months
12 | سنة واحدة | 1 year
13 | سنة واحدة وشهر واحد | سنة واحدة وشهراً واحداً | سنة واحدة وشهر واحد | 1 year and 1 month
14 | سنة واحدة وشهران | سنة واحدة وشهرين | سنة واحدة وشهرين | 1 year and 2 months
15 | سنة واحدة و3 أشهر | 1 year and 3 months
16 | سنة واحدة و4 أشهر | 1 year and 4 months
17 | سنة واحدة و5 أشهر | 1 year and 5 months
18 | سنة واحدة و6 أشهر | 1 year and 6 months
19 | سنة واحدة و7 أشهر | 1 year and 7 months
20 | سنة واحدة و8 أشهر | 1 year and 8 months
21 | سنة واحدة و9 أشهر | 1 year and 9 months
22 | سنة واحدة و10 أشهر | 1 year and 10 months
23 | سنة واحدة و11 شهراً | 1 year and 11 months
24 | سنتان | سنتين | سنتين | 2 years
"""
YEARS = """
1 | سنة واحدة | 1 year
2 | سنتان | سنتين | سنتين | 2 years
3 | 3 سنوات | 3 years
4 | 4 سنوات | 4 years
5 | 5 سنوات | 5 years
6 | 6 سنوات | 6 years
7 | 7 سنوات | 7 years
8 | 8 سنوات | 8 years
9 | 9 سنوات | 9 years
10 | 10 سنوات | 10 years
11 | 11 سنة | 11 years
12 | 12 سنة | 12 years
13 | 13 سنة | 13 years
14 | 14 سنة | 14 years
15 | 15 سنة | 15 years
16 | 16 سنة | 16 years
17 | 17 سنة | 17 years
18 | 18 سنة | 18 years
19 | 19 سنة | 19 years
20 | 20 سنة | 20 years
"""

Row = tuple[int, tuple[str, ...], str]


def rows(table: str) -> list[Row]:
    cells = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [
        (int(number), tuple(arabic) if len(arabic) == 3 else (arabic[0],) * 3, english)
        for number, *arabic, english in cells
    ]


def held(span: Span) -> tuple[tuple[str, ...], str]:
    return tuple(span_text(span, "ar", case) for case in CASES), span_text(span, "en")


@pytest.mark.parametrize(("days", "arabic", "english"), rows(DAYS))
def test_days_from_the_first_of_january(days: int, arabic: tuple[str, ...], english: str) -> None:
    start = date(2021, 1, 1)  # months of 31 and 28 days
    assert held(elapsed(start, start + timedelta(days))) == (arabic, english)


@pytest.mark.parametrize(("months", "arabic", "english"), rows(MONTHS))
def test_months(months: int, arabic: tuple[str, ...], english: str) -> None:
    start = date(2014, 8, 12)
    assert held(elapsed(start, add_months(start, months))) == (arabic, english)


@pytest.mark.parametrize(("years", "arabic", "english"), rows(YEARS))
def test_years(years: int, arabic: tuple[str, ...], english: str) -> None:
    assert held(elapsed(date(2004, 3, 15), date(2004 + years, 3, 15))) == (arabic, english)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        (date(2021, 1, 1), date(2021, 1, 1), Span(0, 0, 0)),
        (date(2021, 1, 31), date(2021, 2, 28), Span(0, 0, 28)),
        (date(2021, 1, 31), date(2021, 3, 1), Span(0, 1, 1)),
        (date(2021, 1, 31), date(2021, 3, 30), Span(0, 1, 30)),
        (date(2021, 1, 31), date(2021, 3, 31), Span(0, 2, 0)),
        (date(2016, 2, 29), date(2017, 2, 28), Span(0, 11, 30)),
        (date(2016, 2, 29), date(2017, 3, 1), Span(1, 0, 1)),
        (date(2016, 2, 29), date(2020, 2, 29), Span(4, 0, 0)),
        (date(2020, 12, 31), date(2021, 1, 1), Span(0, 0, 1)),
        (date(2013, 9, 16), date(2021, 2, 15), Span(7, 4, 30)),
    ],
)
def test_only_what_is_completed_counts(start: date, end: date, span: Span) -> None:
    assert elapsed(start, end) == span


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="النهاية قبل البداية"):
        elapsed(date(2021, 1, 2), date(2021, 1, 1))


@pytest.mark.parametrize(
    ("span", "finest", "arabic", "english"),
    [
        (Span(0, 0, 0), "day", "أقل من يوم", "less than a day"),
        (Span(0, 0, 14), "month", "أقل من شهر", "less than a month"),
        (Span(0, 0, 15), "month", "شهر واحد", "1 month"),
        (Span(0, 1, 15), "month", "شهران", "2 months"),
        (Span(0, 11, 20), "month", "سنة واحدة", "1 year"),
        (Span(1, 11, 15), "month", "سنتان", "2 years"),
        (Span(7, 4, 30), "month", "7 سنوات و5 أشهر", "7 years and 5 months"),
        (Span(0, 5, 30), "year", "أقل من سنة", "less than a year"),
        (Span(0, 6, 0), "year", "سنة واحدة", "1 year"),
        (Span(10, 6, 0), "year", "11 سنة", "11 years"),
        (Span(10, 5, 30), "year", "10 سنوات", "10 years"),
        # Two units at most, and what is left out is not rounded.
        (Span(1, 2, 29), "day", "سنة واحدة وشهران", "1 year and 2 months"),
        (Span(1, 0, 29), "day", "سنة واحدة", "1 year"),
        (Span(11, 11, 30), "day", "11 سنة و11 شهراً", "11 years and 11 months"),
    ],
)
def test_a_span_is_said_as_finely_as_asked(
    span: Span, finest: Literal["day", "month", "year"], arabic: str, english: str
) -> None:
    assert span_text(span, "ar", finest=finest) == arabic
    assert span_text(span, "en", finest=finest) == english


# Properties ------------------------------------------------------------------------------------------------


@given(some_day, some_day)
def test_the_start_and_what_has_elapsed_give_the_end(one: date, other: date) -> None:
    start, end = sorted((one, other))
    span = elapsed(start, end)
    assert after(start, span) == end
    assert 0 <= span.months < 12
    assert 0 <= span.days < 31


@given(some_day, some_day, some_day)
def test_later_ends_and_earlier_starts_are_never_shorter(one: date, two: date, three: date) -> None:
    first, second, third = sorted((one, two, three))
    as_tuple = [(span.years, span.months, span.days) for span in
                (elapsed(first, second), elapsed(second, third), elapsed(first, third))]  # fmt: skip
    assert as_tuple[2] >= max(as_tuple[:2])


def test_the_check_of_agreement_sees_what_disagrees() -> None:
    assert not disagreements("11 سنة و10 أشهر")
    assert not disagreements("ما بين 9 و11 سنة")
    for wrong in ("3 سنة", "11 أشهر", "2 سنوات", "1 يوم", "ما بين 2 و9 سنوات", "ما بين 9 و11 سنوات"):
        assert disagreements(wrong), wrong


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("finest", ["day", "month", "year"])
def test_no_number_disagrees_with_its_noun_up_to_twenty_years(
    case: Case, finest: Literal["day", "month", "year"]
) -> None:
    start = date(2001, 1, 31)
    spans = {elapsed(start, start + timedelta(days)) for days in range(1, 7306)}
    assert len(spans) > 7000
    assert [
        wrong for span in spans for wrong in disagreements(span_text(span, "ar", case, finest=finest))
    ] == []
