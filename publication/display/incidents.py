"""Incidents on pages: a card in a list, and the page of one."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from publication.display import claims as accounts
from publication.display.lines import TollLine, short_toll, toll
from publication.display.records import Fact, day_text, place_chain
from publication.display.victims import People, victims
from publication.models import PublishedIncident
from publication.models.base import in_language
from publication.wording import STATED, language, names
from terms.choices import PlacePrecision, Precision
from terms.dates import format_partial


class IncidentCard:
    """One incident in a list; everything comes from its document, so a card asks the database nothing."""

    def __init__(self, incident: PublishedIncident):
        self.record = incident
        self.content: dict[str, Any] = incident.content

    def __getattr__(self, name: str) -> Any:
        """Columns of the row: public_id, version, counted_on …"""
        if name == "record":
            raise AttributeError(name)
        return getattr(self.record, name)

    @property
    def title(self) -> str:
        return self.record.title

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def date_text(self) -> str:
        incident = self.record
        if incident.precision == Precision.DAY:
            return format_partial(incident.start, incident.end, incident.precision, language())
        return format_partial(incident.earliest, incident.latest, incident.precision, language())

    @property
    def place_text(self) -> str:
        chain = place_chain(self.content["place"])
        if chain and self.record.place_precision == PlacePrecision.NEAR:
            return _("near %(place)s") % {"place": chain}
        return chain

    @property
    def area_label(self) -> str:
        return in_language(self.content["area"]) if self.content["area"] else ""

    @property
    def toll(self) -> list[TollLine]:
        return short_toll(self.content)

    @property
    def is_series_of(self) -> int | None:
        return self.record.events if self.record.events > 1 else None

    @property
    def is_contested(self) -> bool:
        return accounts.is_contested(self.content)

    @property
    def added_late_text(self) -> str:
        """Empty: a card stands in many lists, and each says for itself what came late."""
        return ""


class IncidentPage(IncidentCard):
    """Everything released of one incident."""

    @property
    def kind_text(self) -> str:
        return self.record.get_type_display()

    @property
    def summary(self) -> str:
        return in_language(self.content, "description")

    @property
    def toll(self) -> list[TollLine]:
        return toll(self.content)

    @property
    def grade_text(self) -> str:
        return self.record.get_grade_display()

    @property
    def perpetrators_text(self) -> str:
        return names(self.content["perpetrators"])

    @property
    def is_alleged(self) -> bool:
        return self.record.certainty not in STATED

    @cached_property
    def claims(self) -> list[accounts.ClaimRow]:
        """The table of claims: nothing to compare when none gives a figure."""
        return (
            accounts.incident_claims(self.content)
            if any(c["figures"] for c in self.content["claims"])
            else []
        )

    @property
    def sources(self) -> list[accounts.SourceRow]:
        list_of = accounts.named_sources if self.claims else accounts.sources
        return list_of(self.content["claims"])

    @property
    def withheld_count(self) -> int:
        return accounts.withheld_count(self.content["claims"])

    @property
    def victims(self) -> list[People]:
        return victims(self.content)

    @property
    def withheld_names_text(self) -> str:
        """Said without a number: one person may be a victim twice, abducted and killed."""
        if all(in_language(victim["person"]) for victim in self.content["victims"]):
            return ""
        return _("Names are withheld where safety or the family asks for it.")

    @property
    def facts(self) -> list[Fact]:
        incident = self.record
        by = _("Alleged perpetrators") if self.is_alleged else _("Perpetrators")
        return [
            Fact(_("Date"), self.date_text, note=_precision_note(incident)),
            Fact(_("Found on"), day_text(self.content["found_on"])),
            Fact(_("Counted on"), *self._counted()),
            Fact(_("Place"), self.place_text, _list_url(place=incident.place), self._place_note()),
            Fact(_("Area of control"), self.area_label, _list_url(area=incident.area)),
            Fact(_("Type"), self.kind_text, _list_url(type=incident.type)),
            Fact(_("Method"), incident.get_method_display(), _list_url(method=incident.method)),
            Fact(by, self.perpetrators_text, self._perpetrator_url(), str(incident.get_certainty_display())),
            Fact(_("Number of events"), str(incident.events) if incident.events > 1 else ""),
            Fact(_("Grade"), self.grade_text, reverse("publication:methodology") + "#grades"),
            Fact(_("First released"), day_text(incident.first_released)),
            Fact(_("Version"), f"{incident.version} ({day_text(incident.last_released)})"),
        ]

    def _counted(self) -> tuple[str, str, str]:
        """The day on which it counts, where that is not plain from its date."""
        incident = self.record
        if incident.counted_on is None:
            return _("month unclear"), "", _("It is in no monthly figure.")
        if incident.precision == Precision.DAY and incident.counted_on == incident.start:
            return "", "", ""
        return day_text(incident.counted_on), "", self.content["counted_reason"]

    def _place_note(self) -> str:
        precise = PlacePrecision.LOCALITY, PlacePrecision.GOVERNORATE
        return (
            "" if self.record.place_precision in precise else str(self.record.get_place_precision_display())
        )

    def _perpetrator_url(self) -> str:
        keys = [party["key"] for party in self.content["perpetrators"]]
        return _list_url(perpetrator=keys[0]) if len(keys) == 1 else ""


def _precision_note(incident: PublishedIncident) -> str:
    return "" if incident.precision == Precision.DAY else str(incident.get_precision_display())


def _list_url(**filters: str) -> str:
    """The list of incidents that share this fact; nothing without a value."""
    return f"{reverse('publication:incidents')}?{urlencode(filters)}" if all(filters.values()) else ""
