"""What the API says of released records: their documents, field by field."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from publication.models import PublishedIncident, PublishedParty, PublishedPlace, PublishedTally
from publication.models.base import PublishedRecord
from publication.models.reference import PublishedReference
from terms.choices import Qualifier


class FigureSerializer(serializers.Serializer):
    """A number as the source gave it. Null is unknown and never 0; the qualifier is part of the figure."""

    low = serializers.IntegerField(allow_null=True)
    best = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField(allow_null=True)
    qualifier = serializers.ChoiceField(choices=Qualifier.choices)
    wording_ar = serializers.CharField(allow_blank=True)
    wording_en = serializers.CharField(allow_blank=True)


class NamedSerializer(serializers.Serializer):
    """Something with a key and a name, as it was called on the day of the record."""

    key = serializers.CharField()
    ar = serializers.CharField()
    en = serializers.CharField(allow_blank=True)


class PartyNameSerializer(NamedSerializer):
    above = NamedSerializer(many=True, help_text="Its ancestors, topmost first.")


class PlaceNameSerializer(NamedSerializer):
    kind = serializers.CharField()
    pcode = serializers.CharField(allow_blank=True)


class PlaceSerializer(PlaceNameSerializer):
    above = PlaceNameSerializer(many=True, help_text="Its ancestors, topmost first.")
    crosses = PlaceNameSerializer(many=True, help_text="The governorates that a road or a region crosses.")


class SourceSerializer(NamedSerializer):
    kind = serializers.CharField()


class LabelSerializer(NamedSerializer):
    kind = serializers.CharField()


class SubsetSerializer(serializers.Serializer):
    """A labelled part of a line, never added to it."""

    label = LabelSerializer()
    figure = FigureSerializer()


class LineSerializer(serializers.Serializer):
    """A casualty line. Several parties or places make it joint: one toll that no source splits."""

    outcome = serializers.CharField()
    civil_status = serializers.CharField()
    figure = FigureSerializer()
    parties = PartyNameSerializer(many=True)
    places = PlaceSerializer(many=True)
    perpetrators = PartyNameSerializer(many=True, help_text="Where they differ from the incident's.")
    perpetrator_certainty = serializers.CharField(allow_blank=True)
    counted_on = serializers.DateField(allow_null=True, help_text="If not on the incident's day.")
    counted_reason = serializers.CharField(allow_blank=True)
    subsets = SubsetSerializer(many=True)


class PersonSerializer(serializers.Serializer):
    """A name that may be published; empty when it is withheld."""

    ar = serializers.CharField(allow_blank=True)
    en = serializers.CharField(allow_blank=True)
    sex = serializers.CharField()


class VictimSerializer(serializers.Serializer):
    person = PersonSerializer()
    outcome = serializers.CharField()
    role = serializers.CharField(allow_blank=True)
    age = serializers.IntegerField(allow_null=True, help_text="Of a named person; else it is a band.")
    age_low = serializers.IntegerField(allow_null=True, default=None)
    age_high = serializers.IntegerField(allow_null=True, default=None, help_text="Null where it is open.")
    about_ar = serializers.CharField(allow_blank=True)
    about_en = serializers.CharField(allow_blank=True)


class ClaimSerializer(serializers.Serializer):
    """What one source said. `source`, `url` and `quotation` are empty unless they are released."""

    source = SourceSerializer(allow_null=True)
    said_on = serializers.DateField(allow_null=True)
    url = serializers.CharField(allow_blank=True)
    locator = serializers.CharField(allow_blank=True)
    quotation = serializers.CharField(allow_blank=True)
    supersedes = serializers.IntegerField(
        allow_null=True, help_text="The claim of this list that it replaces, from 1."
    )


class ClaimFigureSerializer(serializers.Serializer):
    outcome = serializers.CharField()
    civil_status = serializers.CharField()
    parties = PartyNameSerializer(many=True)
    label = LabelSerializer(allow_null=True)
    figure = FigureSerializer()


class IncidentClaimSerializer(ClaimSerializer):
    perpetrators = PartyNameSerializer(many=True)
    perpetrator_certainty = serializers.CharField(allow_blank=True)
    figures = ClaimFigureSerializer(many=True)


class TallyClaimSerializer(ClaimSerializer):
    figure = FigureSerializer()


class LinkedSerializer(serializers.Serializer):
    """Another record that is public, by its public id."""

    id = serializers.CharField()


def link(public_id: str) -> dict[str, str] | None:
    """What LinkedSerializer describes; nothing without an id."""
    return {"id": public_id} if public_id else None


def from_document(serializer: Any, name: str, **options: Any) -> Any:
    """A field of the document."""
    return serializer(source=f"content.{name}", **options)


class RecordSerializer(serializers.ModelSerializer):
    """What every released record has. Times are whole days."""

    id = serializers.CharField(source="public_id")
    url = serializers.SerializerMethodField(help_text="The page of the record.")

    class Meta:
        fields = ["id", "url", "version", "first_released", "last_released", "title_ar", "title_en"]

    @extend_schema_field(serializers.URLField())
    def get_url(self, record: PublishedRecord) -> str:
        address = record.get_absolute_url()  # type: ignore[attr-defined]
        request = self.context.get("request")
        return request.build_absolute_uri(address) if request else address


class IncidentSerializer(RecordSerializer):
    place = from_document(PlaceSerializer, "place", allow_null=True)
    area = from_document(NamedSerializer, "area", allow_null=True)
    perpetrators = from_document(PartyNameSerializer, "perpetrators", many=True)
    perpetrator_certainty = serializers.CharField(source="certainty")
    campaign = serializers.SerializerMethodField(help_text="Where it is public.")
    found_on = from_document(serializers.DateField, "found_on", allow_null=True)
    counted_reason = from_document(serializers.CharField, "counted_reason", allow_blank=True)
    description_ar = from_document(serializers.CharField, "description_ar", allow_blank=True)
    description_en = from_document(serializers.CharField, "description_en", allow_blank=True)
    lines = from_document(LineSerializer, "lines", many=True)
    victims = from_document(VictimSerializer, "victims", many=True)
    claims = from_document(IncidentClaimSerializer, "claims", many=True)

    class Meta(RecordSerializer.Meta):
        model = PublishedIncident
        fields = [
            *RecordSerializer.Meta.fields, "precision", "start", "end", "earliest", "latest", "found_on", "counted_on",
            "counted_reason", "events", "place", "place_precision", "area", "type", "method", "perpetrators",
            "perpetrator_certainty", "campaign", "grade", "description_ar", "description_en", "lines", "victims",
            "claims",
        ]  # fmt: skip

    @extend_schema_field(LinkedSerializer(allow_null=True))
    def get_campaign(self, incident: PublishedIncident) -> dict[str, str] | None:
        return link(incident.campaign if incident.campaign_is_public else "")  # type: ignore[attr-defined]


class TallySerializer(RecordSerializer):
    figure = from_document(FigureSerializer, "figure")
    area = from_document(NamedSerializer, "area", allow_null=True)
    places = from_document(PlaceSerializer, "places", many=True)
    perpetrators = from_document(PartyNameSerializer, "perpetrators", many=True)
    perpetrator_certainty = serializers.CharField(source="certainty")
    parties = from_document(PartyNameSerializer, "parties", many=True)
    label = from_document(LabelSerializer, "label", allow_null=True)
    parent = serializers.SerializerMethodField(help_text="Where it is public.")
    excludes_ar = from_document(serializers.CharField, "excludes_ar", allow_blank=True)
    excludes_en = from_document(serializers.CharField, "excludes_en", allow_blank=True)
    adoption_reason_ar = from_document(serializers.CharField, "adoption_reason_ar", allow_blank=True)
    adoption_reason_en = from_document(serializers.CharField, "adoption_reason_en", allow_blank=True)
    claims = from_document(TallyClaimSerializer, "claims", many=True)

    class Meta(RecordSerializer.Meta):
        model = PublishedTally
        fields = [
            *RecordSerializer.Meta.fields, "measure", "figure", "period_start", "period_end", "reported_for", "area",
            "places", "perpetrators", "perpetrator_certainty", "civil_status", "parties", "label", "type", "method",
            "events", "parent", "relation", "contains_recorded", "excludes_ar", "excludes_en", "adopted",
            "adoption_reason_ar", "adoption_reason_en", "claims",
        ]  # fmt: skip

    @extend_schema_field(LinkedSerializer(allow_null=True))
    def get_parent(self, tally: PublishedTally) -> dict[str, str] | None:
        return link(tally.parent if tally.parent_is_public else "")  # type: ignore[attr-defined]


class ReferenceSerializer(serializers.ModelSerializer):
    above = serializers.SerializerMethodField(help_text="The keys of its ancestors, topmost first.")

    class Meta:
        fields = ["key", "name_ar", "name_en", "above"]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_above(self, reference: PublishedReference) -> list[str]:
        return [key for key in reference.above.split("/") if key]


class PublishedPlaceSerializer(ReferenceSerializer):
    incidents = serializers.SerializerMethodField(help_text="The incidents in it, as an address of this API.")

    class Meta(ReferenceSerializer.Meta):
        model = PublishedPlace
        fields = [*ReferenceSerializer.Meta.fields, "kind", "pcode", "incidents"]

    def get_incidents(self, place: PublishedPlace) -> str:
        return f"{reverse('api:incident-list')}?place={place.key}"


class PublishedPartySerializer(ReferenceSerializer):
    class Meta(ReferenceSerializer.Meta):
        model = PublishedParty
