"""The two axes of a trend: months from side to side, numbers of people from below to above.

Time runs from right to left in Arabic and from left to right in English: readers take the side on which reading starts
as the earlier one, and charts of time in Arabic newspapers are drawn so. The SVG itself is always left to right
(base.css), or the page would turn its text anchors round; `Across` is the one place that knows the difference.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from publication.kept_losses import TimedMonth
from terms.dates import is_arabic, month_name

#: Lengths in pixels. The chart is not scaled to the screen: what does not fit is reached by scrolling.
EDGE, PLOT = 6, 132
WIDTH, NARROWEST, WIDEST, LEAST_WIDTH = 1060, 10, 52, 150
#: The room that the name of a month takes, and a year; names stand no closer.
NAME, YEAR = 76, 40


@dataclass(frozen=True)
class Label:
    """A word under the chart, or a year with the line that opens it."""

    text: str
    x: float
    anchor: str
    url: str = ""
    line: float | None = None


@dataclass(frozen=True)
class Band:
    """Months of which nothing is published; what is written on it stands at their newest, where the chart opens."""

    x: float
    width: float
    text_x: float
    anchor: str

    @property
    def is_wide(self) -> bool:
        return self.width > 130


@dataclass(frozen=True)
class Across:
    """Where months stand from side to side."""

    count: int
    lang: str

    @property
    def unit(self) -> float:
        return max(NARROWEST, min(WIDEST, WIDTH // max(self.count, 1)))

    @property
    def width(self) -> float:
        return max(LEAST_WIDTH, self.count * self.unit + 2 * EDGE)

    @property
    def turned(self) -> bool:
        return is_arabic(self.lang)

    def start(self, place: float) -> float:
        """The side of a place at which reading starts."""
        along = EDGE + place * self.unit
        return self.width - along if self.turned else along

    def left(self, place: int, length: int = 1) -> float:
        return self.start(place + length) if self.turned else self.start(place)

    def anchor(self, at_start: bool) -> str:
        return "start" if at_start != self.turned else "end"


# Scale ---------------------------------------------------------------------------------------------------------


def step_for(most: int) -> int:
    """A round number of which two to four make up the highest value."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most / step <= 4:
                return step
        size *= 10


def ticks(own: int, step: int, base: float, most: int) -> list[tuple[int, float]]:
    """Zero and the multiples of the step; in a panel that reaches none of them, its own highest value."""
    values = [0, *range(step, own + 1, step)]
    if len(values) == 1 and own and own * PLOT / most >= 14:
        values.append(own)
    return [(value, round(base - value * PLOT / most, 1)) for value in values]


# Time ----------------------------------------------------------------------------------------------------------


def bands(months: Sequence[TimedMonth], across: Across) -> list[Band]:
    found, first = [], None
    for place, month in enumerate([*months, None]):
        absent = month is not None and not month.is_recorded
        if absent and first is None:
            first = place
        if not absent and first is not None:
            x, width = across.left(first, place - first), (place - first) * across.unit
            text_x = x + 10 if across.turned else x + width - 10
            found.append(Band(x, width, text_x, across.anchor(at_start=False)))
            first = None
    return found


def month_labels(months: Sequence[TimedMonth], across: Across) -> list[Label]:
    """As many names of months as there is room for, at regular months: every one, each third, January and July …

    A month stands under the name of the month in which it begins, by its Levantine name alone; the page of the month
    and the table say both names.
    """
    step = next((step for step in (1, 3, 6) if step * across.unit >= NAME), 12)
    labels: list[Label] = []
    free = 0.0
    for place, timed in enumerate(months):
        start = timed.month.start
        along = EDGE + place * across.unit
        if (start.month - 1) % step and len(months) > 1:
            continue
        if along < free or (along + NAME > across.width and labels):
            continue
        name = month_name(start.month, across.lang).split("/")[0]
        labels.append(Label(name, round(across.start(place), 1), across.anchor(at_start=True)))
        free = along + NAME
    return labels


def year_labels(months: Sequence[TimedMonth], across: Across, year_url: Callable[[int], str]) -> list[Label]:
    """Each year at its first month; the year in which the chart begins, where there is room before the next."""
    labels: list[Label] = []
    year = None
    firsts = []
    for place, timed in enumerate(months):
        if timed.month.start.year != year:
            year = timed.month.start.year
            firsts.append((place, year))
    for n, (place, year) in enumerate(firsts):
        following = firsts[n + 1][0] if n + 1 < len(firsts) else len(months)
        if (following - place) * across.unit < YEAR and len(firsts) > 1 and n == 0:
            continue
        x = round(across.start(place), 1)
        at_start = EDGE + place * across.unit + YEAR <= across.width
        labels.append(Label(str(year), x, across.anchor(at_start), year_url(year), x if n else None))
    return labels
