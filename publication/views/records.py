"""What the pages of single records share: finding one, and what stands at the address of a withdrawn one."""

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from publication.display.records import tombstone_page
from publication.models import Tombstone
from publication.models.base import PublishedRecord

Record = TypeVar("Record", bound=PublishedRecord)


def find(model: type[Record], public_id: str) -> Record | None:
    return model._default_manager.filter(pk=public_id).first()


def gone(request: HttpRequest, public_id: str, kind: str, template: str, **context: Any) -> HttpResponse:
    """The tombstone of a withdrawn record, status 410; Http404 where there never was one."""
    tombstone = Tombstone.objects.filter(pk=public_id, kind=kind).first()
    if tombstone is None:
        raise Http404(_("Nothing has been published under this id."))
    return render(request, template, {"tombstone": tombstone_page(tombstone), **context}, status=410)
