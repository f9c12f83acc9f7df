"""The months of series in which a record counts."""

from django.urls import reverse

from publication.display.month_page import month_title
from publication.display.records import Link
from publication.models import PublishedIncident, PublishedSeries
from publication.months import address_of
from publication.scope import SeriesScope, Tree
from terms.periods import Month, month_containing


def counted_in(incident: PublishedIncident) -> list[Link]:
    """The months whose figures hold a line of the incident, within the scope of their series."""
    tree = Tree()
    lines = [line for line in incident.casualties.order_by("day", "line") if line.day]
    found: dict[str, Link] = {}
    for series in PublishedSeries.objects.order_by("slug"):
        for line in lines:
            month = month_containing(line.day, series.rules()) if line.day else None
            if month and SeriesScope.of(series.rule_on(month.start)).holds_line(line, tree):
                link = month_link(series, month)
                found[link.url] = link
    return list(found.values())


def month_link(series: PublishedSeries, month: Month) -> Link:
    url = reverse("publication:summary", args=[series.slug, address_of(series, month)])
    return Link(month_title(series, month), url)
