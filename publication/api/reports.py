"""Published reports in the API: the editions of a month, and with one month their text and their frozen figures."""

from typing import Any

from django.db.models import Prefetch
from django.db.models.fields.json import KT
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from publication.edition_files import named_by
from publication.models import PublishedEdition, PublishedEditionFile, PublishedReport, PublishedSeries
from publication.months import series_and_months
from publication.standing import Standing


def _address(edition: PublishedEdition) -> list[Any]:
    """By the first day of the month: the name that never comes to mean two."""
    report = edition.report
    return [report.series, report.month_start.isoformat(), edition.number]


class EditionFileSerializer(serializers.ModelSerializer):
    """A file of an edition, with the digest of its bytes."""

    sha256 = serializers.CharField(source="digest")
    url = serializers.SerializerMethodField()

    class Meta:
        model = PublishedEditionFile
        fields = ["name", "sha256", "url"]

    @extend_schema_field(serializers.URLField())
    def get_url(self, file: PublishedEditionFile) -> str:
        name, lang = named_by(file.name)
        with override(lang):
            address = reverse("publication:edition_file", args=[*_address(file.edition), name])
        return str(self.context["request"].build_absolute_uri(address))


class EditionSerializer(serializers.ModelSerializer):
    """One edition. An edition after the first is a correction, and its note says why."""

    edition = serializers.IntegerField(source="number")
    url = serializers.SerializerMethodField(help_text="The page of the edition; its files are below it.")
    checksum = serializers.CharField(
        help_text="SHA-256 of the frozen figures as JSON: keys sorted, UTF-8, no spaces between the parts. Empty, "
        "like text and files, once a record that the figures rested on was suppressed.",
        allow_blank=True,
    )
    files = EditionFileSerializer(many=True)

    class Meta:
        model = PublishedEdition
        fields = ["edition", "day", "note_ar", "note_en", "url", "checksum", "files"]

    @extend_schema_field(serializers.URLField())
    def get_url(self, edition: PublishedEdition) -> str:
        address = reverse("publication:edition", args=_address(edition))
        return str(self.context["request"].build_absolute_uri(address))


class SectionSerializer(serializers.Serializer):
    """A section of the text. `[words](ref)` binds words to the figure with that slug."""

    key = serializers.CharField()
    heading_ar = serializers.CharField(allow_blank=True)
    heading_en = serializers.CharField(allow_blank=True)
    body_ar = serializers.CharField(allow_blank=True)
    body_en = serializers.CharField(allow_blank=True)


class WholeEditionSerializer(EditionSerializer):
    """An edition with its text and figures. Of a record that was withdrawn since only its id and the day are said."""

    title_ar = serializers.CharField(source="content.title_ar")
    title_en = serializers.CharField(source="content.title_en", allow_blank=True)
    sections = SectionSerializer(source="content.sections", many=True)
    figures = serializers.SerializerMethodField(
        help_text="By area of control, each figure with the records that it was made of: id, version, counted value."
    )
    is_whole = serializers.SerializerMethodField(
        help_text="Whether nothing of the figures was withdrawn or renamed since: only then does the checksum fit."
    )

    class Meta(EditionSerializer.Meta):
        fields = [
            *EditionSerializer.Meta.fields, "title_ar", "title_en", "sections", "is_whole", "figures",
        ]  # fmt: skip

    @extend_schema_field(serializers.DictField())
    def get_figures(self, edition: PublishedEdition) -> dict[str, Any]:
        return self._standing(edition).shown(edition.content["figures"])

    def get_is_whole(self, edition: PublishedEdition) -> bool:
        figures = edition.content["figures"]
        return "suppressed_on" not in edition.content and self._standing(edition).shown(figures) == figures

    def _standing(self, edition: PublishedEdition) -> Standing:
        standing: Standing = self.context["standing"]
        return standing


class ReportSerializer(serializers.ModelSerializer):
    """The report on one month of a series, its editions newest first."""

    id = serializers.CharField(source="public_id")
    figures = serializers.SerializerMethodField(help_text="Its editions in full, as an address of this API.")
    editions = EditionSerializer(many=True)

    class Meta:
        model = PublishedReport
        fields = ["id", "series", "month_start", "title_ar", "title_en", "figures", "editions"]

    @extend_schema_field(serializers.URLField())
    def get_figures(self, report: PublishedReport) -> str:
        address = reverse("api:report", args=[report.series, report.month_start.isoformat()])
        return str(self.context["request"].build_absolute_uri(address))


class WholeReportSerializer(ReportSerializer):
    editions = WholeEditionSerializer(many=True)


def _with_editions(*, whole: bool) -> Any:
    """Reports with editions and the names of files; the bytes, and unless it is whole the documents, stay behind."""
    editions = PublishedEdition.objects.annotate(checksum=KT("content__checksum")).order_by("-number")
    files = Prefetch("files", PublishedEditionFile.objects.defer("content").order_by("name"))
    found = editions if whole else editions.defer("content")
    reports = PublishedReport.objects.order_by("-month_start", "series").defer("content")
    return reports.prefetch_related(Prefetch("editions", found.prefetch_related(files)))


class ReportList(ListAPIView):
    """The reports of all series, the newest month first."""

    queryset = _with_editions(whole=False)
    serializer_class = ReportSerializer
    filterset_fields = ["series"]


class ReportDetail(APIView):
    """The report on one month, named by its ordinal or its first day, with every edition as it was."""

    @extend_schema(responses={200: WholeReportSerializer})
    def get(self, request: Request, series: str, month: str) -> Response:
        found = PublishedSeries.objects.filter(slug=series).first()
        months = series_and_months(found, month) if found else []
        if len(months) > 1:  # the rule changed, and this ordinal names a month under each
            return Response({"choices": [str(one.start) for one in months]}, status=300)
        rows = _with_editions(whole=True).filter(series=series, month_start__in=[one.start for one in months])
        report = rows.first()
        if report is None:
            raise Http404
        states = [edition.content["figures"] for edition in report.editions.all()]
        context = {"request": request, "standing": Standing(*states)}
        return Response(WholeReportSerializer(report, context=context).data)
