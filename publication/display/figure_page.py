"""How one figure is made, in words: the sum, the claims, the parts, and the sources that may be shown."""

from typing import Any

from django.utils.translation import gettext as _

from publication.display import claims as accounts
from publication.display.month_page import MonthPage, split_of
from publication.models.base import in_language
from publication.reconcile import Reconciled
from publication.wording import noun_of, shown


def explain(page: MonthPage, figure: Reconciled) -> dict[str, Any]:
    """The context of templates/publication/figure.html."""
    noun = noun_of(figure.measure)
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
        "incidents": [page.incident(line) for line in figure.contributing],
        "claims": accounts.tally_claims(figure.tally.content, noun) if figure.tally else [],
        "claims_caption": _("What was said of this figure"),
        "parts": [page.row(part, figure) for part in figure.parts] + page.unclassified(figure),
        "sources": accounts.named_sources(claims_behind(figure)),
        "withheld_count": accounts.withheld_count(claims_behind(figure)),
        "cite_text": f"{heading['cite_text']} {page.display(figure)} {label}".strip(),
        "permanent_url": f"{page.root}{page.figure_url(figure)}",
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


def claims_behind(figure: Reconciled) -> list[dict[str, Any]]:
    """The claims of the tally and of the recorded incidents in it."""
    claims = list(figure.tally.content["claims"]) if figure.tally else []
    incidents = {line.incident_id: line.incident for line in figure.lines}
    return claims + [claim for incident in incidents.values() for claim in incident.content["claims"]]
