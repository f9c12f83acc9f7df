"""The sample of the abducted: every case of the reports stands with its sources, and says no more than it may."""

import pytest

from abductees.models import Case, CaseClaim, Identification
from abductees.timeline import counts_of, present_of
from incidents.models import Incident
from records.models import Person
from terms.figures import Figure

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("sample")]

#: Key, headline for staff, size, present status.
CASES = [
    ("abd-001", "الأب باولو داولوليو", Figure.exact(1), "fate_unknown"),
    ("abd-002", "المطران يوحنا ابراهيم", Figure.exact(1), "fate_unknown"),
    ("abd-003", "المطران بولس يازجي", Figure.exact(1), "fate_unknown"),
    ("abd-004", "سائق المطرانين", Figure.exact(1), "reported_killed"),
    ("abd-005", "عبدالله الخليل", Figure.exact(1), "fate_unknown"),
    ("abd-006", "رجل اختُطف مع محامٍ في الرقة", Figure.exact(1), "abducted"),
    ("abd-007", "صحفي بريطاني", Figure.exact(1), "fate_unknown"),
    ("abd-009", "إسحق مختار", Figure.exact(1), "fate_unknown"),
    ("abd-010", "سمير كساب", Figure.exact(1), "fate_unknown"),
    ("abd-011", "سائق سوري", Figure.exact(1), "missing"),
    ("abd-014", None, Figure.in_words("آلاف", "thousands"), "fate_unknown"),
    ("abd-015", None, Figure.in_words("مئات", "hundreds"), "fate_unknown"),
    ("abd-016", None, Figure.unknown(), "fate_unknown"),
    ("abd-017", None, Figure.unknown(), "fate_unknown"),
    ("abd-018", None, Figure.more_than(550), "fate_unknown"),
    ("abd-032", "هند لطيف الخضر", Figure.exact(1), "confirmed_killed"),
    ("abd-033", "سعدة فيصل الهرماس", Figure.exact(1), "confirmed_killed"),
    ("abd-034", None, Figure.exact(59), "abducted"),
]
NAMED = ["abd-001", "abd-002", "abd-003", "abd-005", "abd-009", "abd-010"]
NAMELESS = ["abd-004", "abd-006", "abd-007", "abd-011"]


def case(key: str) -> Case:
    return Case.objects.get(import_key=key)


@pytest.mark.parametrize(("key", "title", "size", "status"), CASES)
def test_every_case_is_there_reviewed_and_released(key, title, size, status):
    found = case(key)
    assert (found.figure, found.present_status, found.state) == (size, status, "released")
    assert title in (None, found.title_ar)
    assert found.problems() == []
    assert found.is_closed == (status == "confirmed_killed")


def test_there_is_no_case_besides():
    assert set(Case.objects.values_list("import_key", flat=True)) == {key for key, *_ in CASES}


def test_every_claim_has_a_source_and_no_death_is_confirmed_but_two():
    assert not Case.objects.filter(claims=None).exists()
    dead = CaseClaim.objects.filter(status__in=["confirmed_killed", "remains_identified"])
    assert set(dead.values_list("case__import_key", flat=True)) == {"abd-032", "abd-033"}


def test_contradicting_reports_stay_side_by_side():
    priest = case("abd-001")
    told = [claim["status"] for claim in priest.live_release.content["claims"]]
    assert {"reported_killed", "sighted", "fate_unknown"} <= set(told)
    assert not present_of(priest).is_closed
    assert priest.claims.get(status="reported_killed").latest is None, "no source gives a date"
    assert {claim.earliest.day for claim in priest.claims.filter(status="abducted", precision="day")} == {
        28,
        29,
    }


def test_one_event_has_several_abductees_with_different_outcomes():
    bishop = case("abd-002")
    assert {one.import_key for one in bishop.taken_with.all()} == {"abd-003", "abd-004"}
    assert {one.present_status for one in [bishop, *bishop.taken_with.all()]} == {
        "fate_unknown",
        "reported_killed",
    }
    assert {one.import_key for one in case("abd-009").taken_with.all()} == {"abd-010", "abd-011"}


def test_a_disputed_holder_is_three_claims_and_no_certainty():
    lawyer = case("abd-005")
    assert {party.key for claim in lawyer.claims.all() for party in claim.holders.all()} == {
        "unidentified_gunmen",
        "is",
        "regime_forces",
    }
    assert (lawyer.holders.count(), lawyer.holder_certainty) == (0, "unknown")


def test_groups_nest_and_carry_words_and_numbers():
    assert {row.member.import_key for row in case("abd-014").members.all()} == {
        "abd-001", "abd-002", "abd-003", "abd-005", "abd-007", "abd-009", "abd-010", "abd-015", "abd-016", "abd-017",
    }  # fmt: skip
    assert [row.member.import_key for row in case("abd-015").members.all()] == ["abd-018"]


def test_the_partial_release_leaves_nobody_unaccounted_for():
    group = case("abd-034")
    counts = counts_of(group)
    assert {str(of): figure.best for of, figure in counts.fates.items()} == {"freed": 46, "held": 13}
    assert counts.rest == Figure.exact(0)
    size = group.counts.get(of="size", best=59)
    assert size.supersedes == group.counts.get(of="size", best=19)


def test_the_two_women_are_the_victims_of_the_incident():
    incident = Incident.objects.get(import_key="inc-035")
    people = set(incident.victims.values_list("person", flat=True))
    assert {case("abd-032").person_id, case("abd-033").person_id} == people
    assert {case("abd-032").of_incident_id, case("abd-033").of_incident_id} == {incident.pk}


def test_names_are_public_only_where_they_were_released():
    shown = Case.objects.filter(show_name=True).exclude(import_key="abd-007")
    assert sorted(shown.values_list("import_key", flat=True)) == NAMED
    for one in Case.objects.exclude(person=None):
        assert one.person.decision_reason
        assert bool(one.person.names.all()) != (one.import_key in NAMELESS)
        assert one.person.name_is_public == one.show_name


@pytest.mark.parametrize("key", ["abd-032", "abd-033"])
def test_nothing_public_of_the_two_women_names_them(key):
    content = case(key).live_release.content
    for name in case(key).person.names.all():
        assert name.text not in str(content)
    assert {claim["url"] for claim in content["claims"]} == {""}, "an article names its subject"


def test_the_journalist_whom_the_report_does_not_name_is_identified_by_a_claim_alone():
    (who,) = Identification.objects.all()
    assert (who.case.import_key, who.grade, who.source.key) == ("abd-007", "reported", "documentation_team")
    content = case("abd-007").live_release.content
    assert content["title_ar"] == "صحفي بريطاني"
    assert content["person"]["names"] == []
    assert [one["name_ar"] for one in content["identifications"]] == ["جون كانتلي"]


def test_where_someone_was_held_is_public_to_the_governorate():
    (alive,) = [
        claim for claim in case("abd-001").live_release.content["claims"] if claim["status"] == "sighted"
    ]
    assert alive["place"]["key"] == "ar_raqqa"


def test_the_family_of_the_driver_kept_his_name_and_nobody_has_it():
    assert Person.objects.get(cases__import_key="abd-011").names.count() == 0
