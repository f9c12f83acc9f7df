"""How each kind of document becomes public rows: one small class per kind, all with the same verbs."""

from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from publication import models as public
from publication import report_rows
from publication.case_rows import columns_of, is_listed, write_parts
from publication.keys import joined
from publication.references import forget_references, keep_references, names_in
from publication.released import ReleasedVersion
from terms.arabic.fold import search_text
from terms.choices import Grade


class Rows:
    """The rows of one kind of record. `model` holds one row per record; `columns` what is copied from the document."""

    model: Any
    columns: tuple[str, ...] = ()

    def write(self, release: ReleasedVersion, first: date) -> None:
        keep_references(release.public_id, release.position, self.spoken_of(release.content))
        self.model.objects.update_or_create(pk=release.public_id, defaults=self.values(release, first))

    def values(self, release: ReleasedVersion, first: date) -> dict[str, Any]:
        """All columns of the record's row but its key."""
        content = release.content
        return {
            "version": release.version,
            "first_released": first,
            "last_released": release.day,
            "title_ar": content["title_ar"],
            "title_en": content["title_en"],
            "content": content,
            **{name: content[name] for name in self.columns},
            **self.derived(content),
        }

    def derived(self, content: dict[str, Any]) -> dict[str, Any]:
        """Columns that are made from the document."""
        return {}

    def spoken_of(self, content: dict[str, Any]) -> dict[str, Any]:
        """The part of the document whose places, parties and areas lists and filters may name."""
        return content

    def remove(self, public_id: str) -> None:
        self.query(public_id).delete()
        forget_references(public_id)

    def is_listed(self, public_id: str) -> bool:
        """Whether lists may lead to the record; what stays of it once it is withdrawn goes by the same."""
        return True

    def stood_at(self, public_id: str) -> str:
        """For a record whose page is not at its id: what its tombstone needs to stand there."""
        return ""

    def query(self, public_id: str) -> QuerySet[Model]:
        return self.model.objects.filter(pk=public_id)

    def lines(self, public_id: str) -> list[public.PublishedCasualty]:
        """The casualty lines by which the record counts in totals and months."""
        return []

    def tallies(self, public_id: str) -> list[public.PublishedTally]:
        """The tallies by which the record counts in months."""
        return []

    def first_released(self, public_id: str) -> date | None:
        return self.query(public_id).values_list("first_released", flat=True).first()


def key_of(reference: dict[str, Any] | None) -> str:
    return reference["key"] if reference else ""


def keys_of(references: list[dict[str, Any]]) -> str:
    return joined(reference["key"] for reference in references)


class IncidentRows(Rows):
    model = public.PublishedIncident
    columns = ("precision", "start", "end", "earliest", "latest", "counted_on", "events", "place_precision", "type",
               "method", "grade")  # fmt: skip

    def derived(self, content: dict[str, Any]) -> dict[str, Any]:
        return {
            "place": key_of(content["place"]),
            "area": key_of(content["area"]),
            "perpetrators": keys_of(content["perpetrators"]),
            "certainty": content["perpetrator_certainty"],
            "campaign": content["part_of"]["id"] if content["part_of"] else "",
            "search": search_text(*self._searchable(content)),
        }

    @staticmethod
    def _searchable(content: dict[str, Any]) -> list[str]:
        """The words by which the public may find an incident: only what its page shows."""
        texts = [
            content[f"{part}_{language}"] for part in ("title", "description") for language in ("ar", "en")
        ]
        people = [victim["person"][language] for victim in content["victims"] for language in ("ar", "en")]
        return [text for text in [*texts, *names_in(content), *people] if text]

    def write(self, release: ReleasedVersion, first: date) -> None:
        super().write(release, first)
        incident = public.PublishedIncident.objects.get(pk=release.public_id)
        incident.casualties.all().delete()
        incident.within.all().delete()
        public.PublishedIncidentPlace.objects.bulk_create(self.places_of(incident))
        public.PublishedCasualty.objects.bulk_create(self.lines_of(incident))

    def places_of(self, incident: public.PublishedIncident) -> list[public.PublishedIncidentPlace]:
        return [
            public.PublishedIncidentPlace(incident=incident, place=key, counted_on=incident.counted_on)
            for key in sorted(self._places(incident.content))
        ]

    def lines_of(self, incident: public.PublishedIncident) -> list[public.PublishedCasualty]:
        """The lines that count. A discounted incident has none: its page stays readable, and it counts in nothing."""
        if incident.grade == Grade.DISCOUNTED:
            return []
        return [
            self._line(incident, number, line)
            for number, line in enumerate(incident.content["lines"], start=1)
        ]

    @staticmethod
    def _places(content: dict[str, Any]) -> set[str]:
        """Its own place and those of its lines, all above them, and what roads and regions cross."""
        places = [content["place"], *(place for line in content["lines"] for place in line["places"])]
        return {
            reference["key"]
            for place in places
            if place
            for reference in (place, *place["above"], *place["crosses"])
        }

    @staticmethod
    def _line(
        incident: public.PublishedIncident, number: int, line: dict[str, Any]
    ) -> public.PublishedCasualty:
        own = bool(line["perpetrators"])
        return public.PublishedCasualty(
            incident=incident,
            line=number,
            day=line["counted_on"] or incident.counted_on,
            place=keys_of(line["places"]) or incident.place,
            area=incident.area,
            type=incident.type,
            method=incident.method,
            perpetrators=keys_of(line["perpetrators"]) if own else incident.perpetrators,
            certainty=(line["perpetrator_certainty"] if own else "") or incident.certainty,
            civil_status=line["civil_status"],
            parties=keys_of(line["parties"]),
            outcome=line["outcome"],
            events=incident.events,
            **line["figure"],
        )

    def lines(self, public_id: str) -> list[public.PublishedCasualty]:
        return list(public.PublishedCasualty.objects.filter(incident=public_id))


class CampaignRows(Rows):
    model = public.PublishedCampaign
    columns = ("start", "end")

    def derived(self, content: dict[str, Any]) -> dict[str, Any]:
        return {
            "area": key_of(content["area"]),
            "participants": keys_of(content["participants"]),
            "targets": keys_of(content["targets"]),
        }


class TallyRows(Rows):
    model = public.PublishedTally
    columns = ("measure", "period_start", "period_end", "reported_for", "civil_status", "type", "method", "events",
               "relation", "contains_recorded", "adopted")  # fmt: skip

    def derived(self, content: dict[str, Any]) -> dict[str, Any]:
        return {
            "area": key_of(content["area"]),
            "places": keys_of(content["places"]),
            "perpetrators": keys_of(content["perpetrators"]),
            "certainty": content["perpetrator_certainty"],
            "parties": keys_of(content["parties"]),
            "label": key_of(content["label"]),
            "parent": content["parent"]["id"] if content["parent"] else "",
            **content["figure"],
        }

    def tallies(self, public_id: str) -> list[public.PublishedTally]:
        return list(public.PublishedTally.objects.filter(pk=public_id))


class CaseRows(Rows):
    model = public.PublishedCase
    columns = ("subject", "precision", "earliest", "latest")

    def derived(self, content: dict[str, Any]) -> dict[str, Any]:
        return columns_of(content)

    def is_listed(self, public_id: str) -> bool:
        return not self.query(public_id).filter(is_listed=False).exists()

    def spoken_of(self, content: dict[str, Any]) -> dict[str, Any]:
        return content if is_listed(content) else {}

    def write(self, release: ReleasedVersion, first: date) -> None:
        super().write(release, first)
        write_parts(public.PublishedCase.objects.get(pk=release.public_id), release)


class TextRows(Rows):
    model = public.PublishedText
    columns = ("slot",)


class SeriesRows(Rows):
    model = public.PublishedSeries
    columns = ("slug",)


class ReportRows(Rows):
    model = public.PublishedReport

    def derived(self, content: dict[str, Any]) -> dict[str, Any]:
        return report_rows.columns_of(content)

    def spoken_of(self, content: dict[str, Any]) -> dict[str, Any]:
        return {}  # its figures name what the records behind them name

    def stood_at(self, public_id: str) -> str:
        return report_rows.stood_at(public_id)

    def write(self, release: ReleasedVersion, first: date) -> None:
        super().write(release, first)
        report_rows.write_edition(release)


#: The kind of a document → how it becomes rows.
KINDS: dict[str, Rows] = {
    "incident": IncidentRows(),
    "campaign": CampaignRows(),
    "tally": TallyRows(),
    "series": SeriesRows(),
    "case": CaseRows(),
    "text": TextRows(),
    "report": ReportRows(),
}
