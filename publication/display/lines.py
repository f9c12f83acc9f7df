"""Casualty lines in words: قُتل 39 عنصراً من قوات النظام، بينهم 8 ضباط."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publication.wording import (
    Shown,
    among_text,
    by_whom,
    joined,
    label_noun,
    language,
    names,
    sentence,
    shown,
)
from terms.arabic.agreement import Case
from terms.arabic.nouns import NOUNS, Noun
from terms.choices import CivilStatus, Outcome
from terms.dates import format_day
from terms.figures import Figure

#: What introduces a line; the Arabic is a verb that stands before its subject.
VERBS = {
    Outcome.KILLED: gettext_lazy("Killed:"),
    Outcome.WOUNDED: gettext_lazy("Wounded:"),
    Outcome.ABDUCTED: gettext_lazy("Abducted:"),
    Outcome.DETAINED: gettext_lazy("Detained:"),
    Outcome.MISSING: gettext_lazy("Missing:"),
    Outcome.RELEASED: gettext_lazy("Released:"),
}


@dataclass(frozen=True)
class Part:
    """A figure with what it is a figure of."""

    figure: Shown
    label: str


@dataclass(frozen=True)
class TollLine:
    """One casualty line as pages say it. `label` is what follows the figure."""

    verb: str
    figure: Shown
    label: str
    subsets: list[Part] = field(default_factory=list)
    perpetrator_text: str = ""
    counted_text: str = ""
    joint_text: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.verb, str(self.figure), self.label) if part)


def people_noun(civil_status: str, parties: list[Any]) -> Noun:
    """What the people of a line are counted as, after a verb: مدنياً, عنصراً, شخصاً."""
    if civil_status == CivilStatus.CIVILIAN:
        return NOUNS["civilian"]
    if civil_status == CivilStatus.COMBATANT:
        return NOUNS["member" if parties else "combatant"]
    return NOUNS["person"]


def toll(content: dict[str, Any]) -> list[TollLine]:
    """Every line in full, for the page of the incident."""
    return [_line(line, content, is_full=True) for line in content["lines"]]


def short_toll(content: dict[str, Any]) -> list[TollLine]:
    """The lines for a card: subsets within the sentence, nothing below it."""
    return [_line(line, content, is_full=False) for line in content["lines"]]


def _line(line: dict[str, Any], content: dict[str, Any], is_full: bool) -> TollLine:
    figure = Figure.from_json(line["figure"])
    verb, sentence_figure = said(line["outcome"], figure, line["civil_status"], line["parties"])
    label = _of(line["parties"])
    if not is_full:
        return TollLine(verb, sentence_figure, sentence(label, among_text(figure, line["subsets"])))
    return TollLine(
        verb,
        sentence_figure,
        label,
        subsets=[
            Part(shown(Figure.from_json(s["figure"]), label_noun(s["label"])), "") for s in line["subsets"]
        ],
        perpetrator_text=by_whom(names(line["perpetrators"]), line["perpetrator_certainty"]),
        counted_text=_counted(line),
        joint_text=_joint(line),
    )


def said(outcome: str, figure: Figure, civil_status: str, parties: list[Any]) -> tuple[str, Shown]:
    """The verb and the figure after it. None at all stands without a verb: لا قتلى."""
    if figure.best == 0 and figure.high == 0:
        return "", shown(figure, NOUNS[outcome])
    case: Case = "genitive" if outcome == Outcome.RELEASED else "nominative"
    return str(VERBS[Outcome(outcome)]), shown(figure, people_noun(civil_status, parties), case)


def _of(parties: list[dict[str, Any]]) -> str:
    return _("of %(parties)s") % {"parties": names(parties)} if parties else ""


def _counted(line: dict[str, Any]) -> str:
    if not line["counted_on"]:
        return ""
    day = format_day(date.fromisoformat(line["counted_on"]), language())
    if line["counted_reason"]:
        return _("Counted on %(day)s: %(reason)s") % {"day": day, "reason": line["counted_reason"]}
    return _("Counted on %(day)s") % {"day": day}


def _joint(line: dict[str, Any]) -> str:
    """One toll that no source splits between places or groups."""
    parts = []
    if len(line["places"]) > 1:
        parts.append(
            _("One toll for %(places)s together; no source splits it.") % {"places": names(line["places"])}
        )
    elif line["places"]:
        parts.append(_("At %(place)s.") % {"place": names(line["places"])})
    if len(line["parties"]) > 1:
        parts.append(_("One toll for these groups together; no source splits it."))
    return " ".join(parts)


def description_of(lines: Iterable[TollLine]) -> str:
    """The toll as one sentence, for titles of links and meta descriptions."""
    return joined([str(line) for line in lines])
