"""The list of series and months, in a constant number of queries."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from publication.display.month_page import month_title
from publication.display.period_page import csv_url_of_all, years_of
from publication.display.trends import Trend, View
from publication.kept_losses import Timeline
from publication.models import PublishedArea, PublishedSeries, PublishedTally
from publication.models.base import in_language
from publication.months import address_of
from publication.scope import SeriesScope, Tree
from publication.wording import by_whom, language, names, noun_of, of_whom, sentence, shown
from terms.choices import Measure
from terms.dates import format_period


def all_series(view: View) -> list[dict[str, Any]]:
    """Each series with its months, newest first, and at most two headline figures a month; its trend and its years."""
    tree = Tree()
    areas = list(PublishedArea.objects.all())
    tallies = list(
        PublishedTally.objects.filter(
            Q(adopted=True), Q(measure=Measure.KILLED), Q(relation="total")
        ).order_by("-best", "public_id")
    )
    found = PublishedSeries.objects.prefetch_related("months").order_by("slug")
    return [
        {
            "slug": series.slug,
            "title": series.title,
            "url": series.get_absolute_url(),
            "scope_text": in_language(series.content, "about"),
            "months": [_month(series, row.month, tallies, tree) for row in series.months.all()],
            **_over_time(Timeline.of_recorded(series, series.months.all(), areas), view),
        }
        for series in found
    ]


def _over_time(timeline: Timeline, view: View) -> dict[str, Any]:
    series = timeline.series
    return {
        "trend": Trend(timeline, view, f"{series.slug}-trend").context() if timeline.months else None,
        "years": years_of(series, timeline),
        "csv_url": csv_url_of_all(series, timeline),
    }


def _month(series: PublishedSeries, month: Any, tallies: list[PublishedTally], tree: Tree) -> dict[str, Any]:
    scope = SeriesScope.of(series.rule_on(month.start))
    own = [
        tally
        for tally in tallies
        if tally.reported_for == month.start
        and tally.period_start >= month.start
        and scope.holds_tally(tally, tree)
    ]
    return {
        "title": month_title(series, month),
        "url": reverse("publication:summary", args=[series.slug, address_of(series, month)]),
        "period_text": format_period(month.start, month.end, language()),
        "headlines": [
            {
                "figure": shown(tally.figure, noun_of(tally.measure)),
                "label": sentence(
                    of_whom(names(tally.content["parties"]), tally.civil_status),
                    by_whom(names(tally.content["perpetrators"]), tally.certainty),
                ),
            }
            for tally in own[:2]
        ],
    }
