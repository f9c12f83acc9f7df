"""Rows of the abducted that are refused: by row and column, with what to do, and nothing half-written."""

import pytest

from abductees.models import Case
from tests.support import factories as make
from tests.support.case_imports import CLAIM, COUNT, GROUP, PERSON, WHO, cases, nothing_is_written
from tests.support.imports import reference, where

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names() -> None:
    reference()


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("record", "rumour", "identification"),
        ("key", "", ""),
        ("role", "king", "journalist"),
        ("nationality", "Mauritanai", "MR"),
        ("nationality", "موريتانية", "MR"),
        ("nationality", "SY;LB;MR", ""),
        ("age", "young", "20-30"),
        ("age", "about 30", "20-30"),
        ("age", "130", "120"),
        ("age", "30-20", ""),
        ("sex", "other", "female"),
        ("place", "hajjin", "hajin"),
        ("governorate", "raqqa", "هجين"),
        ("holders", "iss", "is"),
        ("origins", "nowhere", "nowhere"),
        ("date", "2199-01-01", ""),
        ("date", "last month", ""),
        ("precision", "roughly", "month"),
        ("latest", "2014-03-12", ""),
        ("place_limit", "street", "governorate"),
        ("searchable", "perhaps", ""),
        ("basis", "because", "family"),
        ("basis_on", "2199-01-01", ""),
        ("of_incident", "t-9", "t-9"),
        ("same_event_as", "p-9", "p-9"),
        ("same_event_as", "p-1", ""),
        ("member_of", "g-9", "g-9"),
        ("member_of", "p-1", ""),
        ("name_ar", "ط" * 201, "200"),
        ("name_variants", f"{'ط' * 201}; سالم", "200"),
        ("name_ar", "=1+1", ""),
        ("status", "sad", "abducted"),
        ("status", "", ""),
        ("source", "", ""),
        ("source", "nobody", "nobody"),
        ("url", "javascript:alert(1)", ""),
        ("size", "3", ""),
        ("case", "p-1", ""),
        ("headline_ar", "عنوان", ""),
    ],
)
def test_it_refuses_by_row_and_column(column, cell, says):
    make.place("raqqa")
    problems = cases({**PERSON, column: cell})
    assert where(problems) == [(2, column)], problems
    assert says in problems[0].message
    assert nothing_is_written()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"show_name": "yes"}, "name_decision_reason"),
        ({"basis": "known"}, "basis_note"),
        ({"name_ar": "", "name_en": "", "called_ar": ""}, "called_ar"),
        ({"name_ar": "", "name_en": "", "name_variants": "سالم"}, "name_variants"),
        ({"name_ar": "", "kunya": "أبو خيال"}, "kunya"),
        ({"show_name": "yes", "name_decision_reason": "س" * 301}, "name_decision_reason"),
        ({"precision": "month", "date": ""}, "date"),
        ({"precision": "day", "date": ""}, "date"),
        ({"precision": "unknown"}, "date"),
        ({"precision": "month", "earliest": "2014-03-01"}, "date"),
        ({"precision": "week", "date": "", "earliest": "2014-03-01", "latest": "2014-03-20"}, "latest"),
    ],
)
def test_a_person_that_cannot_be_is_refused(row, column):
    assert where(cases({**PERSON, **row})) == [(2, column)]
    assert nothing_is_written()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"date": "2014-03-09"}, "date"),
        ({"date": "", "precision": "month", "earliest": "2014-02-01", "latest": "2014-02-28"}, "latest"),
        ({"date": "", "precision": "month", "earliest": "2014-02-01"}, "earliest"),
        ({"case": ""}, "case"),
        ({"case": "p-9"}, "case"),
        ({"case": "c-1"}, "case"),
        ({"status": ""}, "status"),
        ({"source": ""}, "source"),
        ({"supersedes": "p-9"}, "supersedes"),
        ({"grade": "certain"}, "grade"),
        ({"note_ar": "س" * 301}, "note_ar"),
        ({"name_ar": "اسم"}, "name_ar"),
        ({"key": "p-1"}, "key"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(row, column):
    assert where(cases(PERSON, {**CLAIM, **row})) == [(3, column)]
    assert nothing_is_written()


def test_a_death_without_a_date_is_no_fault():
    assert cases(PERSON, {**CLAIM, "status": "reported_killed", "date": ""}) == []


def test_a_claim_of_another_case_is_not_replaced():
    other = {**PERSON, "key": "p-2"}
    wrong = {**CLAIM, "key": "c-2", "case": "p-2", "supersedes": "c-1"}
    assert where(cases(PERSON, other, CLAIM, wrong)) == [(5, "supersedes")]


def test_a_claim_above_its_case_is_told_where_to_stand():
    (problem,) = cases(CLAIM, PERSON)
    assert (problem.row, problem.column) == (2, "case")
    assert "3" in problem.message


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"figure": "60"}, "figure"),
        ({"figure": ""}, "figure"),
        ({"figure": "some dozens"}, "figure"),
        ({"wording_ar": "كلمات"}, "wording_ar"),
        ({"count_of": ""}, "count_of"),
        ({"count_of": "sad"}, "count_of"),
        ({"as_of": "2199-01-01"}, "as_of"),
        ({"source": ""}, "source"),
        ({"case": "p-1"}, "case"),
    ],
)
def test_a_count_that_cannot_be_is_refused(row, column):
    assert where(cases(GROUP, PERSON, {**COUNT, **row})) == [(4, column)]
    assert nothing_is_written()


def test_fates_that_are_together_above_the_size_are_refused_at_the_last_of_them():
    held = {**COUNT, "key": "n-2", "count_of": "held", "figure": "14"}
    assert where(cases(GROUP, COUNT, held)) == [(4, "figure")]
    assert nothing_is_written()


def test_a_count_of_something_else_does_not_replace_a_claim():
    assert where(cases(GROUP, COUNT, {**CLAIM, "case": "g-1", "supersedes": "n-1"})) == [(4, "supersedes")]


def test_an_identification_without_a_name_is_refused():
    assert where(cases(PERSON, {**WHO, "name_ar": ""})) == [(3, "name_ar")]


def test_more_people_by_name_than_the_group_has_are_refused_at_any_depth():
    inner = {**GROUP, "key": "g-2", "size": "", "member_of": "g-1"}
    people = [{**PERSON, "key": f"p-{number}", "member_of": "g-2"} for number in (1, 2)]
    assert where(cases({**GROUP, "size": "1"}, inner, *people)) == [(5, "member_of")]
    assert nothing_is_written()


def test_a_smaller_group_that_is_larger_is_refused():
    assert where(cases(GROUP, {**GROUP, "key": "g-2", "size": "60", "member_of": "g-1"})) == [
        (3, "member_of")
    ]


def test_a_person_has_no_members():
    assert where(cases(PERSON, {**PERSON, "key": "p-2", "member_of": "p-1"})) == [(3, "member_of")]


def test_a_circle_of_groups_is_named_in_each_of_its_rows():
    first, second = (
        {**GROUP, "member_of": "g-2"},
        {**GROUP, "key": "g-2", "member_of": "g-1"},
    )
    problems = cases(first, second)
    assert where(problems) == [(2, "member_of"), (3, "member_of")]
    assert len({problem.message for problem in problems}) == 1


def test_what_hangs_on_a_refused_case_brings_no_error_of_its_own():
    rows = [
        {**GROUP, "place": "nowhere"},
        {**PERSON, "member_of": "g-1", "same_event_as": "g-1"},
        COUNT,
        CLAIM,
        {**CLAIM, "key": "c-2", "supersedes": "c-1"},
        WHO,
    ]
    assert where(cases(*rows)) == [(2, "place")]
    assert nothing_is_written()


def test_every_error_of_a_row_is_told_at_once():
    bad = {
        **PERSON,
        "place": "nowhere",
        "age": "old",
        "show_name": "yes",
        "date": "2199-01-01",
        "basis": "known",
    }
    assert {column for _row, column in where(cases(bad))} == {
        "place", "age", "name_decision_reason", "date", "basis_note",
    }  # fmt: skip


def test_what_a_draft_still_lacks_is_no_error():
    assert cases({**PERSON, "called_ar": "", "status": "", "source": ""}) == []
    assert len(Case.objects.get().problems()) == 2


def test_a_key_that_was_imported_before_is_refused():
    assert cases(PERSON) == []
    assert where(cases({**PERSON, "name_ar": "اسم آخر مخترع"})) == [(2, "key")]


def test_a_dry_run_writes_nothing():
    assert cases(PERSON, GROUP, CLAIM, COUNT, WHO, dry_run=True) == []
    assert nothing_is_written()
