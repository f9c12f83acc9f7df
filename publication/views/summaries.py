"""Monthly summaries: the series, a month, and how one of its figures is made."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from publication.display.figure_page import explain
from publication.display.month_abducted import chapter
from publication.display.month_page import MonthPage, month_title
from publication.display.summaries_page import all_series
from publication.models import PublishedSeries
from publication.months import MonthSummary, series_and_months
from publication.wording import language
from terms.dates import format_period
from terms.periods import Month


def summaries(request: HttpRequest) -> HttpResponse:
    """Every series with its months, newest first."""
    return render(request, "publication/summaries.html", {"series_list": all_series()})


def summary(request: HttpRequest, series: str, month: str) -> HttpResponse:
    """A month; where its ordinal names two, the choice between them."""
    found, months = _named(series, month)
    if len(months) > 1:
        return _choice(request, found, months)
    page = MonthPage(MonthSummary(found, months[0]), _root(request))
    return render(
        request,
        "publication/month.html",
        {
            "summary": page.heading(),
            "headlines": page.headlines(),
            "areas": page.sections(),
            "losses": page.losses(),
            "abducted": chapter(page.summary),
        },
    )


def figure(request: HttpRequest, series: str, month: str, slug: str) -> HttpResponse:
    """How one figure of a month is made."""
    found, months = _named(series, month)
    for candidate in months:
        page = MonthPage(MonthSummary(found, candidate), _root(request))
        reconciled = page.summary.figure(slug)
        if reconciled is not None:
            return render(request, "publication/figure.html", explain(page, reconciled))
    raise Http404(_("No figure with this address stands in this month."))


def _root(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _named(slug: str, name: str) -> tuple[PublishedSeries, list[Month]]:
    series = get_object_or_404(PublishedSeries, slug=slug)
    months = [month for month in series_and_months(series, name) if month.start <= timezone.localdate()]
    if not months:
        raise Http404(_("The series has no month with this number."))
    return series, months


def _choice(request: HttpRequest, series: PublishedSeries, months: list[Month]) -> HttpResponse:
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
