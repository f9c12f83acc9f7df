"""Tolls that replace one another, figure by figure (docs/counting.md)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from incidents.models import CasualtyLine, ClaimFigure, Incident, IncidentClaim
from records.models import Source
from terms.choices import CivilStatus
from terms.figures import Figure


def standing_figures(claims: Iterable[IncidentClaim]) -> list[ClaimFigure]:
    """The figures that no newer toll has replaced, newest claim first.

    A claim replaces those of the claims it supersedes of which it speaks itself, and no others: the wounded of an
    earlier toll stand while a newer one is silent about them. Claims that supersede nothing of one another, such as
    a headline and its text, stand side by side.
    """
    by_key = {claim.pk: claim for claim in claims}
    replaced = {claim.supersedes_id for claim in by_key.values()}
    standing: list[ClaimFigure] = []
    seen: set[int] = set()
    for claim in sorted(
        by_key.values(), key=lambda c: (c.said_on is not None, c.said_on, c.pk), reverse=True
    ):
        if claim.pk in replaced:
            continue
        newer: list[ClaimFigure] = []
        step: IncidentClaim | None = claim
        while step is not None and step.pk not in seen:
            seen.add(step.pk)
            said = [figure for figure in step.figures.all() if not any(speaks_of(n, figure) for n in newer)]
            standing += said
            newer += list(step.figures.all())
            step = by_key.get(step.supersedes_id) if step.supersedes_id else None
    return standing


def speaks_of(newer: ClaimFigure, older: ClaimFigure) -> bool:
    """Whether a newer figure is about the same people as an older one: same label, and the same people."""
    return newer.label_id == older.label_id and same_people(newer, older)


def same_people(newer: ClaimFigure | CasualtyLine, older: ClaimFigure | CasualtyLine) -> bool:
    """Same outcome, and the civil status and party equal or, on one side, not said."""
    if newer.outcome != older.outcome:
        return False
    statuses = {newer.civil_status, older.civil_status}
    if len(statuses) > 1 and not statuses & {CivilStatus.UNKNOWN, CivilStatus.MIXED}:
        return False
    parties = [{party.pk for party in figure.parties.all()} for figure in (newer, older)]
    return parties[0] == parties[1] or not all(parties)


def with_figures(incident: Incident) -> Any:
    """The claims of an incident with all that `standing_figures` and the table of claims read."""
    return incident.claims.select_related("source").prefetch_related("figures__parties", "figures__label")


def last_of(incident: Incident, source: Source) -> IncidentClaim | None:
    """The source's latest claim that none has superseded yet."""
    claims = list(incident.claims.filter(source=source))
    replaced = {claim.supersedes_id for claim in incident.claims.all()}
    open_claims = [claim for claim in claims if claim.pk not in replaced]
    return max(open_claims, key=lambda c: (c.said_on is not None, c.said_on, c.pk), default=None)


def copy_lines(claim: IncidentClaim, lines: Sequence[CasualtyLine]) -> None:
    """Make a claim say what the casualty lines say, their labelled parts included."""
    for line in lines:
        add_figure(claim, line, line.figure)
        for subset in line.subsets.all():
            add_figure(claim, line, subset.figure, subset.label)


def add_figure(claim: IncidentClaim, line: CasualtyLine, figure: Figure, label: Any = None) -> ClaimFigure:
    """One figure of a claim about the people of a line."""
    row = ClaimFigure(claim=claim, outcome=line.outcome, civil_status=line.civil_status, label=label)
    row.figure = figure
    row.save()
    row.parties.set(line.parties.all())
    return row


@transaction.atomic
def first_claim(incident: Incident, **said: Any) -> IncidentClaim:
    """The first source's word: its figures are those of the lines."""
    claim = IncidentClaim.objects.create(incident=incident, **said)
    copy_lines(claim, list(incident.lines.prefetch_related("subsets__label", "parties")))
    return claim


def shifted(figure: Figure, by: int) -> Figure:
    """The figure with `by` people more or fewer, never below none; without a number it stays as it is."""
    bounds = (figure.low, figure.best, figure.high)
    low, best, high = (None if bound is None else max(bound + by, 0) for bound in bounds)
    return Figure(low, best, high, figure.qualifier, figure.wording_ar, figure.wording_en)
