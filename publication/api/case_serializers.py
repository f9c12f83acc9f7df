"""What the API says of released cases of the abducted."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from publication.api.serializers import (
    ClaimSerializer,
    FigureSerializer,
    LinkedSerializer,
    PartyNameSerializer,
    PlaceSerializer,
    RecordSerializer,
    from_document,
    link,
)
from publication.case_columns import first_of_event, incident_of
from publication.models import PublishedCase


class NameSerializer(serializers.Serializer):
    """One spelling of a name that may be published."""

    text = serializers.CharField()
    script = serializers.CharField()
    given = serializers.CharField(allow_blank=True)
    family = serializers.CharField(allow_blank=True)


class CasePersonSerializer(serializers.Serializer):
    """A name that may be published; empty when it is withheld."""

    ar = serializers.CharField(allow_blank=True)
    en = serializers.CharField(allow_blank=True)
    sex = serializers.CharField()
    names = NameSerializer(many=True)


class StatusClaimSerializer(ClaimSerializer):
    """A dated status by one source. Contradicting claims stand side by side."""

    status = serializers.CharField()
    grade = serializers.CharField()
    precision = serializers.CharField()
    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    place = PlaceSerializer(allow_null=True, help_text="The governorate at the finest.")
    holders = PartyNameSerializer(many=True)
    note_ar = serializers.CharField(allow_blank=True)
    note_en = serializers.CharField(allow_blank=True)


class CaseCountSerializer(ClaimSerializer):
    """How many of a group one source counts; counts of one fate replace each other and are never added."""

    of = serializers.CharField()
    as_of = serializers.DateField(allow_null=True)
    grade = serializers.CharField()
    figure = FigureSerializer()


class IdentificationSerializer(ClaimSerializer):
    """Who someone is said to be; the name is empty unless it is released here."""

    name_ar = serializers.CharField(allow_blank=True)
    name_en = serializers.CharField(allow_blank=True)
    grade = serializers.CharField()


class MemberSerializer(serializers.Serializer):
    member = LinkedSerializer()


class CaseSerializer(RecordSerializer):
    """`status` is derived from the claims by the rules of the methodology; only a resolved case has an end."""

    person = from_document(CasePersonSerializer, "person", allow_null=True)
    called_ar = from_document(serializers.CharField, "called_ar", allow_blank=True)
    called_en = from_document(serializers.CharField, "called_en", allow_blank=True)
    nationality = from_document(serializers.CharField, "nationality", allow_blank=True)
    second_nationality = from_document(serializers.CharField, "second_nationality", allow_blank=True)
    age_low = from_document(serializers.IntegerField, "age_low", allow_null=True)
    age_high = from_document(serializers.IntegerField, "age_high", allow_null=True)
    size = from_document(FigureSerializer, "figure")
    about_ar = from_document(serializers.CharField, "about_ar", allow_blank=True)
    about_en = from_document(serializers.CharField, "about_en", allow_blank=True)
    origins = from_document(PlaceSerializer, "origins", many=True)
    place = from_document(PlaceSerializer, "place", allow_null=True)
    place_precision = from_document(serializers.CharField, "place_precision")
    circumstances_ar = from_document(serializers.CharField, "circumstances_ar", allow_blank=True)
    circumstances_en = from_document(serializers.CharField, "circumstances_en", allow_blank=True)
    holders = from_document(PartyNameSerializer, "holders", many=True)
    holder_certainty = from_document(serializers.CharField, "holder_certainty")
    incident = serializers.SerializerMethodField(help_text="Where it is public.")
    same_event_as = serializers.SerializerMethodField(help_text="Where it is in this list.")
    clock_stopped_on = from_document(serializers.DateField, "clock_stopped_on", allow_null=True)
    claims = from_document(StatusClaimSerializer, "claims", many=True)
    counts = from_document(CaseCountSerializer, "counts", many=True)
    identifications = from_document(IdentificationSerializer, "identifications", many=True)
    members = serializers.SerializerMethodField(help_text="Those that are in this list.")

    class Meta(RecordSerializer.Meta):
        model = PublishedCase
        fields = [
            *RecordSerializer.Meta.fields, "subject", "status", "is_closed", "is_contested", "ended", "last_news",
            "person", "called_ar", "called_en", "role", "nationality", "second_nationality", "age_low", "age_high",
            "size", "about_ar", "about_en", "origins", "precision", "earliest", "latest", "place", "place_precision",
            "circumstances_ar", "circumstances_en", "holders", "holder_certainty", "incident", "same_event_as",
            "clock_stopped_on", "claims", "counts", "identifications", "members",
        ]  # fmt: skip

    @extend_schema_field(LinkedSerializer(allow_null=True))
    def get_incident(self, case: PublishedCase) -> dict[str, str] | None:
        return link(incident_of(case))

    @extend_schema_field(LinkedSerializer(allow_null=True))
    def get_same_event_as(self, case: PublishedCase) -> dict[str, str] | None:
        return link(first_of_event(case))

    @extend_schema_field(MemberSerializer(many=True))
    def get_members(self, case: PublishedCase) -> list[dict[str, dict[str, str]]]:
        rows = case.listed_members  # type: ignore[attr-defined]
        return [{"member": {"id": row.member}} for row in rows]
