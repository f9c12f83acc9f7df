"""Casualty lines as text: `regime_forces=39 [officers=8]; civilians=about 3`, and «ضباط: 8، نساء: نحو 3».

Import cells and the entry form's "of which" field read and write by this one grammar:
  lines        GROUP = FIGURE [LABEL = FIGURE, …] by PARTY + PARTY; …
  composition  LABEL = FIGURE, …
GROUP is civilians, combatants, mixed, unknown, or a party (several, joined by +, make the toll joint). A party alone
means its combatants. Names are keys or Arabic or English names; figures are those of terms.figures.parse_figure.
Colon and equals sign, comma and Arabic comma, semicolon and Arabic semicolon are the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from records.imports.names import Names
from records.models import Party, SubsetLabel
from terms.arabic.digits import to_latin
from terms.arabic.fold import fold
from terms.choices import CivilStatus
from terms.figures import Figure, parse_figure

#: A comma between digits separates thousands, not parts.
_COMMA = re.compile(r"[,،](?!(?<=\d[,،])\d)|\n")
_SEMICOLON = re.compile(r"[;؛\n]")
_BY = re.compile(r"\s+(?:by|على يد|بيد)\s+")
_LINE = re.compile(r"(?P<group>[^=:\[\]]+)[=:](?P<figure>[^\[\]=:]*)(?:\[(?P<parts>[^\[\]]*)\])?")

_STATUS_NAMES = {
    "civilians": CivilStatus.CIVILIAN,
    "combatants": CivilStatus.COMBATANT,
    "مدنيون": CivilStatus.CIVILIAN,
    "مدنيين": CivilStatus.CIVILIAN,
    "مقاتلون": CivilStatus.COMBATANT,
    "عسكريون": CivilStatus.COMBATANT,
    "مدنيون وعسكريون": CivilStatus.MIXED,
    "مختلط": CivilStatus.MIXED,
    "غير معروف": CivilStatus.UNKNOWN,
}


class HasLabelAndFigure(Protocol):
    """A Subset, or anything like it."""

    label: Any
    figure: Figure


@dataclass
class LineText:
    """One line as it was written."""

    civil_status: str
    figure: Figure
    parties: list[Party] = field(default_factory=list)
    subsets: list[tuple[SubsetLabel, Figure]] = field(default_factory=list)
    perpetrators: list[Party] = field(default_factory=list)


def parse_lines(text: str, names: Names | None = None) -> list[LineText]:
    """The casualty lines of a cell. Raises ValidationError with every part that cannot be read."""
    names = names or Names()
    return _collect(_split(_SEMICOLON, text), lambda part: _parse_line(part, names))


def parse_composition(text: str, names: Names | None = None) -> list[tuple[SubsetLabel, Figure]]:
    """The labelled parts of a line. Raises ValidationError with every part that cannot be read."""
    names = names or Names()
    found = _collect(_split(_COMMA, _SEMICOLON.sub(",", text)), lambda part: _parse_part(part, names))
    labels = [label for label, _figure in found]
    repeated = {label.name for label in labels if labels.count(label) > 1}
    if repeated:
        raise ValidationError(_("A part stands twice: %(names)s") % {"names": "، ".join(sorted(repeated))})
    return found


def write_composition(subsets: Iterable[HasLabelAndFigure], language: str | None = None) -> str:
    """The labelled parts as `parse_composition` reads them: «ضباط: 8، نساء: نحو 3», officers: 8, women: about 3."""
    language = language or get_language() or "ar"
    with override(language):
        return ("، " if language.startswith("ar") else ", ").join(
            f"{subset.label.name}: {subset.figure.in_language(language)}" for subset in subsets
        )


def _parse_line(text: str, names: Names) -> LineText:
    text, *by = _BY.split(text, maxsplit=1)
    match = _LINE.fullmatch(text.strip())
    if match is None:
        raise ValidationError(
            _("“%(text)s” cannot be read. Write, for example: civilians=3; regime_forces=39 [officers=8]")
            % {"text": text[:80]}
        )
    status, parties = _parse_group(match["group"].strip(), names)
    return LineText(
        status,
        parse_figure(match["figure"]),
        parties,
        parse_composition(match["parts"], names) if match["parts"] else [],
        [names.find(Party, name) for name in _split(re.compile(r"\+"), by[0])] if by else [],
    )


def _parse_group(text: str, names: Names) -> tuple[str, list[Party]]:
    status = _status_names().get(fold(text))
    if status:
        return status, []
    return CivilStatus.COMBATANT, [names.find(Party, name) for name in _split(re.compile(r"\+"), text)]


def _parse_part(text: str, names: Names) -> tuple[SubsetLabel, Figure]:
    label, sign, figure = text.replace(":", "=").partition("=")
    if not sign:
        raise ValidationError(
            _("“%(text)s” cannot be read. Write, for example: officers=8, women=about 3")
            % {"text": text[:80]}
        )
    return names.find(SubsetLabel, label), parse_figure(figure)


def _collect(texts: list[str], parse: Any) -> list[Any]:
    """What each part says; all errors together."""
    found, messages = [], []
    for text in texts:
        try:
            found.append(parse(text))
        except ValidationError as error:
            messages += error.messages
        except ValueError as error:  # FigureError and UnknownName are such
            messages.append(f"{text[:60]}: {error}")
    if messages:
        raise ValidationError(messages)
    return found


def _split(separator: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in separator.split(to_latin(text)) if part.strip()]


def _status_names() -> dict[str, str]:
    names = {fold(name): str(status) for name, status in _STATUS_NAMES.items()}
    for status in CivilStatus:
        names[fold(str(status.value))] = str(status.value)
        names[fold(str(status.label))] = str(status.value)
    return names
