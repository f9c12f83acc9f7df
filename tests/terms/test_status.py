"""What became of someone, from a timeline of claims that may contradict each other (docs/counting.md)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from terms.choices import CaseStatus, ClaimGrade
from terms.status import (
    ASIDE,
    AWAY,
    DEATH,
    DEATH_TOLD,
    SIGNS,
    Present,
    StatusClaim,
    is_contested,
    present,
)
from tests.support.timelines import holds_together, timeline, told

GRADES = [ClaimGrade.REPORTED, ClaimGrade.CORROBORATED, ClaimGrade.CONFIRMED]


TABLE = """
# Nothing said is nothing known
 = fate_unknown

# The newest way of being away decides, whatever its grade
abducted 2013-05-02 confirmed, detained 2014-01-10 = detained
detained 2014-01-10, abducted 2013-05-02 confirmed = detained
abducted 2013-05-02, missing 2013-09-01 = missing
abducted 2014-08-03 confirmed, enslaved 2014-08-20 = enslaved
abducted 2013-05-02, fate_unknown 2018-01-01 = fate_unknown

# Of one day the better established decides, then what was said last, then the last in the list
abducted 2013-05-02 confirmed, missing 2013-05-02 = abducted
abducted 2013-05-02 reported @2013-05-09, missing 2013-05-02 reported @2013-05-03 = abducted
abducted 2013-05-02, missing 2013-05-02 = missing

# A claim without a day stands where it was said
abducted 2013-05-02, missing ? reported @2015-01-01 = missing
missing ? reported @2012-01-01, abducted 2013-05-02 = abducted

# Signs of life leave the status and take back "fate unknown"
abducted 2013-05-02, sighted 2014-02-01 = abducted
detained 2013-05-02, proof_of_life 2014-02-01 = detained
enslaved 2014-08-20, transferred 2015-02-01 = enslaved
abducted 2013-05-02, detained 2013-08-01, sighted 2014-02-01 = detained
abducted 2013-05-02, fate_unknown 2015-01-01, sighted 2016-02-01 = abducted
missing 2013-05-02, fate_unknown 2015-01-01, proof_of_life 2016-02-01 = missing
abducted 2013-05-02, sighted 2014-02-01, fate_unknown 2015-01-01 = fate_unknown

# Who was only seen is called missing: nobody said who holds them
sighted 2014-02-01 = missing
fate_unknown 2013-01-01, sighted 2014-02-01 = missing

# A report of a death closes nothing, however well it is established
abducted 2013-05-02, reported_killed 2015-01-01 = reported_killed
abducted 2013-05-02, reported_killed 2015-01-01 confirmed = reported_killed
abducted 2013-05-02, remains_found 2018-01-01 confirmed = remains_found
abducted 2013-05-02, reported_killed 2015-01-01 corroborated, fate_unknown 2016-01-01 = fate_unknown contested

# A death that is not confirmed is a report of one
abducted 2013-05-02, confirmed_killed 2015-01-01 = reported_killed
abducted 2013-05-02, confirmed_killed 2015-01-01 corroborated = reported_killed
abducted 2013-05-02, remains_identified 2018-01-01 corroborated = remains_found

# Confirmed, it closes
abducted 2013-05-02, confirmed_killed 2015-01-01 confirmed = confirmed_killed closed
abducted 2013-05-02, remains_identified 2018-01-01 confirmed = remains_identified closed
abducted 2013-05-02, confirmed_killed 2015-01-01 confirmed, fate_unknown 2016-01-01 confirmed = confirmed_killed closed

# Freedom needs a second source
abducted 2013-05-02, released 2014-01-01 = released
abducted 2013-05-02, released 2014-01-01 corroborated = released closed
abducted 2013-05-02, released 2014-01-01 confirmed = released closed
abducted 2013-05-02, escaped 2014-01-01 corroborated = escaped closed
abducted 2013-05-02, exchanged 2014-01-01 corroborated = exchanged closed
abducted 2013-05-02, ransomed 2014-01-01 corroborated = ransomed closed
abducted 2013-05-02, released 2014-01-01 corroborated, escaped 2014-03-01 corroborated = escaped closed

# Refuted, a claim decides nothing
abducted 2013-05-02, confirmed_killed 2015-01-01 refuted = abducted
abducted 2013-05-02 refuted = fate_unknown
abducted 2013-05-02, released 2014-01-01 corroborated, sighted 2015-01-01 refuted = released closed

# Words of the holder or the family, and silence, change nothing
abducted 2013-05-02, denied 2014-01-01 confirmed = abducted
abducted 2013-05-02, believed_dead 2020-01-01 confirmed = abducted
abducted 2013-05-02, no_news 2020-01-01 confirmed = abducted
abducted 2013-05-02, released 2014-01-01 corroborated, denied 2015-01-01 confirmed = released closed
believed_dead 2020-01-01 confirmed = fate_unknown

# Contested: dead against free, on whatever days
reported_killed 2014-01-01, released 2015-01-01 = released contested
released 2014-01-01, reported_killed 2015-01-01 = reported_killed contested
released 2014-01-01 corroborated, reported_killed 2013-12-01 corroborated = released contested
confirmed_killed 2014-01-01 confirmed, released 2015-01-01 confirmed = released contested

# Contested: dead, and alive or held on a later day
abducted 2013-05-02, reported_killed 2014-01-01, sighted 2015-01-01 = abducted contested
abducted 2013-05-02, confirmed_killed 2014-01-01 confirmed, proof_of_life 2015-01-01 confirmed = abducted contested
detained 2013-05-02, remains_found 2014-01-01, detained 2015-01-01 = detained contested

# Contested: free, and held again within the same case
abducted 2013-05-02, released 2014-01-01 corroborated, sighted 2015-01-01 corroborated = abducted contested
abducted 2013-05-02, released 2014-01-01, abducted 2015-01-01 = abducted contested

# Not contested where one of the two is outweighed and does not decide
abducted 2013-05-02, released 2014-01-01 corroborated, reported_killed 2015-01-01 = released closed
abducted 2013-05-02, released 2014-01-01 corroborated, sighted 2015-01-01 = released closed
abducted 2013-05-02, confirmed_killed 2014-01-01 confirmed, sighted 2015-01-01 corroborated = confirmed_killed closed
abducted 2013-05-02, reported_killed 2014-01-01, proof_of_life 2015-01-01 confirmed = abducted
reported_killed 2014-01-01, released 2013-01-01 corroborated = released closed

# But contested where the newest decides against better ones
reported_killed 2014-01-01 corroborated, released 2015-01-01 = released contested
abducted 2013-05-02, reported_killed 2014-01-01 corroborated, sighted 2015-01-01 = abducted contested

# What is itself outweighed outweighs nothing
abducted 2013-05-02, reported_killed 2014-01-01 corroborated, proof_of_life 2015-01-01 confirmed, \
released 2016-01-01 corroborated = released closed
reported_killed 2014-01-01 corroborated, proof_of_life 2015-01-01 confirmed, \
reported_killed 2016-01-01, released 2017-01-01, fate_unknown 2018-01-01 = fate_unknown contested

# Of two ends an older one that nothing contradicts closes
abducted 2013-05-02, released 2014-01-01 confirmed, confirmed_killed 2015-01-01 = released closed
abducted 2013-05-02, released 2014-01-01 confirmed, reported_killed 2015-01-01 confirmed = reported_killed contested

# Whoever later calls the fate unknown gainsays a mere report of an end, and no end that closes the case
abducted 2013-05-02, reported_killed 2015-01-01, fate_unknown 2016-01-01 = fate_unknown contested
abducted 2013-05-02, reported_killed 2015-01-01.., fate_unknown 2021-01-01 = fate_unknown contested
abducted 2013-05-02, released 2015-01-01, fate_unknown 2016-01-01 = fate_unknown contested
abducted 2013-05-02, released 2015-01-01 corroborated, fate_unknown 2016-01-01 = released closed
abducted 2013-05-02, fate_unknown 2014-01-01, reported_killed 2015-01-01 = reported_killed

# Dates that are not exact contradict only what surely follows
reported_killed 2014-01-01..2014-12-31, sighted 2014-06-01 = reported_killed
reported_killed 2014-01-01..2014-12-31, sighted 2015-01-01 = missing contested
abducted 2013-05-02, released 2014-06-01 corroborated, detained 2014-01-01..2014-12-31 corroborated = released closed
abducted 2013-05-02, released 2014-06-01 corroborated, sighted ..2015-12-31 corroborated @2016-01-01 = \
released closed
abducted 2013-05-02, confirmed_killed 2014-01-01.. confirmed @2019-01-01, \
sighted 2016-01-01 confirmed = confirmed_killed closed
abducted 2013-05-02 confirmed, confirmed_killed ? confirmed = confirmed_killed closed

# Without any day a claim speaks of the day on which it was said; "abducted" tells how the case began
confirmed_killed 2014-01-01 confirmed, detained ? confirmed @2019-01-01 = detained contested
abducted 2013-05-02, released 2014-01-01 corroborated, abducted ? corroborated @2018-01-01 = released closed

# Taken and killed on one day is one story
abducted 2014-06-01 confirmed, confirmed_killed 2014-06-01 confirmed = confirmed_killed closed
confirmed_killed 2014-06-01 confirmed, abducted 2014-06-01 confirmed = confirmed_killed closed
abducted 2014-06-01 corroborated, reported_killed 2014-06-01 = abducted
"""


def situations() -> list[tuple[str, str, str]]:
    """(rule, timeline, expected) of each line of the table."""
    found, rule = [], ""
    for line in TABLE.splitlines():
        if line.startswith("#"):
            rule = line.removeprefix("# ")
        elif line:
            claims, expected = line.rsplit("=", 1)
            found.append((rule, claims.strip(), expected.strip()))
    return found


@pytest.mark.parametrize(("rule", "claims", "expected"), situations())
def test_what_a_timeline_says(rule: str, claims: str, expected: str) -> None:
    found = present(timeline(claims))
    assert told(found) == expected, rule
    holds_together(found)


# What else is known of the present --------------------------------------------------------------------------


def test_it_names_the_claim_that_decides_and_the_one_that_ends_the_time() -> None:
    claims = timeline("abducted 2013-05-02 confirmed, released 2014-01-01 corroborated, sighted 2015-01-01")
    found = present(claims)
    assert found.by == found.ended == claims[1]
    assert present(claims[:1]).by == claims[0]
    assert present(claims[:1]).ended is None


def test_it_keeps_the_latest_sign_of_life_while_the_case_is_open() -> None:
    claims = timeline(
        "abducted 2013-05-02, sighted 2014-01-01, proof_of_life 2015-01-01, fate_unknown 2016-01-01"
    )
    assert present(claims).sign == claims[2]
    freed = timeline("sighted 2014-01-01, released 2015-01-01 corroborated")
    assert present(freed).sign is None
    assert present(freed, CaseStatus.RELEASED).sign is None


def test_identified_remains_end_the_time_held_on_the_day_of_the_confirmed_killing() -> None:
    claims = timeline(
        "abducted 2013-05-02, confirmed_killed 2014-01-01 confirmed, remains_identified 2019-06-01 confirmed"
    )
    found = present(claims)
    assert (found.status, found.by, found.ended) == ("remains_identified", claims[2], claims[1])
    assert present([claims[0], claims[2]]).ended == claims[2]
    told_only = replace(claims[1], grade=ClaimGrade.CORROBORATED)
    assert present([claims[0], told_only, claims[2]]).ended == claims[2]
    assert present(claims, CaseStatus.REMAINS_IDENTIFIED).ended == claims[1]


def test_an_end_without_a_last_day_can_have_come_until_it_was_told() -> None:
    ended = present(timeline("missing 2013-05-02, confirmed_killed 2014-01-01.. confirmed @2019-01-01")).ended
    assert ended is not None
    assert ended.day == date(2019, 1, 1)


def test_a_killing_after_which_someone_was_surely_seen_does_not_end_the_time() -> None:
    claims = timeline(
        "confirmed_killed 2014-01-01 confirmed, sighted 2015-01-01 confirmed, remains_identified 2019-06-01 confirmed"
    )
    assert present(claims).ended == claims[2]


# For any timeline -------------------------------------------------------------------------------------------

DAYS = st.dates(min_value=date(2012, 1, 1), max_value=date(2014, 12, 31))


@st.composite
def claims(draw: st.DrawFn, statuses: list[CaseStatus] | None = None) -> StatusClaim:
    """A claim of any status, dated to the day, within some days, on one side only, or not at all."""
    first, said = draw(DAYS), draw(st.none() | DAYS)
    last = first + timedelta(days=draw(st.sampled_from([0, 0, 0, 10, 300])))
    bounds = draw(st.sampled_from([(first, last), (first, last), (None, last), (first, None), (None, None)]))
    status = draw(st.sampled_from(statuses or list(CaseStatus)))
    return StatusClaim(status, draw(st.sampled_from([*GRADES, ClaimGrade.REFUTED])), *bounds, said)


TIMELINES = st.lists(claims(), max_size=7)


def _numbered(entries: list[StatusClaim]) -> list[StatusClaim]:
    return [replace(claim, number=number) for number, claim in enumerate(entries, start=1)]


def _unnumbered(found: Present) -> Present:
    """What the place in the list does not decide."""
    by, ended, sign = (claim and replace(claim, number=0) for claim in (found.by, found.ended, found.sign))
    return replace(found, by=by, ended=ended, sign=sign)


@given(TIMELINES, st.sampled_from(["", *CaseStatus]))
def test_a_result_is_whole_and_nobody_is_presumed_dead(entries: list[StatusClaim], override: str) -> None:
    found = present(_numbered(entries), override)
    holds_together(found)
    if found.is_closed and found.status in DEATH:
        assert any(claim.status == found.status and claim.grade == ClaimGrade.CONFIRMED for claim in entries)


@given(st.data(), TIMELINES)
def test_the_order_of_the_list_does_not_matter(data: st.DataObject, entries: list[StatusClaim]) -> None:
    assume(len({(claim.day, claim.weight, claim.said_on) for claim in entries}) == len(entries))
    shuffled = data.draw(st.permutations(entries))
    assert _unnumbered(present(_numbered(shuffled))) == _unnumbered(present(_numbered(entries)))


@given(TIMELINES, claims(), st.integers(0, 7))
def test_a_refuted_claim_changes_nothing(entries: list[StatusClaim], other: StatusClaim, at: int) -> None:
    refuted = replace(other, grade=ClaimGrade.REFUTED)
    assert present([*entries[:at], refuted, *entries[at:]]) == present(entries)


@given(TIMELINES, claims(list(ASIDE)), st.integers(0, 7), st.sampled_from(["", *CaseStatus]))
def test_denial_belief_and_silence_change_nothing(
    entries: list[StatusClaim], aside: StatusClaim, at: int, override: str
) -> None:
    assert present([*entries[:at], aside, *entries[at:]], override) == present(entries, override)


@given(TIMELINES)
def test_a_confirmed_release_that_nothing_contradicts_closes(entries: list[StatusClaim]) -> None:
    dead = (*DEATH, *DEATH_TOLD)
    entries = [claim for claim in entries if claim.status not in dead]
    release = StatusClaim(CaseStatus.RELEASED, ClaimGrade.CONFIRMED, date(2016, 1, 1), date(2016, 1, 1))
    found = present([*entries, release])
    assert (found.status, found.is_closed, found.ended) == ("released", True, release)


@given(TIMELINES, claims(list(SIGNS)))
def test_a_newest_sign_of_life_never_leaves_someone_dead_or_of_unknown_fate(
    entries: list[StatusClaim], sign: StatusClaim
) -> None:
    day = date(2016, 1, 1)
    found = present([*entries, replace(sign, grade=ClaimGrade.CONFIRMED, earliest=day, latest=day)])
    if not found.is_closed:
        assert found.status in AWAY
        assert found.status != CaseStatus.FATE_UNKNOWN
    assert found.status not in (*DEATH, *DEATH_TOLD)


@given(TIMELINES)
def test_a_better_claim_than_all_others_is_never_outweighed(entries: list[StatusClaim]) -> None:
    """Two confirmed claims that exclude each other are contested whatever else is told."""
    day, later = date(2016, 1, 1), date(2017, 1, 1)
    killed = StatusClaim(CaseStatus.CONFIRMED_KILLED, ClaimGrade.CONFIRMED, day, day)
    seen = StatusClaim(CaseStatus.SIGHTED, ClaimGrade.CONFIRMED, later, later)
    found = present([*entries, killed, seen])
    assert found.is_contested
    assert not (found.is_closed and found.status == CaseStatus.CONFIRMED_KILLED and found.by == killed)
    assert is_contested([killed, seen])
