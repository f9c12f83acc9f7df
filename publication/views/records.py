"""What the pages of single records share: finding one, and what stands at the address of a withdrawn one."""

import re
from typing import Any, TypeVar

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from publication.display.records import tombstone_page
from publication.models import Tombstone
from publication.models.base import PublishedRecord

Record = TypeVar("Record", bound=PublishedRecord)

#: Ids are eight signs; the ones that are made (records.models.base) have fewer letters, older ones may have any.
_ID = re.compile(r"[a-z0-9]{8}")


def is_public_id(text: str) -> bool:
    """Whether it has the shape of an id; what has not is nowhere, and nothing is asked for it."""
    return _ID.fullmatch(text) is not None


def find(model: type[Record], public_id: str) -> Record | None:
    """The record; None where there is none. Http404 for what is no id."""
    if not is_public_id(public_id):
        raise Http404(_("Nothing has been published under this id."))
    return model._default_manager.filter(pk=public_id).first()


def gone(request: HttpRequest, public_id: str, kind: str, template: str, **context: Any) -> HttpResponse:
    """The tombstone of a withdrawn record, status 410; Http404 where there never was one.

    One without a kind answers alike at the address of every kind, so that none tells what it was.
    """
    tombstone = Tombstone.objects.filter(Q(kind=kind) | Q(kind=""), pk=public_id).first()
    if tombstone is None:
        raise Http404(_("Nothing has been published under this id."))
    if tombstone.is_suppressed:
        return suppressed(request, tombstone)
    if not tombstone.kind:
        template = "publication/withdrawn.html"
    response = render(request, template, {"tombstone": tombstone_page(tombstone), **context}, status=410)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def suppressed(request: HttpRequest, tombstone: Tombstone) -> HttpResponse:
    """Id, day and reason, status 410; nothing may keep the page."""
    context = {"tombstone": tombstone_page(tombstone)}
    response = render(request, "publication/suppressed.html", context, status=410)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
