"""The check before a release asks for a reason where details of someone unnamed may single the person out."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Victim
from records import outbox, workflow
from records.rarity import FEWEST
from records.release import check, findings_of
from tests.support import factories as make

pytestmark = pytest.mark.django_db

DETAILS = {"show_details": True, "age_low": 33, "role": "lawyer"}


def rare(record: Any) -> list[Any]:
    return [finding for finding in findings_of(record) if finding.key.startswith("rare-")]


def a_case(state: str = "verified", sex: str = "male", **fields: Any) -> Any:
    case = make.make_case(person=make.person("ثابت الزمردي", sex=sex), **{**DETAILS, **fields})
    if state == "released":
        make.advance(case, "verified")
        taken = [{"key": finding.key, "reason": "the family agreed"} for finding in findings_of(case)]
        workflow.move(case, "release", make.carol(), acknowledged=taken)
        outbox.drain()
        return case
    return make.advance(case, state)


def test_details_of_someone_unnamed_where_few_are_alike_ask_for_a_reason() -> None:
    case = a_case()
    (finding,) = rare(case)
    assert not finding.blocks and "سائق" in finding.message and "1" in finding.message
    with pytest.raises(workflow.Refused, match="سائق"):
        workflow.move(case, "release", make.carol())
    reason = [{"key": finding.key, "message": finding.message, "reason": "the family agreed"}]
    workflow.move(case, "release", make.carol(), acknowledged=reason)
    assert case.live_release.acknowledged == reason


@pytest.mark.parametrize(
    "fields",
    [{"show_details": False}, {"age_low": None, "role": ""}, {"place": None, "place_precision": "unknown"}],
)
def test_without_details_or_a_place_nobody_is_singled_out(fields: dict[str, Any]) -> None:
    assert rare(a_case(**fields)) == []


def test_someone_who_is_named_is_not_asked_about() -> None:
    assert rare(make.make_case(state="verified", **DETAILS)) == []


def test_among_enough_alike_there_is_nothing_to_ask() -> None:
    for _number in range(FEWEST - 2):
        a_case("released")
    a_case("released", sex="female")
    a_case("released", age_low=61)
    a_case("released", earliest=date(2014, 4, 1))
    a_case("released", place=make.place("elsewhere"))
    assert rare(a_case()), "those of another sex, age, month or place are not alike"
    a_case("released", age_low=44)
    case = a_case()
    assert rare(case) == []
    with CaptureQueriesContext(connection) as few:
        check(case.verified_round.document)
    a_case("released")
    with CaptureQueriesContext(connection) as more:
        check(case.verified_round.document)
    assert len(few) == len(more), "the check costs the same among many"


def test_someone_not_to_be_found_by_name_is_none_of_those_alike() -> None:
    for _number in range(FEWEST):
        unlisted = make.person("إلياس", sex="male", is_searchable=False)
        case = make.advance(make.make_case(person=unlisted, **DETAILS), "verified")
        taken = [{"key": finding.key, "reason": "x"} for finding in findings_of(case)]
        workflow.move(case, "release", make.carol(), acknowledged=taken)
    outbox.drain()
    assert rare(a_case()), "the number would tell of them"


def an_incident(count: int, **fields: Any) -> Any:
    incident = make.make_incident(place=make.place("hajin"))
    for number in range(count):
        values = {"show_role": True, "age": 33 + number, "role": "lawyer", **fields}
        Victim.objects.create(incident=incident, person=make.person(f"قتيل {number}", sex="male"), **values)
    return make.advance(incident, "verified")


def test_victims_without_names_are_asked_about_one_by_one_and_count_each_other() -> None:
    assert len(rare(an_incident(2))) == 2
    assert rare(an_incident(FEWEST)) == []
    assert rare(an_incident(1, show_role=False)) == [], "counts of one and two are what a monitor publishes"
