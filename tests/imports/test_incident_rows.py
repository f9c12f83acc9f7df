"""Rows of incidents: what they make, and what is refused by row and column."""

import pytest
from django.utils import timezone

from incidents.models import Campaign, Incident, IncidentClaim, Victim
from records.models import Contribution, ImportBatch, Person, Record
from tests.support import factories as make
from tests.support.imports import CLAIM, INCIDENT, incidents, reference, where

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names() -> None:
    reference()


def test_a_row_makes_a_draft_of_the_account_that_imports():
    assert incidents(INCIDENT, name="week.csv") == []
    incident = Incident.objects.get()
    assert (incident.state, incident.created_by, incident.import_key) == ("draft", make.alice(), "t-1")
    assert (incident.batch.file_name, incident.batch.rows, incident.batch.kind) == (
        "week.csv",
        1,
        "incidents",
    )
    assert [(c.user, c.how) for c in Contribution.objects.all()] == [(make.alice(), "import")]
    line = incident.lines.get()
    assert (line.outcome, line.civil_status, line.best) == ("killed", "combatant", 39)
    assert line.subsets.get().best == 8
    assert incident.problems() == []


def test_a_source_on_the_incident_row_makes_a_claim_of_its_figures():
    incidents({**INCIDENT, "quotation": "اقتباس مخترع", "show_quotation": "نعم"})
    claim = IncidentClaim.objects.get()
    assert (claim.quotation, claim.show_quotation, claim.show_source) == ("اقتباس مخترع", True, False)
    assert [(f.best, f.label and f.label.key) for f in claim.figures.all()] == [(39, None), (8, "officers")]


def test_claims_of_one_event_stand_beside_each_other_and_supersede():
    newer = {**CLAIM, "key": "c-2", "killed": "regime_forces=37", "supersedes": "c-1"}
    assert incidents(INCIDENT, CLAIM, newer) == []
    assert Incident.objects.count() == 1
    older = IncidentClaim.objects.get(figures__best=30)
    assert IncidentClaim.objects.get(figures__best=37).supersedes == older


def test_arabic_digits_names_and_words_are_read():
    row = {
        **INCIDENT, "key": "ت-١", "start": "٣٠/١٢/٢٠٢٠", "place": "هجين", "area": "مناطق النظام", "type": "كمين",
        "killed": "قوات النظام: نحو ٣٩ [ضباط: ٨]", "events": "٢", "record": "حادثة",
    }  # fmt: skip
    assert incidents(row) == []
    incident = Incident.objects.get()
    assert (str(incident.start), incident.place.key, incident.type) == ("2020-12-30", "hajin", "ambush")
    assert (incident.events, incident.lines.get().figure.in_language("ar")) == (2, "نحو 39")


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("place", "hajjin", "hajin"),
        ("place", "هجن", "hajin"),
        ("perpetrators", "regime_force", "regime_forces"),
        ("source", "monitor_aa", "monitor_a"),
        ("area", "regme", "regime"),
        ("killed", "regime_forces=39 [oficers=8]", "officers"),
        ("killed", "nobody_known=3", "nobody_known"),
        ("killed", "regime_forces=39 [officers=40]", "40"),
        ("killed", "regime_forces=28-25", "25"),
        ("killed", "regime_forces", "regime_forces"),
        ("wounded", "=HYPERLINK(1)", ""),
        ("headline_ar", "=1+1", ""),
        ("headline_ar", "@SUM(1)", ""),
        ("headline_ar", "+cmd|' /C calc'!A0", ""),
        ("headline_ar", "-2+3+cmd", ""),
        ("description_ar", "\tقصة", ""),
        ("headline_ar", "", ""),
        ("start", "2020-02-30", "التقويم"),
        ("start", "last month", ""),
        ("start", "2199-01-01", ""),
        ("end", "2020-12-29", ""),
        ("precision", "roughly", "month"),
        ("type", "party", "ambush"),
        ("type", "", ""),
        ("events", "0", ""),
        ("events", "many", ""),
        ("governorate", "raqqa", "هجين"),
        ("governorate", "hajin", "هجين"),
        ("show_source", "perhaps", ""),
        ("url", "javascript:alert(1)", ""),
        ("counted_on", "2020-12-31", ""),
        ("same_event_as", "t-1", ""),
        ("victims", "اسم مخترع | | killed | female | king", "role"),
        ("victims", "| | killed", "name_ar"),
        ("headline_ar", "ط" * 251, "250"),
    ],
)
def test_it_refuses_by_row_and_column(column, cell, says):
    make.place("raqqa")
    problems = incidents({**INCIDENT, column: cell})
    assert len(problems) == 1, problems
    assert problems[0].row == 2
    assert problems[0].column in (column, {"precision": "start", "counted_on": "counted_reason"}.get(column))
    assert says in problems[0].message
    assert not ImportBatch.objects.exists()
    assert not Record.objects.exists()


@pytest.mark.parametrize("cell", ["+963 11 555 0100", "-5", "(+1) 555", "– شرطة طويلة", "a=b", "قال: =1"])
def test_what_only_looks_like_a_formula_stays_text(cell):
    assert incidents({**INCIDENT, "locator": cell}) == []
    assert IncidentClaim.objects.get().locator == cell


def test_every_error_of_every_row_is_collected():
    bad = {**INCIDENT, "key": "t-2", "place": "nowhere", "type": "party", "start": "never"}
    assert where(incidents(INCIDENT, bad, {**INCIDENT, "key": "t-3", "area": "nobody"})) == [
        (3, "start"),
        (3, "place"),
        (3, "type"),
        (4, "area"),
    ]


def test_a_claim_of_a_refused_incident_brings_no_error_of_its_own():
    newer = {**CLAIM, "key": "c-2", "supersedes": "c-1"}
    assert where(incidents({**INCIDENT, "place": "nowhere"}, CLAIM, newer)) == [(2, "place")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"same_event_as": "t-9"}, "same_event_as"),
        ({"same_event_as": "c-1"}, "same_event_as"),
        ({"same_event_as": ""}, "same_event_as"),
        ({"supersedes": "t-9"}, "supersedes"),
        ({"source": ""}, "source"),
        ({"headline_ar": "لا مكان له"}, "headline_ar"),
        ({"key": "t-1"}, "key"),
    ],
)
def test_a_claim_that_hangs_in_the_air_is_refused(row, column):
    assert (3, column) in where(incidents(INCIDENT, {**CLAIM, **row}))


def test_a_claim_above_its_incident_is_told_where_to_stand():
    (problem,) = incidents(CLAIM, INCIDENT)
    assert (problem.row, problem.column) == (2, "same_event_as")
    assert "3" in problem.message


def test_a_campaign_has_no_toll():
    campaign = {**INCIDENT, "record": "campaign", "key": "k-1", "description_ar": "تأمين الطريق"}
    assert where(incidents(campaign)) == [(2, "killed")]
    assert incidents({**campaign, "killed": ""}, {**INCIDENT, "campaign": "k-1"}) == []
    made = Campaign.objects.get()
    assert (made.aim_ar, made.end, [party.key for party in made.participants.all()]) == (
        "تأمين الطريق",
        None,
        ["is"],
    )
    assert Incident.objects.get().part_of == made


def test_names_are_withheld_unless_the_file_says_yes():
    victims = [
        "سالم المخترع | Salem | abducted | male | official | no",
        "سالم المخترع | Salem | killed | male | official | yes",
        "ليلى المخترعة | | killed | female | notable | yes",
    ]
    assert incidents({**INCIDENT, "victims": "; ".join(victims)}) == []
    withheld, released = Person.objects.order_by("pk")
    assert (withheld.name_decision, released.name_decision) == ("withheld", "released")
    assert withheld.decision_reason and released.decision_reason
    assert Victim.objects.filter(person=withheld).count() == 2


def test_a_place_that_only_the_governorate_names_is_known_to_the_governorate():
    assert incidents({**INCIDENT, "place": "", "governorate": "SY09"}) == []
    incident = Incident.objects.get()
    assert (incident.place.key, incident.place_precision) == ("deir_ez_zor", "governorate")


def test_the_same_file_is_refused_while_its_records_are_there():
    assert incidents(INCIDENT) == []
    (problem,) = incidents(INCIDENT, name="renamed.csv")
    assert problem.row == 0
    assert str(timezone.localdate().year) in problem.message
    assert Incident.objects.count() == 1


def test_a_key_that_was_imported_before_is_refused():
    assert incidents(INCIDENT) == []
    assert where(incidents({**INCIDENT, "headline_ar": "عنوان آخر"})) == [(2, "key")]


def test_what_a_draft_still_lacks_is_no_error():
    assert incidents({**INCIDENT, "killed": "", "source": ""}) == []
    assert len(Incident.objects.get().problems()) == 2


def test_a_dry_run_checks_all_and_writes_nothing():
    assert incidents(INCIDENT, CLAIM, dry_run=True) == []
    assert not Record.objects.exists()
    assert not ImportBatch.objects.exists()
