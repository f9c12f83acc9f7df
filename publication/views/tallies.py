"""The page of one tally."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from publication.display.records import cite_text, versions_of
from publication.display.tallies import TallyPage
from publication.models import PublishedTally
from publication.views.records import find, gone


def tally(request: HttpRequest, public_id: str) -> HttpResponse:
    """Its claims side by side, why it was adopted, its parts; 410 with its tombstone once withdrawn."""
    record = find(PublishedTally, public_id)
    if record is None:
        return gone(request, public_id, "tally", "publication/tally_detail.html")
    page = TallyPage(record)
    context = {
        "active_section": "summaries",
        "tally": page,
        "parent": page.parent(),
        "parts": page.parts(),
        "claims": page.claims,
        "claims_caption": _("Figures of different sources stand side by side; none is added to another."),
        "sources": page.sources,
        "withheld_count": page.withheld_count,
        "counted_in": page.counted_in(),
        "versions": versions_of(record),
        "cite_text": cite_text(record),
        "permanent_url": request.build_absolute_uri(record.get_absolute_url()),
    }
    return render(request, "publication/tally_detail.html", context)
