"""The list of series and months, in a constant number of queries."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from publication.display.month_page import month_title
from publication.models import PublishedSeries, PublishedTally
from publication.models.base import in_language
from publication.months import address_of
from publication.scope import SeriesScope, Tree
from publication.wording import by_whom, language, names, noun_of, of_whom, sentence, shown
from terms.choices import Measure
from terms.dates import format_period


def all_series() -> list[dict[str, Any]]:
    """Each series with its months, newest first, and at most two headline figures a month."""
    tree = Tree()
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
        }
        for series in found
    ]


def _month(series: PublishedSeries, month: Any, tallies: list[PublishedTally], tree: Tree) -> dict[str, Any]:
    scope = SeriesScope.of(series.rule_on(month.start))
    own = [
        tally
        for tally in tallies
        if tally.reported_for in month
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
