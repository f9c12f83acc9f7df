"""Counts of a group: how many were taken, how many are known to be free, held or dead, and what that leaves unknown.

Sources count the same people again and again, so that counts of one fate replace each other and are never added; only
the fates are added to each other, to be held against the size (docs/counting.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from terms.choices import WEIGHT, ClaimGrade, CountOf
from terms.figures import Figure, exceeds, remainder, total

#: The fates that share out a group. “Fate unknown” as a source counts it is what the others leave, and is not added.
FATES = (CountOf.HELD, CountOf.FREED, CountOf.KILLED)


@dataclass(frozen=True)
class CountClaim:
    """One count by one source, as of a day or of the day on which it was said."""

    of: str
    figure: Figure
    grade: str
    as_of: date | None = None
    said_on: date | None = None
    number: int = 0

    @property
    def day(self) -> date:
        return self.as_of or self.said_on or date.min


@dataclass(frozen=True)
class GroupCounts:
    """`size` as we give it; `fates` the standing count of each fate; `rest` whom none of them speaks of.

    `rest` is None where it cannot be said (a size or a fate without a number); exactly 0 where all are accounted for.
    """

    size: Figure
    fates: Mapping[str, Figure] = field(default_factory=dict)
    rest: Figure | None = None

    @property
    def is_exceeded(self) -> bool:
        """Whether the fates together are above the size: a contradiction to settle, not a figure."""
        together = total(self.fates.values())
        return together is not None and self.size.has_number and exceeds(together, self.size)


def standing(claims: Iterable[CountClaim], of: str) -> CountClaim | None:
    """The count that stands: of those not refuted the newest, of the same day the best established."""
    counted = [claim for claim in claims if claim.of == of and claim.grade != ClaimGrade.REFUTED]
    return max(
        counted, key=lambda claim: (claim.day, WEIGHT[ClaimGrade(claim.grade)], claim.number), default=None
    )


def group_counts(size: Figure, claims: Iterable[CountClaim]) -> GroupCounts:
    """What stands of all counts of a group whose size is given."""
    claims = list(claims)
    found = {of: claim for of in FATES if (claim := standing(claims, of)) is not None}
    if _is_overtaken(size, found):
        del found[CountOf.HELD]
    fates: dict[str, Figure] = {of: claim.figure for of, claim in found.items()}
    return GroupCounts(size, fates, remainder(size, total(fates.values())) if size.has_number else None)


def _is_overtaken(size: Figure, found: Mapping[CountOf, CountClaim]) -> bool:
    """Whether the count of the held is older than one of the freed or the killed, who were among them.

    It says so by being too much: 59 held on Monday and 20 freed on Tuesday of a group of 59 contradict nothing.
    """
    held = found.get(CountOf.HELD)
    if held is None or exceeds(held.figure, size) or all(claim.day <= held.day for claim in found.values()):
        return False
    return GroupCounts(size, {of: claim.figure for of, claim in found.items()}).is_exceeded
