"""The front page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from publication.abducted import number_of
from publication.display.cases import how_many
from publication.display.incidents import IncidentCard
from publication.display.month_page import MonthPage
from publication.display.records import correction_row
from publication.models import Correction, PublishedCase, PublishedIncident, PublishedMonth
from publication.months import MonthSummary

INCIDENTS, SUMMARIES, CORRECTIONS = 5, 4, 3


def home(request: HttpRequest) -> HttpResponse:
    """The headline figures of the newest month, the newest incidents, the newest corrections."""
    pages = [
        MonthPage(MonthSummary(row.series, row.month))
        for row in PublishedMonth.objects.select_related("series").order_by("-start", "series__slug")[
            : SUMMARIES + 1
        ]
    ]
    corrections = Correction.objects.listed()[:CORRECTIONS]
    context: dict[str, Any] = {
        "active_section": "home",
        "latest": pages[0].heading() if pages else None,
        "headlines": pages[0].headlines() if pages else [],
        "summaries": [
            {"title": page.title, "url": page.url, "period_text": page.period} for page in pages[1:]
        ],
        "incidents": [
            IncidentCard(incident) for incident in PublishedIncident.objects.newest_first()[:INCIDENTS]
        ],
        "abducted": _abducted(),
        "corrections": [correction_row(correction) for correction in corrections],
    }
    return render(request, "publication/home.html", context)


def _abducted() -> str:
    """How many cases are without an answer, in words; nothing while none is published."""
    number = number_of(PublishedCase.objects.listed().filter(is_closed=False))
    return (
        how_many(number.persons, number.groups, number.unnumbered) if number.persons or number.groups else ""
    )
