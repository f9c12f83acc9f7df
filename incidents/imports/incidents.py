"""The import file of incidents: an incident or a campaign per row, and a row for each further claim about one.

The record's own lines stand on the incident's row; who said what stands on claim rows below it (`same_event_as`).
A source on the incident's own row makes a claim of the same figures.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.imports.victims import add_victims, read_victims
from incidents.line_text import LineText, parse_lines
from incidents.models import (
    Campaign,
    CampaignClaim,
    CasualtyLine,
    ClaimFigure,
    Incident,
    IncidentClaim,
    Subset,
)
from incidents.rules import line_contradictions
from records.imports.cells import Cells, Column, key_of
from records.imports.places import check_governorate, read_place
from records.imports.resource import CLAIM_COLUMNS, SAID, RecordResource, has_claim, read_claim
from records.models import AreaOfControl, Party, Place
from terms.choices import Certainty, EventType, Grade, Method, Outcome, PlacePrecision, Precision

OUTCOMES = tuple(str(outcome) for outcome in Outcome.values)

_CLAIM_ROW = {"record", "key", "same_event_as", "supersedes", "perpetrators", "perpetrator_certainty"}
_CLAIM_ROW |= {*OUTCOMES, *CLAIM_COLUMNS}
_INCIDENT_ROW_NOT = {"same_event_as", "supersedes"}
#: A campaign has no toll, no victims and no grade; type, precision and governorate may stand and are checked only.
_CAMPAIGN_ROW_NOT = {
    *_INCIDENT_ROW_NOT, *OUTCOMES, "victims", "grade", "earliest", "latest", "found_on", "counted_on",
    "counted_reason", "month_unclear", "events", "campaign",
}  # fmt: skip

_CHECKED_ONLY: dict[str, type[models.TextChoices]] = {
    "type": EventType, "method": Method, "precision": Precision, "place_precision": PlacePrecision,
    "perpetrator_certainty": Certainty,
}  # fmt: skip

Lines = list[tuple[str, LineText]]


class Kind(models.TextChoices):
    INCIDENT = "incident", gettext_lazy("incident")
    CLAIM = "claim", gettext_lazy("claim")
    CAMPAIGN = "campaign", gettext_lazy("campaign")


class IncidentResource(RecordResource):
    """Incidents, their claims, and campaigns."""

    batch_kind: ClassVar[str] = "incidents"
    kinds = Kind
    columns: ClassVar[tuple[Column, ...]] = (
        Column("record", gettext_lazy("record"), required=True),
        Column("key", gettext_lazy("key"), required=True),
        Column("same_event_as", gettext_lazy("same event as")),
        Column("start", gettext_lazy("date")),
        Column("end", gettext_lazy("last day")),
        Column("precision", gettext_lazy("date known")),
        Column("earliest", gettext_lazy("earliest")),
        Column("latest", gettext_lazy("latest")),
        Column("found_on", gettext_lazy("found on")),
        Column("counted_on", gettext_lazy("counted on")),
        Column("counted_reason", gettext_lazy("why counted on that day")),
        Column("month_unclear", gettext_lazy("month unclear")),
        Column("events", gettext_lazy("number of events")),
        Column("place", gettext_lazy("place")),
        Column("place_precision", gettext_lazy("place known")),
        Column("governorate", gettext_lazy("governorate")),
        Column("area", gettext_lazy("area of control")),
        Column("type", gettext_lazy("type")),
        Column("method", gettext_lazy("method")),
        Column("perpetrators", gettext_lazy("perpetrators")),
        Column("perpetrator_certainty", gettext_lazy("attribution")),
        Column("targets", gettext_lazy("against")),
        Column("campaign", gettext_lazy("campaign")),
        Column("headline_ar", gettext_lazy("headline"), required=True),
        Column("headline_en", gettext_lazy("headline in English")),
        Column("description_ar", gettext_lazy("what happened")),
        Column("description_en", gettext_lazy("what happened, in English")),
        *(Column(str(outcome.value), outcome.label) for outcome in Outcome),
        Column("victims", gettext_lazy("victims")),
        Column("grade", gettext_lazy("grade")),
        *SAID,
        Column("supersedes", gettext_lazy("replaces")),
        Column("notes", gettext_lazy("internal notes")),
    )

    #: Fields of the models that other columns fill.
    FIELD_COLUMNS: ClassVar[dict[str, str]] = {
        "title_ar": "headline_ar", "title_en": "headline_en", "part_of": "campaign", "aim_ar": "description_ar",
        "aim_en": "description_en", "label": "killed",
    }  # fmt: skip

    def makers(self) -> dict[str, Callable[[Cells], Any]]:
        return {Kind.INCIDENT: self._incident, Kind.CLAIM: self._claim, Kind.CAMPAIGN: self._campaign}

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        self.claims: dict[str, IncidentClaim] = {}

    def depends_on(self, cells: Cells) -> set[str]:
        return {key_of(cells.text("same_event_as"))}

    # Rows ---------------------------------------------------------------------------------------------------

    def _incident(self, cells: Cells) -> Incident | None:
        columns = {column.name for column in self.columns}
        cells.only(columns - _INCIDENT_ROW_NOT, Kind.INCIDENT.label)
        key = self.new_key(cells)
        incident = self._read_incident(cells)
        perpetrators = cells.many("perpetrators", Party)
        lines = self._read_lines(cells)
        victims = read_victims(cells)
        claim = IncidentClaim(**read_claim(cells)) if has_claim(cells) else None
        check_governorate(cells, [incident.place] if incident.place else [])
        if not self.save_record(cells, incident, key, self.FIELD_COLUMNS):
            return None
        incident.perpetrators.set(perpetrators)
        self._add_lines(cells, incident, lines)
        add_victims(incident, victims, self.batch.file_name)
        if claim is not None:
            self._save_claim(cells, claim, incident, lines)
            self.claims[key] = claim
        return incident

    def _read_incident(self, cells: Cells) -> Incident:
        place, place_precision = read_place(cells)
        campaign = self.row_above(cells, "campaign")
        if campaign is not None and not isinstance(campaign, Campaign):
            cells.fail("campaign", _("This key is not that of a campaign."))
            campaign = None
        return Incident(
            title_ar=cells.needed("headline_ar"),
            title_en=cells.text("headline_en"),
            notes=self._notes(cells),
            precision=cells.choice("precision", Precision, Precision.DAY),
            start=cells.date("start"),
            end=cells.date("end"),
            earliest=cells.date("earliest"),
            latest=cells.date("latest"),
            found_on=cells.date("found_on"),
            counted_on=cells.date("counted_on"),
            counted_reason=cells.text("counted_reason"),
            month_unclear=cells.flag("month_unclear"),
            events=cells.number("events") if cells.text("events") else 1,
            place=place,
            place_precision=place_precision,
            area=cells.one("area", AreaOfControl),
            type=cells.choice("type", EventType, needed=True),
            method=cells.choice("method", Method),
            perpetrator_certainty=cells.choice("perpetrator_certainty", Certainty, Certainty.UNKNOWN),
            part_of=campaign,
            grade=cells.choice("grade", Grade, Grade.WEAK),
            description_ar=cells.text("description_ar"),
            description_en=cells.text("description_en"),
        )

    def _claim(self, cells: Cells) -> IncidentClaim | None:
        cells.only(_CLAIM_ROW, Kind.CLAIM.label)
        key = self.new_key(cells)
        cells.needed("same_event_as")
        incident = self.row_above(cells, "same_event_as")
        perpetrators = cells.many("perpetrators", Party)
        lines = self._read_lines(cells)
        claim = IncidentClaim(**read_claim(cells))
        claim.perpetrator_certainty = cells.choice("perpetrator_certainty", Certainty)
        claim.supersedes = self._superseded(cells, incident)
        if incident is None:
            self.broken.add(key)
            return None
        if not isinstance(incident, Incident):
            cells.fail("same_event_as", _("A campaign has no toll; this key must be that of an incident."))
            return None
        if not self._save_claim(cells, claim, incident, lines):
            return None
        claim.perpetrators.set(perpetrators)
        self.claims[key] = claim
        return claim

    def _superseded(self, cells: Cells, incident: Any) -> IncidentClaim | None:
        key = key_of(cells.text("supersedes"))
        if not key or key in self.broken:
            return None
        found = self.claims.get(key)
        if found is None or found.incident_id != getattr(incident, "pk", None):
            cells.fail(
                "supersedes", _("“%(key)s” is no claim of the same incident in a row above.") % {"key": key}
            )
            return None
        return found

    def _campaign(self, cells: Cells) -> Campaign | None:
        columns = {column.name for column in self.columns}
        cells.only(columns - _CAMPAIGN_ROW_NOT, Kind.CAMPAIGN.label)
        key = self.new_key(cells)
        many = {
            "places": cells.many("place", Place),
            "participants": cells.many("perpetrators", Party),
            "targets": cells.many("targets", Party),
        }
        cells.needed("start")
        campaign = Campaign(
            title_ar=cells.needed("headline_ar"),
            title_en=cells.text("headline_en"),
            notes=cells.text("notes"),
            start=cells.date("start"),
            end=cells.date("end"),
            area=cells.one("area", AreaOfControl),
            aim_ar=cells.text("description_ar"),
            aim_en=cells.text("description_en"),
        )
        for column, choices in _CHECKED_ONLY.items():
            cells.choice(column, choices)
        check_governorate(cells, many["places"])
        claim = CampaignClaim(**read_claim(cells)) if has_claim(cells) else None
        if not self.save_record(cells, campaign, key, self.FIELD_COLUMNS):
            return None
        for name, found in many.items():
            getattr(campaign, name).set(found)
        if claim is not None:
            claim.campaign = campaign
            if self.judge(cells, claim):
                claim.save()
        return campaign

    # Parts of rows ------------------------------------------------------------------------------------------

    def _notes(self, cells: Cells) -> str:
        """Whom an incident was aimed at has no field of its own; it is kept for staff."""
        targets = "، ".join(str(party) for party in cells.many("targets", Party))
        return "\n".join(filter(None, [cells.text("notes"), targets and f"{_('against')}: {targets}"]))

    def _read_lines(self, cells: Cells) -> Lines:
        lines: Lines = []
        for outcome in OUTCOMES:
            try:
                found = parse_lines(cells.text(outcome), self.names)
            except ValidationError as error:
                cells.add(error, column=outcome)
                continue
            lines += [(outcome, line) for line in found]
            for message in (
                said for line in found for said in line_contradictions(line.figure, line.subsets)
            ):
                cells.fail(outcome, message)
        return lines

    def _add_lines(self, cells: Cells, incident: Incident, lines: Lines) -> None:
        for position, (outcome, text) in enumerate(lines, start=1):
            line = CasualtyLine(
                incident=incident, position=position, outcome=outcome, civil_status=text.civil_status
            )
            line.figure = text.figure
            if not self.judge(cells, line, column=outcome):
                continue
            line.save()
            line.parties.set(text.parties)
            line.perpetrators.set(text.perpetrators)
            for label, figure in text.subsets:
                subset = Subset(line=line, label=label)
                subset.figure = figure
                if self.judge(cells, subset, column=outcome):
                    subset.save()

    def _save_claim(self, cells: Cells, claim: IncidentClaim, incident: Incident, lines: Lines) -> bool:
        """Write a claim with its figures; a labelled part is a figure of its own with the label."""
        claim.incident = incident
        if not self.judge(cells, claim):
            return False
        claim.save()
        for outcome, text in lines:
            if text.perpetrators:
                cells.fail(outcome, _("A claim names its perpetrators in their own column."))
            for label, figure in [(None, text.figure), *text.subsets]:
                said = ClaimFigure(claim=claim, outcome=outcome, civil_status=text.civil_status, label=label)
                said.figure = figure
                if self.judge(cells, said, column=outcome):
                    said.save()
                    said.parties.set(text.parties)
        return not cells.errors
