"""A month in words: what the templates of /summaries/ are given. No counting here; that is publication.months."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from publication.display.edition_text import EditionText
from publication.losses import Loss, losses_of
from publication.models import PublishedCampaign, PublishedCasualty, PublishedIncident, PublishedSeries
from publication.models.base import in_language
from publication.months import Area, MonthSummary, address_of, slug_of
from publication.reconcile import Reconciled
from publication.wording import (
    Shown,
    among_text,
    by_whom,
    carried_out_by,
    joined,
    language,
    names,
    noun_of,
    of_whom,
    part_noun,
    sentence,
    shown,
)
from terms.arabic.agreement import count
from terms.arabic.nouns import NOUNS
from terms.choices import CivilStatus, Measure, OrdinalRule, Outcome
from terms.dates import format_day, format_month, format_partial, format_period
from terms.figures import Figure
from terms.periods import Month

#: A month page names the largest incidents of a figure; its own page lists all.
INCIDENTS_SHOWN = 3


@dataclass
class Row:
    """One figure of a month page (templates/publication/components/ledger_row.html)."""

    figure: Shown
    label: str
    url: str
    slug: str
    split: dict[str, Any] | None = None
    note: str = ""
    parts: list["Row"] = field(default_factory=list)
    incidents: list[dict[str, Any]] = field(default_factory=list)


class MonthPage:
    """The sections of one month page in the language of the request."""

    def __init__(self, summary: MonthSummary, root: str = ""):
        """`root` is the origin of the site, for addresses that are to be cited."""
        self.summary = summary
        self.root = root
        self.lang = language()

    # Addresses and names --------------------------------------------------------------------------------

    @property
    def address(self) -> list[str]:
        return [self.summary.series.slug, address_of(self.summary.series, self.summary.month)]

    @property
    def url(self) -> str:
        return reverse("publication:summary", args=self.address)

    def figure_url(self, figure: Reconciled) -> str:
        return reverse("publication:figure", args=[*self.address, slug_of(figure)])

    @property
    def title(self) -> str:
        return month_title(self.summary.series, self.summary.month)

    @property
    def period(self) -> str:
        return format_period(self.summary.month.start, self.summary.month.end, self.lang)

    def heading(self) -> dict[str, Any]:
        """What head and margin of the page say."""
        series, month = self.summary.series, self.summary.month
        return {
            "title": self.title,
            "url": self.url,
            "series_title": series.title,
            "series_url": series.get_absolute_url(),
            "period_text": self.period,
            "scope_text": in_language(series.content, "about"),
            "state_text": _("Figures as released up to %(day)s.")
            % {"day": format_day(self.last_change(), self.lang)},
            "permanent_url": f"{self.root}{self.url}",
            "cite_text": _("Marsad. %(title)s, %(period)s.") % {"title": self.title, "period": self.period},
            "csv_url": f"{reverse('publication:incidents_csv')}?month={series.slug}:{self.address[1]}",
            "incidents_url": f"{reverse('publication:incidents')}?month={series.slug}:{self.address[1]}",
            "previous": self._neighbour(start__lt=month.start, order="-start"),
            "next": self._neighbour(start__gt=month.start, order="start"),
        }

    def _neighbour(self, order: str, **days: Any) -> dict[str, str] | None:
        series = self.summary.series
        row = series.months.filter(**days).order_by(order).first()
        if row is None:
            return None
        address = [series.slug, address_of(series, row.month)]
        return {"title": month_title(series, row.month), "url": reverse("publication:summary", args=address)}

    def last_change(self):
        """The last day on which something of this month was released."""
        days = [self.summary.series.last_released, *(tally.last_released for tally in self.summary.tallies)]
        days += [
            line.incident.last_released
            for area in self.summary.areas
            for figure in area.all_figures()
            for line in figure.lines
        ]
        return max(days)

    # Sections -------------------------------------------------------------------------------------------

    def sections(self, text: EditionText | None = None) -> list[dict[str, Any]]:
        """By area of control, each with what the text of the month's report says of it."""
        return [
            {
                "key": area.key,
                "told": text.of_area(area.key) if text else None,
                "slug": f"area-{area.key}" if area.area else "all-areas",
                "title": area.area.name if area.area else _("All areas"),
                "rows": [self.row(figure) for figure in sorted(area.figures, key=by_weight)],
                "counters": [self.row(figure) for figure in area.counters],
                "reported": [self.row(figure) for figure in area.reported],
                "campaigns": [self.campaign(campaign) for campaign in area.campaigns],
            }
            for area in self.summary.areas
        ]

    def headlines(self) -> list[dict[str, Any]]:
        """The largest figure of the killed in each area, and the next largest, three at the most."""
        killed = [
            figure
            for area in self.summary.areas
            for figure in area.figures
            if figure.measure == Measure.KILLED and figure.figure.best is not None
        ]
        largest = sorted(killed, key=lambda figure: -(figure.figure.best or 0))[:3]
        return [
            {"figure": self.display(figure), "label": self.label(figure), "url": self.figure_url(figure)}
            for figure in largest
        ]

    def losses(self) -> dict[str, Any]:
        rows = losses_of(self.summary)
        drawn = [figure.best or 0 for figure in (loss.sum(loss.killed) for loss in rows) if figure]
        return {
            "rows": [
                {
                    "area": loss.area.area.name if loss.area.area else _("All areas"),
                    "group": loss.group,
                    "killed": self._loss(loss.killed, Outcome.KILLED),
                    "wounded": self._loss(loss.wounded, Outcome.WOUNDED),
                }
                for loss in rows
            ],
            "max": max(drawn, default=0) or 1,
        }

    def _loss(self, figures: list[Reconciled], outcome: str) -> dict[str, Any] | None:
        figure = Loss.sum(figures)
        if figure is None:
            return None
        url = self.figure_url(figures[0]) if len(figures) == 1 else f"{self.url}#{slug_of(figures[0])}"
        return {"figure": shown(figure, NOUNS[outcome]), "url": url, "drawn": figure.best or 0}

    # Rows -----------------------------------------------------------------------------------------------

    def row(self, figure: Reconciled, whole: Reconciled | None = None) -> Row:
        parts = [self.row(part, figure) for part in figure.parts]
        return Row(
            figure=self.display(figure, whole),
            label=self.label(figure, whole),
            url=self.figure_url(figure),
            slug=slug_of(figure),
            split=split_of(figure) if whole is None else None,
            note=self.note(figure),
            parts=parts + self.unclassified(figure),
            incidents=self.largest_incidents(figure) if whole is None else self.people(figure),
        )

    def unclassified(self, figure: Reconciled) -> list[Row]:
        rest = figure.unclassified
        if rest is None:
            return []
        display = shown(rest, noun_of(figure.measure))
        return [
            Row(
                display, _("not classified by the source"), self.figure_url(figure), f"{slug_of(figure)}-rest"
            )
        ]

    def display(self, figure: Reconciled, whole: Reconciled | None = None) -> Shown:
        if figure.tally is None:
            return shown(figure.figure, NOUNS[figure.lines[0].outcome])
        content = figure.tally.content
        noun = (
            part_noun(content) if whole is not None else noun_of(content["measure"], label=content["label"])
        )
        return shown(figure.figure, noun)

    def label(self, figure: Reconciled, whole: Reconciled | None = None) -> str:
        """What the figure counts, beside its noun: of whom, where, in how many events, by whom."""
        if figure.tally is None:
            return self.line_label(figure.lines[0])
        content = figure.tally.content
        act = content["measure"] in (Measure.OPERATIONS, Measure.AIR_STRIKES)
        of = "" if act else of_whom(names(content["parties"]), self._status_said(content, whole))
        where = _("in %(places)s") % {"places": names(content["places"])} if content["places"] else ""
        by = (carried_out_by if act else by_whom)(
            names(content["perpetrators"]), content["perpetrator_certainty"]
        )
        if whole is None:
            since = self._own_period(figure)
            return sentence(of, self._in_events(content), where, by, since)
        return sentence(of if content["parties"] else "", self._in_events(content))

    @staticmethod
    def _status_said(content: dict[str, Any], whole: Reconciled | None) -> str:
        """Civil status is said unless the noun says it already."""
        return (
            ""
            if whole is not None and content["civil_status"] == CivilStatus.CIVILIAN
            else content["civil_status"]
        )

    def _in_events(self, content: dict[str, Any]) -> str:
        if not content["events"]:
            return ""
        noun = NOUNS.get(content["type"], NOUNS["event"])
        return _("in %(events)s") % {"events": count(content["events"], noun, self.lang, "genitive")}

    def _own_period(self, figure: Reconciled) -> str:
        """The tally's period where it is not the month's."""
        tally, month = figure.tally, self.summary.month
        assert tally is not None
        if (tally.period_start, tally.period_end) == (month.start, month.end):
            return ""
        return format_period(tally.period_start, tally.period_end, self.lang)

    def line_label(self, line: PublishedCasualty) -> str:
        tree = self.summary.tree
        return sentence(
            of_whom(joined(tree.names(line.parties)), line.civil_status),
            by_whom(joined(tree.names(line.perpetrators)), line.certainty),
        )

    def note(self, figure: Reconciled) -> str:
        """Other figures that sources gave; what incidents say above the tally."""
        if figure.tally is None:
            return ""
        notes = []
        noun = noun_of(figure.tally.measure)
        excluded = in_language(figure.tally.content, "excludes")
        if excluded:
            notes.append(_("Not counted in it: %(what)s.") % {"what": excluded.rstrip(".")})
        others = self.other_figures(figure)
        if others:
            notes.append(_("Another figure was given as well: %(figures)s.") % {"figures": others})
        if figure.exceeded:
            assert figure.recorded is not None
            recorded = str(shown(figure.recorded, noun))
            notes.append(_("Recorded incidents add up to more: %(figure)s.") % {"figure": recorded})
        return " ".join(notes)

    @staticmethod
    def other_figures(figure: Reconciled) -> str:
        """The other figures that sources gave for it and that still stand, as one enumeration; "" for none."""
        if figure.tally is None:
            return ""
        said = [Figure.from_json(claim["figure"]) for claim in other_claims(figure)]
        noun = noun_of(figure.tally.measure)
        return joined([str(shown(other, noun)) for other in said if other != figure.figure])

    # Incidents behind a figure -----------------------------------------------------------------------------

    def largest_incidents(self, figure: Reconciled) -> list[dict[str, Any]]:
        if figure.tally is None and len(figure.lines) > INCIDENTS_SHOWN:
            return []
        lines = sorted(figure.lines, key=lambda line: (-(line.best or 0), line.day, line.incident_id))
        return [self.incident(line) for line in lines[:INCIDENTS_SHOWN]]

    def people(self, figure: Reconciled) -> list[dict[str, Any]]:
        """For a part that speaks of a label: the incidents whose lines hold it."""
        if figure.tally is None or not figure.tally.label:
            return []
        return [self.incident(line) for line in figure.contributing]

    def incident(self, line: PublishedCasualty) -> dict[str, Any]:
        """A line of an incident as it stands in a sum: its figure, who was among them, when, and who is named."""
        incident: PublishedIncident = line.incident
        content = incident.content["lines"][line.line - 1]
        return {
            "figure": shown(line.figure, NOUNS[line.outcome]),
            "among": among_text(line.figure, content["subsets"]),
            "named": victims_text(incident, line.outcome),
            "label": self.line_label(line),
            "title": incident.title,
            "get_absolute_url": incident.get_absolute_url(),
            "public_id": incident.public_id,
            "date_text": date_text(incident, self.lang),
            "is_contested": len(incident.content["claims"]) > 1,
            "note": incident.content["counted_reason"],
        }

    def campaign(self, campaign: PublishedCampaign) -> dict[str, Any]:
        ongoing = campaign.end is None
        when = format_partial(campaign.start, campaign.end, "day", self.lang, ongoing=ongoing)
        return {
            "title": campaign.title,
            "status_text": when,
            "participants_text": names(campaign.content["participants"]),
            "aim_text": in_language(campaign.content, "aim"),
            "url": campaign.get_absolute_url(),
        }


def month_title(series: PublishedSeries, month: Month) -> str:
    """How the month is called: Month 78 since …; a calendar month by its own name."""
    if series.rule_on(month.start)["ordinal_rule"] == OrdinalRule.CALENDAR:
        return format_month(month.start, language())
    number = _("Month %(ordinal)d") % {"ordinal": month.ordinal}
    return f"{number} {in_language(series.content, 'since')}".strip()


def by_weight(figure: Reconciled) -> tuple[int, bool, int]:
    """The order of figures in a section: people before acts, tallies before sums of incidents, the largest first."""
    kinds = [*Measure.values, figure.measure]  # an outcome that no tally measures comes last
    return (kinds.index(figure.measure), figure.tally is None, -(figure.figure.best or 0))


def split_of(figure: Reconciled) -> dict[str, Any] | None:
    """What stands on recorded incidents and what on the tally alone; None where the two cannot be compared."""
    recorded, rest = figure.recorded, figure.aggregate_only
    if (
        not figure.compares
        or figure.figure.best is None
        or (recorded is None and rest is None)
        or figure.exceeded
    ):
        return None
    noun = noun_of(figure.measure)
    return {
        "total": figure.figure.best,
        "recorded": (recorded.best or 0) if recorded else 0,
        "recorded_figure": shown(recorded, noun) if recorded else None,
        "tally_figure": shown(rest, noun) if rest else None,
        "segments": _segments(figure),
    }


def _segments(figure: Reconciled) -> list[dict[str, int]]:
    start, segments = 0, []
    for line in sorted(figure.lines, key=lambda line: -(line.best or 0)):
        segments.append({"start": start, "amount": line.best or 0})
        start += line.best or 0
    return segments


def other_claims(figure: Reconciled) -> list[dict[str, Any]]:
    """The claims of a tally that no later claim replaces."""
    assert figure.tally is not None
    claims = figure.tally.content["claims"]
    replaced = {claim["supersedes"] for claim in claims}
    return [claim for number, claim in enumerate(claims, start=1) if number not in replaced]


def victims_text(incident: PublishedIncident, outcome: str) -> str:
    """The people of whom the incident tells by name or description, as released."""
    told = [
        sentence(in_language(victim["person"]), in_language(victim, "about"))
        for victim in incident.content["victims"]
        if victim["outcome"] == outcome
    ]
    return joined([text for text in told if text])


def date_text(incident: PublishedIncident, lang: str) -> str:
    """The date of an incident with its precision."""
    if incident.precision == "day":
        return format_partial(incident.start, incident.end or incident.start, "day", lang)
    return format_partial(incident.earliest, incident.latest, incident.precision, lang)


__all__ = ["Area", "MonthPage", "Row", "date_text", "month_title"]
