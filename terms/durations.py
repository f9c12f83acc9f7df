"""How long something has lasted, in words: 7 سنوات و5 أشهر, about 2 years, between 6 and 8 years.

Whole years, months and days are counted from day to day of the calendar. What began on a day that is not known says
so in its duration: نحو, ما بين, على الأكثر or على الأقل. Languages are codes, as in terms.dates.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from terms.arabic.agreement import Case, count, figure_phrase, join
from terms.dates import is_arabic
from terms.figures import Figure
from terms.periods import add_months

Unit = Literal["day", "month", "year"]

#: Days from which a broken month counts as one when months are rounded, and months of a broken year.
_HALF_MONTH, _HALF_YEAR = 15, 6


@dataclass(frozen=True)
class Span:
    """Whole years, the whole months after them, and the days after those."""

    years: int
    months: int
    days: int


def elapsed(start: date, end: date) -> Span:
    """What is completed between two days; on the day itself nothing is. Raises ValueError when `end` is earlier.

    A month is completed on the same day of the next, and where that month is too short on none of its days: from 31
    January to 28 February it is 28 days, to 1 March a month and a day.
    """
    if end < start:
        raise ValueError(_("The end is before the start."))
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return _of_months(months, (end - add_months(start, months)).days)


def span_text(span: Span, lang: str, case: Case = "nominative", *, finest: Unit = "day") -> str:
    """A span in words, by its two largest units at most: years and months, months and days, or days.

    Days beside years are left out, not rounded. With `finest`, the span is rounded to the nearest month or year, the
    half upwards. What is less than one says so: أقل من يوم, less than a month.
    """
    span = _rounded(span, finest)
    parts: list[tuple[int, Unit]] = [(span.years, "year"), (span.months, "month")]
    if not span.years:
        parts.append((span.days, "day"))
    words = [count(number, unit, lang, case) for number, unit in parts if number]
    return join(words, lang) if words else _LESS_THAN_ONE[finest][0 if is_arabic(lang) else 1]


def time_held(
    earliest: date | None, latest: date | None, end: date, lang: str, case: Case = "genitive"
) -> str:
    """How long until `end`, from a beginning that lies on `earliest`, on `latest` or between; None is not known.

    Never more exact than the beginning is known. A `latest` after `end` is `end`. Raises ValueError when `earliest`
    is after either. The case is that of the whole, by default the one after مدة and منذ; نحو and ما بين govern the
    genitive whatever it is.
    """
    last = None if latest is None else min(latest, end)
    if earliest is not None and earliest > (end if last is None else last):
        raise ValueError(_("The end is before the start."))
    if earliest is None:
        # At least nothing is no knowledge.
        if last is None or last == end:
            return "مدة غير معروفة" if is_arabic(lang) else "for an unknown time"
        text = span_text(elapsed(last, end), lang, case)
        return f"{text} على الأقل" if is_arabic(lang) else f"at least {text}"
    longest = elapsed(earliest, end)
    # The days and not the spans are compared: from 28 and from 31 January to 1 March it is a month and a day.
    if earliest in (last, end):
        return span_text(longest, lang, case)
    if last is None:
        return _at_most(_rounded_up(longest, "month" if longest.years else "day"), lang, case)
    return _between(earliest, last, end, lang, case)


def _between(earliest: date, latest: date, end: date, lang: str, case: Case) -> str:
    """From a beginning known to lie within so many days: the wider they are, the rougher the unit."""
    shortest, longest = elapsed(latest, end), elapsed(earliest, end)
    spread = (latest - earliest).days
    middle = elapsed(earliest + timedelta(days=spread // 2), end)
    if spread > 366:
        upmost = _rounded_up(longest, "year")
        if not shortest.years:
            return _at_most(upmost, lang, case)
        return figure_phrase(Figure.between(shortest.years, upmost.years), "year", lang)
    unit: Unit = "month"
    if spread <= 6 and _months(middle) < 2:
        unit = "day"
    elif spread > 31 and middle.years >= 2:
        unit = "year"
    if _rounded(shortest, unit) == Span(0, 0, 0):
        # It may have begun a moment ago: only the longest time is known, and "about" its half would be made up.
        return _at_most(_rounded_up(longest, unit), lang, case)
    text = span_text(middle, lang, "genitive", finest=unit)
    return f"نحو {text}" if is_arabic(lang) else f"about {text}"


_LESS_THAN_ONE: dict[Unit, tuple[str, str]] = {
    "day": ("أقل من يوم", "less than a day"),
    "month": ("أقل من شهر", "less than a month"),
    "year": ("أقل من سنة", "less than a year"),
}


def _at_most(span: Span, lang: str, case: Case) -> str:
    text = span_text(span, lang, case)
    return f"{text} على الأكثر" if is_arabic(lang) else f"at most {text}"


def _rounded(span: Span, finest: Unit) -> Span:
    """To the nearest whole unit, the half upwards."""
    if finest == "month":
        return _of_months(_months(span) + (span.days >= _HALF_MONTH))
    if finest == "year":
        return Span(span.years + (span.months >= _HALF_YEAR), 0, 0)
    return span


def _rounded_up(span: Span, finest: Unit) -> Span:
    """To the next whole unit, so that "at most" stays true."""
    if finest == "month":
        return _of_months(_months(span) + (span.days > 0))
    if finest == "year":
        return Span(span.years + (span.months > 0 or span.days > 0), 0, 0)
    return span


def _months(span: Span) -> int:
    return span.years * 12 + span.months


def _of_months(months: int, days: int = 0) -> Span:
    return Span(*divmod(months, 12), days)
