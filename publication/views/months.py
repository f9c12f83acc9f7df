"""What the pages below the address of a month share: which month it names, and the editions of its report."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from publication.display.editions import Editions
from publication.display.month_page import month_title
from publication.models import PublishedReport, PublishedSeries
from publication.months import address_of, series_and_months
from publication.wording import language
from terms.dates import format_period
from terms.periods import Month


def root_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def named(slug: str, name: str) -> tuple[PublishedSeries, list[Month]]:
    series = get_object_or_404(PublishedSeries, slug=slug)
    months = [month for month in series_and_months(series, name) if month.start <= timezone.localdate()]
    if not months:
        raise Http404(_("The series has no month with this number."))
    return series, months


def choice(request: HttpRequest, series: PublishedSeries, months: list[Month]) -> HttpResponse:
    choices: list[dict[str, Any]] = [
        {
            "title": month_title(series, month),
            "period_text": format_period(month.start, month.end, language()),
            "url": reverse("publication:summary", args=[series.slug, month.start.isoformat()]),
        }
        for month in months
    ]
    return render(
        request, "publication/month_choice.html", {"series": series, "choices": choices}, status=300
    )


def editions_of(series: PublishedSeries, month: Month, root: str) -> Editions | None:
    """The editions of the month's report; None where nothing of it is published."""
    rows = PublishedReport.objects.filter(series=series.slug, month_start=month.start)
    report = rows.defer("content").first()
    return Editions(series, address_of(series, month), report, root) if report else None
