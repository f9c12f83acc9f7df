"""One month of a series: its figures by area of control, each with what it stands on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from publication.keys import digest
from publication.models import (
    PublishedArea,
    PublishedCampaign,
    PublishedCasualty,
    PublishedIncident,
    PublishedIncidentPlace,
    PublishedSeries,
    PublishedTally,
)
from publication.reconcile import Reconciled, reconcile, uncovered
from publication.scope import SeriesScope, Tree
from terms.periods import Month, month_containing, months_named

#: A tally over a longer period counts since an earlier date; it is not compared with a month's incidents.
LONGEST_MONTH = timedelta(days=62)


@dataclass
class Area:
    """One section of a month: an area of control, or none (`area` is then None)."""

    area: PublishedArea | None
    figures: list[Reconciled] = field(default_factory=list)
    counters: list[Reconciled] = field(default_factory=list)
    reported: list[Reconciled] = field(default_factory=list)
    campaigns: list[PublishedCampaign] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.area.key if self.area else ""

    def all_figures(self) -> Iterator[Reconciled]:
        """Every figure of the section, parts included."""
        waiting = [*self.figures, *self.counters, *self.reported]
        while waiting:
            current = waiting.pop(0)
            yield current
            waiting.extend(current.parts)


@dataclass
class MonthSummary:
    """The figures of a month within the scope of its series, from published rows alone.

    `areas` in their order: `figures` are adopted tallies and, for what none covers, sums of recorded incidents;
    `counters` are adopted tallies that run since an earlier date; `reported` are tallies that no editor adopted.
    """

    series: PublishedSeries
    month: Month

    @cached_property
    def rule(self) -> dict:
        return self.series.rule_on(self.month.start)

    @cached_property
    def scope(self) -> SeriesScope:
        return SeriesScope.of(self.rule)

    @cached_property
    def tree(self) -> Tree:
        return Tree()

    @cached_property
    def tallies(self) -> list[PublishedTally]:
        # On its first day exactly: several series run at once, and a tally of one is none of another's month.
        found = PublishedTally.objects.filter(reported_for=self.month.start)
        ordered = found.order_by("period_start", "public_id")
        return [tally for tally in ordered if self.scope.holds_tally(tally, self.tree)]

    @cached_property
    def lines(self) -> list[PublishedCasualty]:
        """The casualty lines that the month's tallies can be compared with, and those of the month itself."""
        starts = [tally.period_start for tally in self.tallies if not is_counter(tally)]
        ends = [tally.period_end for tally in self.tallies if not is_counter(tally)]
        first, last = min([self.month.start, *starts]), max([self.month.end, *ends])
        found = PublishedCasualty.objects.filter(day__range=(first, last)).order_by(
            "day", "incident_id", "line"
        )
        lines = [line for line in found if self.scope.holds_line(line, self.tree)]
        self._attach_places(lines)
        return lines

    @staticmethod
    def _attach_places(lines: list[PublishedCasualty]) -> None:
        within: dict[str, set[str]] = {}
        ids = {line.incident_id for line in lines}
        for incident, place in PublishedIncidentPlace.objects.filter(incident__in=ids).values_list(
            "incident", "place"
        ):
            within.setdefault(incident, set()).add(place)
        for line in lines:
            line.within_places = within.get(line.incident_id, set())  # type: ignore[attr-defined]

    @cached_property
    def month_lines(self) -> list[PublishedCasualty]:
        """The lines that count in the month."""
        return [line for line in self.lines if line.day and line.day in self.month]

    @cached_property
    def areas(self) -> list[Area]:
        adopted = [tally for tally in self.tallies if tally.adopted and not is_counter(tally)]
        counters = [tally for tally in self.tallies if tally.adopted and is_counter(tally)]
        reported = [tally for tally in self.tallies if not tally.adopted]
        figures = reconcile(adopted, self.lines, self.tree)
        figures += sums_of_incidents(uncovered(self.month_lines, figures))
        sections = {area.key: Area(area) for area in PublishedArea.objects.all()} | {"": Area(None)}
        for reconciled in figures:
            sections[_area_of(reconciled)].figures.append(reconciled)
        for name, tallies in (("counters", counters), ("reported", reported)):
            for reconciled in reconcile(tallies, [], self.tree):
                getattr(sections[_area_of(reconciled)], name).append(reconciled)
        for campaign in self.campaigns:
            sections[campaign.area].campaigns.append(campaign)
        self._attach_incidents(sections.values())
        return [
            area
            for area in sections.values()
            if any((area.figures, area.counters, area.reported, area.campaigns))
        ]

    def _attach_incidents(self, areas) -> None:
        """Read the documents of the incidents behind the figures, once."""
        lines = [line for area in areas for figure in area.all_figures() for line in figure.lines]
        incidents = PublishedIncident.objects.in_bulk({line.incident_id for line in lines})
        for line in lines:
            line.incident = incidents[line.incident_id]

    @cached_property
    def campaigns(self) -> list[PublishedCampaign]:
        """Campaigns that were under way in the month."""
        begun = PublishedCampaign.objects.filter(start__lte=self.month.end).order_by("start", "public_id")
        return [
            campaign
            for campaign in begun
            if (campaign.end is None or campaign.end >= self.month.start)
            and self.scope.holds_campaign(campaign.participants, campaign.targets, campaign.area, self.tree)
        ]

    def figure(self, slug: str) -> Reconciled | None:
        """The figure with this slug, wherever it stands in the month."""
        found = (figure for area in self.areas for figure in area.all_figures() if slug_of(figure) == slug)
        return next(found, None)

    @property
    def is_empty(self) -> bool:
        return not self.areas


def is_counter(tally: PublishedTally) -> bool:
    """Whether the tally runs since an earlier date than a month."""
    return tally.period_end - tally.period_start > LONGEST_MONTH


def sums_of_incidents(lines: list[PublishedCasualty]) -> list[Reconciled]:
    """One figure for each outcome, civil status, party and perpetrator that recorded lines speak of, by area."""
    ordered = sorted(lines, key=_sum_key)
    return [Reconciled(list(group)) for _key, group in groupby(ordered, key=_sum_key)]


def _sum_key(line: PublishedCasualty) -> tuple[str, ...]:
    return (line.area, line.outcome, line.civil_status, line.parties, line.perpetrators)


def _area_of(reconciled: Reconciled) -> str:
    return reconciled.tally.area if reconciled.tally else reconciled.lines[0].area


def is_figure(slug: str) -> bool:
    """Whether it has the shape of an address that `slug_of` makes: else the month need not be added up to know."""
    return re.fullmatch(r"[a-z0-9]{8}|sum-[0-9a-f]{10}", slug) is not None


def slug_of(reconciled: Reconciled) -> str:
    """The address of a figure within its month: its tally's public id, or a digest of what its incidents share."""
    if reconciled.tally is not None:
        return reconciled.tally.public_id
    return f"sum-{digest(*_sum_key(reconciled.lines[0]))[:10]}"


def series_and_months(series: PublishedSeries, name: str) -> list[Month]:
    """The months that an address names: by ordinal (one, none, or two after a change of rule) or by first day."""
    rules = series.rules()
    if name.isdecimal() and len(name) <= 5:
        return months_named(int(name), rules)
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return []
    month = month_containing(day, rules)
    return [month] if month and month.start == day else []


def address_of(series: PublishedSeries, month: Month) -> str:
    """How the month is named in addresses: its ordinal, or its first day where the ordinal names two months."""
    same = months_named(month.ordinal, series.rules())
    return str(month.ordinal) if len(same) == 1 else month.start.isoformat()


def months_of(day: date | None) -> list[tuple[PublishedSeries, Month]]:
    """The month of each published series that a day falls in."""
    if day is None:
        return []
    found = [
        (series, month_containing(day, series.rules())) for series in PublishedSeries.objects.order_by("slug")
    ]
    return [(series, month) for series, month in found if month]
