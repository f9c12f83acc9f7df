"""Periods that are longer than a month: calendar years, half-years, and any run of a series' months.

A period of a series is made of the series' whole months, and a month belongs to the period in which its first day
lies. So months are never cut, the years of a series share no month and leave none out, and a year is the sum of its
two halves. The days that a period covers are those of its months: where months begin on a 29th, the year 2020 runs
from 29 January 2020 to 28 January 2021.

A period has one address: year-2020, half-2020-2, or two days for a run, 2020-03-29--2020-06-28.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from terms.periods import Month, Rule, month_containing, months_between

Kind = Literal["year", "half", "run"]

#: The addresses of periods as one pattern; what it takes in may still be no period (year-0000, half of a day).
PATTERN = r"year-[0-9]{4}|half-[0-9]{4}-[12]|[0-9]{4}-[0-9]{2}-[0-9]{2}--[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SECOND_HALF = 7  # July


@dataclass(frozen=True)
class Span:
    """The days in which the first days of a period's months lie; both are part of it."""

    first: date
    last: date
    kind: Kind = "run"

    @classmethod
    def year(cls, year: int) -> "Span":
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    @classmethod
    def half(cls, year: int, number: int) -> "Span":
        """The first or the second half of a year."""
        if number == 1:
            return cls(date(year, 1, 1), date(year, 6, 30), "half")
        return cls(date(year, _SECOND_HALF, 1), date(year, 12, 31), "half")

    @classmethod
    def year_of(cls, day: date) -> "Span":
        return cls.year(day.year)

    @classmethod
    def half_of(cls, day: date) -> "Span":
        return cls.half(day.year, 1 if day.month < _SECOND_HALF else 2)

    @property
    def number(self) -> int:
        """Which half of its year it is."""
        return 1 if self.first.month < _SECOND_HALF else 2

    @property
    def name(self) -> str:
        """How the period is named in addresses."""
        if self.kind == "year":
            return f"year-{self.first.year:04}"
        if self.kind == "half":
            return f"half-{self.first.year:04}-{self.number}"
        return f"{self.first.isoformat()}--{self.last.isoformat()}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def within(self) -> list["Span"]:
        """The years and halves that hold it or that it holds: those of a year, the year of a half."""
        if self.kind == "year":
            return [Span.half(self.first.year, 1), Span.half(self.first.year, 2)]
        return [Span.year(self.first.year)] if self.kind == "half" else []


def span_named(name: str) -> Span | None:
    """The period that an address names, or None when it names none."""
    if not re.fullmatch(PATTERN, name):
        return None
    try:
        if name.startswith("year-"):
            return Span.year(int(name[5:]))
        if name.startswith("half-"):
            return Span.half(int(name[5:9]), int(name[10:]))
        first, last = (date.fromisoformat(day) for day in name.split("--"))
    except ValueError:
        return None
    return Span(first, last) if first <= last else None


def months_of_span(span: Span, rules: Sequence[Rule], until: date = date.max) -> Iterator[Month]:
    """The months of a series whose first day lies in the period and not after `until`, in order."""
    last = min(span.last, until)
    return (month for month in months_between(span.first, last, rules) if month.start >= span.first)


def days_covered(span: Span, rules: Sequence[Rule]) -> tuple[date, date] | None:
    """The first day of the period's first month and the last day of its last; None when no month begins in it."""
    first = next(months_of_span(span, rules), None)
    last = month_containing(span.last, rules)
    return (first.start, last.end) if first and last else None


def run_of_months(first: Month, last: Month) -> Span:
    """The run from one month to another by exactly their days."""
    return Span(first.start, last.end)


def after(span: Span) -> Span | None:
    """The year or half-year that follows; None for a run, and past the year 9999."""
    return _beside(span, span.last, timedelta(days=1))


def before(span: Span) -> Span | None:
    """The year or half-year before it; None for a run, and before the year 1."""
    return _beside(span, span.first, timedelta(days=-1))


def _beside(span: Span, edge: date, step: timedelta) -> Span | None:
    if span.kind == "run":
        return None
    try:
        day = edge + step
    except OverflowError:
        return None
    return Span.year_of(day) if span.kind == "year" else Span.half_of(day)
