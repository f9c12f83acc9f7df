"""The page of one campaign."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from publication.display.campaigns import CampaignPage
from publication.display.records import cite_text, versions_of
from publication.models import PublishedCampaign
from publication.views.records import find, gone


def campaign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Since when, who takes part, its stated aim; 410 with its tombstone once withdrawn."""
    record = find(PublishedCampaign, public_id)
    if record is None:
        return gone(request, public_id, "campaign", "publication/campaign_detail.html")
    page = CampaignPage(record)
    context = {
        "active_section": "incidents",
        "campaign": page,
        "incidents": page.incidents(),
        "sources": page.sources,
        "withheld_count": page.withheld_count,
        "versions": versions_of(record),
        "cite_text": cite_text(record),
        "permanent_url": request.build_absolute_uri(record.get_absolute_url()),
    }
    return render(request, "publication/campaign_detail.html", context)
