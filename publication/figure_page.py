"""How one figure is made, in words: the sum, the claims, the parts, and the sources that may be shown."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from publication.models.base import in_language
from publication.month_page import MonthPage, measure_of, split_of
from publication.reconcile import Reconciled
from publication.wording import noun_of, shown
from terms.choices import SourceKind
from terms.dates import format_day
from terms.figures import Figure


def explain(page: MonthPage, figure: Reconciled) -> dict[str, Any]:
    """The context of templates/publication/figure.html."""
    noun = noun_of(measure_of(figure))
    rest = figure.aggregate_only
    heading = page.heading()
    label = page.label(figure)
    return {
        "summary": heading,
        "explained": {
            "figure": page.display(figure),
            "label": label,
            "method_text": method_text(figure),
            "reason_text": in_language(figure.tally.content, "adoption_reason") if figure.tally else "",
            "split": split_of(figure),
            "incidents_figure": shown(figure.recorded, noun) if figure.recorded else None,
            "tally_figure": shown(rest, noun) if rest else None,
            "tally_title": figure.tally.title if figure.tally else "",
            "tally_url": figure.tally.get_absolute_url() if figure.tally else "",
        },
        "incidents": [page.incident(line) for line in figure.lines],
        "claims": claims_of(figure, page.lang),
        "claims_caption": _("What was said of this figure"),
        "parts": [page.row(part, figure) for part in figure.parts] + page.unclassified(figure),
        "sources": sources_of(figure, page.lang),
        "withheld_count": withheld(figure),
        "cite_text": f"{heading['cite_text']} {label}",
        "permanent_url": page.figure_url(figure),
    }


def method_text(figure: Reconciled) -> str:
    """In one sentence, by which rule the figure came to be."""
    if figure.tally is None:
        return _("The sum of recorded incidents: no source gave a tally for it that an editor adopted.")
    if not figure.tally.adopted:
        return _("A tally as its source gave it. No editor has adopted it, so it counts in no other figure.")
    if not figure.compares:
        return _(
            "A tally that an editor adopted. Acts are counted by tallies only, not derived from incidents."
        )
    if figure.exceeded:
        return _(
            "A tally that an editor adopted. Recorded incidents add up to more; the difference is being settled."
        )
    if figure.aggregate_only is None:
        return _("A tally that an editor adopted; recorded incidents account for all of it.")
    return _(
        "A tally that an editor adopted. Recorded incidents account for a part; the rest stands on it alone."
    )


def claims_of(figure: Reconciled, lang: str) -> list[dict[str, Any]]:
    """What each source gave, side by side: adopted, standing beside it, or replaced by a newer one."""
    if figure.tally is None:
        return []
    claims = figure.tally.content["claims"]
    replaced = {claim["supersedes"] for claim in claims}
    noun = noun_of(figure.tally.measure)
    rows = []
    for number, claim in enumerate(claims, start=1):
        said = Figure.from_json(claim["figure"])
        standing = (
            "superseded"
            if number in replaced
            else "adopted"
            if figure.tally.adopted and said == figure.figure
            else "standing"
        )
        rows.append(
            {
                "source_name": source_name(claim),
                "day_text": format_day(date.fromisoformat(claim["said_on"]), lang)
                if claim["said_on"]
                else "",
                "standing": standing,
                "standing_text": STANDING[standing](),
                "figures": [{"figure": shown(said, noun), "label": claim["locator"]}],
                "quotation": claim["quotation"],
                "quotation_lang": "ar"
                if any("\u0600" <= letter <= "\u06ff" for letter in claim["quotation"])
                else "",
                "url": claim["url"],
            }
        )
    return rows


STANDING = {
    "superseded": lambda: _("replaced by a newer one"),
    "adopted": lambda: _("adopted"),
    "standing": lambda: _("given as well"),
}


def source_name(claim: dict[str, Any]) -> str:
    return in_language(claim["source"]) if claim["source"] else _("a source that is not shown")


def _all_claims(figure: Reconciled) -> list[dict[str, Any]]:
    claims = list(figure.tally.content["claims"]) if figure.tally else []
    incidents = {line.incident_id: line.incident for line in figure.lines}
    return claims + [claim for incident in incidents.values() for claim in incident.content["claims"]]


def sources_of(figure: Reconciled, lang: str) -> list[dict[str, Any]]:
    """The sources behind the figure that may be shown, each once for each of its links."""
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for claim in _all_claims(figure):
        if claim["source"]:
            seen.setdefault(
                (claim["source"]["key"], claim["url"]),
                {
                    "name": in_language(claim["source"]),
                    "kind_text": str(SourceKind(claim["source"]["kind"]).label),
                    "day_text": format_day(date.fromisoformat(claim["said_on"]), lang)
                    if claim["said_on"]
                    else "",
                    "url": claim["url"],
                },
            )
    return list(seen.values())


def withheld(figure: Reconciled) -> int:
    """How many claims rest on a source that is not shown."""
    return sum(claim["source"] is None for claim in _all_claims(figure))
