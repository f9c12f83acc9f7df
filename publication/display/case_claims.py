"""What sources say of a case, side by side: the timeline, counts of a group, and who someone is said to be."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from publication.display.claims import script_of, source_name
from publication.display.records import day_text, place_chain
from publication.models.base import in_language
from publication.wording import Shown, names, shown
from publication.wording import language as page_language
from terms.choices import CaseStatus, ClaimGrade, CountOf, Precision
from terms.counts import CountClaim, GroupCounts, group_counts
from terms.dates import format_partial
from terms.figures import Figure
from terms.status import Present


@dataclass(frozen=True)
class StatusRow:
    """One claim of the timeline; `number` is its place among the claims of the document, from 1."""

    number: int
    date_text: str
    status_text: str
    grade: str
    grade_text: str
    note: str
    place_text: str
    holders_text: str
    source_name: str
    said_text: str
    url: str
    quotation: str
    quotation_lang: str
    is_refuted: bool
    is_superseded: bool
    decides: bool


@dataclass(frozen=True)
class CountRow:
    """One count of a group by one source."""

    label: str
    figure: Shown
    day_text: str
    source_name: str
    url: str
    grade_text: str
    is_refuted: bool


@dataclass(frozen=True)
class Guess:
    """Who someone is said to be, and by whom."""

    name: str
    source_name: str
    grade_text: str


def timeline_of(content: dict[str, Any], present: Present) -> list[StatusRow]:
    """Every claim in the order of the days that they speak of, refuted ones with them."""
    replaced = {claim["supersedes"] for claim in content["claims"] if claim["grade"] != ClaimGrade.REFUTED}
    numbered = list(enumerate(content["claims"], start=1))
    numbered.sort(key=lambda entry: (_sort_day(entry[1]), entry[0]))
    # A sign of life leaves the status as it was, and a death that closes nothing is told of otherwise.
    decisive = present.by.number if present.by and present.by.status == present.status else None
    return [_status_row(number, claim, number in replaced, number == decisive) for number, claim in numbered]


def _status_row(number: int, claim: dict[str, Any], superseded: bool, decides: bool) -> StatusRow:
    earliest, latest = _day(claim["earliest"]), _day(claim["latest"])
    dated = earliest or latest
    when = format_partial(earliest, latest, claim["precision"], page_language()) if dated else ""
    return StatusRow(
        number=number,
        date_text=when or _("day not given"),
        status_text=str(CaseStatus(claim["status"]).label),
        grade=claim["grade"],
        grade_text=str(ClaimGrade(claim["grade"]).label),
        note=in_language(claim, "note"),
        place_text=place_chain(claim["place"]),
        holders_text=names(claim["holders"]),
        source_name=source_name(claim),
        said_text=day_text(claim["said_on"]),
        url=claim["url"],
        quotation=claim["quotation"],
        quotation_lang=script_of(claim["quotation"]),
        is_refuted=claim["grade"] == ClaimGrade.REFUTED,
        is_superseded=superseded,
        decides=decides,
    )


def group_counts_of(content: dict[str, Any], until: date | None = None) -> GroupCounts:
    """What stands of the counts of a group; with `until`, of those as of a day up to it."""
    replaced = {row["supersedes"] for row in content["counts"] if row["grade"] != ClaimGrade.REFUTED}
    claims = [
        CountClaim(
            row["of"],
            Figure.from_json(row["figure"]),
            row["grade"],
            _day(row["as_of"]),
            _day(row["said_on"]),
            n,
        )
        for n, row in enumerate(content["counts"], start=1)
        if n not in replaced
    ]
    if until is not None:
        claims = [claim for claim in claims if claim.day <= until]
    return group_counts(Figure.from_json(content["figure"]), claims)


def count_rows(content: dict[str, Any]) -> list[CountRow]:
    """All that was counted, refuted and replaced counts with it."""
    return [
        CountRow(
            label=str(CountOf(row["of"]).label),
            figure=shown(Figure.from_json(row["figure"]), "person"),
            day_text=day_text(row["as_of"] or row["said_on"]),
            source_name=source_name(row),
            url=row["url"],
            grade_text=str(ClaimGrade(row["grade"]).label),
            is_refuted=row["grade"] == ClaimGrade.REFUTED,
        )
        for row in content["counts"]
    ]


def guesses_of(content: dict[str, Any]) -> list[Guess]:
    """Tentative identifications whose name may be shown."""
    return [
        Guess(in_language(one, "name"), source_name(one), str(ClaimGrade(one["grade"]).label))
        for one in content["identifications"]
        if in_language(one, "name")
    ]


def _sort_day(claim: dict[str, Any]) -> str:
    """As terms.status puts claims in order."""
    return claim["latest"] or claim["said_on"] or claim["earliest"] or ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def newest_news(content: dict[str, Any], until: date | None = None) -> str:
    """The newest day of any claim or count in words; with `until`, of those that speak of a day up to it."""
    days: list[tuple[date, bool, str]] = []
    for claim in content["claims"]:
        earliest, latest = _day(claim["earliest"]), _day(claim["latest"])
        if (day := latest or earliest) is not None:
            exact = claim["precision"] == Precision.DAY
            days.append((day, exact, format_partial(earliest, latest, claim["precision"], page_language())))
    said = [count["as_of"] or count["said_on"] for count in content["counts"]]
    if until is None:
        said += [claim["said_on"] for claim in content["claims"]]
    days += [(day, True, day_text(day)) for text in said if (day := _day(text)) is not None]
    known = [entry for entry in days if until is None or entry[0] <= until]
    return max(known)[2] if known else ""
