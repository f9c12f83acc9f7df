"""Rows of the abducted: what each kind of row makes."""

from datetime import date

import pytest

from abductees.models import Case, CaseClaim, Identification, Membership
from records.models import Person, Record
from tests.support import factories as make
from tests.support.case_imports import CLAIM, COUNT, GROUP, PERSON, WHO, cases
from tests.support.imports import incidents, reference, where

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names() -> None:
    reference()


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
