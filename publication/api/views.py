"""The read-only API: the released documents, under the same filters as the pages."""

import re
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from rest_framework.viewsets import ReadOnlyModelViewSet

from publication.api import serializers
from publication.api.case_serializers import CaseSerializer
from publication.case_filters import CaseFilters
from publication.filters import IncidentFilters
from publication.models import (
    PublishedCase,
    PublishedIncident,
    PublishedParty,
    PublishedPlace,
    PublishedTally,
)
from publication.views.records import is_public_id

#: The keys of places and parties.
_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")


class FilteredList(ReadOnlyModelViewSet):
    """Filters narrow lists. One thing is asked for by its id alone: reading all choices of filters to find out that
    there is none would make trying ids dear to us.
    """

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset) if self.action == "list" else queryset


class RecordViewSet(FilteredList):
    """Records by their public id; what has not its shape is nowhere, and nothing is asked for it."""

    def get_object(self) -> Any:
        if not is_public_id(self.kwargs["pk"]):
            raise Http404
        return super().get_object()


class ReferenceViewSet(FilteredList):
    """Places and parties by their key."""

    def get_object(self) -> Any:
        if not _KEY.fullmatch(self.kwargs["pk"]):
            raise Http404
        return super().get_object()


class IncidentViewSet(RecordViewSet):
    """Released incidents, newest first by the day on which they count."""

    queryset = PublishedIncident.objects.newest_first().with_links()
    serializer_class = serializers.IncidentSerializer
    filterset_class = IncidentFilters


class CaseViewSet(RecordViewSet):
    """Released cases of the abducted and the missing, those without an answer first."""

    queryset = PublishedCase.objects.listed().open_first().with_links()
    serializer_class = CaseSerializer
    filterset_class = CaseFilters


class TallyViewSet(RecordViewSet):
    """Released tallies: what sources say of a period as a whole. Only adopted ones count in summaries."""

    queryset = PublishedTally.objects.with_links().order_by("-reported_for", "public_id")
    serializer_class = serializers.TallySerializer
    filterset_fields = ["measure", "adopted", "area", "reported_for"]


class PlaceViewSet(ReferenceViewSet):
    """Places that released records speak of."""

    queryset = PublishedPlace.objects.all()
    serializer_class = serializers.PublishedPlaceSerializer
    filterset_fields = ["kind"]


class PartyViewSet(ReferenceViewSet):
    """Parties that released records speak of."""

    queryset = PublishedParty.objects.all()
    serializer_class = serializers.PublishedPartySerializer
