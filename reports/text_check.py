"""The text of a report held against the figures of its month: what is bound must say what the figure says now.

Nothing is rewritten: an editor wrote the words, and sees where they and the figures part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publication.editions import figures_by_slug
from publication.models import PublishedMonth, PublishedSeries
from publication.months import series_and_months
from terms.arabic.digits import parse_integer, to_latin
from terms.bound import Piece, Reference, pieces
from terms.figures import QUALIFIER_WORDS, Figure, total

Json = dict[str, Any]

_NUMBER = re.compile(r"\d[\d,]*")
#: Numbers that count nobody: days before a month's name, years, ordinals after «الشهر», lengths of time.
_MONTHS_AR = "كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين"
_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIMES = "يوماً|أيام|يوم|أسبوعاً|أسابيع|شهراً|أشهر|شهر|سنة|سنوات|عاماً|أعوام|days?|weeks?|months?|years?"
_NO_COUNT = re.compile(
    r"(?:الشهر|[Mm]onth)\s+\d+"
    rf"|\d{{1,2}}(?:(?:\s*–\s*|\s+و|\s+and\s+)\d{{1,2}})?\s+(?={_MONTHS_AR}|{_MONTHS_EN})"
    r"|\b(?:19|20)\d{2}\b"
    rf"|(?:\d+\s+(?:و|and )\s*)?\d+\s+(?:{_TIMES})(?!\w)"
)


@dataclass(frozen=True)
class Flag:
    """A place of the text that does not say what the figures say. `kind` is changed, gone, loose or headline."""

    kind: str
    section: str
    words: str
    ref: str = ""
    figure: Json | None = None


@dataclass(frozen=True)
class Figures:
    """What a reference of a text can mean: figures of the month, of other months of the series, the abducted."""

    now: Json
    series: PublishedSeries

    def find(self, ref: str) -> Json | None:
        """The figure that a reference names, as JSON; None when nothing bears that name (any more)."""
        reference = Reference.of(ref)
        if reference.month:
            return self._of_other_month(reference)
        if reference.slug == "abducted":
            return self._abducted()
        found = figures_by_slug(self.now).get(reference.slug)
        if found is None:
            return None
        if reference.part:
            return _part(found, reference.part)
        if reference.claim is None:
            return dict(found["figure"])
        return next((one["figure"] for one in found["others"] if one["claim"] == reference.claim), None)

    def agree(self, piece: Piece, figure: Json, before: str) -> bool:
        """Whether bound words say their figure: of a record also one of its labelled subsets (39 killed, among them 8
        officers); of the abducted any numbers of persons and groups that the chapter gives.
        """
        reference = Reference.of(piece.ref)
        if reference.slug == "abducted":
            chapter = self.now["abducted"]
            given = {chapter[name] for name in ("persons", "groups", "unnumbered")}
            return numbers_in(piece.text) <= given | {chapter["persons"] + chapter["groups"]}
        found = figures_by_slug(self.now).get(reference.slug) if not reference.month else None
        rows = found["contributors"] if found and reference.part else []
        subsets = [one["figure"] for row in rows if row["id"] == reference.part for one in row["subsets"]]
        return any(says(piece, Figure.from_json(one), before) for one in (figure, *subsets))

    def _of_other_month(self, reference: Reference) -> Json | None:
        for month in series_and_months(self.series, reference.month):
            row = PublishedMonth.objects.filter(series=self.series, start=month.start).first()
            for slug, figure in ((row.kept if row else None) or {}).get("figures", {}).values():
                if slug == reference.slug:
                    return dict(figure)
        return None

    def _abducted(self) -> Json | None:
        chapter = self.now["abducted"]
        return Figure.exact(chapter["persons"] + chapter["groups"]).as_json() if chapter else None


_PARTS = {"recorded": "recorded", "rest": "aggregate_only", "unclassified": "unclassified"}


def _part(figure: Json, part: str) -> Json | None:
    """Something of a figure: what stands on incidents, what does not, or what one record adds (all lines of it)."""
    if part == "events":
        return Figure.exact(figure["events"]).as_json() if figure["events"] is not None else None
    if part in _PARTS:
        found = figure[_PARTS[part]]
        return dict(found) if found else None
    values = [Figure.from_json(row["value"]) for row in figure["contributors"] if row["id"] == part]
    value = total(values)
    return value.as_json() if value else None


def flags_of(report: Any, figures: Figures) -> list[Flag]:
    """Everything in the text that does not agree with the figures, section by section, both languages."""
    found = [
        flag for title in (report.title_ar, report.title_en) for flag in _headline(title, report, figures.now)
    ]
    for section in report.sections.all():
        for heading, body in (
            (section.heading_ar, section.body_ar),
            (section.heading_en or section.heading_ar, section.body_en),
        ):
            found += _in_body(heading or section.key, body, figures)
    return found


def _in_body(section: str, body: str, figures: Figures) -> Iterator[Flag]:
    before = ""
    for piece in pieces(body):
        if not piece.ref:
            yield from (Flag("loose", section, words) for words in loose_numbers(piece.text))
        elif (figure := figures.find(piece.ref)) is None:
            yield Flag("gone", section, piece.text, piece.ref)
        elif not figures.agree(piece, figure, before):
            yield Flag("changed", section, piece.text, piece.ref, figure)
        before = piece.text


def says(piece: Piece, figure: Figure, before: str = "") -> bool:
    """Whether the words state the figure: its numbers and no others, and its qualifier, which may stand before them.

    One and two are words in Arabic, and a figure without a number is its wording.
    """
    numbers = numbers_in(piece.text)
    expected = _numbers(figure)
    if figure.best is None:
        wordings = [wording for wording in (figure.wording_ar, figure.wording_en) if wording]
        return not numbers and (not wordings or any(wording in piece.text for wording in wordings))
    if not numbers <= expected or not expected - numbers <= {0, 1, 2}:
        return False
    qualifiers = QUALIFIER_WORDS.get(figure.qualifier, ("", ""))
    others = {word for pair in QUALIFIER_WORDS.values() for word in pair if word} - set(qualifiers)
    near = f"{before[-20:]} {piece.text}".lower()
    if any(word in piece.text.lower() for word in others):
        return False
    return not any(qualifiers) or any(word in near for word in qualifiers if word)


def numbers_in(text: str) -> set[int]:
    """The numbers that words say in digits, of any script."""
    return {parse_integer(match) for match in _NUMBER.findall(to_latin(text))}


def _numbers(figure: Figure) -> set[int]:
    if figure.qualifier in ("range", "about") and figure.low is not None and figure.high is not None:
        return {figure.low, figure.high}
    return {figure.best} if figure.best is not None else set()


def loose_numbers(text: str) -> list[str]:
    """Numbers in plain words that may count people or acts and are bound to no figure."""
    counted = _NO_COUNT.sub(" ", to_latin(text))
    return [match.rstrip(",") for match in _NUMBER.findall(counted)]


def _headline(title: str, report: Any, now: Json) -> Iterator[Flag]:
    """Numbers of the headline that no figure of the month says; another claim's only where an editor chose it."""
    said: set[int] = set()
    for slug, figure in figures_by_slug(now).items():
        chosen = [
            one["figure"] for one in figure["others"] if one["claim"] == report.headline_claims.get(slug)
        ]
        for one in (figure["figure"], *chosen):
            said |= _numbers(Figure.from_json(one))
    for words in loose_numbers(title):
        if parse_integer(words) not in said:
            yield Flag("headline", "", words)
