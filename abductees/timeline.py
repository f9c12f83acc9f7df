"""The present of a case, from its claims as they stand (terms.status, docs/counting.md)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from abductees.models import Case, CaseClaim, CaseCount
from terms.choices import ClaimGrade
from terms.counts import CountClaim, GroupCounts, group_counts
from terms.status import Present, StatusClaim, present


def status_claims(claims: Iterable[CaseClaim]) -> list[StatusClaim]:
    """Claims as the rules of status read them, in the order of the list, without those that a newer one replaces."""
    return [
        StatusClaim(claim.status, claim.grade, claim.earliest, claim.latest, claim.said_on, number)
        for number, claim in _not_replaced(claims)
    ]


def count_claims(counts: Iterable[CaseCount]) -> list[CountClaim]:
    """Counts as their rules read them, without those that a newer one replaces."""
    return [
        CountClaim(count.of, count.figure, count.grade, count.as_of, count.said_on, number)
        for number, count in _not_replaced(counts)
    ]


def _not_replaced(claims: Iterable[Any]) -> list[tuple[int, Any]]:
    """Claims with their numbers in the list; one that is refuted replaces nothing."""
    claims = list(claims)
    replaced = {claim.supersedes_id for claim in claims if claim.grade != ClaimGrade.REFUTED}
    return [
        (number, claim)
        for number, claim in enumerate(claims, start=1)
        if claim.pk is None or claim.pk not in replaced
    ]


def present_of(case: Case) -> Present:
    """The present status of a case, with an editor's override where there is one."""
    return present(status_claims(case.claims.order_by("pk")), case.override_status)


def last_news(case: Case) -> date | None:
    """The newest day that any claim speaks of or was said on; “no news” counts, for somebody asked."""
    days = [day for claim in case.claims.all() for day in (claim.latest, claim.said_on)]
    days += [day for count in case.counts.all() for day in (count.as_of, count.said_on)]
    return max((day for day in days if day), default=None)


def counts_of(case: Case) -> GroupCounts:
    """What stands of the counts of a group: its size, those of each fate, and what that leaves unknown."""
    return group_counts(case.figure, count_claims(case.counts.order_by("pk")))
