"""A month beside others of its series: what is kept of each month, comparisons, and the highest since.

What is kept is no second truth: `kept_of` makes it from the month's figures as its page counts them, and a test
compares the two after random releases (docs/counting.md, “Months beside each other”).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from publication.keys import digest
from publication.losses import loss_as_json, losses_of, totals_by_area
from publication.models import PublishedMonth, PublishedSeries
from publication.months import MonthSummary, slug_of
from publication.reconcile import Reconciled
from terms.bilingual import both
from terms.figures import Figure
from terms.periods import Month, month_containing

#: A record of fewer months than this is no news.
LEAST_MONTHS = 3


def signature(figure: Reconciled, area: str) -> str:
    """What the figure counts, whatever the month: figures of two months with one signature can be compared."""
    row = figure.tally or figure.lines[0]
    label = figure.tally.label if figure.tally else ""
    scope = (figure.tally.type, figure.tally.method, figure.tally.places) if figure.tally else ("", "", "")
    return digest(figure.measure, area, row.parties, row.perpetrators, row.civil_status, label, *scope)[:16]


def kept_of(summary: MonthSummary) -> dict[str, Any]:
    """What lists and comparisons need of a month: its figures by what they count, and its losses by area and group."""
    figures: dict[str, list[Any]] = {}
    for area in summary.areas:
        for figure in area.figures:
            for one in (figure, *figure.parts):
                figures.setdefault(signature(one, area.key), [slug_of(one), one.figure.as_json()])
    return {
        "figures": figures,
        "areas": totals_by_area(summary),
        "losses": [loss_as_json(*pair) for pair in both(lambda: losses_of(summary))],
    }


# Comparing ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Neighbours:
    """The kept months of a series before one of them, the newest first."""

    series: PublishedSeries
    month: Month
    months: list[PublishedMonth]

    @classmethod
    def of(cls, summary: MonthSummary) -> "Neighbours":
        rows = summary.series.months.filter(start__lt=summary.month.start).order_by("-start")
        return cls(summary.series, summary.month, list(rows))

    def before(self) -> PublishedMonth | None:
        """The month that ends on the day before this one begins."""
        return self._containing(self.month.start - timedelta(days=1))

    def year_before(self) -> PublishedMonth | None:
        """The month in which the same day of the year before lies."""
        start = self.month.start
        day = start.replace(year=start.year - 1, day=min(start.day, 28)) if start.year > 1 else None
        same = self._containing(day + timedelta(days=start.day - day.day)) if day else None
        return same if same and same.start < start else None

    def _containing(self, day: date) -> PublishedMonth | None:
        month = month_containing(day, self.series.rules())
        return next((row for row in self.months if month and row.start == month.start), None)


def same_figures(summary: MonthSummary, other: PublishedMonth | None) -> dict[str, dict[str, Any]]:
    """The figures of this month that the other one has as well: slug here → its slug and figure there."""
    if other is None:
        return {}
    there = (other.kept or {}).get("figures", {})
    found = {}
    for area in summary.areas:
        for figure in area.figures:
            for one in (figure, *figure.parts):
                if (match := there.get(signature(one, area.key))) is not None:
                    found[slug_of(one)] = {"slug": match[0], "figure": match[1]}
    return found


# The highest since ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class High:
    """A figure above those of `months` months before it; `since` is the month that was as high, None when none is.

    `complete`: coverage of every day from there to the end of the month is declared complete. Otherwise it only holds
    in what is recorded, which is all that may be said.
    """

    since: PublishedMonth | None
    months: int
    complete: bool


def highest_since(figure: Figure, what: str, neighbours: Neighbours) -> High | None:
    """How far back no month was as high; None where that is no news or cannot be said.

    Bounds are compared, not best values: a figure of unknown greatest value may have been higher, and a figure whose
    own least value is unknown proves nothing. In months without the figure nothing is known, unless coverage of them
    is declared complete: then nothing happened.
    """
    if figure.low is None:
        return None
    months, since = 0, None
    for row in neighbours.months:
        match = (row.kept or {}).get("figures", {}).get(what)
        if match is None:
            continue
        other = Figure.from_json(match[1])
        if other.high is None and (other.best is None or other.best < figure.low):
            return None  # it may have been as high: nothing can be said of the time before it either
        if max(other.high or 0, other.best or 0) >= figure.low:
            since = row
            break
        months += 1
    if months < LEAST_MONTHS:
        return None
    first = since.end + timedelta(days=1) if since else neighbours.months[-1].start
    return High(since, months, is_covered(neighbours.series, first, neighbours.month.end))


def is_covered(series: PublishedSeries, first: date, last: date) -> bool:
    """Whether the series declares its coverage of every one of these days complete; declared spans may touch."""
    day = first
    for start, end in sorted(_spans(series.content.get("coverage", []))):
        if start <= day <= end:
            if end >= last:
                return True
            day = end + timedelta(days=1)
    return False


def _spans(coverage: Iterable[dict[str, Any]]) -> list[tuple[date, date]]:
    return [(date.fromisoformat(span["start"]), date.fromisoformat(span["end"])) for span in coverage]
