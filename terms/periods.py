"""The months of a numbered series: which days a month has, and what number it bears.

A series counts months from an epoch, by one of three rules:

- elapsed_at_start: month N begins when N whole months have passed since the epoch (the first is month 0).
- elapsed_at_end: month N ends when N whole months have passed since the epoch (the first is month 1).
- calendar: plain calendar months; N is the number of calendar months since the epoch's own (month 0).

Lengths clip: with an epoch on the 31st a month begins on 28 or 29 February and the next on 31 March, never
drifting. A series may change its rule. The rule of a month is the one valid on the month's
first day, so a month once begun runs to its end; should the next rule's months begin elsewhere, the first of
them is short. Months therefore tile the time of a series without gap or overlap, and the first day identifies
a month where an ordinal may not.
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

OrdinalRule = Literal["elapsed_at_start", "elapsed_at_end", "calendar"]
ORDINAL_RULES: tuple[OrdinalRule, ...] = ("elapsed_at_start", "elapsed_at_end", "calendar")

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """One month of a series; both days are part of it."""

    start: date
    end: date
    ordinal: int

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Rule:
    """How a series counts its months from `valid_from` on."""

    valid_from: date
    epoch: date
    ordinal_rule: str

    def __post_init__(self) -> None:
        if self.ordinal_rule not in ORDINAL_RULES:
            raise ValueError(f"Unknown ordinal rule: {self.ordinal_rule!r}")
        if self.epoch > self.valid_from:
            raise ValueError("A rule cannot be valid before the epoch that it counts from.")

    @property
    def first_ordinal(self) -> int:
        """The ordinal of the month that begins with the epoch."""
        return 1 if self.ordinal_rule == "elapsed_at_end" else 0

    def start_of(self, index: int) -> date:
        """The first day of the month `index` months after the epoch's. OverflowError past the year 9999."""
        day = 1 if self.ordinal_rule == "calendar" else self.epoch.day
        return add_months(self.epoch, index, day)

    def end_of(self, index: int) -> date:
        try:
            return self.start_of(index + 1) - _DAY
        except OverflowError:
            return date.max

    def index_of(self, day: date) -> int:
        """How many months after the epoch's the month that contains `day` begins."""
        index = (day.year - self.epoch.year) * 12 + day.month - self.epoch.month
        return index if self.start_of(index) <= day else index - 1


@dataclass(frozen=True)
class _Stretch:
    """The days that a rule's months fill; the last stretch has no end."""

    rule: Rule
    start: date
    end: date

    def month(self, index: int) -> Month | None:
        """The part of the rule's month in the stretch, if any. Only a first one is ever cut short."""
        start, end = max(self.rule.start_of(index), self.start), self.rule.end_of(index)
        if not start <= end <= self.end:
            return None
        return Month(start, end, index + self.rule.first_ordinal)


def add_months(day: date, months: int, day_of_month: int | None = None) -> date:
    """`day` moved by whole months, clipped to the length of the month: 31 January + 1 is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("The year is outside the calendar.")
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day_of_month or day.day, longest))


def month_containing(day: date, rules: Sequence[Rule]) -> Month | None:
    """The month of the series that `day` falls in, or None before the series begins."""
    for stretch in _stretches(rules):
        if stretch.start <= day <= stretch.end:
            return stretch.month(stretch.rule.index_of(day))
    return None


def month_starting(first_day: date, rules: Sequence[Rule]) -> Month | None:
    """The month that begins on exactly this day, or None."""
    month = month_containing(first_day, rules)
    return month if month and month.start == first_day else None


def months_named(ordinal: int, rules: Sequence[Rule]) -> list[Month]:
    """The months that bear this number, earliest first: one mostly, none, or two after a change of rule."""
    months = []
    for stretch in _stretches(rules):
        try:
            month = stretch.month(ordinal - stretch.rule.first_ordinal)
        except OverflowError:
            month = None
        if month:
            months.append(month)
    return months


def months_between(start: date, end: date, rules: Sequence[Rule]) -> Iterator[Month]:
    """The months that share a day with the days from `start` to `end`, in order."""
    stretches = _stretches(rules)
    if not stretches:
        return
    month = month_containing(max(start, stretches[0].start), rules)
    while month and month.start <= end:
        yield month
        if month.end == date.max:
            return
        month = month_containing(month.end + _DAY, rules)


def _stretches(rules: Sequence[Rule]) -> list[_Stretch]:
    """The days of each rule, in order. A series begins with the whole month that its first rule begins in."""
    if not rules:
        return []
    ordered = sorted(rules, key=lambda rule: rule.valid_from)
    if len({rule.valid_from for rule in ordered}) < len(ordered):
        raise ValueError("Two rules of one series cannot be valid from the same day.")
    stretches: list[_Stretch] = []
    start = ordered[0].start_of(ordered[0].index_of(ordered[0].valid_from))
    for rule, successor in zip(ordered, [*ordered[1:], None], strict=True):
        if successor is None:
            stretches.append(_Stretch(rule, start, date.max))
        elif start < successor.valid_from:
            end = rule.end_of(rule.index_of(successor.valid_from - _DAY))
            stretches.append(_Stretch(rule, start, end))
            start = end + _DAY
    return stretches
