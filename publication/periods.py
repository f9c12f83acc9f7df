"""Years, half-years and runs of months of a series: sums of what its months count, each month once.

The rule is in docs/counting.md, “Periods longer than a month”; which months a period has is decided in terms.spans.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from publication.kept_losses import KeptLoss, TimedMonth, Timeline
from publication.models import PublishedArea, PublishedSeries
from terms.figures import Figure, total
from terms.periods import Month, month_containing
from terms.spans import Span, days_covered, months_of_span, run_of_months


@dataclass(frozen=True)
class Part:
    """What one month adds to a sum."""

    month: Month
    loss: KeptLoss


@dataclass(frozen=True)
class SummedLoss:
    """The killed and the wounded of one group in one area, over the months of a period."""

    area: str
    group: str
    area_name: str
    group_name: str
    parts: tuple[Part, ...]

    def sum(self, outcome: str) -> Figure | None:
        found = [part.loss.figure(outcome) for part in self.parts]
        return total(figure for figure in found if figure)


@dataclass
class Period:
    """A period of a series as it stands on the day `today`."""

    series: PublishedSeries
    span: Span
    today: date

    @cached_property
    def covered(self) -> tuple[date, date] | None:
        """The days of its months, those to come included; None when no month of the series begins in it."""
        return days_covered(self.span, self.series.rules())

    @property
    def exists(self) -> bool:
        """Whether a month of it has begun, and it reaches no further than the coming year."""
        last = month_containing(self.span.last, self.series.rules())
        return bool(
            self.covered and self.covered[0] <= self.today and last and last.start.year <= self.today.year + 1
        )

    @property
    def days(self) -> tuple[date, date]:
        assert self.covered is not None, "ask whether the period exists first"
        return self.covered

    @cached_property
    def exact_run(self) -> Span:
        """The run of months by exactly its days: the one address of all runs that have the same months."""
        return Span(*self.days)

    @property
    def is_running(self) -> bool:
        return self.days[1] >= self.today

    @cached_property
    def number_of_months(self) -> int:
        """All months of the period, those to come included."""
        return sum(1 for _month in months_of_span(self.span, self.series.rules()))

    @cached_property
    def timeline(self) -> Timeline:
        """Its months that have begun, in two queries."""
        months = list(months_of_span(self.span, self.series.rules(), until=self.today))
        rows = self.series.months.filter(start__range=(self.span.first, self.span.last))
        listed = {row.start: row for row in rows}
        areas = list(PublishedArea.objects.all())
        timed = [TimedMonth.of(month, listed.get(month.start)) for month in months]
        return Timeline(self.series, timed, areas)

    @cached_property
    def losses(self) -> list[SummedLoss]:
        return summed(self.timeline)


def summed(timeline: Timeline) -> list[SummedLoss]:
    """The losses of all months by area and group: rows of one area and one group are added up, and no others."""
    areas, groups = timeline.categories("area"), timeline.categories("group")
    found: dict[tuple[str, str], list[Part]] = {}
    for month in timeline.months:
        for loss in month.losses:
            found.setdefault((loss.area, loss.group), []).append(Part(month.month, loss))
    return [
        SummedLoss(area.key, group.key, area.name, group.name, tuple(found[area.key, group.key]))
        for area in areas
        for group in groups
        if (area.key, group.key) in found
    ]


def years_with_figures(timeline: Timeline) -> list[tuple[Span, Timeline]]:
    """The calendar years in which a month with figures begins, newest first, each with its months on the timeline."""
    return [(span, timeline.between(span.first, span.last)) for span in _spans(timeline, Span.year_of)]


def halves_with_figures(timeline: Timeline) -> list[Span]:
    """The half-years in which a month with figures begins, newest first."""
    return _spans(timeline, Span.half_of)


def _spans(timeline: Timeline, of: Callable[[date], Span]) -> list[Span]:
    found = {of(month.month.start) for month in timeline.months if month.has_figures}
    return sorted(found, key=lambda span: span.first, reverse=True)


def run_of(months: Iterable[TimedMonth]) -> Span | None:
    """The run of all these months, from the first to the last."""
    ordered = [timed.month for timed in months]
    return run_of_months(ordered[0], ordered[-1]) if ordered else None
