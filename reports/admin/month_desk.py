"""The pages “months” and “desk of a month”: what stands, what is wrong with it, and the way to an edition."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from publication.display.month_page import month_title
from publication.editions import figures_in
from publication.models import PublishedEdition, PublishedMonth
from publication.wording import language
from records import workflow
from reports import drafting
from reports.admin.month_words import in_words
from reports.desk import Desk, summary_of
from reports.models import Report, Series
from terms.dates import format_day, format_period

Json = dict[str, Any]


# All months ------------------------------------------------------------------------------------------------


def months_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Every month with anything published, by series, with how far its report is."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    reports = {
        (report.of_series.slug, report.month_start): report
        for report in admin.get_queryset(request).select_related("of_series")
    }
    editions: dict[tuple[str, date], PublishedEdition] = {}
    for edition in PublishedEdition.objects.select_related("report").order_by("number").defer("content"):
        editions[edition.report.series, edition.report.month_start] = edition
    rows = [
        _month_row(row, reports.get((row.series.slug, row.start)), editions.get((row.series.slug, row.start)))
        for row in PublishedMonth.objects.select_related("series").order_by("series__slug", "-start")
    ]
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Monthly reports"),
        "opts": admin.opts,
        "rows": rows,
    }
    return TemplateResponse(request, "admin/reports/months.html", context)


def _month_row(row: PublishedMonth, report: Report | None, edition: PublishedEdition | None) -> Json:
    return {
        "series": row.series.title,
        "title": month_title(row.series, row.month),
        "period": format_period(row.start, row.end, language()),
        "url": reverse("admin:reports_month", args=[row.series.slug, row.start.isoformat()]),
        "is_running": row.end >= timezone.localdate(),
        "report": report,
        "edition": edition,
        "edition_day": format_day(edition.day, language()) if edition else "",
    }


# One month -------------------------------------------------------------------------------------------------


def month_page(admin: Any, request: HttpRequest, series_slug: str, start: str) -> HttpResponse:
    """The desk of a month. Posted, one of its acts: begin, draft anew, take a warning on or give it back, choose the
    figure of the headline. Raises Http404 for a series or month that is none.
    """
    if not admin.has_view_permission(request):
        raise PermissionDenied
    desk, series = _desk_of(admin, request, series_slug, start)
    if request.method == "POST":
        return _act(admin, request, desk, series)
    assert desk.summary is not None
    context = {
        **admin.admin_site.each_context(request),
        "title": month_title(desk.summary.series, desk.summary.month),
        "opts": admin.opts,
        "desk": desk,
        "report": desk.report if desk.report.pk else None,
        "series": desk.summary.series.title,
        "period": format_period(desk.summary.month.start, desk.summary.month.end, language()),
        **in_words(desk),
        "problems": desk.problems() if desk.report.pk else [],
        "may_write": _may_write(admin, request, desk.report),
        "edition_day": format_day(desk.edition.day, language()) if desk.edition else "",
        "public_url": reverse("publication:summary", args=[series_slug, desk.now["month"]["address"]]),
    }
    return TemplateResponse(request, "admin/reports/month.html", context)


def _desk_of(admin: Any, request: HttpRequest, slug: str, start: str) -> tuple[Desk, Series]:
    try:
        day = date.fromisoformat(start)
    except ValueError as error:
        raise Http404 from error
    series = Series.objects.filter(slug=slug).first()
    if series is None or summary_of(slug, day) is None:
        raise Http404(_("The series has no month that begins on this day."))
    standing = admin.get_queryset(request).filter(of_series=series, month_start=day).first()
    return Desk(standing or Report(of_series=series, month_start=day)), series


def _may_write(admin: Any, request: HttpRequest, report: Report) -> bool:
    user = request.user
    return bool(user.has_perm("reports.add_report")) and (
        report.pk is None or bool(workflow.may_edit(report, user))
    )


def _act(admin: Any, request: HttpRequest, desk: Desk, series: Series) -> HttpResponse:
    if not _may_write(admin, request, desk.report):
        raise PermissionDenied
    name = request.POST.get("act", "")
    if name not in ACTS or (desk.report.pk is None) != (name == "begin"):
        raise Http404
    seen = request.POST.get("revision", "")
    try:
        with transaction.atomic():
            if desk.report.pk is not None:
                workflow.claim_revision(desk.report, int(seen) if seen.isdecimal() else -1)
            done = ACTS[name](request, desk, series)
    except workflow.Conflict:
        done = ""
        text = _("Someone else changed this report in the meantime. Look at it again.")
        admin.message_user(request, text, messages.ERROR)
    except workflow.Refused as refusal:
        done = ""
        admin.message_user(request, str(refusal), messages.ERROR)
    if done:
        admin.message_user(request, done, messages.SUCCESS)
    if done and name in ("begin", "redraft"):
        report = Report.objects.get(of_series=series, month_start=desk.report.month_start)
        return HttpResponseRedirect(reverse("admin:reports_report_change", args=[report.pk]))
    anchor = "#warnings" if "warning" in request.POST else ""
    return HttpResponseRedirect(f"{request.path}{anchor}")


def _begin(request: HttpRequest, desk: Desk, series: Series) -> str:
    if desk.summary is None or desk.summary.is_empty:
        raise workflow.Refused(_("Nothing is published for this month, so there is nothing to report."))
    drafting.begin(series, desk.report.month_start, request.user)
    return _("A draft is made from the figures. Read it, edit it, then take on or resolve the warnings.")


def _redraft(request: HttpRequest, desk: Desk, series: Series) -> str:
    drafting.redraft(desk.report, request.user)
    return _("The text is drafted anew from the figures as they stand.")


def _take_on(request: HttpRequest, desk: Desk, series: Series) -> str:
    warning = next((one for one in desk.warnings if one.key == request.POST.get("warning")), None)
    if warning is None:
        raise workflow.Refused(_("The figures changed meanwhile: this warning is no longer the same."))
    if not request.POST.get("reason", "").strip():
        raise workflow.Refused(_("Write why the warning may stand."))
    drafting.take_on(desk.report, warning, request.POST["reason"][:300], request.user)
    return _("The reason is kept with the report.")


def _give_back(request: HttpRequest, desk: Desk, series: Series) -> str:
    desk.report.acknowledgements.filter(key=request.POST.get("warning", "")).delete()
    workflow.contributed(desk.report, request.user)
    return _("The warning is open again.")


def _claim(request: HttpRequest, desk: Desk, series: Series) -> str:
    """Headline and lead are drafted with the figure of this claim; an empty choice goes back to the adopted one."""
    slug, claim = request.POST.get("figure", ""), request.POST.get("claim", "")
    chosen = dict(desk.report.headline_claims)
    found = next((figure for figure in figures_in(desk.now) if figure["slug"] == slug), None)
    if found is None or (claim and claim not in [str(other["claim"]) for other in found["others"]]):
        raise workflow.Refused(_("No source gave this figure."))
    chosen.pop(slug, None)
    if claim:
        chosen[slug] = int(claim)
    desk.report.headline_claims = chosen
    Report.objects.filter(pk=desk.report.pk).update(headline_claims=chosen)
    workflow.contributed(desk.report, request.user)
    return _(
        "The choice is kept. Draft the text anew to use it, or write it into headline and lead yourself."
    )


ACTS: dict[str, Callable[[HttpRequest, Desk, Series], str]] = {
    "begin": _begin,
    "redraft": _redraft,
    "take_on": _take_on,
    "give_back": _give_back,
    "claim": _claim,
}
