"""Keeping the list of months: which months of which series have anything published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from publication.models import (
    PublishedCasualty,
    PublishedMonth,
    PublishedSeries,
    PublishedTally,
    Total,
)
from publication.scope import SeriesScope, Tree
from terms.periods import Month, month_containing, month_starting


@dataclass(frozen=True)
class Months:
    """The months in which a record counts, by series, and the tree of parties by which that was judged."""

    held: frozenset[tuple[str, Month]]
    tree: dict[str, str]


def months_of(lines: Iterable[PublishedCasualty], tallies: Iterable[PublishedTally]) -> Months:
    """The months that hold any of these within the scope of their series."""
    tree = Tree()
    dated = [(line.day, line) for line in lines if line.day] + [
        (tally.reported_for, tally) for tally in tallies
    ]
    held = set()
    for series in PublishedSeries.objects.all() if dated else []:
        for day, row in dated:
            month = _month_of(row, day, series)
            if month and _holds(SeriesScope.of(series.rule_on(month.start)), row, tree):
                held.add((series.pk, month))
    return Months(frozenset(held), {key: party.above for key, party in tree.parties.items()})


def _month_of(row: PublishedCasualty | PublishedTally, day: date, series: PublishedSeries) -> Month | None:
    """A line counts in the month of its day; a tally in the month whose first day it names, if the series has one."""
    if isinstance(row, PublishedTally):
        return month_starting(day, series.rules())
    return month_containing(day, series.rules())


def keep_months(public_id: str, before: Months, after: Months) -> None:
    """Bring the list in step after a release; only months that the record has left are searched for others.

    A release of a series, or one that moves a party to another place in the tree, has every month judged anew.
    """
    moved = any(after.tree[key] != above for key, above in before.tree.items() if key in after.tree)
    renewed = PublishedSeries.objects.all() if moved else PublishedSeries.objects.filter(pk=public_id)
    tree = Tree()
    for series in renewed:
        _renew(series, tree)
    for series_id, month in after.held:
        _keep(series_id, month)
    for series_id, month in before.held - after.held:
        series = PublishedSeries.objects.get(pk=series_id)
        row = series.months.filter(start=month.start)
        if has_data(series, month, tree):
            row.update(is_stale=True)
        else:
            row.delete()


def has_data(series: PublishedSeries, month: Month, tree: Tree) -> bool:
    """Whether anything published lies in the month within the series' scope; stops at the first find."""
    scope = SeriesScope.of(series.rule_on(month.start))
    tallies = PublishedTally.objects.filter(reported_for=month.start)
    lines = PublishedCasualty.objects.filter(day__range=(month.start, month.end))
    return any(_holds(scope, row, tree) for rows in (tallies, lines) for row in rows.iterator(chunk_size=100))


def _holds(scope: SeriesScope, row: PublishedCasualty | PublishedTally, tree: Tree) -> bool:
    if isinstance(row, PublishedTally):
        return scope.holds_tally(row, tree)
    return scope.holds_line(row, tree)


def _keep(series_id: str, month: Month) -> None:
    PublishedMonth.objects.update_or_create(
        series_id=series_id,
        start=month.start,
        defaults={"end": month.end, "ordinal": month.ordinal, "is_stale": True},
    )


def _renew(series: PublishedSeries, tree: Tree) -> None:
    """Judge every month of a series by its rules and the tree as they stand."""
    days: set[date | None] = set(PublishedTally.objects.values_list("reported_for", flat=True))
    days |= set(Total.objects.exclude(day=None).values_list("day", flat=True).distinct())
    months = {month_containing(day, series.rules()) for day in days if day}
    wanted = [month for month in months if month and has_data(series, month, tree)]
    series.months.exclude(start__in=[month.start for month in wanted]).delete()
    for month in wanted:
        _keep(series.pk, month)
