"""What is wrong with the figures of a month, or may be: each is resolved, or taken on with a reason, before publishing.

The rules are those of reconciliation (docs/counting.md). A warning's key names what it speaks of and the numbers in
it: once they change it is another warning, and a reason given for the old one does not answer it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.models import Campaign, Incident, Tally
from publication.compared import signature
from publication.display.claims import is_contested
from publication.display.month_page import MonthPage, other_claims
from publication.keys import digest
from publication.losses import is_grouped
from publication.models import PublishedCasualty, PublishedSeries, PublishedTally
from publication.months import MonthSummary
from publication.reconcile import Reconciled
from publication.wording import noun_of, shown
from records.models import Record
from records.models.review import State
from terms.choices import Outcome, Qualifier
from terms.dates import format_day
from terms.figures import total
from terms.periods import month_starting

#: Days around a month in which the same event may have been counted a second time.
NEAR = timedelta(days=3)


@dataclass(frozen=True)
class DeskWarning:
    """One thing to look at. `public_ids` are the records it speaks of; the desk leads to them."""

    kind: str
    message: str
    public_ids: tuple[str, ...] = ()
    #: What besides the records the key stands for: the numbers that the message gives.
    said: tuple[Any, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind}-{digest(sorted(self.public_ids), *map(str, self.said))[:16]}"


def warnings_of(summary: MonthSummary) -> list[DeskWarning]:
    """All warnings of the month, in the language of the request, the gravest first."""
    page = MonthPage(summary)
    return [
        *_running(summary),
        *_exceeded(page),
        *_parts(page),
        *_counted_elsewhere(summary),
        *_unreleased(summary),
        *_disagreeing(page),
        *_unadopted(page),
        *_misdated(summary),
        *_without_number(page),
        *_ungrouped(page),
    ]


def _all(page: MonthPage, *names: str) -> Iterator[Reconciled]:
    """Figures of the month with their parts; `names` of the lists of an area, all of them by default."""
    for area in page.summary.areas:
        waiting = [figure for name in names or ("figures", "counters") for figure in getattr(area, name)]
        while waiting:
            current = waiting.pop(0)
            yield current
            waiting.extend(current.parts)


def _said(page: MonthPage, figure: Reconciled) -> str:
    """The figure with what it counts, as a warning names it."""
    return f"{page.display(figure)} {page.label(figure)}".strip()


def _ids(figure: Reconciled) -> tuple[str, ...]:
    lines = {line.incident_id for line in figure.lines}
    return ((figure.tally.public_id,) if figure.tally else ()) + tuple(sorted(lines))


def _running(summary: MonthSummary) -> Iterator[DeskWarning]:
    if summary.month.end >= timezone.localdate():
        end = format_day(summary.month.end, MonthPage(summary).lang)
        yield DeskWarning(
            "running", _("The month runs until %(day)s: its figures are not complete.") % {"day": end}
        )


def _exceeded(page: MonthPage) -> Iterator[DeskWarning]:
    for figure in _all(page):
        if figure.exceeded:
            assert figure.recorded is not None
            recorded = str(shown(figure.recorded, noun_of(figure.measure)))
            yield DeskWarning(
                "exceeded",
                _(
                    "Recorded incidents add up to more than the adopted tally: %(recorded)s, against %(figure)s."
                )
                % {"recorded": recorded, "figure": _said(page, figure)},
                _ids(figure),
                (figure.recorded, figure.figure),
            )


def _parts(page: MonthPage) -> Iterator[DeskWarning]:
    """Parts above their whole, and what they leave unclassified."""
    for figure in _all(page):
        sum_of_parts = total(part.figure for part in figure.dividing_parts)
        if len(figure.dividing_parts) < 2 or sum_of_parts is None or figure.figure.best is None:
            continue
        noun = noun_of(figure.measure)
        ids = tuple(part.tally.public_id for part in (figure, *figure.dividing_parts) if part.tally)
        values = {"parts": str(shown(sum_of_parts, noun)), "figure": _said(page, figure)}
        if (sum_of_parts.best or 0) > figure.figure.best:
            text = _("The parts add up to more than their total: %(parts)s, against %(figure)s.")
            yield DeskWarning("parts", text % values, ids, (sum_of_parts, figure.figure))
        elif figure.unclassified is not None:
            rest = str(shown(figure.unclassified, noun))
            text = _("The parts do not add up to their total: %(rest)s of %(figure)s are not classified.")
            yield DeskWarning(
                "rest", text % {**values, "rest": rest}, ids, (figure.unclassified, figure.figure)
            )


def _counted_elsewhere(summary: MonthSummary) -> Iterator[DeskWarning]:
    """The same event near the border of the month, and tallies whose periods overlap those of another month."""
    month = summary.month
    near = PublishedCasualty.objects.exclude(day__range=(month.start, month.end)).filter(
        day__range=(month.start - NEAR, month.end + NEAR), best__isnull=False
    )
    outside = {_same_event(line): line for line in near}
    edge = [
        line
        for line in summary.month_lines
        if line.day and (line.day - month.start <= NEAR or month.end - line.day <= NEAR)
    ]
    for line in edge:
        other = outside.get(_same_event(line))
        if line.best is not None and other is not None and other.incident_id != line.incident_id:
            yield DeskWarning(
                "twice",
                _("Another month counts what may be the same event: “%(here)s” and “%(there)s”.")
                % {"here": line.incident.title, "there": other.incident.title},
                (line.incident_id, other.incident_id),
                (line.figure,),
            )
    yield from _overlapping(summary)


def _same_event(line: PublishedCasualty) -> tuple[Any, ...]:
    return (line.outcome, line.parties, line.place, line.best)


def _overlapping(summary: MonthSummary) -> Iterator[DeskWarning]:
    own = [
        (signature(figure, area.key), figure.tally)
        for area in summary.areas
        for figure in area.figures
        if figure.tally
    ]
    if not own:
        return
    first = min(tally.period_start for _what, tally in own)
    last = max(tally.period_end for _what, tally in own)
    others = PublishedTally.objects.filter(
        adopted=True, period_start__lte=last, period_end__gte=first
    ).exclude(reported_for=summary.month.start)
    for other in others:
        what = signature(Reconciled([], other), other.area)
        for mine, tally in own:
            if (
                mine == what
                and tally.period_start <= other.period_end
                and other.period_start <= tally.period_end
            ):
                yield DeskWarning(
                    "overlap",
                    _("The tally “%(here)s” and one of another month, “%(there)s”, count the same days.")
                    % {"here": tally.title, "there": other.title},
                    (tally.public_id, other.public_id),
                    (tally.figure, other.figure),
                )


def _unreleased(summary: MonthSummary) -> Iterator[DeskWarning]:
    """Records of the month that were verified and that the public does not have yet, in this version."""
    start, end = summary.month.start, summary.month.end
    waiting: Iterable[Record] = [
        *Incident.objects.filter(state=State.VERIFIED, counted_on__range=(start, end)),
        *Tally.objects.filter(state=State.VERIFIED, reported_for=start),
        *Campaign.objects.filter(state=State.VERIFIED, start__range=(start, end)),
    ]
    for record in waiting:
        yield DeskWarning(
            "unreleased",
            _("“%(title)s” is verified and not yet released: it counts in nothing here.")
            % {"title": record.title},
            (record.public_id,),
            (record.verified_round_id,),
        )


def _disagreeing(page: MonthPage) -> Iterator[DeskWarning]:
    """Claims that disagree: of a tally with the adopted figure, of an incident with one another."""
    incidents: dict[str, Any] = {}
    for figure in _all(page):
        others = page.other_figures(figure)
        if others:
            text = _("Sources disagree on %(figure)s: %(others)s was given as well.")
            claims = [claim["figure"] for claim in other_claims(figure)]
            yield DeskWarning(
                "claims",
                text % {"figure": _said(page, figure), "others": others},
                _ids(figure)[:1],
                (figure.figure, claims),
            )
        incidents |= {line.incident_id: line.incident for line in figure.lines}
    for incident in incidents.values():
        if is_contested(incident.content):
            yield DeskWarning(
                "contested",
                _("Sources give different tolls of “%(title)s”.") % {"title": incident.title},
                (incident.public_id,),
                (incident.version,),
            )


def _unadopted(page: MonthPage) -> Iterator[DeskWarning]:
    for figure in _all(page, "reported"):
        assert figure.tally is not None
        yield DeskWarning(
            "unadopted",
            _("The tally “%(title)s” is not adopted: it counts in no figure of the month.")
            % {"title": figure.tally.title},
            (figure.tally.public_id,),
            (figure.figure,),
        )


def _misdated(summary: MonthSummary) -> Iterator[DeskWarning]:
    """Tallies that name a day inside the month, and the first day of no month of any series: they count nowhere."""
    inside = PublishedTally.objects.filter(
        reported_for__gt=summary.month.start, reported_for__lte=summary.month.end
    )
    every = list(PublishedSeries.objects.all()) if inside else []
    for tally in inside:
        if not any(month_starting(tally.reported_for, series.rules()) for series in every):
            day = format_day(tally.reported_for, MonthPage(summary).lang)
            text = _(
                "The tally “%(title)s” is reported for %(day)s, on which no month begins: it counts nowhere."
            )
            yield DeskWarning(
                "misdated",
                text % {"title": tally.title, "day": day},
                (tally.public_id,),
                (tally.reported_for,),
            )


def _without_number(page: MonthPage) -> Iterator[DeskWarning]:
    """Figures in words or of unknown size: they are shown as such, and no sum holds a number of them."""
    for figure in _all(page):
        if figure.figure.qualifier in (Qualifier.WORDING, Qualifier.UNKNOWN):
            text = _("A figure without a number: %(figure)s. Sums say so, and none counts it.")
            yield DeskWarning(
                "wordless", text % {"figure": _said(page, figure)}, _ids(figure), (figure.figure,)
            )


def _ungrouped(page: MonthPage) -> Iterator[DeskWarning]:
    """People whom no reporting group of the series covers."""
    groups = (page.summary.rule.get("grouping") or {}).get("groups", [])
    for figure in _all(page, "figures"):
        counts_people = figure.measure in (Outcome.KILLED, Outcome.WOUNDED)
        if groups and counts_people and not is_grouped(figure, groups, page.summary.tree):
            text = _("No reporting group of the series covers %(figure)s; it stands in a row of its own.")
            yield DeskWarning(
                "ungrouped", text % {"figure": _said(page, figure)}, _ids(figure), (figure.figure,)
            )
