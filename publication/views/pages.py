"""Pages of text: how the numbers are made, corrections, the data."""

from itertools import groupby
from typing import Any

from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from publication.case_columns import CASE_COLUMNS
from publication.columns import COLUMNS, Column
from publication.display.records import VersionRow, correction_row, day_text
from publication.listing import PER_PAGE, CappedPaginator, page_query
from publication.models import Correction, PublishedEdition, Tombstone
from publication.standing import PAGES
from publication.wording import language
from terms.choices import Grade


def methodology(request: HttpRequest) -> HttpResponse:
    """How we count: the same rules that docs/counting.md gives, in the language of the page."""
    context = {"active_section": "methodology", "text": f"publication/text/methodology.{language()}.html",
               "grades": Grade.choices}  # fmt: skip
    return render(request, "publication/methodology.html", context)


def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction and every withdrawal, newest first."""
    paginator = CappedPaginator(Correction.objects.listed(), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "active_section": "corrections",
        "corrections": _with_titles(list(page)),
        "page_obj": page,
        "page_query": page_query(request.GET),
        "tombstones": [
            {"public_id": row.public_id, "url": _where_it_stood(row), "day_text": day_text(row.day),
             "reason_text": row.get_reason_display()}
            for row in Tombstone.objects.filter(is_listed=True).order_by("-day", "public_id")[:100]
        ],
    }  # fmt: skip
    return render(request, "publication/corrections.html", context)


def _address(kind: str, public_id: str) -> str:
    return reverse(PAGES[kind][0], args=[public_id]) if kind in PAGES else ""


def _where_it_stood(row: Tombstone) -> str:
    """The address of a tombstone; that of a report is at any of its editions."""
    if row.kind != "report" and not row.stood_at:
        return _address(row.kind, row.public_id)
    return reverse("publication:edition", args=[*row.stood_at.split("/"), 1]) if row.stood_at else ""


def _with_titles(rows: list[Correction]) -> list[dict[str, Any]]:
    """The corrections with the titles of their records: one query for each kind, whatever their number."""
    titles: dict[str, str] = {}
    for kind, (_name, model) in PAGES.items():
        ids = [row.public_id for row in rows if row.kind == kind]
        titles |= {
            record.pk: record.title for record in model._default_manager.filter(pk__in=ids).defer("content")
        }
    editions = _editions([row.public_id for row in rows if row.kind == "report"])
    gone = [row.public_id for row in rows if row.public_id not in titles and row.kind != "report"]
    stones = Tombstone.objects.filter(pk__in=gone, kind="") if gone else []
    untold = {stone.pk for stone in stones}  # what these were is not told
    return [
        editions[row.public_id, row.version]
        if (row.public_id, row.version) in editions
        else {"title": titles.get(row.public_id, ""),
              "url": "" if row.public_id in untold else _address(row.kind, row.public_id),
              "row": correction_row(row), "public_id": row.public_id}
        for row in rows
    ]  # fmt: skip


def _editions(reports: list[str]) -> dict[tuple[str, int], dict[str, Any]]:
    """The corrections of reports, by report and version: each is an edition, and leads to it."""
    rows = PublishedEdition.objects.filter(report__in=reports).select_related("report")
    return {
        (edition.report_id, edition.version): {
            "title": _("Edition %(number)d of “%(title)s”")
            % {"number": edition.number, "title": edition.report.title},
            "url": reverse(
                "publication:edition", args=[edition.report.series, edition.address, edition.number]
            ),
            "row": VersionRow(day_text(edition.day), edition.note),
            "public_id": edition.report_id,
        }
        for edition in rows.annotate(address=KT("content__figures__month__address")).defer(
            "content", "report__content"
        )
    }


def data(request: HttpRequest) -> HttpResponse:
    """Downloads, the API, and what each column means."""
    dictionaries = [
        {"title": _("Incidents"), "groups": _grouped(COLUMNS)},
        {"title": _("The abducted"), "groups": _grouped(CASE_COLUMNS)},
    ]
    return render(request, "publication/data.html", {"active_section": "data", "dictionaries": dictionaries})


def _grouped(columns: list[Column]) -> list[dict[str, Any]]:
    return [
        {"name": name, "columns": list(group)}
        for name, group in groupby(sorted(columns, key=_group), key=_group)
    ]


def _group(column: Column) -> str:
    return str(column.group)
