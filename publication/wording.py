"""Figures and their labels in words: the qualifier is part of the figure, the noun agrees with the number."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from publication.models.base import in_language
from terms.arabic.agreement import Case, among, figure_phrase, join
from terms.arabic.nouns import NOUNS, Noun
from terms.choices import Certainty, CivilStatus, Qualifier
from terms.figures import Figure

#: Attributions that a page states as they are; all others are alleged.
STATED = (Certainty.KNOWN, Certainty.CLAIMED)


def language() -> str:
    return "ar" if (get_language() or "ar").startswith("ar") else "en"


@dataclass(frozen=True)
class Shown:
    """A figure as a page sets it: qualifier, number or wording, and the noun in the form that the number asks for."""

    qualifier_text: str
    number_text: str
    noun: str
    is_exact: bool
    best: int | None = None

    def __str__(self) -> str:
        return " ".join(part for part in (self.qualifier_text, self.number_text, self.noun) if part)


_QUALIFIED = re.compile(r"^(نحو|ما لا يقل عن|أكثر من|ما بين|about|at least|more than|between)\s+(.*)$")
_NUMBERED = re.compile(r"^(\d[\d,]*(?:\s(?:و|and )\d[\d,]*)?)(?:\s(.*))?$")


def shown(figure: Figure, noun: Noun | str, case: Case = "nominative") -> Shown:
    """Take the phrase of a figure apart into what is set large and what is set small.

    One and two are words in Arabic (قتيلان), a figure without a number is its wording (مئات القتلى).
    """
    return as_phrased(figure_phrase(figure, noun, language(), case), figure)


def as_phrased(phrase: str, figure: Figure) -> Shown:
    """The same of a phrase that was made of the figure and kept."""
    qualified = _QUALIFIED.match(phrase)
    qualifier, rest = (qualified.group(1), qualified.group(2)) if qualified else ("", phrase)
    numbered = _NUMBERED.match(rest)
    number, noun_text = (numbered.group(1), numbered.group(2) or "") if numbered else (rest, "")
    return Shown(qualifier, number, noun_text, figure.qualifier == Qualifier.EXACT, figure.best)


def label_noun(label: dict[str, Any]) -> Noun:
    """The noun of a subset label from the forms that its document carries."""
    forms = label["forms"]
    return Noun(
        singular=forms["singular"],
        dual=forms["dual"],
        dual_oblique=forms["dual_oblique"],
        plural=forms["plural"],
        accusative=forms["accusative"],
        gender=forms["gender"],
        the_plural=f"ال{forms['plural']}",
        en_one=forms["singular_en"],
        en_many=label["en"],
        human=True,
    )


def noun_of(measure: str, civil_status: str = "", label: dict[str, Any] | None = None) -> Noun:
    """What is counted: the label's people, else the measure (153 قتيلاً)."""
    return label_noun(label) if label else NOUNS[measure]


def part_noun(content: dict[str, Any]) -> Noun:
    """What a part of a whole is counted in: its label, civilians (16 مدنياً), else as the whole is."""
    if content["label"]:
        return label_noun(content["label"])
    if content["civil_status"] == CivilStatus.CIVILIAN and not content["parties"]:
        return NOUNS["civilian"]
    if content["civil_status"] == CivilStatus.COMBATANT and content["parties"]:
        return NOUNS["member"]
    return NOUNS[content["measure"]]


def joined(names: list[str]) -> str:
    """Names as one enumeration in the language of the page; nothing for no names."""
    return " و".join(names) if language() == "ar" else join(names, "en")


def names(references: list[dict[str, Any]]) -> str:
    return joined([in_language(reference) for reference in references])


def by_whom(perpetrators: str, certainty: str) -> str:
    """On whose hand, "alleged" unless known or claimed; empty when no one is named."""
    if not perpetrators:
        return ""
    if certainty in STATED:
        return _("by %(perpetrators)s") % {"perpetrators": perpetrators}
    return _("allegedly by %(perpetrators)s") % {"perpetrators": perpetrators}


def carried_out_by(perpetrators: str, certainty: str) -> str:
    """Who carried acts out, "alleged" unless known or claimed; empty when no one is named."""
    if not perpetrators:
        return ""
    if certainty in STATED:
        return _("carried out by %(perpetrators)s") % {"perpetrators": perpetrators}
    return _("allegedly carried out by %(perpetrators)s") % {"perpetrators": perpetrators}


def of_whom(parties: str, civil_status: str) -> str:
    """Of which party, or of which civil status where no party is named."""
    if parties:
        return _("of %(parties)s") % {"parties": parties}
    return {
        CivilStatus.CIVILIAN: pgettext("of whom", "of civilians"),
        CivilStatus.COMBATANT: pgettext("of whom", "of combatants"),
        CivilStatus.MIXED: pgettext("of whom", "of civilians and combatants"),
    }.get(civil_status, "")  # type: ignore[call-overload]


def among_text(whole: Figure, subsets: list[dict[str, Any]]) -> str:
    """Those among a figure who are labelled (بينهم 8 ضباط); a label of all of them says so (وهما امرأتان)."""
    parts = [(Figure.from_json(subset["figure"]), label_noun(subset["label"])) for subset in subsets]
    arabic = language() == "ar"
    all_of_them = _all_arabic if arabic else _all_english
    everyone = [
        noun
        for figure, noun in parts
        if figure == whole and whole.best and figure.qualifier == Qualifier.EXACT
    ]
    some = [str(shown(figure, noun)) for figure, noun in parts if noun not in everyone]
    introduced = f"{among(whole.best, 'm')} " if arabic else "among them "
    return sentence(
        all_of_them(whole.best or 0, everyone) if everyone else "",
        introduced + joined(some) if some else "",
    )


def _all_arabic(n: int, nouns: list[Noun]) -> str:
    """وهي امرأة; وهما امرأتان; وجميعهم من الضباط."""
    women = all(noun.gender == "f" for noun in nouns)
    if n == 1:
        return f"{'وهي' if women else 'وهو'} {joined([noun.singular for noun in nouns])}"
    if n == 2:
        return f"وهما {joined([noun.dual for noun in nouns])}"
    return f"{'وجميعهن' if women else 'وجميعهم'} من {joined([noun.the_plural for noun in nouns])}"


def _all_english(n: int, nouns: list[Noun]) -> str:
    """all officers; both women; among them 1 notable."""
    labels = joined([noun.en_one if n == 1 else noun.en_many for noun in nouns])
    return f"among them 1 {labels}" if n == 1 else f"{'both' if n == 2 else 'all'} {labels}"


def sentence(*parts: str) -> str:
    """Phrases joined by commas of the language, empty ones left out."""
    return ("، " if language() == "ar" else ", ").join(part for part in parts if part)
