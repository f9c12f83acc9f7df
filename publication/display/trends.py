"""A trend in words: the chart, the table that it is drawn from, and the switch between what they show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from publication.display.month_page import month_title
from publication.display.trend_chart import Chart, draw, kind_of
from publication.kept_losses import By, Category, TimedMonth, Timeline, stretches
from publication.models import PublishedSeries
from publication.months import address_of
from publication.wording import Shown, language, shown
from terms.arabic.agreement import count
from terms.arabic.nouns import NOUNS
from terms.choices import Outcome, Qualifier
from terms.dates import format_month, format_period
from terms.figures import Figure
from terms.periods import Month
from terms.spans import Span

#: A chart of more panels than this is no picture any more; the table has the rest.
MOST_PANELS = 8


@dataclass(frozen=True)
class View:
    """What the reader chose to see: ?of=wounded, ?by=group; the killed by area without a word, or at any other."""

    of: Outcome = Outcome.KILLED
    by: By = "area"

    @classmethod
    def asked(cls, query: QueryDict) -> "View":
        of = Outcome.WOUNDED if query.get("of") == "wounded" else Outcome.KILLED
        return cls(of, "group" if query.get("by") == "group" else "area")

    @property
    def title(self) -> str:
        return {
            (Outcome.KILLED, "area"): _("Killed, by area of control"),
            (Outcome.KILLED, "group"): _("Killed, by group"),
            (Outcome.WOUNDED, "area"): _("Wounded, by area of control"),
            (Outcome.WOUNDED, "group"): _("Wounded, by group"),
        }[self.of, self.by]

    def switches(self, anchor: str) -> list[list[dict[str, Any]]]:
        """Two rows of links to the same page: what is counted, and by what it is divided."""
        of = [
            (View(Outcome.KILLED, self.by), pgettext("switch", "killed")),
            (View(Outcome.WOUNDED, self.by), pgettext("switch", "wounded")),
        ]
        by = [(View(self.of, "area"), _("by area of control")), (View(self.of, "group"), _("by group"))]
        return [
            [
                {
                    "text": text,
                    "url": f"?of={view.of}&by={view.by}#{anchor}",
                    "is_current": view == self,
                }
                for view, text in row
            ]
            for row in (of, by)
        ]


def without_noun(figure: Figure) -> Shown:
    """A figure for a column whose head says what is counted; "at least 0" says nothing but that there were some."""
    if kind_of(figure) == "unknown" and figure.qualifier != Qualifier.WORDING:
        figure = Figure.unknown()
    words = figure.in_language(language())
    return Shown("", words, "", figure.qualifier == Qualifier.EXACT, figure.best)


def month_url(series: PublishedSeries, month: Month) -> str:
    return reverse("publication:summary", args=[series.slug, address_of(series, month)])


def period_url(series: PublishedSeries, span: Span) -> str:
    return reverse("publication:period", args=[series.slug, span.name])


class Trend:
    """The months of a timeline, one outcome of them, by area or by group."""

    def __init__(self, timeline: Timeline, view: View, anchor: str):
        """`anchor` is where the page shows it."""
        self.timeline = timeline
        self.view = view
        self.anchor = anchor
        self.series = timeline.series
        self.lang = language()
        self.noun = NOUNS[view.of]
        self.categories = [
            one for one in timeline.categories(view.by) if any(self._row(one))
        ]  # those with a figure of this outcome

    def _row(self, category: Category | None) -> list[Figure | None]:
        by, key = (self.view.by, category.key) if category else (None, "")
        return [month.total(self.view.of, by, key) for month in self.timeline.months]

    @property
    def columns(self) -> list[Category | None]:
        """The categories, and before them all together (None) where there are several."""
        return [None, *self.categories] if len(self.categories) > 1 else [*self.categories]

    @staticmethod
    def _name(category: Category | None) -> str:
        return category.name if category else _("All together")

    def context(self, *, newest_first: bool = True, every_month: bool = False) -> dict[str, Any]:
        """What templates/publication/components/trend.html is given."""
        chart = self.chart()
        return {
            "anchor": self.anchor,
            "title": self.view.title,
            "switches": self.view.switches(self.anchor),
            "chart": chart,
            "label": self.label(),
            "absent": bool(chart and chart.bands),
            "left_out": [category.name for category in self.categories[MOST_PANELS:]],
            "heads": [self._name(column) for column in self.columns],
            "rows": self.rows(newest_first, every_month),
        }

    def label(self) -> str:
        """What the picture shows, for those who do not see it."""
        if not self.timeline.months:
            return ""
        first, last = self.timeline.months[0].month.start, self.timeline.months[-1].month.start
        return _("%(what)s, from %(first)s to %(last)s. Every figure is in the table of this chart.") % {
            "what": self.view.title,
            "first": format_month(first, self.lang),
            "last": format_month(last, self.lang),
        }

    # Picture ----------------------------------------------------------------------------------------------------

    def chart(self) -> Chart | None:
        if not self.categories:
            return None
        drawn = self.columns[: MOST_PANELS + 1]
        panels = [(self._name(column), self._row(column)) for column in drawn]
        return draw(
            self.timeline.months,
            panels,
            column_text=self._column_text,
            month_url=lambda timed: month_url(self.series, timed.month),
            year_url=lambda year: period_url(self.series, Span.year(year)),
            lang=self.lang,
        )

    def _column_text(self, timed: TimedMonth) -> str:
        """What the pointer reads over a month: its name and days, and each figure in words."""
        lines = [self._month_name(timed.month)]
        for column in self.columns:
            by, key = (self.view.by, column.key) if column else (None, "")
            figure = timed.total(self.view.of, by, key)
            if figure:
                lines.append(f"{self._name(column)}: {shown(figure, self.noun)}")
        return "\n".join(lines if len(lines) > 1 else [*lines, _("no figure")])

    def _month_name(self, month: Month) -> str:
        title, period = month_title(self.series, month), format_period(month.start, month.end, self.lang)
        return f"{title} ({period})"

    # Table ------------------------------------------------------------------------------------------------------

    def rows(self, newest_first: bool, every_month: bool) -> list[dict[str, Any]]:
        """A row for each month; months of which nothing is published share one, unless each is to be named."""
        parts = (
            [[timed] for timed in self.timeline.months] if every_month else stretches(self.timeline.months)
        )
        return [self._table_row(part) for part in (reversed(parts) if newest_first else parts)]

    def _table_row(self, part: Sequence[TimedMonth]) -> dict[str, Any]:
        first, last = part[0], part[-1]
        if len(part) > 1:
            months = count(len(part), "month", self.lang)
            period = format_period(first.month.start, last.month.end, self.lang)
            return {"title": months, "period_text": period, "url": "", "is_recorded": False}
        figures = [
            first.total(self.view.of, self.view.by if column else None, column.key if column else "")
            for column in self.columns
        ]
        return {
            "title": month_title(self.series, first.month),
            "period_text": format_period(first.month.start, first.month.end, self.lang),
            "url": month_url(self.series, first.month),
            "is_recorded": first.is_recorded,
            "figures": [without_noun(figure) if figure else None for figure in figures],
        }
