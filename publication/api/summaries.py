"""Monthly summaries in the API: the months of each series, and the figures of one month with what they stand on."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from publication.api.serializers import FigureSerializer
from publication.keys import split
from publication.models import PublishedMonth, PublishedSeries
from publication.months import Area, MonthSummary, address_of, series_and_months, slug_of
from publication.reconcile import Reconciled
from terms.figures import Figure


class MonthSerializer(serializers.ModelSerializer):
    """One month of a series; both days are part of it."""

    series = serializers.CharField(source="series.slug")
    figures = serializers.SerializerMethodField(
        help_text="The figures of the month, as an address of this API."
    )

    class Meta:
        model = PublishedMonth
        fields = ["series", "ordinal", "start", "end", "figures"]

    @extend_schema_field(serializers.URLField())
    def get_figures(self, row: PublishedMonth) -> str:
        address = reverse("api:summary", args=[row.series.slug, address_of(row.series, row.month)])
        return str(self.context["request"].build_absolute_uri(address))


class PublishedFigureSerializer(serializers.Serializer):
    """One figure of a month. What recorded incidents account for and what stands on the tally alone are told apart."""

    slug = serializers.CharField(help_text="Its address within the month.")
    measure = serializers.CharField()
    figure = FigureSerializer()
    tally = serializers.CharField(
        allow_null=True, help_text="The adopted tally; null for a sum of incidents."
    )
    recorded = FigureSerializer(allow_null=True)
    aggregate_only = FigureSerializer(allow_null=True)
    unclassified = FigureSerializer(allow_null=True, help_text="What the parts leave of the whole.")
    recorded_exceeds_tally = serializers.BooleanField()
    perpetrators = serializers.ListField(child=serializers.CharField())
    parties = serializers.ListField(child=serializers.CharField())
    civil_status = serializers.CharField(allow_blank=True)
    label = serializers.CharField(allow_blank=True)
    incidents = serializers.ListField(
        child=serializers.CharField(), help_text="The recorded incidents behind it."
    )
    parts = serializers.ListField(
        child=serializers.DictField(), help_text="Figures of which it is the whole."
    )


class AreaFiguresSerializer(serializers.Serializer):
    """A section of a month: an area of control, or none."""

    area = serializers.CharField(allow_blank=True)
    area_ar = serializers.CharField(allow_blank=True)
    area_en = serializers.CharField(allow_blank=True)
    figures = PublishedFigureSerializer(many=True)
    counters = PublishedFigureSerializer(many=True, help_text="Tallies that run since an earlier date.")
    reported = PublishedFigureSerializer(
        many=True, help_text="Tallies that no editor adopted: they count nowhere."
    )
    campaigns = serializers.ListField(child=serializers.CharField())


class SummarySerializer(serializers.Serializer):
    series = serializers.CharField()
    ordinal = serializers.IntegerField()
    start = serializers.DateField()
    end = serializers.DateField()
    areas = AreaFiguresSerializer(many=True)


class SummaryList(ListAPIView):
    """The months of every series that hold anything published, newest first."""

    queryset = PublishedMonth.objects.select_related("series").order_by("-start", "series__slug")
    serializer_class = MonthSerializer
    filterset_fields = ["series__slug", "ordinal"]


class SummaryDetail(APIView):
    """The figures of one month, named by its ordinal or its first day."""

    @extend_schema(responses={200: SummarySerializer})
    def get(self, request: Request, series: str, month: str) -> Response:
        found = PublishedSeries.objects.filter(slug=series).first()
        months = series_and_months(found, month) if found else []
        if found is None or not months:
            raise Http404
        if len(months) > 1:  # the rule changed, and this ordinal names a month under each
            return Response({"choices": [str(one.start) for one in months]}, status=300)
        summary = MonthSummary(found, months[0])
        return Response(
            {
                "series": found.slug,
                "ordinal": summary.month.ordinal,
                "start": summary.month.start,
                "end": summary.month.end,
                "areas": [_area(area) for area in summary.areas],
            }
        )


def _area(area: Area) -> dict[str, Any]:
    return {
        "area": area.key,
        "area_ar": area.area.name_ar if area.area else "",
        "area_en": area.area.name_en if area.area else "",
        "figures": [_figure(figure) for figure in area.figures],
        "counters": [_figure(figure) for figure in area.counters],
        "reported": [_figure(figure) for figure in area.reported],
        "campaigns": [campaign.public_id for campaign in area.campaigns],
    }


def _figure(figure: Reconciled) -> dict[str, Any]:
    said = figure.tally or figure.lines[0]
    return {
        "slug": slug_of(figure),
        "measure": figure.measure,
        "figure": figure.figure.as_json(),
        "tally": figure.tally.public_id if figure.tally else None,
        "recorded": _or_null(figure.recorded),
        "aggregate_only": _or_null(figure.aggregate_only),
        "unclassified": _or_null(figure.unclassified),
        "recorded_exceeds_tally": figure.exceeded,
        "perpetrators": split(said.perpetrators),
        "parties": split(said.parties),
        "civil_status": said.civil_status,
        "label": figure.tally.label if figure.tally else "",
        "incidents": list(dict.fromkeys(line.incident_id for line in figure.lines)),
        "parts": [_figure(part) for part in figure.parts],
    }


def _or_null(figure: Figure | None) -> dict[str, Any] | None:
    return figure.as_json() if figure else None
