"""Dates as read and as typed."""

from datetime import date, timedelta

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from terms.dates import (
    LEVANTINE_MONTHS,
    PartialDate,
    format_day,
    format_month,
    format_partial,
    format_period,
    parse_date,
    span,
    weekday_name,
)

BUSES = date(2020, 12, 30)
JAN = date(2021, 1, 1)

typed_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


def test_months_are_named_levantine_first() -> None:
    syrian, egyptian = (get_month_names("wide", locale=locale) for locale in ("ar_SY", "ar_EG"))
    assert list(LEVANTINE_MONTHS) == [f"{syrian[n]}/{egyptian[n]}" for n in range(1, 13)]


def test_a_day_is_written_in_latin_digits() -> None:
    assert format_day(BUSES, "ar") == "30 كانون الأول/ديسمبر 2020"
    assert format_day(BUSES, "en") == "30 December 2020"
    assert format_day(date(2024, 12, 8), "ar-sy") == "8 كانون الأول/ديسمبر 2024"
    assert format_month(BUSES, "ar") == "كانون الأول/ديسمبر 2020"


@pytest.mark.parametrize(
    ("day", "arabic", "english"),
    [
        (BUSES, "الأربعاء", "Wednesday"),
        (date(2021, 1, 16), "السبت", "Saturday"),
        (date(2021, 1, 17), "الأحد", "Sunday"),
        (date(2021, 1, 18), "الاثنين", "Monday"),
    ],
)
def test_it_names_the_day_of_the_week(day: date, arabic: str, english: str) -> None:
    assert weekday_name(day, "ar") == arabic
    assert weekday_name(day, "en") == english


@pytest.mark.parametrize(
    ("start", "end", "arabic", "english"),
    [
        (
            date(2020, 12, 29),
            date(2021, 1, 28),
            "29 كانون الأول/ديسمبر 2020 – 28 كانون الثاني/يناير 2021",
            "29 December 2020 – 28 January 2021",
        ),
        (JAN, date(2021, 1, 31), "1–31 كانون الثاني/يناير 2021", "1–31 January 2021"),
        (
            date(2021, 1, 29),
            date(2021, 2, 28),
            "29 كانون الثاني/يناير – 28 شباط/فبراير 2021",
            "29 January – 28 February 2021",
        ),
        (BUSES, BUSES, "30 كانون الأول/ديسمبر 2020", "30 December 2020"),
        (BUSES, None, "منذ 30 كانون الأول/ديسمبر 2020", "since 30 December 2020"),
        (None, BUSES, "حتى 30 كانون الأول/ديسمبر 2020", "until 30 December 2020"),
        (None, None, "مدة غير معروفة", "period unknown"),
    ],
)
def test_a_period_says_month_and_year_once(
    start: date | None, end: date | None, arabic: str, english: str
) -> None:
    assert format_period(start, end, "ar") == arabic
    assert format_period(start, end, "en") == english


@pytest.mark.parametrize(
    ("start", "end", "precision", "arabic", "english"),
    [
        (BUSES, BUSES, "day", "30 كانون الأول/ديسمبر 2020", "30 December 2020"),
        (BUSES, None, "day", "30 كانون الأول/ديسمبر 2020", "30 December 2020"),
        (JAN, date(2021, 1, 3), "day", "1–3 كانون الثاني/يناير 2021", "1–3 January 2021"),
        (
            date(2020, 12, 29),
            BUSES,
            "days",
            "بين 29 و30 كانون الأول/ديسمبر 2020",
            "between 29 and 30 December 2020",
        ),
        (
            date(2020, 12, 31),
            date(2021, 1, 2),
            "days",
            "بين 31 كانون الأول/ديسمبر 2020 و2 كانون الثاني/يناير 2021",
            "between 31 December 2020 and 2 January 2021",
        ),
        (
            date(2021, 1, 4),
            date(2021, 1, 10),
            "week",
            "أسبوع 4–10 كانون الثاني/يناير 2021",
            "week of 4–10 January 2021",
        ),
        (JAN, date(2021, 1, 28), "month", "كانون الثاني/يناير 2021", "January 2021"),
        (JAN, None, "month", "كانون الثاني/يناير 2021", "January 2021"),
        (
            date(2020, 12, 29),
            date(2021, 1, 28),
            "month",
            "بين كانون الأول/ديسمبر 2020 وكانون الثاني/يناير 2021",
            "between December 2020 and January 2021",
        ),
        (JAN, date(2021, 12, 31), "year", "2021", "2021"),
        (date(2019, 3, 1), date(2021, 3, 1), "year", "بين 2019 و2021", "between 2019 and 2021"),
        (JAN, None, "week", "في 1 كانون الثاني/يناير 2021 أو بعده", "on or after 1 January 2021"),
        (None, JAN, "unknown", "في 1 كانون الثاني/يناير 2021 أو قبله", "on or before 1 January 2021"),
        (JAN, JAN, "unknown", "1 كانون الثاني/يناير 2021 تقريباً", "about 1 January 2021"),
        (None, None, "unknown", "تاريخ غير معروف", "date unknown"),
    ],
)
def test_a_partial_date_is_no_more_exact_than_known(
    start: date | None, end: date | None, precision: str, arabic: str, english: str
) -> None:
    assert format_partial(start, end, precision, "ar") == arabic
    assert format_partial(start, end, precision, "en") == english


@pytest.mark.parametrize(
    ("start", "precision", "arabic", "english"),
    [
        (
            date(2021, 1, 16),
            "day",
            "منذ 16 كانون الثاني/يناير 2021 (مستمرة)",
            "since 16 January 2021 (ongoing)",
        ),
        (date(2021, 1, 16), "month", "منذ كانون الثاني/يناير 2021 (مستمرة)", "since January 2021 (ongoing)"),
        (date(2021, 1, 16), "year", "منذ 2021 (مستمرة)", "since 2021 (ongoing)"),
        (
            date(2021, 1, 16),
            "week",
            "منذ 16 كانون الثاني/يناير 2021 تقريباً (مستمرة)",
            "since about 16 January 2021 (ongoing)",
        ),
        (None, "unknown", "مستمرة", "ongoing"),
    ],
)
def test_what_has_no_end_is_ongoing(start: date | None, precision: str, arabic: str, english: str) -> None:
    assert format_partial(start, None, precision, "ar", ongoing=True) == arabic
    assert format_partial(start, None, precision, "en", ongoing=True) == english


@pytest.mark.parametrize(
    "typed",
    [
        "2020-12-30",
        "30/12/2020",
        "30-12-2020",
        "30.12.2020",
        "2020/12/30",
        "٣٠/١٢/٢٠٢٠",
        "۳۰/۱۲/۲۰۲۰",
        "  \u200f30/12/2020 ",
        "30 كانون الأول/ديسمبر 2020",
        "30 كانون الاول 2020",
        "30 ديسمبر 2020",
        "30 December 2020",
        "30 dec 2020",
    ],
)
def test_it_reads_a_day_as_people_type_it(typed: str) -> None:
    assert parse_date(typed) == BUSES


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "yesterday",
        "2021",
        "2021-01",
        "30/12/20",
        "30/12-2020",
        "31/2/2021",
        "12/30/2020",
        "1/1/0021",
        "1/1/9999",
        "30 foo 2020",
    ],
)
def test_it_refuses_what_is_no_day(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_date(typed)


@given(typed_days, st.sampled_from(["ar", "en"]))
def test_it_reads_the_days_it_writes(day: date, lang: str) -> None:
    assert parse_date(format_day(day, lang)) == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("value", "precision", "earliest", "latest"),
    [
        ("2021-01", "month", JAN, date(2021, 1, 31)),
        ("01/2021", "month", JAN, date(2021, 1, 31)),
        ("٢٠٢١-٠١", "month", JAN, date(2021, 1, 31)),
        ("شباط 2020", "month", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-01-16", "month", JAN, date(2021, 1, 31)),
        ((2021, 1), "month", JAN, date(2021, 1, 31)),
        ((JAN, date(2021, 1, 28)), "month", JAN, date(2021, 1, 28)),
        ("2021", "year", JAN, date(2021, 12, 31)),
        ((2021,), "year", JAN, date(2021, 12, 31)),
        (date(2021, 3, 3), "year", JAN, date(2021, 12, 31)),
        ("2020-12-30", "day", BUSES, BUSES),
        ((2020, 12, 30), "day", BUSES, BUSES),
        (BUSES, "day", BUSES, BUSES),
        ("2021-01-04", "week", date(2021, 1, 4), date(2021, 1, 10)),
        ("2020-12-29..2020-12-30", "days", date(2020, 12, 29), BUSES),
        ("29/12/2020 – 30/12/2020", "days", date(2020, 12, 29), BUSES),
        ("", "unknown", None, None),
        ((), "unknown", None, None),
        ("2013..2019-03", "unknown", date(2013, 1, 1), date(2019, 3, 31)),
    ],
)
def test_a_partial_date_spans_its_earliest_and_latest_day(
    value: PartialDate, precision: str, earliest: date | None, latest: date | None
) -> None:
    assert span(value, precision) == (earliest, latest)


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2021-01", "day"),
        ("2021", "month"),
        ("2021", "week"),
        ("2020-12-30", "days"),
        ("2021-01-01..2021-01-07", "days"),
        ("2021-01-01..2021-01-08", "week"),
        ("2021-01-02..2021-01-01", "unknown"),
        ("", "day"),
        ((2021, 13), "month"),
        ((2021, 1, 1, 1), "day"),
    ],
)
def test_it_refuses_a_date_that_does_not_fit_its_precision(value: PartialDate, precision: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        span(value, precision)


@given(typed_days, st.sampled_from(["day", "week", "month", "year"]))
def test_a_span_holds_the_day_it_was_made_from(day: date, precision: str) -> None:
    earliest, latest = span(day, precision)
    assert earliest is not None
    assert latest is not None
    assert earliest <= day <= latest <= earliest + timedelta(days=365)
