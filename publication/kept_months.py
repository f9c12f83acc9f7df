"""Keeping the list of months: which months of which series have anything published."""

from collections.abc import Iterable
from datetime import date

from publication.models import PublishedCasualty, PublishedMonth, PublishedSeries, PublishedTally
from publication.scope import SeriesScope, Tree
from terms.periods import Month, month_containing


def keep_months(days: Iterable[date]) -> None:
    """Bring the list in step for the months of these days; called by the projector after every release."""
    days = set(days)
    if not days:
        return
    tree = Tree()
    for series in PublishedSeries.objects.all():
        months = {month_containing(day, series.rules()) for day in days}
        wanted = {month.start: month for month in months if month}
        kept = {row.start: row for row in series.months.filter(start__in=wanted)}
        for start, month in wanted.items():
            if has_data(series, month, tree):
                PublishedMonth.objects.update_or_create(
                    series=series, start=start, defaults={"end": month.end, "ordinal": month.ordinal}
                )
            elif start in kept:
                kept[start].delete()


def has_data(series: PublishedSeries, month: Month, tree: Tree) -> bool:
    """Whether anything published lies in the month within the series' scope; stops at the first find."""
    scope = SeriesScope.of(series.rule_on(month.start))
    tallies = PublishedTally.objects.filter(reported_for__range=(month.start, month.end))
    if any(scope.holds_tally(tally, tree) for tally in tallies.iterator()):
        return True
    lines = PublishedCasualty.objects.filter(day__range=(month.start, month.end))
    return any(scope.holds_line(line, tree) for line in lines.iterator(chunk_size=100))
