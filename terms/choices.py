"""The field's vocabulary: every closed list, each value once. Sources: the casualty recorders' standards
(Every Casualty), and what monitors' own monthly reports distinguish.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Qualifier(TextChoices):
    """How a figure is meant; the word is part of the figure (docs/counting.md)."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    RANGE = "range", _("between … and …")
    WORDING = "wording", _("in words only")
    UNKNOWN = "unknown", _("number unknown")


class Outcome(TextChoices):
    """What happened to the people of a casualty line."""

    KILLED = "killed", _("killed")
    WOUNDED = "wounded", _("wounded")
    ABDUCTED = "abducted", _("abducted")
    DETAINED = "detained", _("detained")
    MISSING = "missing", _("missing")
    RELEASED = "released", _("released")


class Measure(TextChoices):
    """What a tally counts: people by outcome, or acts."""

    KILLED = "killed", _("killed")
    WOUNDED = "wounded", _("wounded")
    KILLED_OR_WOUNDED = "killed_or_wounded", _("killed or wounded")
    ABDUCTED = "abducted", _("abducted")
    DETAINED = "detained", _("detained")
    RELEASED = "released", _("released")
    OPERATIONS = "operations", _("operations")
    AIR_STRIKES = "air_strikes", _("air strikes")
    VEHICLES = "vehicles", _("vehicles")


#: The outcomes of casualty lines that a tally's measure can be compared with; acts compare with none.
MEASURED_OUTCOMES: dict[str, tuple[str, ...]] = {
    Measure.KILLED: (Outcome.KILLED,),
    Measure.WOUNDED: (Outcome.WOUNDED,),
    Measure.KILLED_OR_WOUNDED: (Outcome.KILLED, Outcome.WOUNDED),
    Measure.ABDUCTED: (Outcome.ABDUCTED,),
    Measure.DETAINED: (Outcome.DETAINED,),
    Measure.RELEASED: (Outcome.RELEASED,),
}


class CivilStatus(TextChoices):
    CIVILIAN = "civilian", _("civilians")
    COMBATANT = "combatant", _("combatants")
    MIXED = "mixed", _("civilians and combatants together")
    UNKNOWN = "unknown", _("civil status unknown")


class Precision(TextChoices):
    """How exactly the date of an event is known."""

    DAY = "day", _("to the day")
    DAYS = "days", _("within 2–6 days")
    WEEK = "week", _("within a week")
    MONTH = "month", _("within a month")
    YEAR = "year", _("within a year")
    UNKNOWN = "unknown", _("unknown")


#: The longest span, in days, that each precision may leave open (both ends counted).
PRECISION_SPAN: dict[str, int] = {
    Precision.DAYS: 6,
    Precision.WEEK: 7,
    Precision.MONTH: 31,
    Precision.YEAR: 366,
}


class PlacePrecision(TextChoices):
    EXACT = "exact", _("exact spot")
    NEAR = "near", _("near it")
    LOCALITY = "locality", _("locality")
    SUB_DISTRICT = "sub_district", _("sub-district")
    DISTRICT = "district", _("district")
    GOVERNORATE = "governorate", _("governorate")
    ROUTE = "route", _("road or line")
    REGION = "region", _("region")
    UNKNOWN = "unknown", _("unknown")


class PlaceKind(TextChoices):
    COUNTRY = "country", _("country")
    GOVERNORATE = "governorate", _("governorate")
    DISTRICT = "district", _("district")
    SUB_DISTRICT = "sub_district", _("sub-district")
    LOCALITY = "locality", _("locality")
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")
    CAMP = "camp", _("camp")
    ROUTE = "route", _("road or line")
    REGION = "region", _("region")
    SITE = "site", _("site")


#: Places finer than a locality: not public until released for a record (docs/threat-model.md).
FINE_PLACES = (PlaceKind.NEIGHBOURHOOD, PlaceKind.SITE)


class PartyKind(TextChoices):
    UMBRELLA = "umbrella", _("umbrella")
    STATE = "state", _("state forces")
    MILITIA = "militia", _("militia")
    ARMED_GROUP = "armed_group", _("armed group")
    COALITION = "coalition", _("coalition")
    AUTHORITY = "authority", _("authority")
    UNIT = "unit", _("unit")
    UNIDENTIFIED = "unidentified", _("unidentified")


class Certainty(TextChoices):
    """How sure the attribution of an act is. Pages say "alleged" unless it is known or claimed."""

    CLAIMED = "claimed", _("claimed by the perpetrator")
    KNOWN = "known", _("known")
    SUSPECTED = "suspected", _("suspected")
    UNKNOWN = "unknown", _("unknown")


class Grade(TextChoices):
    """How well an incident is established, after the grades used for civilian-harm claims."""

    CONFIRMED = "confirmed", _("confirmed: responsibility accepted")
    FAIR = "fair", _("fair: two or more independent credible sources")
    WEAK = "weak", _("weak: one source")
    CONTESTED = "contested", _("contested: competing attributions")
    DISCOUNTED = "discounted", _("discounted")


class Reliability(TextChoices):
    HIGHLY_RELIABLE = "highly_reliable", _("highly reliable")
    LIKELY_RELIABLE = "likely_reliable", _("likely reliable")
    UNSURE = "unsure", _("unsure")
    LIKELY_UNRELIABLE = "likely_unreliable", _("likely unreliable")
    HIGHLY_UNRELIABLE = "highly_unreliable", _("highly unreliable")
    UNKNOWN = "unknown", _("unknown")


class SourceKind(TextChoices):
    MONITOR = "monitor", _("monitoring organisation")
    RIGHTS_GROUP = "rights_group", _("human-rights group")
    OWN_CORRESPONDENT = "own_correspondent", _("our correspondent")
    WITNESS = "witness", _("witness")
    AGENCY = "agency", _("news agency")
    STATE_MEDIA = "state_media", _("state media")
    PRESS = "press", _("press")
    SOCIAL_MEDIA = "social_media", _("social media")
    OFFICIAL = "official", _("official statement")
    COURT = "court", _("court")
    OTHER = "other", _("other")


class EventType(TextChoices):
    AMBUSH = "ambush", _("ambush")
    CLASH = "clash", _("clash")
    RAID = "raid", _("raid")
    ATTACK = "attack", _("attack")
    ASSASSINATION = "assassination", _("assassination")
    EXECUTION = "execution", _("execution")
    AIR_STRIKE = "air_strike", _("air strike")
    SHELLING = "shelling", _("shelling")
    EXPLOSION = "explosion", _("explosion")
    LANDMINE = "landmine", _("landmine or remnant of war")
    ABDUCTION = "abduction", _("abduction")
    MASS_GRAVE = "mass_grave", _("mass grave")
    OTHER = "other", _("other")


class Method(TextChoices):
    """By what means; with the perpetrator it makes what reports call the cause."""

    SHOOTING = "shooting", _("shooting")
    EXPLOSIVE_DEVICE = "explosive_device", _("explosive device")
    LANDMINE = "landmine", _("landmine")
    AIR_STRIKE = "air_strike", _("air strike")
    SHELLING = "shelling", _("shelling")
    BLADED_WEAPON = "bladed_weapon", _("bladed weapon")
    ARSON = "arson", _("arson")
    EXECUTION = "execution", _("execution")
    SEVERAL = "several", _("several means")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("unknown")


class Sex(TextChoices):
    FEMALE = "female", _("woman or girl")
    MALE = "male", _("man or boy")
    UNKNOWN = "unknown", _("unknown")


class Role(TextChoices):
    """What a victim or abductee did; released per person only."""

    CIVILIAN = "civilian", _("civilian")
    CLERGY = "clergy", _("clergy")
    JOURNALIST = "journalist", _("journalist")
    AID_WORKER = "aid_worker", _("aid worker")
    ACTIVIST = "activist", _("activist")
    LAWYER = "lawyer", _("lawyer")
    OFFICIAL = "official", _("official")
    NOTABLE = "notable", _("tribal notable")
    COMBATANT = "combatant", _("combatant")
    OTHER = "other", _("other")


class Relation(TextChoices):
    """How a tally stands to its parent."""

    TOTAL = "total", _("total")
    OF_WHICH = "of_which", pgettext_lazy("relation", "of which")
    IN_ADDITION = "in_addition", pgettext_lazy("relation", "in addition to")


class YesNoUnknown(TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("unknown")


class OrdinalRule(TextChoices):
    """How a series numbers its months (terms.periods)."""

    ELAPSED_AT_START = "elapsed_at_start", _("whole months elapsed when the month begins")
    ELAPSED_AT_END = "elapsed_at_end", _("whole months elapsed when the month ends")
    CALENDAR = "calendar", _("calendar months")


class WithdrawalReason(TextChoices):
    """Why a released record is public no more; a closed list, so that the reason itself gives nothing away."""

    ERROR = "error", _("recorded in error")
    DUPLICATE = "duplicate", _("duplicate of another record")
    DOUBT = "doubt", _("new doubts; under review")
    SAFETY = "safety", _("for the safety of people")


class SuppressionReason(TextChoices):
    """Why a record was taken out of everything public at once; a closed list, for the same reason."""

    DANGER = "danger", pgettext_lazy("suppression", "danger to someone")
    WISH = "wish", pgettext_lazy("suppression", "wish of someone concerned")
    LAW = "law", pgettext_lazy("suppression", "order of a court, or law")
    MISTAKE = "mistake", pgettext_lazy("suppression", "published by mistake")


# The abducted and the missing --------------------------------------------------------------------------------


class Subject(TextChoices):
    """What a case is about."""

    PERSON = "person", pgettext_lazy("case of", "person")
    GROUP = "group", pgettext_lazy("case of", "group of people")


class CaseStatus(TextChoices):
    """What a source says became of someone, at a date. terms.status says what each settles."""

    ABDUCTED = "abducted", pgettext_lazy("status", "abducted")
    DETAINED = "detained", pgettext_lazy("status", "detained")
    MISSING = "missing", pgettext_lazy("status", "missing")
    ENSLAVED = "enslaved", pgettext_lazy("status", "enslaved")
    FATE_UNKNOWN = "fate_unknown", pgettext_lazy("status", "fate unknown")
    SIGHTED = "sighted", pgettext_lazy("status", "seen")
    PROOF_OF_LIFE = "proof_of_life", pgettext_lazy("status", "proof of life")
    TRANSFERRED = "transferred", pgettext_lazy("status", "moved elsewhere")
    RELEASED = "released", pgettext_lazy("status", "set free")
    ESCAPED = "escaped", pgettext_lazy("status", "escaped")
    EXCHANGED = "exchanged", pgettext_lazy("status", "freed in an exchange")
    RANSOMED = "ransomed", pgettext_lazy("status", "freed for ransom")
    REPORTED_KILLED = "reported_killed", pgettext_lazy("status", "reported killed")
    REMAINS_FOUND = "remains_found", pgettext_lazy("status", "remains found, not identified")
    CONFIRMED_KILLED = "confirmed_killed", pgettext_lazy("status", "killed")
    REMAINS_IDENTIFIED = "remains_identified", pgettext_lazy("status", "remains identified")
    DENIED = "denied", pgettext_lazy("status", "denied by the alleged holder")
    BELIEVED_DEAD = "believed_dead", pgettext_lazy("status", "the family believes the person dead")
    NO_NEWS = "no_news", pgettext_lazy("status", "no news")


class ClaimGrade(TextChoices):
    """How well a claim about someone's fate is established."""

    REPORTED = "reported", pgettext_lazy("grade of a claim", "reported")
    CORROBORATED = "corroborated", pgettext_lazy("grade of a claim", "corroborated")
    CONFIRMED = "confirmed", pgettext_lazy("grade of a claim", "confirmed")
    REFUTED = "refuted", pgettext_lazy("grade of a claim", "refuted")


#: What a claim of each grade weighs; one that is refuted weighs nothing.
WEIGHT = {ClaimGrade.REPORTED: 1, ClaimGrade.CORROBORATED: 2, ClaimGrade.CONFIRMED: 3}


class CountOf(TextChoices):
    """What a source counts of a group: the whole of it, or those of one fate."""

    SIZE = "size", pgettext_lazy("count of", "taken in all")
    HELD = "held", pgettext_lazy("count of", "still held")
    FREED = "freed", pgettext_lazy("count of", "freed")
    KILLED = "killed", pgettext_lazy("count of", "killed")
    UNKNOWN = "unknown", pgettext_lazy("count of", "fate unknown")


class PlaceLimit(TextChoices):
    """How much of a place any record that names a person may show, from the least strict to the strictest."""

    LOCALITY = "locality", _("locality")
    GOVERNORATE = "governorate", _("governorate only")
    NONE = "none", _("no place at all")


class ConsentBasis(TextChoices):
    """On what ground a case is published."""

    FAMILY = "family", _("the family agreed")
    PERSON = "person", _("the person agreed")
    KNOWN = "known", _("widely published already; no new risk seen")
    RISK = "risk", _("risk weighed: publishing helps more than it harms")
