"""Rows of the abducted: what each kind makes, and what is refused by row and column, nothing half-written."""

from datetime import date

import pytest

from abductees.imports import CaseResource
from abductees.models import Case, CaseClaim, CaseCount, Identification, Membership
from records.models import Contribution, ImportBatch, Person, Record
from tests.support import factories as make
from tests.support.imports import csv_of, incidents, reference, run, where

pytestmark = pytest.mark.django_db

PERSON = {
    "record": "person",
    "key": "p-1",
    "name_ar": "سالم المخترع",
    "name_en": "Salem Invented",
    "called_ar": "سائق",
    "role": "civilian",
    "date": "2014-03-10",
    "place": "hajin",
    "holders": "is",
    "holder_certainty": "suspected",
    "status": "abducted",
    "source": "monitor_a",
}
GROUP = {
    "record": "group",
    "key": "g-1",
    "headline_ar": "مجموعة مخترعة",
    "size": "59",
    "date": "2014-03-10",
    "place": "hajin",
    "status": "abducted",
    "source": "monitor_a",
}
CLAIM = {"record": "claim", "key": "c-1", "case": "p-1", "status": "released", "date": "2015-01-02",
         "source": "monitor_a"}  # fmt: skip
COUNT = {
    "record": "count",
    "key": "n-1",
    "case": "g-1",
    "count_of": "freed",
    "figure": "46",
    "source": "monitor_a",
}
WHO = {"record": "identification", "key": "i-1", "case": "p-1", "name_ar": "اسم محتمل", "source": "monitor_a"}


@pytest.fixture(autouse=True)
def _names() -> None:
    reference()


def cases(*rows, **options):
    return run(CaseResource, csv_of(*rows), **options)


def nothing_is_written() -> bool:
    return not any(
        model.objects.exists() for model in (Record, Person, ImportBatch, Contribution, CaseClaim, CaseCount)
    )


# A person ----------------------------------------------------------------------------------------------------


def test_a_person_row_makes_a_draft_case_with_a_person_and_a_first_claim():
    assert cases(PERSON) == []
    case = Case.objects.get()
    assert (case.state, case.created_by, case.import_key, case.batch.kind) == (
        "draft",
        make.alice(),
        "p-1",
        "cases",
    )
    assert [(row.user, row.how) for row in case.contributions.all()] == [(make.alice(), "import")]
    assert (case.title_ar, case.title_en, case.best) == ("سالم المخترع", "Salem Invented", 1)
    assert (case.precision, case.earliest, case.latest) == ("day", date(2014, 3, 10), date(2014, 3, 10))
    claim = case.claims.get()
    assert (claim.status, claim.grade, claim.earliest) == ("abducted", "reported", date(2014, 3, 10))
    assert (claim.place.key, [party.key for party in claim.holders.all()]) == ("hajin", ["is"])
    assert case.problems() == []


def test_the_names_are_kept_by_kind_and_letters():
    row = {**PERSON, "name_variants": "سالم مخترَع; Salim Invented", "kunya": "أبو خيال"}
    assert cases(row) == []
    names = {(name.text, name.script, name.kind) for name in Person.objects.get().names.all()}
    assert names == {
        ("سالم المخترع", "ar", "main"),
        ("Salem Invented", "en", "main"),
        ("سالم مخترَع", "ar", "variant"),
        ("Salim Invented", "en", "variant"),
        ("أبو خيال", "ar", "kunya"),
    }
    assert "خيال" in Person.objects.get().search


def test_a_person_whose_name_nobody_gave_is_called_something():
    assert cases({**PERSON, "name_ar": "", "name_en": ""}) == []
    case = Case.objects.get()
    assert (case.title_ar, case.person.names.count()) == ("سائق", 0)


def test_a_name_is_withheld_unless_the_row_shows_it_and_says_who_agreed():
    shown = {"show_name": "yes", "name_decision_reason": "وافقت الأم"}
    assert cases(PERSON, {**PERSON, "key": "p-2", "name_ar": "ليلى المخترعة", **shown}) == []
    withheld, released = Person.objects.order_by("pk")
    assert (withheld.name_decision, released.name_decision) == ("withheld", "released")
    assert withheld.decision_reason
    assert (released.decision_reason, [case.show_name for case in Case.objects.order_by("pk")]) == (
        "وافقت الأم",
        [False, True],
    )


def test_what_may_be_shown_is_read():
    row = {
        **PERSON, "sex": "male", "place_limit": "none", "searchable": "no", "show_details": "yes", "basis": "risk",
        "basis_note": "وُزن الخطر", "basis_on": "2020-01-01", "nationality": "سوريا; MR", "age": "20-30",
        "origins": "hajin",
    }  # fmt: skip
    assert cases(row) == []
    case = Case.objects.get()
    assert (case.person.sex, case.person.place_limit, case.person.is_searchable) == ("male", "none", False)
    assert (case.basis, case.basis_by, case.basis_note) == ("risk", "alice", "وُزن الخطر")
    assert (case.nationality, case.second_nationality) == ("SY", "MR")
    assert (case.age_low, case.age_high) == (20, 30)
    assert [place.key for place in case.origins.all()] == ["hajin"]


def test_someone_may_be_found_unless_the_row_says_no():
    assert cases({**PERSON, "age": "27"}) == []
    assert Person.objects.get().is_searchable
    assert (Case.objects.get().age_low, Case.objects.get().age_high) == (27, 27)


def test_a_status_on_the_own_row_that_is_no_beginning_has_no_date_of_its_own():
    assert cases({**PERSON, "status": "fate_unknown"}) == []
    claim = CaseClaim.objects.get()
    assert (claim.precision, claim.earliest, claim.place) == ("unknown", None, None)


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ({"date": "", "precision": "month", "earliest": "2014-03-01"}, ("month", "2014-03-01", "2014-03-31")),
        ({"precision": "year", "date": "2014-01-01"}, ("year", "2014-01-01", "2014-12-31")),
        ({"date": "", "earliest": "2013-01-01", "latest": "2014-12-31"}, ("unknown", "2013-01-01", "2014-12-31")),
        ({"date": ""}, ("unknown", "None", "None")),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_is_known(row, known):
    assert cases({**PERSON, **row}) == []
    case = Case.objects.get()
    assert (case.precision, str(case.earliest), str(case.latest)) == known


# Someone who is a victim as well -----------------------------------------------------------------------------

INCIDENT = {
    "record": "incident", "key": "t-1", "start": "2014-03-10", "place": "hajin", "area": "regime", "type": "abduction",
    "headline_ar": "حادثة مخترعة", "killed": "civilians=1", "source": "monitor_a",
    "victims": "| Salem Invented | killed | male | official | no",
}  # fmt: skip


def test_someone_whom_the_incident_names_is_one_person_in_both():
    assert incidents(INCIDENT) == []
    row = {
        **PERSON,
        "of_incident": "t-1",
        "name_decision_reason": "بلا موافقة",
        "name_variants": "سالم مخترع",
    }
    assert cases(row) == []
    case = Case.objects.get()
    assert case.of_incident.import_key == "t-1"
    assert (case.person, case.person.names.count()) == (Person.objects.get(), 3)
    assert (case.title_ar, case.title_en) == ("سالم المخترع", "Salem Invented")
    assert "بلا موافقة" in case.person.decision_reason


def test_an_incident_is_found_by_its_public_id_and_another_name_is_another_person():
    assert incidents(INCIDENT) == []
    public_id = Record.objects.get().public_id
    assert cases({**PERSON, "name_en": "Somebody Else", "of_incident": public_id}) == []
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    "cell",
    [
        {"show_name": "yes", "name_decision_reason": "وافقت الأم"},
        {"place_limit": "none"},
        {"searchable": "no"},
        {"sex": "female"},
    ],
)
def test_an_import_decides_nothing_anew_about_someone_in_another_record(cell):
    assert incidents(INCIDENT) == []
    assert where(cases({**PERSON, "of_incident": "t-1", **cell})) == [(2, next(iter(cell)))]
    assert Person.objects.get().name_decision == "withheld"


# What sources say --------------------------------------------------------------------------------------------


def test_contradicting_claims_stand_side_by_side_and_the_present_follows():
    dead = {**CLAIM, "key": "c-2", "status": "reported_killed", "date": "", "precision": "year",
            "earliest": "2015-01-01", "place": "hajin", "holders": "is", "note_ar": "بحسب شاهد مخترع"}  # fmt: skip
    assert cases(PERSON, {**CLAIM, "grade": "corroborated"}, dead) == []
    case = Case.objects.get()
    assert sorted(case.claims.values_list("status", flat=True)) == ["abducted", "released", "reported_killed"]
    assert (case.present_status, case.is_closed, case.last_news) == ("released", True, date(2015, 12, 31))
    said = case.claims.get(status="reported_killed")
    assert (said.place.key, [party.key for party in said.holders.all()]) == ("hajin", ["is"])
    assert (said.note_ar, said.precision) == ("بحسب شاهد مخترع", "year")


def test_a_claim_replaces_an_older_one_of_the_same_case():
    newer = {**CLAIM, "key": "c-2", "status": "escaped", "supersedes": "c-1"}
    assert cases(PERSON, CLAIM, newer) == []
    assert CaseClaim.objects.get(status="escaped").supersedes == CaseClaim.objects.get(status="released")


def test_an_identification_is_a_claim_that_names_nobody():
    assert cases(PERSON, WHO) == []
    identification = Identification.objects.get()
    assert (identification.name_ar, identification.show_name) == ("اسم محتمل", False)
    assert not identification.case.person.names.filter(text="اسم محتمل").exists()


# Groups ------------------------------------------------------------------------------------------------------


def test_a_group_has_a_size_counts_and_members_that_nest():
    inner = {**GROUP, "key": "g-2", "size": "about 20", "member_of": "g-1"}
    held = {**COUNT, "key": "n-2", "count_of": "held", "figure": "13", "as_of": "2014-04-01"}
    assert cases(GROUP, inner, {**PERSON, "member_of": "g-2; g-1"}, COUNT, held) == []
    outer, group, person = Case.objects.order_by("pk")
    assert (outer.figure.in_language("ar"), group.figure.in_language("ar")) == ("59", "نحو 20")
    assert {(row.group, row.member) for row in Membership.objects.all()} == {
        (outer, group),
        (group, person),
        (outer, person),
    }
    assert sorted(outer.counts.values_list("of", "best")) == [("freed", 46), ("held", 13)]
    assert outer.person is None


def test_a_size_may_be_words_or_unknown():
    words = {**GROUP, "size": "آلاف", "wording_ar": "آلاف المختطفين", "wording_en": "thousands"}
    assert cases(words, {**GROUP, "key": "g-2", "size": ""}) == []
    first, second = Case.objects.order_by("pk")
    assert (first.qualifier, first.wording_ar, second.qualifier) == ("wording", "آلاف المختطفين", "unknown")


def test_counts_are_held_against_the_size_once_all_of_them_are_read():
    all_held = {**COUNT, "key": "n-0", "count_of": "held", "figure": "59", "as_of": "2014-03-11"}
    rest_held = {**COUNT, "key": "n-2", "count_of": "held", "figure": "13", "as_of": "2014-04-01"}
    assert cases(GROUP, all_held, COUNT, rest_held) == []


def test_a_group_of_an_earlier_import_takes_a_member_as_a_change_of_its_own():
    assert cases(GROUP) == []
    before = Case.objects.get().revision
    assert cases({**PERSON, "member_of": "g-1", "same_event_as": "g-1"}) == []
    group = Case.objects.get(import_key="g-1")
    assert (group.members.get().member.import_key, group.revision) == ("p-1", before + 1)
    assert [row.how for row in group.contributions.order_by("pk")] == ["import", "edit"]


def test_a_group_in_review_takes_no_member():
    assert cases(GROUP) == []
    make.advance(Case.objects.get(), "submitted")
    assert where(cases({**PERSON, "member_of": "g-1"})) == [(2, "member_of")]
    assert not Membership.objects.exists()


def test_those_taken_together_name_the_first_of_them():
    second = {**PERSON, "key": "p-2", "same_event_as": "p-1"}
    third = {**PERSON, "key": "p-3", "same_event_as": "p-2"}
    assert cases(PERSON, second, third) == []
    first = Case.objects.get(import_key="p-1")
    assert {case.same_event_as for case in Case.objects.exclude(pk=first.pk)} == {first}


# Refusals ----------------------------------------------------------------------------------------------------


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
