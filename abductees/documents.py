"""What the document of a case holds, and what a release shows of each field.

Nothing of the confidential file is here: it has no way into a document (records.vault).
"""

import copy

from django.utils.translation import gettext as _

from abductees import models
from records import rarity
from records.disclosure import (
    CLAIM,
    NEVER,
    PLACE,
    PLACES,
    PUBLIC,
    RECORD,
    Rule,
    cut,
    name_is_released,
    to_governorate,
    when,
)
from records.documents import Content, Spec, register
from records.models import Record
from records.models.people import PersonName
from records.release import CHECKS, Finding
from terms.ages import band_of
from terms.choices import CaseStatus, Subject


def _title(language: str) -> Rule:
    """The headline of a group; of a person the name where it is released, else what the person is called."""

    def cut_title(value: str, row: Content) -> str:
        if row["subject"] == Subject.GROUP:
            return value
        person = row["person"]
        if person is not None and name_is_released(person, row) and (person["ar"] or person["en"]):
            return person[language]
        return row[f"called_{language}"]

    return Rule("name when released, else what the person is called", cut=cut_title)


def _person(person: Content | None, row: Content) -> Content | None:
    """The names that may be shown: main ones and other spellings, never a kunya or a nickname."""
    if person is None:
        return None
    shown = name_is_released(person, row)
    kinds = (PersonName.Kind.MAIN, PersonName.Kind.VARIANT)
    names = [
        {part: name.get(part, "") for part in ("text", "script", "given", "family")}
        for name in person["names"]
        if name["kind"] in kinds
    ]
    return {
        "ar": person["ar"] if shown else "",
        "en": person["en"] if shown else "",
        "sex": person["sex"] if row["show_details"] or shown else "unknown",
        "names": names if shown else [],
        "is_listed": person.get("is_searchable", True),
    }


def _governorate(place: Content | None, row: Content) -> Content | None:
    """Where someone was seen or moved to: no finer than the governorate, whatever the record's own place may show."""
    wide = to_governorate(place) if place is not None else None
    if wide is None:
        return None
    parts = ("key", "kind", "pcode", "ar", "en")
    return {
        **{part: wide[part] for part in parts},
        "above": [{part: one[part] for part in parts} for one in wide["above"]],
        "crosses": [],
    }


def _freed(status: str, row: Content) -> str:
    """That a ransom was paid is nobody's business but the family's: the public reads that the person was set free."""
    return CaseStatus.RELEASED.value if status == CaseStatus.RANSOMED else status


def withhold_what_names(content: Content) -> Content:
    """A case whose person is not named shows nothing else that would name them: no link, no photo, no one's guess.

    An article behind a link names its subject, whatever its address says. The same holds where the name may stand on
    the case's own page only.
    """
    person = content.get("person")
    if content.get("subject") != Subject.PERSON or (
        person and name_is_released(person, content) and person.get("is_searchable", True)
    ):
        return content
    content = copy.deepcopy(content)
    named = person is not None and name_is_released(person, content)
    for claim in [*content["claims"], *content["counts"], *content["identifications"]]:
        claim["show_link"] = False
    for guess in content["identifications"]:
        guess["show_name"] = guess["show_name"] and named
    for photo in content["photos"]:
        photo["show"] = photo["show"] and named
    return content


def _age(end: int) -> Rule:
    """One end of the age: as it is known, and as that of a band while the person is not named."""

    def cut_age(value: int | None, row: Content) -> int | None:
        if not row["show_details"]:
            return None
        person = row["person"]
        if person is None or name_is_released(person, row):
            return value
        return band_of(row["age_low"], row["age_high"])[end]

    return Rule("age when show_details; as a band while unnamed", cut=cut_age)


NAMES = Rule("main names and other spellings when released for the person and here", cut=_person)
GOVERNORATE = Rule("governorate at the finest", cut=_governorate, of_places=True)
STATUS = Rule("freed for ransom reads as set free", cut=_freed)

_DATE = dict.fromkeys(["precision", "earliest", "latest"], PUBLIC)

CASE = Spec(
    models.Case,
    {
        "title_ar": _title("ar"),
        "title_en": _title("en"),
        "notes": NEVER,
        **_DATE,
        "subject": PUBLIC,
        "person": NAMES,
        "show_name": NEVER,
        "called_ar": PUBLIC,
        "called_en": PUBLIC,
        "role": when("show_details"),
        "nationality": when("show_details"),
        "second_nationality": when("show_details"),
        "age_low": _age(0),
        "age_high": _age(1),
        "about_ar": when("show_details"),
        "about_en": when("show_details"),
        "show_details": NEVER,
        "origins": PLACES,
        "place": PLACE,
        "place_precision": PUBLIC,
        "show_exact_place": NEVER,
        "circumstances_ar": PUBLIC,
        "circumstances_en": PUBLIC,
        "holders": PUBLIC,
        "holder_certainty": PUBLIC,
        "of_incident": RECORD,
        "same_event_as": RECORD,
        "override_status": STATUS,
        "override_reason": NEVER,
        "clock_stopped_on": PUBLIC,
        "basis": NEVER,
        "basis_on": NEVER,
        "basis_note": NEVER,
    },
    {
        "claims": Spec(
            models.CaseClaim,
            {
                **CLAIM,
                **_DATE,
                "status": STATUS,
                "grade": PUBLIC,
                "place": GOVERNORATE,
                "holders": PUBLIC,
                "note_ar": PUBLIC,
                "note_en": PUBLIC,
            },
        ),
        "counts": Spec(models.CaseCount, {**CLAIM, "of": PUBLIC, "as_of": PUBLIC, "grade": PUBLIC}),
        "identifications": Spec(
            models.Identification,
            {
                **CLAIM,
                "name_ar": when("show_name"),
                "name_en": when("show_name"),
                "grade": PUBLIC,
                "show_name": NEVER,
            },
        ),
        "members": Spec(models.Membership, {"member": RECORD}),
        "photos": Spec(
            models.Photo,
            {
                "original": NEVER,
                "original_name": NEVER,
                "media_type": NEVER,
                "size": NEVER,
                "has_location": NEVER,
                "copy": when("show"),
                "width": when("show"),
                "height": when("show"),
                "credit_ar": when("show"),
                "credit_en": when("show"),
                "consent": NEVER,
                "show": NEVER,
            },
        ),
    },
    withhold_what_names,
)


def consent_findings(content: Content) -> list[Finding]:
    """A case goes out only on somebody's consent, or on a decision about its risk that somebody took."""
    if content["basis"]:
        return []
    message = _("Neither consent nor a decision about the risk is recorded (“published because”).")
    return [Finding("consent", message, blocks=True)]


#: With these a person without a name is more than one of many.
_TELLING = ("role", "nationality", "second_nationality", "age_low", "about_ar", "about_en")


def rare_findings(content: Content) -> list[Finding]:
    """Someone without a name whose details may single the person out (records.rarity)."""
    shown = cut(content, CASE)
    person = shown["person"]
    if person is None or person["ar"] or person["en"] or all(shown[name] in ("", None) for name in _TELLING):
        return []
    unnamed = rarity.Unnamed(shown["called_ar"], rarity.kin_of_case(shown))
    return rarity.findings(shown, [unnamed], shown["earliest"])


def case_findings(content: Content) -> list[Finding]:
    return [*consent_findings(content), *rare_findings(content)]


CHECKS[Record.Kind.CASE] = case_findings
register(Record.Kind.CASE, CASE)
