"""How long someone has been held, as exactly as the beginning is known."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.durations import Span, elapsed, span_text, time_held
from terms.periods import add_months
from tests.support.durations import after, disagreements, some_day

END = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("earliest", "latest", "arabic", "english"),
    [
        (None, None, "مدة غير معروفة", "for an unknown time"),
        # The day is known.
        (END, END, "أقل من يوم", "less than a day"),
        (date(2019, 1, 1), date(2019, 1, 1), "سنتين وشهرين", "2 years and 2 months"),
        # Up to six days: to the day while it is short, then to the month.
        (date(2021, 2, 20), date(2021, 2, 24), "نحو 7 أيام", "about 7 days"),
        (date(2021, 1, 28), date(2021, 1, 31), "نحو شهر واحد ويوم واحد", "about 1 month and 1 day"),
        (date(2020, 12, 28), date(2021, 1, 2), "نحو شهرين", "about 2 months"),
        (date(2020, 1, 1), date(2020, 1, 7), "نحو سنة واحدة وشهرين", "about 1 year and 2 months"),
        # Up to a month.
        (date(2021, 1, 20), date(2021, 1, 27), "نحو شهر واحد", "about 1 month"),
        (date(2013, 9, 1), date(2013, 10, 2), "نحو 7 سنوات و5 أشهر", "about 7 years and 5 months"),
        (date(2021, 1, 10), date(2021, 2, 10), "نحو شهر واحد", "about 1 month"),
        (date(2013, 9, 1), date(2013, 9, 30), "نحو 7 سنوات و5 أشهر", "about 7 years and 5 months"),
        # Up to a year: to the month while it is under two years, then to the year.
        (date(2019, 7, 1), date(2019, 12, 1), "نحو سنة واحدة و5 أشهر", "about 1 year and 5 months"),
        (date(2013, 9, 1), date(2013, 10, 3), "نحو 7 سنوات", "about 7 years"),
        (date(2018, 1, 1), date(2018, 12, 31), "نحو 3 سنوات", "about 3 years"),
        (date(2014, 1, 1), date(2014, 12, 31), "نحو 7 سنوات", "about 7 years"),
        (date(2012, 1, 1), date(2013, 1, 1), "نحو 9 سنوات", "about 9 years"),  # 366 days apart
        # Wider.
        (date(2012, 1, 1), date(2013, 1, 2), "ما بين 8 و10 سنوات", "between 8 and 10 years"),
        (date(2013, 3, 1), date(2015, 3, 1), "ما بين 6 و8 سنوات", "between 6 and 8 years"),
        (date(2013, 2, 28), date(2015, 3, 1), "ما بين 6 و9 سنوات", "between 6 and 9 years"),
        (date(2010, 3, 1), date(2012, 3, 1), "ما بين 9 و11 سنة", "between 9 and 11 years"),
        (date(2010, 2, 1), date(2018, 4, 1), "ما بين سنتين و12 سنة", "between 2 and 12 years"),
        (date(2018, 2, 1), date(2020, 2, 1), "ما بين سنة واحدة و4 سنوات", "between 1 and 4 years"),
        (date(2019, 6, 1), date(2020, 12, 1), "سنتين على الأكثر", "at most 2 years"),
        (date(2010, 6, 1), date(2020, 12, 1), "11 سنة على الأكثر", "at most 11 years"),
        # One side is known.
        (date(2019, 2, 1), None, "سنتين وشهر واحد على الأكثر", "at most 2 years and 1 month"),
        (date(2019, 1, 31), None, "سنتين وشهرين على الأكثر", "at most 2 years and 2 months"),
        (date(2021, 2, 27), None, "يومين على الأكثر", "at most 2 days"),
        (END, None, "أقل من يوم", "less than a day"),
        (None, date(2019, 1, 31), "سنتين وشهر واحد على الأقل", "at least 2 years and 1 month"),
        (None, date(2021, 2, 26), "3 أيام على الأقل", "at least 3 days"),
        (None, END, "مدة غير معروفة", "for an unknown time"),
        # It may have begun a moment ago, or the latest day lies in the future.
        (date(2021, 2, 25), date(2021, 3, 9), "4 أيام على الأكثر", "at most 4 days"),
        (date(2021, 2, 1), date(2021, 2, 22), "شهر واحد على الأكثر", "at most 1 month"),
        (date(2020, 11, 15), date(2021, 3, 1), "4 أشهر على الأكثر", "at most 4 months"),
        (END, date(2022, 1, 1), "أقل من يوم", "less than a day"),
        (None, date(2022, 1, 1), "مدة غير معروفة", "for an unknown time"),
    ],
)
def test_the_time_held_is_as_exact_as_its_beginning(
    earliest: date | None, latest: date | None, arabic: str, english: str
) -> None:
    assert time_held(earliest, latest, END, "ar") == arabic
    assert time_held(earliest, latest, END, "en") == english


def test_the_case_shows_in_what_no_preposition_governs() -> None:
    two_years = date(2019, 3, 1)
    assert time_held(two_years, two_years, END, "ar", "nominative") == "سنتان"
    assert time_held(two_years, None, END, "ar", "nominative") == "سنتان على الأكثر"
    assert time_held(None, two_years, END, "ar", "nominative") == "سنتان على الأقل"
    assert time_held(date(2020, 12, 28), date(2021, 1, 2), END, "ar", "nominative") == "نحو شهرين"
    assert time_held(date(2010, 2, 1), date(2018, 4, 1), END, "ar", "nominative") == "ما بين سنتين و12 سنة"


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [(date(2021, 3, 2), None), (date(2021, 3, 2), date(2021, 3, 5)), (date(2020, 2, 2), date(2020, 2, 1))],
)
def test_a_beginning_after_the_end_or_turned_round_is_refused(earliest: date, latest: date | None) -> None:
    with pytest.raises(ValueError, match="النهاية قبل البداية"):
        time_held(earliest, latest, END, "en")


# Properties ------------------------------------------------------------------------------------------------


def read(text: str) -> Span:
    """An English span as numbers."""
    found = {unit: int(number) for number, unit in re.findall(r"(\d+) (year|month|day)s?\b", text)}
    return Span(found.get("year", 0), found.get("month", 0), found.get("day", 0))


@given(some_day, some_day, some_day)
def test_an_inexact_beginning_always_says_so_and_says_what_is_true(one: date, two: date, three: date) -> None:
    earliest, latest, end = sorted((one, two, three))
    arabic, english = (time_held(earliest, latest, end, lang) for lang in ("ar", "en"))
    assert not disagreements(arabic)
    if earliest == latest:
        assert english == span_text(elapsed(earliest, end), "en")
        return
    if english.startswith("at most"):
        assert arabic.endswith(" على الأكثر")
        assert after(earliest, read(english)) >= end
    elif match := re.fullmatch(r"between (\d+) and (\d+) years", english):
        assert arabic.startswith("ما بين ")
        assert add_months(latest, int(match[1]) * 12) <= end <= add_months(earliest, int(match[2]) * 12)
    else:
        assert arabic.startswith("نحو ")
        assert english.startswith("about ")
        about = read(english)
        slack = timedelta(17 if (latest - earliest).days <= 31 else 185)
        assert after(earliest - slack, about) <= end <= after(latest + slack, about)


@given(some_day, some_day)
def test_one_known_side_gives_a_true_bound(one: date, other: date) -> None:
    begin, end = sorted((one, other))
    if begin == end:
        return
    most, least = time_held(begin, None, end, "en"), time_held(None, begin, end, "en")
    assert most.startswith("at most ")
    assert least.startswith("at least ")
    assert after(begin, read(least)) <= end <= after(begin, read(most))
    assert time_held(begin, None, end, "ar").endswith(" على الأكثر")
    assert time_held(None, begin, end, "ar").endswith(" على الأقل")


@given(some_day, st.integers(1, 9000), st.integers(0, 9000))
def test_a_beginning_of_any_spread_says_that_it_is_not_exact(end: date, spread: int, since: int) -> None:
    latest = end - timedelta(since)
    text = time_held(latest - timedelta(spread), latest, end, "ar")
    assert text.startswith(("نحو ", "ما بين ")) or text.endswith(" على الأكثر")
