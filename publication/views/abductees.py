"""The abducted and the missing: the list with its filters, the page of one, its photo, the list as CSV and PFIF."""

import re
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from publication.abducted import COUNTED
from publication.case_columns import CASE_COLUMNS
from publication.case_filters import CaseFilters
from publication.display.cases import CaseCard, CasePage, how_many
from publication.display.records import Link, cite_text, versions_of
from publication.export import csv_response
from publication.listing import PER_PAGE, CappedPaginator, list_context
from publication.models import (
    PublishedCase,
    PublishedIncident,
    PublishedMember,
    PublishedPhoto,
    PublishedText,
)
from publication.models.base import in_language
from publication.pfif import CONTENT_TYPE
from publication.pfif_cases import pfif_of
from publication.views.records import find, gone, is_public_id

#: Browsers and caches may keep a photo this long; its address changes with its bytes.
PHOTO_AGE = 60
#: The beginning of its SHA-256, as addresses have it.
_DIGEST = re.compile(r"[0-9a-f]{16,64}")


def abductees(request: HttpRequest) -> HttpResponse:
    """The list, those without an answer first. A filter that cannot be read gives no case, status 400."""
    filters = CaseFilters(request.GET, PublishedCase.objects.listed().open_first())
    paginator = CappedPaginator(filters.qs, PER_PAGE, noun="result")
    listed = list_context(request, filters, paginator, "publication:abductees_csv", "api:abductee-list")
    context = {
        **listed,
        "active_section": "abductees",
        "numbers": [] if paginator.is_capped else _numbers(filters.qs),
        "cases": [CaseCard(case) for case in listed["page_obj"]],
    }
    return render(
        request, "publication/abductee_list.html", context, status=200 if filters.is_valid() else 400
    )


def _numbers(cases: Any) -> list[dict[str, str]]:
    """How many are without an answer and how many are resolved; people and groups apart, and never one sum."""
    found = cases.order_by().aggregate(**{
        f"{state}_{what}": Count("pk", filter=Q(is_closed=state == "closed") & condition, distinct=True)
        for state in ("open", "closed")
        for what, condition in COUNTED.items()
    })  # fmt: skip
    labels = {"open": _("Without an answer"), "closed": _("Resolved")}
    return [
        {
            "state": state,
            "label": label,
            "text": how_many(*(found[f"{state}_{what}"] for what in COUNTED)),
        }
        for state, label in labels.items()
        if found[f"{state}_persons"] or found[f"{state}_groups"]
    ]


def abductee(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything released of one case; 410 with its tombstone once withdrawn."""
    record = find(PublishedCase, public_id)
    if record is None:
        return gone(request, public_id, "case", "publication/abductee_detail.html")
    page = CasePage(record)
    related = _related(record)
    context = {
        "active_section": "abductees",
        "case": page,
        "members": [CaseCard(case) for case in related["members"]],
        "groups": [Link(case.title, case.get_absolute_url()) for case in related["groups"]],
        "taken_with": [CaseCard(case) for case in related["taken_with"]],
        "incident": _incident(record),
        "contact": _contact(),
        "versions": versions_of(record),
        "cite_text": cite_text(record),
        "permanent_url": request.build_absolute_uri(record.get_absolute_url()),
    }
    response = render(request, "publication/abductee_detail.html", context)
    if not record.is_listed:
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _related(record: PublishedCase) -> dict[str, list[PublishedCase]]:
    """Members, groups that it belongs to, and others of the same event; only those that it may lead to."""
    if not record.is_linked:
        return {"members": [], "groups": [], "taken_with": []}
    members = set(record.members.values_list("member", flat=True))
    groups = set(PublishedMember.objects.filter(member=record.pk).values_list("group", flat=True))
    keys = members | groups
    found = (
        PublishedCase.objects.linked().filter(Q(pk__in=keys) | Q(event=record.event)).exclude(pk=record.pk)
    )
    cases = list(found.open_first())
    return {
        "members": [case for case in cases if case.pk in members],
        "groups": [case for case in cases if case.pk in groups],
        "taken_with": [case for case in cases if case.event == record.event and case.pk not in keys],
    }


def _incident(record: PublishedCase) -> Link | None:
    incidents = PublishedIncident.objects.linked()
    found = incidents.filter(pk=record.incident).first() if record.incident else None
    return Link(found.title, found.get_absolute_url()) if found else None


def _contact() -> dict[str, str] | None:
    """How someone with information can reach the organisation: text that staff wrote and released."""
    text = PublishedText.objects.filter(slot="contact").first()
    return {"title": text.title, "body": in_language(text.content, "body")} if text else None


def photo(request: HttpRequest, public_id: str, digest: str) -> HttpResponse:
    """The public copy of a photo; its address goes with the bytes, so that a withdrawn one is nowhere."""
    if not is_public_id(public_id) or not _DIGEST.fullmatch(digest):
        raise Http404
    found = PublishedPhoto.objects.filter(case=public_id, digest__startswith=digest).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type="image/jpeg")
    response["Cache-Control"] = f"public, max-age={PHOTO_AGE}"
    response["X-Robots-Tag"] = "noindex"
    return response


def abductees_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The filtered list as CSV (publication.export.csv_response)."""
    filters = CaseFilters(request.GET, PublishedCase.objects.listed().open_first())
    return csv_response(request, filters, filters.qs.with_links(), CASE_COLUMNS, "abductees")


def abductees_pfif(request: HttpRequest) -> StreamingHttpResponse:
    """Named persons of published cases in the interchange format of missing persons (PFIF 1.4)."""
    response = StreamingHttpResponse(
        pfif_of(PublishedCase.objects.listed().open_first(), request), content_type=CONTENT_TYPE
    )
    response["Content-Disposition"] = (
        f'attachment; filename="marsad-abductees-{timezone.localdate()}.pfif.xml"'
    )
    return response
