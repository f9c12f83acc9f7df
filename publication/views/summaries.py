"""Monthly summaries: the series, a month, and how one of its figures is made."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from publication.display.edition_page import MonthReport
from publication.display.figure_page import explain
from publication.display.month_abducted import chapter
from publication.display.month_page import MonthPage
from publication.display.summaries_page import all_series
from publication.display.trends import View
from publication.months import MonthSummary, is_figure
from publication.views.months import choice, editions_of, named, root_of


def summaries(request: HttpRequest) -> HttpResponse:
    """Every series with its months, newest first, as a chart and in sums by year."""
    return render(request, "publication/summaries.html", {"series_list": all_series(View.asked(request.GET))})


def summary(request: HttpRequest, series: str, month: str) -> HttpResponse:
    """A month; where its ordinal names two, the choice between them."""
    found, months = named(series, month)
    if len(months) > 1:
        return choice(request, found, months)
    page = MonthPage(MonthSummary(found, months[0]), root_of(request))
    abducted = chapter(page.summary)
    editions = editions_of(found, months[0], root_of(request))
    report = MonthReport(editions, page.summary, abducted is not None) if editions else None
    return render(
        request,
        "publication/month.html",
        {
            "active_section": "summaries",
            "summary": page.heading(),
            "headlines": page.headlines(),
            "areas": page.sections(report.text if report else None),
            "losses": page.losses(),
            "abducted": abducted,
            "report": report,
        },
    )


def figure(request: HttpRequest, series: str, month: str, slug: str) -> HttpResponse:
    """How one figure of a month is made."""
    if not is_figure(slug):
        raise Http404(_("No figure with this address stands in this month."))
    found, months = named(series, month)
    for candidate in months:
        page = MonthPage(MonthSummary(found, candidate), root_of(request))
        reconciled = page.summary.figure(slug)
        if reconciled is not None:
            return render(request, "publication/figure.html", explain(page, reconciled))
    raise Http404(_("No figure with this address stands in this month."))
