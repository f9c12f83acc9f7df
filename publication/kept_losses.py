"""The losses of many months at once, read from what is kept of each (publication.compared.kept_of). No counting anew.

A timeline has every month from one day to another: those with figures, those of which other things are published, and
those of which nothing is. None of the last two is a zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from django.utils.translation import gettext as _

from publication.models import PublishedArea, PublishedMonth, PublishedSeries
from publication.models.base import in_language
from terms.choices import Outcome
from terms.figures import Figure, total
from terms.periods import Month, months_between

By = Literal["area", "group"]

#: The outcomes that the table of losses has.
OUTCOMES = (Outcome.KILLED, Outcome.WOUNDED)


@dataclass(frozen=True)
class KeptLoss:
    """A row of a month's losses: one group in one area."""

    area: str
    group: str
    names: dict[str, Any]
    killed: Figure | None
    wounded: Figure | None
    slugs: tuple[str, ...]

    @classmethod
    def of(cls, row: dict[str, Any]) -> "KeptLoss":
        # Groupings are versions: a group is the same from month to month as long as it is called the same.
        return cls(
            row["area"], row["group_ar"], row, _figure(row, "killed"), _figure(row, "wounded"),
            tuple(row["slugs"]),
        )  # fmt: skip

    def figure(self, outcome: str) -> Figure | None:
        return self.killed if outcome == Outcome.KILLED else self.wounded

    def key(self, by: By) -> str:
        return self.area if by == "area" else self.group


def _figure(row: dict[str, Any], outcome: str) -> Figure | None:
    return Figure.from_json(row[outcome]) if row[outcome] else None


@dataclass(frozen=True)
class TimedMonth:
    """A month on a timeline. `is_recorded`: something is published of it, though it may be no loss."""

    month: Month
    is_recorded: bool = False
    losses: tuple[KeptLoss, ...] = ()
    #: area → outcome → its figure: the whole, of which the rows of the groups are parts.
    areas: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, month: Month, row: PublishedMonth | None) -> "TimedMonth":
        if row is None:
            return cls(month)
        kept = row.kept or {}
        losses = tuple(KeptLoss.of(loss) for loss in kept.get("losses", []))
        return cls(month, True, losses, kept.get("areas", {}))

    @property
    def has_figures(self) -> bool:
        return any(loss.killed or loss.wounded for loss in self.losses)

    def total(self, outcome: str, by: By | None = None, key: str = "") -> Figure | None:
        """The sum of one outcome, of all areas, of one area or of one group; None where there is no such figure."""
        if by == "group":
            found = [loss.figure(outcome) for loss in self.losses if loss.group == key]
            return total(figure for figure in found if figure)
        wholes = [whole for area, whole in self.areas.items() if by is None or area == key]
        return total(Figure.from_json(whole[outcome]) for whole in wholes if outcome in whole)


@dataclass(frozen=True)
class Category:
    """An area or a group: what a chart and a table have a panel and a column for."""

    key: str
    name: str


@dataclass
class Timeline:
    """Consecutive months of one series, oldest first."""

    series: PublishedSeries
    months: list[TimedMonth]
    areas: Sequence[PublishedArea]

    @classmethod
    def of_recorded(
        cls, series: PublishedSeries, rows: Iterable[PublishedMonth], areas: Sequence[PublishedArea]
    ) -> "Timeline":
        """From the first month that is listed to the last, with those between them that are not."""
        listed = {row.start: row for row in rows}
        if not listed:
            return cls(series, [], areas)
        months = months_between(min(listed), max(listed), series.rules())
        return cls(series, [TimedMonth.of(month, listed.get(month.start)) for month in months], areas)

    @cached_property
    def recorded(self) -> list[TimedMonth]:
        return [month for month in self.months if month.is_recorded]

    def categories(self, by: By) -> list[Category]:
        """The areas or groups that any month has, in the order of a month's page."""
        found: dict[str, KeptLoss] = {}
        for month in reversed(self.months):  # the newest name of each stands
            for loss in month.losses:
                found.setdefault(loss.key(by), loss)
        if by == "area":
            names = {area.key: area.name for area in self.areas}
            ordered = [*(key for key in names if key in found and key), *found]
            named = {
                key: names.get(key) or in_language(loss.names, "area") or _("All areas")
                for key, loss in found.items()
            }
        else:
            ordered = [*(key for key in self._grouping() if key in found), *found]
            named = {key: in_language(loss.names, "group") for key, loss in found.items()}
        # What lies in no area of its own comes last, as on a month's page.
        keys = sorted(dict.fromkeys(ordered), key=lambda key: by == "area" and not key)
        return [Category(key, named[key]) for key in keys]

    def _grouping(self) -> list[str]:
        """The groups of the newest grouping, in its order."""
        newest = self.months[-1].month.start if self.months else date.max
        groups = (self.series.rule_on(newest).get("grouping") or {}).get("groups", [])
        return [group["ar"] for group in groups]

    def between(self, first: date, last: date) -> "Timeline":
        """The months whose first day lies within these days."""
        months = [month for month in self.months if first <= month.month.start <= last]
        return Timeline(self.series, months, self.areas)

    def totals(self) -> dict[str, Figure | None]:
        """The sums of all months, by outcome."""
        return {outcome: self.sum(outcome) for outcome in OUTCOMES}

    def sum(self, outcome: str) -> Figure | None:
        sums = [month.total(outcome) for month in self.months]
        return total(figure for figure in sums if figure)

    def with_figures(self) -> int:
        """How many months have a figure of losses."""
        return sum(month.has_figures for month in self.months)


def stretches(months: Iterable[TimedMonth]) -> list[list[TimedMonth]]:
    """Months one by one, but those of which nothing is published together with their neighbours of the same kind."""
    found: list[list[TimedMonth]] = []
    for month in months:
        last = found[-1][-1] if found else None
        if last and not last.is_recorded and not month.is_recorded and _touch(last.month, month.month):
            found[-1].append(month)
        else:
            found.append([month])
    return found


def _touch(one: Month, other: Month) -> bool:
    first, second = sorted((one, other), key=lambda month: month.start)
    return second.start - first.end == timedelta(days=1)
