"""Editions of reports: the page of one, and its files, of one edition or of the latest."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from publication.display.edition_page import EditionPage
from publication.display.editions import Editions
from publication.display.records import tombstone_page
from publication.edition_files import TYPES, language_of, stored_as
from publication.models import PublishedEdition, PublishedEditionFile, PublishedSeries, Tombstone
from publication.report_rows import place_of
from publication.views.months import choice, editions_of, named, root_of
from publication.views.records import suppressed
from publication.wording import language
from terms.periods import Month

#: How long browsers and caches may keep a file: of a numbered edition, and of whichever is the latest.
FILE_AGE = 60

_NOWHERE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#: What a file may do when it is opened by itself. A drawing needs its styles, a reader of PDF its plug-in.
POLICIES = {
    "image/svg+xml": f"default-src 'none'; style-src 'unsafe-inline'; sandbox; {_NOWHERE}",
    "application/pdf": f"default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; {_NOWHERE}",
}


def edition(request: HttpRequest, series: str, month: str, number: int) -> HttpResponse:
    """An edition as it was; 410 with its tombstone once the report is withdrawn."""
    found, months = named(series, month)
    if len(months) > 1:
        return choice(request, found, months)
    editions = editions_of(found, months[0], root_of(request))
    if editions is None:
        return _gone(request, found, months[0])
    page = EditionPage(editions, _one(editions, number))
    return render(request, "publication/edition.html", {"active_section": "summaries", "edition": page})


def edition_file(
    request: HttpRequest, series: str, month: str, name: str, number: int | None = None
) -> HttpResponse:
    """A file of an edition, of the latest without a number; in the other language where it was not drawn in this."""
    found, months = named(series, month)
    if len(months) > 1:
        return choice(request, found, months)
    editions = editions_of(found, months[0], root_of(request))
    if editions is None:
        return _gone(request, found, months[0])
    one = _one(editions, editions.latest if number is None else number)
    stored = dict(one.files.values_list("name", "digest"))
    lang = language_of(name, language(), stored)
    if not lang:
        raise Http404(_("This edition has no file of this name."))
    etag = quote_etag(stored[stored_as(name, lang)])
    response = get_conditional_response(request, etag=etag)  # the browser may have these bytes
    if response is None:
        row = PublishedEditionFile.objects.get(edition=one, name=stored_as(name, lang))
        response = HttpResponse(bytes(row.content), content_type=TYPES[name])
        response["Content-Disposition"] = f'inline; filename="{_kept_as(editions, one.number, name, lang)}"'
        response["Content-Language"] = lang
        if TYPES[name] in POLICIES:
            response["Content-Security-Policy"] = POLICIES[TYPES[name]]
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FILE_AGE}"
    return response


def _kept_as(editions: Editions, number: int, name: str, lang: str) -> str:
    """What the file is called once it is kept: the whole of its origin."""
    stem, _dot, suffix = name.rpartition(".")
    return f"marsad-{editions.series.slug}-{editions.address}-{stem}-edition-{number}-{lang}.{suffix}"


def _one(editions: Editions, number: int) -> PublishedEdition:
    row = next((edition for edition in editions.all if edition.number == number), None)
    if row is None:
        raise Http404(_("The report on this month has no edition with this number."))
    return row


def _gone(request: HttpRequest, series: PublishedSeries, month: Month) -> HttpResponse:
    """The tombstone of the month's report, status 410; Http404 where there never was one."""
    tombstone = Tombstone.objects.filter(stood_at=place_of(series.slug, month.start)).first()
    if tombstone is None:
        raise Http404(_("No report on this month has been published."))
    if tombstone.is_suppressed:
        return suppressed(request, tombstone)
    context = {"active_section": "summaries", "tombstone": tombstone_page(tombstone)}
    response = render(request, "publication/edition.html", context, status=410)
    response["Cache-Control"] = "no-store"
    return response
