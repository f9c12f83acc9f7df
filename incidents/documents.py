"""What the documents of incidents, tallies and campaigns hold, and what a release shows of each field."""

from django.utils.translation import gettext as _

from incidents import models
from records import rarity
from records.disclosure import (
    AGE,
    CLAIM,
    NEVER,
    PERSON,
    PLACE,
    PLACES,
    PUBLIC,
    RECORD,
    cut,
    when,
)
from records.documents import Content, Spec, register
from records.models import Record
from records.release import CHECKS, Finding
from terms.choices import Role

_TITLE = {"title_ar": PUBLIC, "title_en": PUBLIC, "notes": NEVER}

SUBSET = Spec(models.Subset, {"label": PUBLIC})
LINE = Spec(
    models.CasualtyLine,
    {
        "position": NEVER,
        "outcome": PUBLIC,
        "civil_status": PUBLIC,
        "parties": PUBLIC,
        "places": PLACES,
        "perpetrators": PUBLIC,
        "perpetrator_certainty": PUBLIC,
        "counted_on": PUBLIC,
        "counted_reason": PUBLIC,
    },
    {"subsets": SUBSET},
)
VICTIM = Spec(
    models.Victim,
    {
        "person": PERSON,
        "outcome": PUBLIC,
        "role": when("show_role"),
        "age": AGE,
        "about_ar": when("show_role"),
        "about_en": when("show_role"),
        "show_name": NEVER,
        "show_role": NEVER,
    },
)
CLAIM_FIGURE = Spec(
    models.ClaimFigure, {"outcome": PUBLIC, "civil_status": PUBLIC, "parties": PUBLIC, "label": PUBLIC}
)
INCIDENT_CLAIM = Spec(
    models.IncidentClaim,
    {**CLAIM, "perpetrators": PUBLIC, "perpetrator_certainty": PUBLIC},
    {"figures": CLAIM_FIGURE},
)
INCIDENT = Spec(
    models.Incident,
    {
        **_TITLE,
        "precision": PUBLIC,
        "start": PUBLIC,
        "end": PUBLIC,
        "earliest": PUBLIC,
        "latest": PUBLIC,
        "found_on": PUBLIC,
        "counted_on": PUBLIC,
        "counted_reason": PUBLIC,
        "month_unclear": PUBLIC,
        "events": PUBLIC,
        "place": PLACE,
        "place_precision": PUBLIC,
        "show_exact_place": NEVER,
        "area": PUBLIC,
        "type": PUBLIC,
        "method": PUBLIC,
        "perpetrators": PUBLIC,
        "perpetrator_certainty": PUBLIC,
        "part_of": RECORD,
        "grade": PUBLIC,
        "description_ar": PUBLIC,
        "description_en": PUBLIC,
    },
    {"lines": LINE, "victims": VICTIM, "claims": INCIDENT_CLAIM},
)
TALLY = Spec(
    models.Tally,
    {
        **_TITLE,
        "measure": PUBLIC,
        "period_start": PUBLIC,
        "period_end": PUBLIC,
        "reported_for": PUBLIC,
        "area": PUBLIC,
        "places": PLACES,
        "perpetrators": PUBLIC,
        "perpetrator_certainty": PUBLIC,
        "civil_status": PUBLIC,
        "parties": PUBLIC,
        "label": PUBLIC,
        "type": PUBLIC,
        "method": PUBLIC,
        "events": PUBLIC,
        "parent": RECORD,
        "relation": PUBLIC,
        "contains_recorded": PUBLIC,
        "excludes_ar": PUBLIC,
        "excludes_en": PUBLIC,
        "adopted": PUBLIC,
        "adoption_reason_ar": PUBLIC,
        "adoption_reason_en": PUBLIC,
    },
    {"claims": Spec(models.TallyClaim, CLAIM)},
)
CAMPAIGN = Spec(
    models.Campaign,
    {
        **_TITLE,
        "start": PUBLIC,
        "end": PUBLIC,
        "area": PUBLIC,
        "places": PLACES,
        "participants": PUBLIC,
        "targets": PUBLIC,
        "aim_ar": PUBLIC,
        "aim_en": PUBLIC,
    },
    {"claims": Spec(models.CampaignClaim, CLAIM)},
)


def rare_findings(content: Content) -> list[Finding]:
    """Victims without a name whose details may single them out (records.rarity)."""
    shown = cut(content, INCIDENT)
    unnamed = [
        rarity.Unnamed(str(Role(victim["role"]).label) if victim["role"] else str(_("victim")),
                       rarity.kin_of_victim(victim))
        for victim in shown["victims"]
        if not (victim["person"]["ar"] or victim["person"]["en"])
        and any(victim[name] not in ("", None) for name in ("role", "age_low", "about_ar", "about_en"))
    ]  # fmt: skip
    return rarity.findings(shown, unnamed, shown["counted_on"])


CHECKS[Record.Kind.INCIDENT] = rare_findings
register(Record.Kind.INCIDENT, INCIDENT)
register(Record.Kind.TALLY, TALLY)
register(Record.Kind.CAMPAIGN, CAMPAIGN)
