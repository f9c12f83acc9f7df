"""Incidents: the list with its filters, the page of one, the list as CSV."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from publication.columns import COLUMNS
from publication.display.incidents import IncidentCard, IncidentPage
from publication.display.lines import VERBS
from publication.display.months import counted_in
from publication.display.records import Link, cite_text, versions_of
from publication.export import csv_response
from publication.filters import IncidentFilters
from publication.listing import PER_PAGE, CappedPaginator, list_context
from publication.models import PublishedCampaign, PublishedCase, PublishedIncident
from publication.sums import totals_by_outcome
from publication.views.records import find, gone
from publication.wording import joined, shown
from terms.choices import Outcome

#: The outcomes that the head of a list adds up.
ADDED = (Outcome.KILLED, Outcome.WOUNDED)


def incidents(request: HttpRequest) -> HttpResponse:
    """The list. A filter that cannot be read gives no incident, status 400, and says why beside its field."""
    filters = IncidentFilters(request.GET, PublishedIncident.objects.newest_first())
    paginator = CappedPaginator(filters.qs, PER_PAGE)
    listed = list_context(request, filters, paginator, "publication:incidents_csv", "api:incident-list")
    context = {
        **listed,
        "active_section": "incidents",
        "totals_text": _totals_text(filters, paginator),
        "incidents": [IncidentCard(incident) for incident in listed["page_obj"]],
    }
    return render(
        request, "publication/incident_list.html", context, status=200 if filters.is_valid() else 400
    )


def _totals_text(filters: IncidentFilters, paginator: CappedPaginator) -> str:
    """What the selection adds up to, in words; a list too long to count is not added either."""
    if paginator.is_capped or not filters.is_valid():
        return ""
    sums = totals_by_outcome(filters.lines)
    return joined(
        [f"{VERBS[outcome]} {shown(sums[outcome], 'person')}" for outcome in ADDED if outcome in sums]
    )


def incident(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything released of one incident; 410 with its tombstone once withdrawn."""
    record = find(PublishedIncident, public_id)
    if record is None:
        return gone(request, public_id, "incident", "publication/incident_detail.html")
    page = IncidentPage(record)
    return render(request, "publication/incident_detail.html", _page_context(request, record, page))


def _page_context(request: HttpRequest, record: PublishedIncident, page: IncidentPage) -> dict[str, Any]:
    return {
        "active_section": "incidents",
        "incident": page,
        "claims": page.claims,
        "claims_caption": _("Figures of different sources stand side by side; none is added to another."),
        "sources": page.sources,
        "withheld_count": page.withheld_count,
        "campaign": _campaign(record),
        "cases": _cases(record),
        "counted_in": counted_in(record),
        "versions": versions_of(record),
        "cite_text": cite_text(record),
        "permanent_url": request.build_absolute_uri(record.get_absolute_url()),
    }


def _cases(record: PublishedIncident) -> list[Link]:
    """Whoever was abducted in it, as far as lists lead to them."""
    if not record.is_linked:
        return []
    cases = PublishedCase.objects.linked().filter(incident=record.pk).open_first()
    return [Link(case.title, case.get_absolute_url()) for case in cases]


def _campaign(record: PublishedIncident) -> Link | None:
    found = PublishedCampaign.objects.filter(pk=record.campaign).first() if record.campaign else None
    return Link(found.title, found.get_absolute_url()) if found else None


def incidents_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The filtered list as CSV (publication.export.csv_response)."""
    filters = IncidentFilters(request.GET, PublishedIncident.objects.newest_first())
    return csv_response(request, filters, filters.qs, COLUMNS, "incidents")
