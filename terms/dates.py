"""Dates as people write and read them, with the precision that is known.

Arabic dates name the month twice, the Levantine name first: 30 كانون الأول/ديسمبر 2020. Digits are Latin in
both languages. Languages are codes ("ar", "en", "ar-sy"); whatever is not Arabic is written in English.
"""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import get_day_names, get_month_names
from django.utils.translation import gettext_lazy as _

from terms.arabic.digits import to_latin
from terms.arabic.fold import fold

#: January to December: the name used in Syria, Lebanon, Iraq, Jordan and Palestine / the one used elsewhere.
LEVANTINE_MONTHS: tuple[str, ...] = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)
ENGLISH_MONTHS: tuple[str, ...] = tuple(get_month_names("wide", locale="en")[n] for n in range(1, 13))

#: The years that a typed date may lie in; outside them it is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1900, 2199

PartialDate = str | date | Sequence[int] | Sequence[date]


def is_arabic(lang: str) -> bool:
    return lang.lower().startswith("ar")


# Writing ---------------------------------------------------------------------------------------------------


def month_name(month: int, lang: str) -> str:
    return (LEVANTINE_MONTHS if is_arabic(lang) else ENGLISH_MONTHS)[month - 1]


def weekday_name(day: date, lang: str) -> str:
    """الأربعاء, Wednesday."""
    return str(get_day_names("wide", locale="ar_SY" if is_arabic(lang) else "en")[day.weekday()])


def format_day(day: date, lang: str) -> str:
    """30 كانون الأول/ديسمبر 2020, 30 December 2020."""
    return f"{day.day} {month_name(day.month, lang)} {day.year}"


def format_month(day: date, lang: str) -> str:
    """The calendar month of a day: كانون الثاني/يناير 2021, January 2021."""
    return f"{month_name(day.month, lang)} {day.year}"


def format_period(start: date | None, end: date | None, lang: str) -> str:
    """Days from and to, both included, month and year said once: 1–31 January 2021, since 1 January 2021."""
    if start is None:
        if end is None:
            return "مدة غير معروفة" if is_arabic(lang) else "period unknown"
        return f"{'حتى' if is_arabic(lang) else 'until'} {format_day(end, lang)}"
    if end is None:
        return f"{'منذ' if is_arabic(lang) else 'since'} {format_day(start, lang)}"
    if start == end:
        return format_day(start, lang)
    return _joined(start, end, lang, "–", " – ")


def format_partial(
    start: date | None, end: date | None, precision: str, lang: str, *, ongoing: bool = False
) -> str:
    """The date of an event, never more exact than it is known.

    `start` and `end` are the first and last day of an event known to the day, and otherwise the earliest
    and latest day on which it can have happened. With `ongoing`, for what has no end, `end` is not read.
    """
    if ongoing:
        return _ongoing(start, precision, lang)
    if precision not in ("day", "month", "year"):
        if start is None and end is not None:
            return _not_beyond(end, after=False, lang=lang)
        if end is None and start is not None:
            return _not_beyond(start, after=True, lang=lang)
    start, end = start or end, end or start
    if start is None or end is None:
        return "تاريخ غير معروف" if is_arabic(lang) else "date unknown"
    return _spanning(start, end, precision, lang)


def _spanning(start: date, end: date, precision: str, lang: str) -> str:
    arabic = is_arabic(lang)
    if precision == "day":
        return format_period(start, end, lang)
    if precision == "month":
        first, last = format_month(start, lang), format_month(end, lang)
        return first if first == last else _between(first, last, lang)
    if precision == "year":
        return str(start.year) if start.year == end.year else _between(str(start.year), str(end.year), lang)
    if start == end:
        return f"{format_day(start, lang)} تقريباً" if arabic else f"about {format_day(start, lang)}"
    if precision == "week":
        week = _joined(start, end, lang, "–", " – ")
        return f"أسبوع {week}" if arabic else f"week of {week}"
    return _joined(start, end, lang, " و" if arabic else " and ", prefix="بين " if arabic else "between ")


def _ongoing(start: date | None, precision: str, lang: str) -> str:
    arabic = is_arabic(lang)
    state = "مستمرة" if arabic else "ongoing"
    if start is None:
        return state
    since = _spanning(start, start, precision, lang)
    return f"منذ {since} ({state})" if arabic else f"since {since} ({state})"


def _joined(start: date, end: date, lang: str, sign: str, spaced: str = "", *, prefix: str = "") -> str:
    """Two days as one expression; `sign` between bare numbers, `spaced` between longer words."""
    last = format_day(end, lang)
    if (start.year, start.month) == (end.year, end.month):
        return f"{prefix}{start.day}{sign}{last}"
    first = format_day(start, lang)
    if start.year == end.year:
        first = f"{start.day} {month_name(start.month, lang)}"
    return f"{prefix}{first}{spaced or sign}{last}"


def _between(first: str, last: str, lang: str) -> str:
    return f"بين {first} و{last}" if is_arabic(lang) else f"between {first} and {last}"


def _not_beyond(day: date, after: bool, lang: str) -> str:
    if is_arabic(lang):
        return f"في {format_day(day, lang)} {'أو بعده' if after else 'أو قبله'}"
    return f"on or {'after' if after else 'before'} {format_day(day, lang)}"


# Reading ---------------------------------------------------------------------------------------------------

_MONTH_NUMBERS: dict[str, int] = {
    fold(name): number
    for number, names in enumerate(zip(LEVANTINE_MONTHS, ENGLISH_MONTHS, strict=True), start=1)
    for name in [names[0], *names[0].split("/"), names[1], names[1][:3]]
}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2}) )?(\D+) (\d{4})")
_INTERVAL = re.compile(r"\s*(?:\.\.|…|\s–\s|\sto\s|\sإلى\s)\s*")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")


def parse_date(text: str) -> date:
    """A day, from any digits: 2020-12-30, 30/12/2020, 30-12-2020, 30.12.2020, 30 كانون الأول 2020.

    Raises ValueError, with a message for the person who typed it. Without a year first, the day is first.
    """
    parts = _parts(text)
    if len(parts) != 3:
        raise ValueError(_("Enter a date as day/month/year, such as 30/12/2020."))
    return _day(parts)


def span(value: PartialDate, precision: str) -> tuple[date | None, date | None]:
    """The earliest and latest day of a date known to this precision, both included.

    `value` is text ("2021-01-16", "2021-01", "01/2021", "كانون الثاني 2021", "2021"), a date, its numbers
    (2021, 1), or two dates; as text, two dates are joined by "..". "days" needs two, 2–6 days in all; "week"
    takes the seven days from the given one; "unknown" takes any, or nothing. Raises ValueError when the value
    is no date, or leaves open more days than the precision allows.
    """
    earliest, latest = _ends(value)
    if precision == "unknown":
        return earliest, latest
    if earliest is None or latest is None:
        raise ValueError(_("Enter a date as day/month/year, such as 30/12/2020."))
    if precision == "week" and earliest == latest:
        return earliest, earliest + timedelta(days=6)
    whole_month = _whole(earliest.year, earliest.month)
    if precision == "month" and earliest == latest:
        return whole_month
    if precision == "year" and (earliest == latest or (earliest, latest) == whole_month):
        return date(earliest.year, 1, 1), date(earliest.year, 12, 31)
    fewest, most = _PRECISION_DAYS[precision]
    if not fewest <= (latest - earliest).days + 1 <= most:
        raise ValueError(_("The date does not fit its precision."))
    return earliest, latest


#: Days that a date of each precision may leave open, both ends counted.
_PRECISION_DAYS = {"day": (1, 1), "days": (2, 6), "week": (1, 7), "month": (1, 31), "year": (1, 366)}


def _ends(value: PartialDate) -> tuple[date | None, date | None]:
    if isinstance(value, date):
        return value, value
    if isinstance(value, str):
        if not value.strip():
            return None, None
        ends = [_part_span(_parts(text)) for text in _INTERVAL.split(value.strip(), maxsplit=1)]
    elif len(value) == 0:
        return None, None
    elif all(isinstance(part, date) for part in value) and len(value) == 2:
        ends = [(day, day) for day in value if isinstance(day, date)]
    else:
        ends = [_part_span([part for part in value if isinstance(part, int)])]
    earliest, latest = ends[0][0], ends[-1][1]
    if latest < earliest:
        raise ValueError(_("The end is before the start."))
    return earliest, latest


def _part_span(parts: Sequence[int]) -> tuple[date, date]:
    """First and last day of year; year, month; or year, month, day."""
    if len(parts) == 1:
        return _day([parts[0], 1, 1]), _day([parts[0], 12, 31])
    if len(parts) == 2:
        return _whole(_day([*parts, 1]).year, parts[1])
    return _day(parts), _day(parts)


def _whole(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _parts(text: str) -> list[int]:
    """Year, month and day as far as the text says; ValueError when it is no date."""
    plain = " ".join(_INVISIBLE.sub("", to_latin(text)).split())
    if match := _YEAR_FIRST.fullmatch(plain):
        return [int(match[1]), int(match[3]), int(match[4])]
    if match := _DAY_FIRST.fullmatch(plain):
        return [int(match[4]), int(match[3]), int(match[1])]
    if match := _YEAR_MONTH.fullmatch(plain):
        return [int(match[1]), int(match[2])]
    if match := _MONTH_YEAR.fullmatch(plain):
        return [int(match[2]), int(match[1])]
    if match := _YEAR.fullmatch(plain):
        return [int(match[1])]
    if (match := _NAMED.fullmatch(plain)) and (month := _MONTH_NUMBERS.get(fold(match[2]))):
        return [int(match[3]), month, *([int(match[1])] if match[1] else [])]
    raise ValueError(_("Enter a date as day/month/year, such as 30/12/2020."))


def _day(parts: Sequence[int]) -> date:
    if not parts or not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        raise ValueError(_("Check the year of this date."))
    try:
        return date(*parts)
    except (ValueError, TypeError):
        raise ValueError(_("There is no such day in the calendar.")) from None
