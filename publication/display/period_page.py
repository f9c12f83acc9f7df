"""A year, a half-year or a run of months in words: what templates/publication/period.html is given."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publication.display.month_page import month_title
from publication.display.trends import Trend, View, month_url, period_url
from publication.kept_losses import OUTCOMES, Timeline
from publication.models import PublishedSeries
from publication.models.base import in_language
from publication.months import address_of
from publication.periods import Part, Period, SummedLoss, halves_with_figures, run_of, years_with_figures
from publication.wording import language, shown
from terms.arabic.nouns import NOUNS
from terms.choices import Outcome
from terms.dates import format_period
from terms.spans import Span, after, before, months_of_span


def period_title(span: Span, days: tuple[date, date] | None = None) -> str:
    """The year 2020; the second half of 2020; a run by its days."""
    if span.kind == "year":
        return _("The year %(year)d") % {"year": span.first.year}
    if span.kind == "half" and span.number == 1:
        return _("The first half of %(year)d") % {"year": span.first.year}
    if span.kind == "half":
        return _("The second half of %(year)d") % {"year": span.first.year}
    return format_period(*(days or (span.first, span.last)), language())


def known_text(timeline: Timeline, months: int) -> str:
    """Of how many of the months there are figures."""
    known = timeline.with_figures()
    return ngettext(
        "%(known)d of %(months)d month has figures here",
        "%(known)d of %(months)d months have figures here",
        months,
    ) % {"known": known, "months": months}


class PeriodPage:
    """One period in the language of the request."""

    def __init__(self, period: Period, view: View, root: str = ""):
        """`root` is the origin of the site, for addresses that are to be cited."""
        self.period = period
        self.view = view
        self.root = root
        self.lang = language()
        self.series = period.series

    @property
    def title(self) -> str:
        return period_title(self.period.span, self.period.days)

    @property
    def days_text(self) -> str:
        return format_period(*self.period.days, self.lang)

    def context(self) -> dict[str, Any]:
        timeline = self.period.timeline
        losses = self.losses()
        return {
            "period": self.heading(),
            "headlines": self.headlines() if losses["rows"] else [],
            "losses": losses,
            "trend": Trend(timeline, self.view, "trend").context(newest_first=False, every_month=True),
        }

    def heading(self) -> dict[str, Any]:
        span, url = self.period.span, period_url(self.series, self.period.span)
        begun = len(self.period.timeline.months)
        running = _("The period is not over: %(begun)d of its %(months)d months have begun.") % {
            "begun": begun,
            "months": self.period.number_of_months,
        }
        return {
            "title": self.title,
            "series_title": self.series.title,
            "series_url": self.series.get_absolute_url(),
            "scope_text": in_language(self.series.content, "about"),
            "days_text": self.days_text,
            "is_run": span.kind == "run",
            "known_text": known_text(self.period.timeline, begun),
            "running_text": running if self.period.is_running else "",
            "permanent_url": f"{self.root}{url}",
            "cite_text": _("Marsad. %(series)s, %(title)s (%(days)s).")
            % {"series": self.series.title, "title": self.title, "days": self.days_text}
            if span.kind != "run"
            else _("Marsad. %(series)s, %(days)s.") % {"series": self.series.title, "days": self.days_text},
            "csv_url": reverse("publication:period_csv", args=[self.series.slug, span.name]),
            "others": self.others(),
        }

    def others(self) -> list[dict[str, str]]:
        """The periods around it: its halves or its year, the one before and the one after; none without a month."""
        span = self.period.span
        found = [*span.within(), before(span), after(span)]
        return [
            {"title": period_title(one), "url": period_url(self.series, one)}
            for one in found
            if one and Period(self.series, one, self.period.today).exists
        ]

    # Sums -------------------------------------------------------------------------------------------------------

    def headlines(self) -> list[dict[str, Any]]:
        """The killed and the wounded of the whole period."""
        return [
            {"figure": shown(figure, NOUNS[outcome]), "label": _("in all areas and groups")}
            for outcome, figure in self.period.timeline.totals().items()
            if figure
        ]

    def losses(self) -> dict[str, Any]:
        """The table of a month's losses (losses_table.html), of the whole period; each figure leads to its parts."""
        rows = [self._loss(number, loss) for number, loss in enumerate(self.period.losses, start=1)]
        drawn = [row["killed"]["drawn"] for row in rows if row["killed"]]
        return {"rows": rows, "max": max(drawn, default=0) or 1}

    def _loss(self, number: int, loss: SummedLoss) -> dict[str, Any]:
        return {
            "area": loss.area_name,
            "group": loss.group_name,
            "killed": self._sum(loss, Outcome.KILLED, number),
            "wounded": self._sum(loss, Outcome.WOUNDED, number),
            "slug": f"sum-{number}",
            "parts": [self._part(part) for part in loss.parts],
        }

    @staticmethod
    def _sum(loss: SummedLoss, outcome: Outcome, number: int) -> dict[str, Any] | None:
        figure = loss.sum(outcome)
        if figure is None:
            return None
        return {"figure": shown(figure, NOUNS[outcome]), "url": f"#sum-{number}", "drawn": figure.best or 0}

    def _part(self, part: Part) -> dict[str, Any]:
        """What one month adds, and where it is explained: the figure's own page, or the month's table of losses."""
        figures = [(outcome, part.loss.figure(outcome)) for outcome in OUTCOMES]
        url = f"{month_url(self.series, part.month)}#losses"
        if len(part.loss.slugs) == 1:
            address = [self.series.slug, address_of(self.series, part.month), part.loss.slugs[0]]
            url = reverse("publication:figure", args=address)
        return {
            "figures": [shown(figure, NOUNS[outcome]) for outcome, figure in figures if figure],
            "title": month_title(self.series, part.month),
            "period_text": format_period(part.month.start, part.month.end, self.lang),
            "url": url,
        }


# Years of a series ------------------------------------------------------------------------------------------------


def years_of(series: PublishedSeries, timeline: Timeline) -> list[dict[str, Any]]:
    """The years that have figures, newest first: their sums, and their halves that have any."""
    halves, today = halves_with_figures(timeline), timezone.localdate()
    return [
        {
            "title": str(span.first.year),
            "url": period_url(series, span),
            "known_text": known_text(part, sum(1 for _month in months_of_span(span, series.rules(), today))),
            **{
                str(outcome): shown(figure, NOUNS[outcome]) if figure else None
                for outcome, figure in part.totals().items()
            },
            "halves": [
                {
                    "title": _("first half") if half.number == 1 else _("second half"),
                    "url": period_url(series, half),
                }
                for half in reversed(halves)
                if half.first in span
            ],
        }
        for span, part in years_with_figures(timeline)
    ]


def csv_url_of_all(series: PublishedSeries, timeline: Timeline) -> str:
    """The file of all months of the series that the timeline has; nothing for none."""
    run = run_of(timeline.months)
    return reverse("publication:period_csv", args=[series.slug, run.name]) if run else ""
