"""Competing claims side by side: what each source said, which figures still stand, and where sources disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publication.display.lines import Part
from publication.models.base import in_language
from publication.wording import Shown, by_whom, label_noun, language, names, of_whom, sentence, shown
from terms.choices import CivilStatus, Grade, SourceKind
from terms.dates import format_day
from terms.figures import Figure, total
from terms.links import shown as shown_link

STANDINGS = {
    "adopted": gettext_lazy("the figure used here"),
    "standing": gettext_lazy("another account"),
    "superseded": gettext_lazy("replaced by a newer toll"),
}
_UNDIVIDED = (CivilStatus.UNKNOWN, CivilStatus.MIXED)


@dataclass(frozen=True)
class ClaimRow:
    """One row of the table of claims."""

    source_name: str
    day_text: str
    standing: str
    figures: list[Part]
    quotation: str
    quotation_lang: str
    url: str

    @property
    def standing_text(self) -> str:
        return str(STANDINGS[self.standing])


@dataclass(frozen=True)
class SourceRow:
    """One source that may be shown."""

    name: str
    kind_text: str
    day_text: str
    url: str
    quotation: str
    quotation_lang: str
    reliability_text: str = ""
    archived_url: str = ""


# What still stands ------------------------------------------------------------------------------------------


def _same_people(newer: dict[str, Any], older: dict[str, Any]) -> bool:
    """Whether a newer figure speaks of those of an older one: the same outcome and label, and no other group."""
    keys = [{party["key"] for party in figure["parties"]} for figure in (newer, older)]
    statuses = {newer["civil_status"], older["civil_status"]}
    return (
        newer["outcome"] == older["outcome"]
        and _label(newer) == _label(older)
        and (len(statuses) == 1 or bool(statuses & set(_UNDIVIDED)))
        and (keys[0] == keys[1] or not all(keys))
    )


def _label(figure: dict[str, Any]) -> str:
    return figure["label"]["key"] if figure["label"] else ""


def _newer(claims: list[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    """The claims that replace claim `number` (counted from 1), directly or through others."""
    waiting, seen = [number], {number}
    while waiting:
        current = waiting.pop()
        for position, claim in enumerate(claims, start=1):
            if claim["supersedes"] == current and position not in seen:
                seen.add(position)
                waiting.append(position)
                yield claim


def standing_figures(claims: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """The figures of claim `number` that no newer claim replaces: the wounded of an earlier toll outlive it."""
    newer = [figure for claim in _newer(claims, number) for figure in claim["figures"]]
    return [
        figure
        for figure in claims[number - 1]["figures"]
        if not any(_same_people(later, figure) for later in newer)
    ]


def _agrees(figure: dict[str, Any], lines: list[dict[str, Any]]) -> bool:
    """Whether a claim's figure is the record's: that of the same people, else the sum of the outcome."""
    of_outcome = [line for line in lines if line["outcome"] == figure["outcome"]]
    keys = {party["key"] for party in figure["parties"]}
    same = [
        line
        for line in of_outcome
        if line["civil_status"] == figure["civil_status"]
        and {party["key"] for party in line["parties"]} == keys
    ]
    told = total(Figure.from_json(line["figure"]) for line in same or of_outcome)
    return told == Figure.from_json(figure["figure"])


def is_contested(content: dict[str, Any]) -> bool:
    """Whether standing claims give other figures or other perpetrators than the record."""
    if content["grade"] == Grade.CONTESTED:
        return True
    perpetrators = {party["key"] for party in content["perpetrators"]}
    for number, claim in enumerate(content["claims"], start=1):
        named = {party["key"] for party in claim["perpetrators"]}
        if named and named != perpetrators:
            return True
        standing = [figure for figure in standing_figures(content["claims"], number) if not figure["label"]]
        if not all(_agrees(figure, content["lines"]) for figure in standing):
            return True
    return False


# Rows of tables ---------------------------------------------------------------------------------------------


def incident_claims(content: dict[str, Any]) -> list[ClaimRow]:
    """The claims of an incident, in the order of the document."""
    claims = content["claims"]
    return [
        _row(claim, _standing(claims, number, content["lines"]), _parts(claims, number))
        for number, claim in enumerate(claims, start=1)
    ]


def _standing(claims: list[dict[str, Any]], number: int, lines: list[dict[str, Any]]) -> str:
    figures = claims[number - 1]["figures"]
    standing = [figure for figure in standing_figures(claims, number) if not figure["label"]]
    if figures and not standing:
        return "superseded"
    return "adopted" if standing and all(_agrees(figure, lines) for figure in standing) else "standing"


def _parts(claims: list[dict[str, Any]], number: int) -> list[Part]:
    """The figures of a claim; where only some are replaced, each of those says so."""
    standing = standing_figures(claims, number)
    claim = claims[number - 1]
    replaced = _("replaced by a newer figure") if standing else ""
    who = by_whom(names(claim["perpetrators"]), claim["perpetrator_certainty"])
    return [
        Part(_said(figure), sentence(_of(figure), who, "" if figure in standing else replaced))
        for figure in claim["figures"]
    ]


def _said(figure: dict[str, Any]) -> Shown:
    noun = label_noun(figure["label"]) if figure["label"] else figure["outcome"]
    return shown(Figure.from_json(figure["figure"]), noun)


def _of(figure: dict[str, Any]) -> str:
    return _("of them") if figure["label"] else of_whom(names(figure["parties"]), figure["civil_status"])


def tally_claims(tally_content: dict[str, Any], noun: Any) -> list[ClaimRow]:
    """The claims of a tally: the source's own figure, and others that were given for the same."""
    own = Figure.from_json(tally_content["figure"])
    replaced = {claim["supersedes"] for claim in tally_content["claims"]}
    rows = []
    for number, claim in enumerate(tally_content["claims"], start=1):
        figure = Figure.from_json(claim["figure"])
        standing = "superseded" if number in replaced else "adopted" if figure == own else "standing"
        rows.append(_row(claim, standing, [Part(shown(figure, noun), "")]))
    return rows


def _row(claim: dict[str, Any], standing: str, figures: list[Part]) -> ClaimRow:
    return ClaimRow(
        source_name=source_name(claim),
        day_text=_day(claim),
        standing=standing,
        figures=figures,
        quotation=claim["quotation"],
        quotation_lang=script_of(claim["quotation"]),
        url=shown_link(claim["url"]),
    )


def sources(claims: list[dict[str, Any]]) -> list[SourceRow]:
    """The sources that may be shown, with the link and quotation of each claim."""
    rows = {
        SourceRow(
            name=in_language(claim["source"]),
            kind_text=_kind(claim),
            day_text=_day(claim),
            url=shown_link(claim["url"]),
            quotation=claim["quotation"],
            quotation_lang=script_of(claim["quotation"]),
        ): None
        for claim in claims
        if claim["source"]
    }
    return list(rows)


def named_sources(claims: list[dict[str, Any]]) -> list[SourceRow]:
    """The sources that may be shown, each once: for pages whose table of claims gives links and quotations."""
    named = {claim["source"]["key"]: claim for claim in claims if claim["source"]}
    return [
        SourceRow(
            in_language(claim["source"]), _kind(claim), day_text="", url="", quotation="", quotation_lang=""
        )
        for claim in named.values()
    ]


def _kind(claim: dict[str, Any]) -> str:
    return str(SourceKind(claim["source"]["kind"]).label)


def withheld_count(claims: list[dict[str, Any]]) -> int:
    """How many claims stand on a source that is not shown."""
    return sum(claim["source"] is None for claim in claims)


def source_name(claim: dict[str, Any]) -> str:
    name = in_language(claim["source"]) if claim["source"] else _("A source that is not named")
    return f"{name} ({_locator(claim['locator'])})" if claim["locator"] else name


def _day(claim: dict[str, Any]) -> str:
    return format_day(date.fromisoformat(claim["said_on"]), language()) if claim["said_on"] else ""


def script_of(text: str) -> str:
    """The language attribute of a quotation: Arabic by its letters, else unsaid and English by default."""
    return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en"


def _locator(text: str) -> str:
    """Where in a source, in the language of the page where it is given in both: «العنوان / headline»."""
    halves = text.split(" / ")
    if len(halves) == 2:
        return next((half for half in halves if script_of(half) == language()), text)
    return text
