"""A figure: a number as a source gave it, never a bare integer (docs/counting.md).

`low`, `best` and `high` count people or acts; None means unknown, which is never 0.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from terms.arabic.digits import format_number, parse_integer, to_latin
from terms.choices import Qualifier

Bound = int | None


class FigureError(ValueError):
    """A figure that cannot be, or words that are no figure; the message is for the person who typed it."""


@dataclass(frozen=True)
class Figure:
    """low ≤ best ≤ high, a qualifier, and the wording where there is no number."""

    low: Bound
    best: Bound
    high: Bound
    qualifier: str
    wording_ar: str = ""
    wording_en: str = ""

    @classmethod
    def exact(cls, n: int) -> "Figure":
        return cls(n, n, n, Qualifier.EXACT)

    @classmethod
    def about(cls, n: int) -> "Figure":
        """Only a best value is known."""
        return cls(None, n, None, Qualifier.ABOUT)

    @classmethod
    def at_least(cls, n: int) -> "Figure":
        return cls(n, n, None, Qualifier.AT_LEAST)

    @classmethod
    def more_than(cls, n: int) -> "Figure":
        """ "More than 51" keeps 51 as its low: the word says the rest."""
        return cls(n, n, None, Qualifier.MORE_THAN)

    @classmethod
    def between(cls, low: int, high: int, best: Bound = None) -> "Figure":
        """The best value of a range is the stated one, else its low end."""
        return cls(low, low if best is None else best, high, Qualifier.RANGE)

    @classmethod
    def in_words(cls, wording_ar: str, wording_en: str = "") -> "Figure":
        return cls(None, None, None, Qualifier.WORDING, wording_ar, wording_en)

    @classmethod
    def unknown(cls) -> "Figure":
        return cls(None, None, None, Qualifier.UNKNOWN)

    @property
    def has_number(self) -> bool:
        return self.best is not None

    def check(self) -> None:
        """Raise FigureError when the parts of a figure as stated contradict each other, saying which.

        The database holds the same (records.models.figures).
        """
        low, best, high = self.low, self.best, self.high
        known = [bound for bound in (low, best, high) if bound is not None]
        if any(bound < 0 for bound in known):
            raise FigureError(_("A figure cannot be below zero."))
        if known != sorted(known):
            raise FigureError(
                _("The lowest value must not be above the best one, nor the best above the highest.")
            )
        if self.qualifier == Qualifier.RANGE and (low is None or high is None or low == high):
            raise FigureError(_("A range needs two different numbers: between … and …."))
        if self.qualifier in (Qualifier.WORDING, Qualifier.UNKNOWN):
            if known:
                raise FigureError(_("A figure in words, or an unknown one, has no number."))
            if self.qualifier == Qualifier.WORDING and not (self.wording_ar or self.wording_en):
                raise FigureError(_("Write the words of the source, for example “hundreds”."))
        elif best is None:
            raise FigureError(_("This qualifier needs a number."))
        elif (low, high) not in self._bounds_that_fit():
            raise FigureError(_("The numbers do not fit the qualifier."))

    def _bounds_that_fit(self) -> list[tuple[Bound, Bound]]:
        """The low and high that a stated figure of this qualifier has; sums of figures may know more."""
        fitting: dict[Qualifier, list[tuple[Bound, Bound]]] = {
            Qualifier.EXACT: [(self.best, self.best)],
            Qualifier.ABOUT: [(None, None)],
            Qualifier.AT_LEAST: [(self.best, None)],
            Qualifier.MORE_THAN: [(self.best, None)],
        }
        return fitting.get(Qualifier(self.qualifier), [(self.low, self.high)])

    def in_language(self, language: str) -> str:
        """The figure as read, with its qualifier and without a noun: نحو 155, more than 1,100."""
        arabic = language.startswith("ar")
        n = format_number(self.best) if self.best is not None else ""
        if self.qualifier == Qualifier.RANGE or (
            self.qualifier == Qualifier.ABOUT and self.low is not None and self.high is not None
        ):
            low, high = format_number(self.low or 0), format_number(self.high or 0)
            return f"ما بين {low} و{high}" if arabic else f"between {low} and {high}"
        if self.qualifier == Qualifier.WORDING:
            return (self.wording_ar or self.wording_en) if arabic else (self.wording_en or self.wording_ar)
        if self.qualifier == Qualifier.UNKNOWN:
            return "عدد غير معروف" if arabic else "an unknown number"
        word = QUALIFIER_WORDS[self.qualifier][0 if arabic else 1]
        return f"{word} {n}".strip()

    def as_json(self) -> dict[str, Any]:
        return {
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "qualifier": str(self.qualifier),
            "wording_ar": self.wording_ar,
            "wording_en": self.wording_en,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Figure":
        return cls(**data)


#: The word that is set as part of a figure: (Arabic, English).
QUALIFIER_WORDS: dict[str, tuple[str, str]] = {
    Qualifier.EXACT: ("", ""),
    Qualifier.ABOUT: ("نحو", "about"),
    Qualifier.AT_LEAST: ("ما لا يقل عن", "at least"),
    Qualifier.MORE_THAN: ("أكثر من", "more than"),
}


def total(figures: Iterable[Figure]) -> Figure | None:
    """The sum of figures by the rule of qualifiers; None for no figures at all (nothing is not zero).

    Any "about" or range makes the sum about; else any "at least" or "more than", or a figure without a number,
    makes it at least the rest. An unknown bound of a part makes that bound of the sum unknown.
    """
    parts = list(figures)
    if len(parts) < 2:
        return parts[0] if parts else None
    numbered = [part for part in parts if part.has_number]
    if not numbered:
        same = all(part == parts[0] for part in parts)
        return parts[0] if same and parts[0].qualifier == Qualifier.UNKNOWN else Figure.unknown()
    worded = len(numbered) < len(parts)
    qualifiers = {part.qualifier for part in numbered}
    if qualifiers & {Qualifier.ABOUT, Qualifier.RANGE}:
        qualifier = Qualifier.ABOUT
    elif worded or qualifiers & {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        qualifier = Qualifier.AT_LEAST
    else:
        qualifier = Qualifier.EXACT
    return Figure(
        low=_sum([part.low for part in numbered]),
        best=_sum([part.best for part in numbered]),
        high=None if worded else _sum([part.high for part in numbered]),
        qualifier=qualifier,
    )


def _sum(bounds: list[Bound]) -> Bound:
    return None if None in bounds else sum(bound for bound in bounds if bound is not None)


def remainder(whole: Figure, part: Figure | None) -> Figure | None:
    """What `whole` leaves when `part` is taken from it, or None where that cannot be said.

    None when either has no number, or when the part is above the whole (a contradiction to settle, not a figure).
    """
    if part is None:
        return whole
    if whole.best is None or part.best is None or part.best > whole.best:
        return None
    low = None if whole.low is None or part.high is None else max(whole.low - part.high, 0)
    high = None if whole.high is None or part.low is None else max(whole.high - part.low, 0)
    if part.qualifier == Qualifier.EXACT:
        qualifier = Qualifier.ABOUT if whole.qualifier == Qualifier.RANGE else whole.qualifier
    else:
        qualifier = Qualifier.ABOUT
    return Figure(low, whole.best - part.best, high, qualifier)


# Figures as people type them -------------------------------------------------------------------------------

_NUMBER = r"(\d[\d,\s]*)"
_PATTERNS: list[tuple[str, str]] = [
    (Qualifier.RANGE, rf"(?:ما\s*بين|بين|between)\s*{_NUMBER}\s*(?:و|and|-|–|إلى)\s*{_NUMBER}"),
    (Qualifier.RANGE, rf"(?:من|from)?\s*{_NUMBER}\s*(?:-|–|إلى|to)\s*{_NUMBER}"),
    (Qualifier.ABOUT, rf"(?:نحو|حوالي|قرابة|زهاء|about|around|some|~)\s*{_NUMBER}"),
    (Qualifier.AT_LEAST, rf"(?:ما\s*لا\s*يقل\s*عن|لا\s*يقل\s*عن|at\s*least|≥|>=)\s*{_NUMBER}"),
    (Qualifier.AT_LEAST, rf"{_NUMBER}\s*(?:على\s*الأقل|at\s*least)"),
    (Qualifier.MORE_THAN, rf"(?:أكثر\s*من|اكثر\s*من|ما\s*يزيد\s*(?:عن|على)|more\s*than|over|>)\s*{_NUMBER}"),
    (Qualifier.EXACT, rf"(?:exactly|بالضبط)?\s*{_NUMBER}"),
]
_UNKNOWN = {"unknown", "an unknown number", "?", "؟", "غير معروف", "عدد غير معروف", "مجهول"}
#: Words that stand for a figure without a number, each with its other language.
WORDINGS: dict[str, str] = {
    "عشرات": "dozens",
    "العشرات": "dozens",
    "مئات": "hundreds",
    "المئات": "hundreds",
    "آلاف": "thousands",
    "الآلاف": "thousands",
    "عدة": "several",
    "عدد من": "several",
}
_WORDINGS_EN = {english: arabic for arabic, english in reversed(WORDINGS.items())}


def parse_figure(text: str) -> Figure:
    """Read a figure in words, Arabic or English: "نحو 155", "more than 1,100", "25-28", "مئات", "unknown".

    Raises FigureError when the words are none.
    """
    words = " ".join(to_latin(text).strip().lower().split())
    if words in _UNKNOWN:
        return Figure.unknown()
    if words in WORDINGS:
        return Figure.in_words(words, WORDINGS[words])
    if words in _WORDINGS_EN:
        return Figure.in_words(_WORDINGS_EN[words], words)
    for qualifier, pattern in _PATTERNS:
        match = re.fullmatch(pattern, words)
        if match:
            numbers = [parse_integer(group) for group in match.groups()]
            figure = _MAKERS[qualifier](*numbers)
            figure.check()
            return figure
    raise FigureError(
        _(
            "“%(text)s” is not a figure. Write 39, “about 155”, “at least 23”, “more than 51”, “25-28” or “hundreds”."
        )
        % {"text": text.strip()[:60]}
    )


_MAKERS: dict[str, Callable[..., Figure]] = {
    Qualifier.RANGE: Figure.between,
    Qualifier.ABOUT: Figure.about,
    Qualifier.AT_LEAST: Figure.at_least,
    Qualifier.MORE_THAN: Figure.more_than,
    Qualifier.EXACT: Figure.exact,
}


def exceeds(part: Figure, whole: Figure) -> bool:
    """Whether a part contradicts its whole by being above it: its least value against the whole's greatest.

    A whole of "at least 23" or "about 155" is taken at its number: a part above that needs a higher whole.
    """
    least = part.low if part.low is not None else part.best
    limit = whole.high if whole.high is not None else whole.best
    return least is not None and limit is not None and least > limit
