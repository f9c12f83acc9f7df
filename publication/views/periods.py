"""Years, half-years and runs of months of a series, as pages and as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from publication.display.period_page import PeriodPage
from publication.display.trends import View
from publication.models import PublishedSeries
from publication.period_file import period_csv as file_of
from publication.periods import Period
from terms.spans import span_named


def period(request: HttpRequest, series: str, period: str) -> HttpResponse:
    """A period. A run by other days leads to the address by the exact days of its months."""
    found = _named(series, period)
    if found.span.kind == "run" and found.span != found.exact_run:
        query = request.META["QUERY_STRING"]
        response = redirect("publication:period", series=series, period=found.exact_run.name)
        response["Location"] += f"?{query}" if query else ""
        return response
    root = f"{request.scheme}://{request.get_host()}"
    page = PeriodPage(found, View.asked(request.GET), root)
    return render(request, "publication/period.html", page.context())


def period_csv(request: HttpRequest, series: str, period: str) -> HttpResponse:
    """The losses of the period by month, area and group: ?labels=1 and ?hxl=1 as in every file."""
    found = _named(series, period)
    text = file_of(found.timeline, labels=bool(request.GET.get("labels")), hxl=bool(request.GET.get("hxl")))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="marsad-{series}-{found.span.name}.csv"'
    return response


def _named(slug: str, name: str) -> Period:
    series = get_object_or_404(PublishedSeries, slug=slug)
    span = span_named(name)
    period = Period(series, span, timezone.localdate()) if span else None
    if period is None or not period.exists:
        raise Http404(_("The series has no month in this period."))
    return period
