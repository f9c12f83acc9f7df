"""The read-only API: the released documents, under the same filters as the pages."""

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


class IncidentViewSet(ReadOnlyModelViewSet):
    """Released incidents, newest first by the day on which they count."""

    queryset = PublishedIncident.objects.newest_first().with_links()
    serializer_class = serializers.IncidentSerializer
    filterset_class = IncidentFilters


class CaseViewSet(ReadOnlyModelViewSet):
    """Released cases of the abducted and the missing, those without an answer first."""

    queryset = PublishedCase.objects.listed().open_first().with_links()
    serializer_class = CaseSerializer
    filterset_class = CaseFilters


class TallyViewSet(ReadOnlyModelViewSet):
    """Released tallies: what sources say of a period as a whole. Only adopted ones count in summaries."""

    queryset = PublishedTally.objects.with_links().order_by("-reported_for", "public_id")
    serializer_class = serializers.TallySerializer
    filterset_fields = ["measure", "adopted", "area", "reported_for"]


class PlaceViewSet(ReadOnlyModelViewSet):
    """Places that released records speak of."""

    queryset = PublishedPlace.objects.all()
    serializer_class = serializers.PublishedPlaceSerializer
    filterset_fields = ["kind"]


class PartyViewSet(ReadOnlyModelViewSet):
    """Parties that released records speak of."""

    queryset = PublishedParty.objects.all()
    serializer_class = serializers.PublishedPartySerializer
