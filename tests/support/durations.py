"""Days for the properties of durations, and the agreement of numbers with their Arabic nouns."""

import re
from datetime import date, timedelta

from hypothesis import strategies as st

from terms.durations import Span
from terms.periods import add_months

days_of_war = st.dates(date(2000, 1, 1), date(2030, 12, 31))
#: Mostly days near the ends of months, where months are of different lengths.
month_ends = st.builds(
    lambda year, month, back: add_months(date(year, month, 1), 1) - timedelta(back),
    st.integers(2000, 2030),
    st.integers(1, 12),
    st.integers(-1, 4),
)
some_day = days_of_war | month_ends


def after(start: date, span: Span) -> date:
    return add_months(start, span.years * 12 + span.months) + timedelta(span.days)


FORMS = {"سنوات": 3, "أشهر": 3, "أيام": 3, "سنة": 11, "شهراً": 11, "يوماً": 11}


def disagreements(text: str) -> list[str]:
    """Numbers beside a form that they do not take: 3–10 the plural, 11–99 the singular; 1 and 2 are words."""
    found = []
    for number, word in re.findall(r"(\d+) (?!و\d)(\S+)", text):
        asked = 3 if 3 <= int(number) <= 10 else 11 if 11 <= int(number) <= 99 else 0
        if FORMS.get(word) != asked:
            found.append(f"{number} {word}")
    return found + [number for number in re.findall(r"\d+", text) if int(number) < 3]
