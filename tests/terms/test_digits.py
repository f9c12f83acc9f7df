"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.arabic.digits import format_number, parse_integer, to_latin


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("١٬١٠٠", "1,100"),
        ("٣٫٥", "3.5"),
        ("١،١٠٠", "1,100"),
        ("قُتل ٣٩، بينهم ٨ ضباط", "قُتل 39، بينهم 8 ضباط"),
    ],
)
def test_it_reads_arabic_and_persian_digits_and_separators(typed: str, read: str) -> None:
    assert to_latin(typed) == read


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("١٬١٠٠", 1100),
        ("1,100", 1100),
        ("1 100", 1100),
        ("1\u00a0100", 1100),
        ("1\u202f100", 1100),
        ("۱۱۰۰", 1100),
        (" 153 ", 153),
        ("\u200f153\u200e", 153),
        ("٠", 0),
        ("007", 7),
        ("12,345,678", 12345678),
    ],
)
def test_it_parses_whole_numbers_in_any_digits(typed: str, value: int) -> None:
    assert parse_integer(typed) == value


@pytest.mark.parametrize(
    "typed", ["", " ", "-5", "3.5", "٣٫٥", "1,10", "11,00", "1,100 200", "39 قتيلاً", "²", "x"]
)
def test_it_refuses_what_is_no_whole_number(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_integer(typed)


def test_it_refuses_a_number_that_no_column_holds() -> None:
    assert parse_integer("999999999") == 999_999_999
    for typed in ("1000000000", "9" * 5000):
        with pytest.raises(ValueError, match=r"\w"):
            parse_integer(typed)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_it_reads_what_it_writes(n: int) -> None:
    assert parse_integer(format_number(n)) == n


def test_it_writes_thousands_with_a_comma_and_latin_digits() -> None:
    assert format_number(1100) == "1,100"
    assert format_number(39) == "39"
