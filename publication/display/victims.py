"""Victims as released: by name where the name may be published, else counted («امرأتان (الأسماء محجوبة)»)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from publication.models.base import in_language
from publication.wording import language, sentence
from terms.arabic.agreement import count
from terms.choices import Outcome, Role, Sex

ADULT = 18
#: What happened to one person or several; the Arabic must do for any number and both genders.
_AMONG = {
    Outcome.KILLED: pgettext_lazy("among", "killed"),
    Outcome.WOUNDED: pgettext_lazy("among", "wounded"),
    Outcome.ABDUCTED: pgettext_lazy("among", "abducted"),
    Outcome.DETAINED: pgettext_lazy("among", "detained"),
    Outcome.MISSING: pgettext_lazy("among", "missing"),
    Outcome.RELEASED: pgettext_lazy("among", "released"),
}
_NOUNS = {Sex.FEMALE: "woman", Sex.MALE: "man"}


@dataclass(frozen=True)
class People:
    """A person by name, or a number of people without."""

    name: str
    note: str


def victims(content: dict[str, Any]) -> list[People]:
    """A named person once, with all that happened to them; the unnamed counted by what happened to them."""
    named: dict[tuple[str, str], list[str]] = {}
    unnamed: dict[tuple[str, str, str], int] = {}
    for victim in content["victims"]:
        name, outcome = in_language(victim["person"]), str(_AMONG[Outcome(victim["outcome"])])
        if name:
            named.setdefault((name, _about(victim)), []).append(outcome)
        else:
            key = (_noun(victim), outcome, _about(victim))
            unnamed[key] = unnamed.get(key, 0) + 1
    return [
        *(People(name, sentence(*outcomes, about)) for (name, about), outcomes in named.items()),
        *(
            People(_counted(noun, n), sentence(outcome, about))
            for (noun, outcome, about), n in unnamed.items()
        ),
    ]


def _counted(noun: str, n: int) -> str:
    people = count(n, noun, language())
    return ngettext("%(people)s (name withheld)", "%(people)s (names withheld)", n) % {"people": people}


def _ages(victim: dict[str, Any]) -> tuple[int | None, int | None]:
    """The lowest and the highest age; a band where the name is withheld. Documents of before have the age alone."""
    return victim.get("age_low", victim["age"]), victim.get("age_high", victim["age"])


def _noun(victim: dict[str, Any]) -> str:
    low, high = _ages(victim)
    if low is not None and high is not None and high < ADULT:
        return "child"
    return _NOUNS.get(victim["person"]["sex"], "person")


def _about(victim: dict[str, Any]) -> str:
    """Role, description and age, as far as they are released."""
    role = str(Role(victim["role"]).label) if victim["role"] else ""
    return sentence(in_language(victim, "about") or role, _age_text(*_ages(victim)))


def _age_text(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    if low == high:
        return _("aged %(years)s") % {"years": low}
    if high is None:
        return _("aged %(years)s or more") % {"years": low}
    return _("aged %(low)s to %(high)s") % {"low": low, "high": high}
