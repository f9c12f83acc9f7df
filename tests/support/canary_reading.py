"""Where the public reads of a house full of canaries (tests.support.canary_world): every address, and what it sends."""

import re
from collections.abc import Iterator
from typing import Any

from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.http import urlencode

from publication.case_filters import CaseFilters
from publication.filters import IncidentFilters
from publication.models import (
    PublishedCase,
    PublishedIncident,
    PublishedMonth,
    PublishedParty,
    PublishedPhoto,
    PublishedPlace,
)
from publication.views import errors
from records.models import Record
from tests.support.addresses import patterns
from tests.support.canaries import Body, decoded
from tests.support.canary_world import World

#: What an address of single records begins with → their kind.
KINDS = {"incidents/": "incident", "tallies/": "tally", "campaigns/": "campaign", "abductees/": "case"}
FILE_NAMES = ("report.pdf", "infographic.png", "infographic.svg")
#: The lists with their filters and the rows behind them.
LISTS = (
    ("incidents/", IncidentFilters, PublishedIncident),
    ("abductees/", CaseFilters, PublishedCase),
)


def ids(world: World, kind: str) -> list[str]:
    """Those of a kind that were ever released, one that was not, one of another kind, and one that never was."""
    ever = Record.objects.filter(kind=kind, releases__isnull=False).distinct().order_by("pk")
    draft = next(record for record in world.drafts if record.kind == kind)
    other = world.case["hidden"] if kind != "case" else world.incident
    return [*ever.values_list("public_id", flat=True), draft.public_id, other.public_id, "nothing"]


def addresses(world: World, filters: bool = True) -> list[str]:
    """Every public address of the URL configuration, in both languages where there are two, with the ids of records
    and, where it is a list, with each of its filters.
    """
    found = []
    for pattern in patterns():
        if pattern.startswith("admin/"):
            continue
        starts = ("/",) if pattern.startswith("api/") else ("/", "/en/")
        found += [start + path for path in _examples(world, pattern) for start in starts]
    for start in ("/", "/en/"):
        found += [f"{start}{path}" for path in ("no-such-page/", "corrections/?page=2", "api/v1/none/")]
        for stem in ("incidents.csv", "abductees.csv"):
            options = ("labels=1", "hxl=1", "labels=1&hxl=1", "governorate=nowhere")
            found += [f"{start}{stem}?{query}" for query in options]
    for stem, kind, rows in LISTS if filters else ():
        queries = list(_queries(kind, rows))
        found += [f"{start}{stem}{query}" for start in ("/", "/en/", "/api/v1/") for query in queries]
    return [*dict.fromkeys(found), "/api/v1/schema/?format=json"]


def _examples(world: World, pattern: str) -> list[str]:
    pattern = pattern.replace(r"\.(?P<format>[a-z0-9]+)/?", ".json").replace(
        "<drf_format_suffix:format>", ".json"
    )
    if pattern.endswith("photo-<slug:digest>.jpg"):
        rows = PublishedPhoto.objects.values_list("case", "digest")
        hidden = [(photo.case.public_id, photo.copy) for photo in world.hidden_photos]
        return [f"abductees/{case}/photo-{digest[:16]}.jpg" for case, digest in [*rows, *hidden]]
    months = [(month.series.slug, month.start) for month in PublishedMonth.objects.select_related("series")]
    if pattern.endswith("figures/<slug:slug>/"):
        return [found for slug, start in months for found in _figures(slug, str(start))]
    if "<slug:series>" in pattern:
        pages = [("draft", "78"), ("caliphate", "9999"), *months]
        pattern = pattern.replace("<int:number>", "1")
        names = FILE_NAMES if "<edition_file:name>" in pattern else [""]
        return [
            pattern.replace("<slug:series>", slug)
            .replace("<str:month>", str(start))
            .replace("<edition_file:name>", name)
            for slug, start in pages
            for name in names
        ]
    found = [pattern]
    for part in ("<slug:public_id>", "(?P<pk>[^/.]+)"):
        if part in pattern:
            found = [pattern.replace(part, key) for key in _keys(world, pattern)]
    assert not [path for path in found if "<" in path], f"no example for {pattern}"
    return found


def _keys(world: World, pattern: str) -> list[str]:
    """What may stand for the placeholder of an address of single things."""
    for stem, kind in KINDS.items():
        if stem in pattern:
            return ids(world, kind)[:1] if pattern.endswith(".json") else ids(world, kind)
    model = PublishedPlace if "places/" in pattern else PublishedParty
    return [*model.objects.values_list("pk", flat=True), world.spot.key, world.unspoken["party"].key]


def read(world: World, filters: bool = True) -> list[Body]:
    """Everything that the public side sends."""
    client = Client()
    found = [Body.of(address, client.get(address)) for address in addresses(world, filters)]
    for language in ("ar", "en"):
        with translation.override(language):
            request = RequestFactory().get("/" if language == "ar" else "/en/")
            for view, arguments in ((errors.server_error, ()), (errors.forbidden, (PermissionError(),))):
                found.append(Body.of(f"{view.__name__} in {language}", view(request, *arguments)))
    return found


def _queries(filters: Any, rows: Any) -> Iterator[str]:
    """One value of every filter; one that none has, which is an error to be read in words; a second page."""
    form = filters({}, rows.objects.all()).form
    for name, column in form.fields.items():
        values = [key for key, _label in getattr(column, "choices", []) if key] or ["2020-12-30"]
        yield "?" + urlencode({name: values[-1]})
    yield "?" + urlencode({"governorate": "nowhere"})
    yield "?page=2"


def _figures(series: str, month: str) -> list[str]:
    """The figures that a month's page links to."""
    page = f"summaries/{series}/{month}/"
    text = decoded(Client().get(f"/{page}").text)
    slugs = sorted({*re.findall(r"/figures/([\w-]+)/", text), "nothing"})
    return [f"{page}figures/{slug}/" for slug in slugs]
