"""What became of someone, derived from a timeline of claims that may contradict each other (docs/counting.md).

Nobody is presumed dead: a case closes by death only when a killing is confirmed or remains are identified. Nothing
here reads a database; both the staff side and the public side ask it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from terms.choices import WEIGHT, CaseStatus, ClaimGrade

#: Away: alive or not known to be dead, and not free. A newer one of these replaces an older one.
AWAY = (
    CaseStatus.ABDUCTED,
    CaseStatus.DETAINED,
    CaseStatus.MISSING,
    CaseStatus.ENSLAVED,
    CaseStatus.FATE_UNKNOWN,
)
#: Signs of life in the hands of a holder. They say where and when, and leave the status as it was.
SIGNS = (CaseStatus.SIGHTED, CaseStatus.PROOF_OF_LIFE, CaseStatus.TRANSFERRED)
FREED = (CaseStatus.RELEASED, CaseStatus.ESCAPED, CaseStatus.EXCHANGED, CaseStatus.RANSOMED)
#: A death that somebody tells of. It closes nothing.
DEATH_TOLD = (CaseStatus.REPORTED_KILLED, CaseStatus.REMAINS_FOUND)
DEATH = (CaseStatus.CONFIRMED_KILLED, CaseStatus.REMAINS_IDENTIFIED)
#: What settles nothing: words of the holder or the family, and that nothing new was heard.
ASIDE = (CaseStatus.DENIED, CaseStatus.BELIEVED_DEAD, CaseStatus.NO_NEWS)

#: The least grade by which each end of a case closes it.
_CLOSES_FROM = {**dict.fromkeys(FREED, 2), **dict.fromkeys(DEATH, 3)}


@dataclass(frozen=True)
class StatusClaim:
    """One claim of a timeline. `earliest` and `latest` bound the day that it speaks of, None where it gives none;
    `said_on` is when it was said. `number` is its place in the list, and the last to decide between equals.
    """

    status: str
    grade: str
    earliest: date | None = None
    latest: date | None = None
    said_on: date | None = None
    number: int = 0

    @property
    def day(self) -> date:
        """The day by which claims are put in order: the last that it can speak of, else when it was said."""
        return self.latest or self.said_on or self.earliest or date.min

    @property
    def weight(self) -> int:
        return WEIGHT.get(ClaimGrade(self.grade), 0)

    @property
    def closes(self) -> bool:
        """Whether it can end a case: free by two sources or more, dead when confirmed."""
        return self.weight >= _CLOSES_FROM.get(CaseStatus(self.status), 9)


@dataclass(frozen=True)
class Present:
    """The status today. `by` is the claim that decides, None for an editor's override or an empty timeline.

    `is_closed`: the person is free or known to be dead. `ended`: the claim whose day ends the time held; of someone
    whose remains are identified, the confirmed killing where there is one. `is_contested`: a claim that is not
    outweighed says that something else became of the person. `sign`: the latest sign of life of an open case.
    """

    status: str
    is_closed: bool = False
    is_contested: bool = False
    by: StatusClaim | None = None
    ended: StatusClaim | None = None
    sign: StatusClaim | None = None


def present(claims: Iterable[StatusClaim], override: str = "") -> Present:
    """The present status of a timeline, or the one that an editor put in its place.

    1. A refuted claim decides nothing. 2. Of the claims that can close the case the newest does, unless one of at
    least its grade, itself not outweighed, contradicts it. 3. Else the newest claim that settles anything; a death or
    a freedom that closes nothing is only a report. 4. A sign of life leaves the status that was there, and takes back
    “fate unknown”.
    """
    settling = sorted(
        (claim for claim in claims if claim.grade != ClaimGrade.REFUTED and claim.status not in ASIDE),
        key=lambda claim: (claim.day, claim.weight, claim.said_on or date.min, claim.number),
    )
    ends, sign = _ends(settling), _latest(settling, SIGNS)
    if override:
        chosen = [claim for claim in settling if claim.status == override and _ends_by_override(claim)]
        end = chosen[-1] if chosen else None
        contested = is_contested(settling, end)
        status = _as_told(override, end)
        if end is None:
            return Present(status, False, contested, sign=sign)
        return Present(status, True, contested, ended=_time_ends(end, ends))
    if ends:
        end = ends[-1]
        return Present(end.status, True, is_contested(settling, end), end, _time_ends(end, ends))
    if not settling:
        return Present(CaseStatus.FATE_UNKNOWN)
    newest = settling[-1]
    status = _status_beside(settling) if newest.status in SIGNS else newest.status
    return Present(_as_told(status, None), False, is_contested(settling, newest), newest, sign=sign)


def may_override(override: str, claims: Iterable[StatusClaim]) -> bool:
    """Whether an editor may put this status in place: some source must have said it, a death one that confirms it."""
    return any(
        claim.status == override
        and claim.grade != ClaimGrade.REFUTED
        and (claim.closes or override in (*AWAY, *DEATH_TOLD, *FREED))
        for claim in claims
    )


def is_contested(settling: Sequence[StatusClaim], deciding: StatusClaim | None = None) -> bool:
    """Whether claims that nothing outweighs say different things of the end, or one of them gainsays the claim that
    decides.

    Dead against free; dead, and alive or held on a later day; free, and held again within the same case.
    """
    standing = _standing(settling)
    if deciding is not None and any(_contradicts(deciding, other) for other in standing):
        return True
    return any(_contradicts(one, other) for one, other in combinations(standing, 2))


def _standing(settling: Sequence[StatusClaim]) -> list[StatusClaim]:
    """The claims that are not outweighed: no claim of a higher grade that itself stands contradicts them.

    So someone who was told dead, then was surely seen, can be set free: the sighting has taken the report away.
    """
    standing: list[StatusClaim] = []
    for claim in sorted(settling, key=lambda claim: -claim.weight):
        if not any(other.weight > claim.weight and _contradicts(claim, other) for other in standing):
            standing.append(claim)
    return [claim for claim in settling if claim in standing]


def _ends(settling: Sequence[StatusClaim]) -> list[StatusClaim]:
    """The claims that close the case, the newest last: none of at least their grade that stands contradicts them."""
    standing = _standing(settling)
    return [
        claim
        for claim in standing
        if claim.closes
        and not any(_contradicts(claim, other) and other.weight >= claim.weight for other in standing)
    ]


def _time_ends(end: StatusClaim, ends: Sequence[StatusClaim]) -> StatusClaim:
    """The claim whose day ends the time held: remains are identified long after a death, and nobody is held dead."""
    if end.status != CaseStatus.REMAINS_IDENTIFIED:
        return end
    return _latest(ends, (CaseStatus.CONFIRMED_KILLED,)) or end


def _contradicts(one: StatusClaim, other: StatusClaim) -> bool:
    """Whether both cannot be true of one case: what surely follows an end, and two different ends.

    A source that later still calls the fate unknown gainsays a mere report of an end; an end that is established it
    does not touch, for not everyone has heard of it.
    """
    kinds = {_end_kind(one), _end_kind(other)}
    if kinds == {"dead", "free"}:
        return True
    if "" not in kinds or len(kinds) == 1:
        return False
    end, rest = (one, other) if _end_kind(one) else (other, one)
    return not (end.closes and rest.status == CaseStatus.FATE_UNKNOWN) and _surely_after(rest, end)


def _surely_after(claim: StatusClaim, end: StatusClaim) -> bool:
    """Whether the first day that a claim can speak of lies behind the last on which an end can lie.

    A claim without any day speaks of the day on which it was said, but “abducted” tells how the case began. A report of
    an end “from that day on” is taken at that day, so that what contradicts it in all likelihood is marked.
    """
    first, last = claim.earliest, end.latest or end.said_on or (None if end.closes else end.earliest)
    if first is None and claim.latest is None and claim.status != CaseStatus.ABDUCTED:
        first = claim.said_on
    return first is not None and last is not None and first > last


def _end_kind(claim: StatusClaim) -> str:
    if claim.status in (*DEATH, *DEATH_TOLD):
        return "dead"
    return "free" if claim.status in FREED else ""


def _status_beside(settling: Sequence[StatusClaim]) -> str:
    """How someone is held who was last seen: the newest status that says how, “missing” where no claim does."""
    told = _latest(settling, [status for status in AWAY if status != CaseStatus.FATE_UNKNOWN])
    return told.status if told else CaseStatus.MISSING


def _latest(claims: Sequence[StatusClaim], statuses: Sequence[str]) -> StatusClaim | None:
    return next((claim for claim in reversed(claims) if claim.status in statuses), None)


def _ends_by_override(claim: StatusClaim) -> bool:
    return claim.closes or claim.status in FREED


def _as_told(status: str, end: StatusClaim | None) -> str:
    """Without a claim that closes the case a death is a report of one."""
    if end is None and status in DEATH:
        return DEATH_TOLD[DEATH.index(CaseStatus(status))]
    return status
