"""Totals of a selection of casualty lines, by the rule of qualifiers (terms.figures.total), added in the database."""

from django.db.models import Count, F, Q, QuerySet, Sum

from terms.choices import Outcome, Qualifier
from terms.figures import Figure, total


def totals_by_outcome(lines: QuerySet) -> dict[str, Figure]:
    """One figure for each outcome that the lines speak of, in the order of the outcomes."""
    groups = (
        lines.order_by()
        .values("outcome", "qualifier")
        .annotate(
            lines=Count("pk"),
            lows=Sum("low"),
            bests=Sum("best"),
            highs=Sum("high"),
            without_low=Count("pk", filter=Q(low=None)),
            without_high=Count("pk", filter=Q(high=None)),
            first_ar=F("wording_ar"),
            first_en=F("wording_en"),
        )
    )
    parts: dict[str, list[Figure]] = {}
    for group in groups:
        parts.setdefault(group["outcome"], []).extend(_figures(group))
    sums = {outcome: total(parts[outcome]) for outcome in Outcome.values if outcome in parts}
    return {outcome: figure for outcome, figure in sums.items() if figure is not None}


def _figures(group: dict) -> list[Figure]:
    """Lines of one qualifier as one figure, or as two where their sum must say that it is one."""
    low = None if group["without_low"] else group["lows"]
    high = None if group["without_high"] else group["highs"]
    if group["qualifier"] == Qualifier.WORDING:
        one = Figure.in_words(group["first_ar"], group["first_en"])
    elif group["qualifier"] == Qualifier.UNKNOWN:
        one = Figure.unknown()
    else:
        one = Figure(low, group["bests"], high, group["qualifier"])
    if group["lines"] == 1:
        return [one]
    nothing = Figure.exact(0) if one.has_number else one
    return [one, nothing]
