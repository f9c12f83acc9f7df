"""The sample files carry every row and every figure of the published reports, through the imports that staff use."""

import pytest
from django.db.models import Q

from incidents.models import Campaign, Incident, Tally, TallyClaim, Victim
from records.models import Contribution, Person, Record, StaffText
from terms.figures import Figure, parse_figure

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("sample")]

#: Month 78, figure by figure: the key of the tally, its figure, the tally that it is a part of.
MONTH_78 = [
    ("m78-regime-killed", "153", None),
    ("m78-regime-killed-ambushes", "70", "m78-regime-killed"),
    ("m78-ambushes", "5", None),
    ("m78-is-killed", "81", None),
    ("m78-air-strikes", "more than 1100", None),
    ("m78-operations", "more than 51", None),
    ("m78-sdf-killed", "34", None),
    ("m78-sdf-killed-civilians", "16", "m78-sdf-killed"),
    ("m78-sdf-killed-forces", "18", "m78-sdf-killed"),
    ("m78-sdf-killed-officials", "2", "m78-sdf-killed"),
    ("m78-sdf-killed-notable", "1", "m78-sdf-killed"),
    ("m78-sdf-wounded", "at least 23", None),
    ("m78-abducted", "آلاف", None),
    ("m78-abducted-kobani-afrin", "مئات", None),
]
#: Month 14, the same.
MONTH_14 = [
    ("m14-killed", "91", None),
    ("m14-civilians", "32", "m14-killed"),
    ("m14-women", "2", "m14-civilians"),
    ("m14-is", "39", "m14-killed"),
    ("m14-factions", "11", "m14-killed"),
    ("m14-regime", "at least 9", "m14-killed"),
    ("m14-since-killed", "3156", None),
    ("m14-since-civilians", "1841", "m14-since-killed"),
    ("m14-since-children", "76", "m14-since-civilians"),
    ("m14-since-women", "95", "m14-since-civilians"),
    ("m14-since-shaitat", "more than 930", "m14-since-civilians"),
    ("m14-since-kurdish", "223", "m14-since-civilians"),
    ("m14-since-factions", "236", "m14-since-killed"),
    ("m14-since-is", "182", "m14-since-killed"),
    ("m14-since-regime", "897", "m14-since-killed"),
]
#: The figures of each incident's own lines.
INCIDENTS = {
    "inc-027": [("killed", "39"), ("wounded", "12")],
    "inc-031": [("killed", "12"), ("killed", "3"), ("wounded", "15")],
    "inc-033": [("killed", "7"), ("wounded", "unknown")],
    "inc-035": [("killed", "2"), ("abducted", "2")],
    "inc-036": [("killed", "1")],
}


@pytest.mark.parametrize(("key", "figure", "parent"), [*MONTH_78, *MONTH_14])
def test_every_figure_of_the_reports_is_a_tally(key, figure, parent):
    tally = Tally.objects.get(import_key=key)
    assert tally.figure == parse_figure(figure)
    assert (tally.parent and tally.parent.import_key) == parent


def test_there_is_no_tally_besides():
    assert set(Tally.objects.values_list("import_key", flat=True)) == {
        key for key, *_ in [*MONTH_78, *MONTH_14]
    }


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("m78-sdf-killed", [16, 18]),
        ("m14-killed", [9, 11, 32, 39]),
        ("m14-since-killed", [182, 236, 897, 1841]),
    ],
)
def test_the_parts_that_share_out_a_total_close_it(whole, parts):
    tally = Tally.objects.get(import_key=whole)
    sharing = tally.parts.filter(label=None).filter(Q(type="") | Q(type=tally.type))
    assert sorted(sharing.values_list("best", flat=True)) == parts
    assert sum(parts) == tally.best


def test_the_headlines_stay_beside_the_figures_of_the_text():
    assert {
        (claim.tally.import_key, claim.figure) for claim in TallyClaim.objects.exclude(qualifier="exact")
    } >= {
        ("m78-regime-killed", Figure.about(155)),
        ("m78-operations", Figure.more_than(50)),
        ("m78-operations", Figure.more_than(51)),
    }


@pytest.mark.parametrize("key", INCIDENTS)
def test_an_incident_has_its_own_lines(key):
    lines = Incident.objects.get(import_key=key).lines.order_by("position")
    assert [(line.outcome, line.figure) for line in lines] == [
        (outcome, parse_figure(figure)) for outcome, figure in INCIDENTS[key]
    ]


def test_competing_tolls_are_claims_of_one_incident():
    incident = Incident.objects.get(import_key="inc-027")
    killed = {
        figure.best
        for claim in incident.claims.all()
        for figure in claim.figures.filter(label=None, outcome="killed")
    }
    assert killed == {25, 30, 37, 39}
    first = incident.claims.get(figures__best=30)
    second = incident.claims.get(figures__best=37)
    assert (second.supersedes, first.supersedes) == (first, None)
    assert incident.claims.filter(figures__outcome="wounded", figures__best=12).exists(), (
        "the wounded survive the third toll"
    )
    assert Incident.objects.count() == len(INCIDENTS)


def test_the_campaign_has_a_start_and_no_end():
    campaign = Campaign.objects.get(import_key="inc-034")
    assert (str(campaign.start), campaign.end) == ("2021-01-16", None)
    assert campaign.participants.count() == 4


def test_only_the_name_that_the_report_printed_is_released():
    victims = Person.objects.exclude(mentions=None)
    (released,) = victims.filter(name_decision="released").distinct()
    assert released.decision_reason
    assert set(victims.exclude(pk=released.pk).values_list("name_decision", flat=True)) == {"withheld"}
    assert not Victim.objects.exclude(person=released).filter(Q(show_name=True) | Q(show_role=True)).exists()


def test_different_people_import_adopt_verify_and_release():
    for record in Record.objects.exclude(kind="report"):
        verified = record.verified_round
        assert (verified.submitted_by.username, verified.decided_by.username) == ("clerk", "verifier")
        assert record.live_release.released_by.username == "editor"
        assert "verifier" not in record.contributions.values_list("user__username", flat=True)
    imported = Contribution.objects.exclude(record__batch=None)
    assert set(imported.values_list("how", "user__username")) == {
        ("import", "clerk"),
        ("adopt", "editor"),
    }


def test_the_one_record_that_no_file_brought_is_the_text_that_the_clerk_wrote():
    text = StaffText.objects.get()
    assert list(Record.objects.filter(batch=None).exclude(kind="report")) == [text.record_ptr]
    assert list(text.contributions.values_list("how", "user__username")) == [("edit", "clerk")]


def test_only_proposed_tallies_are_adopted_and_words_are_not():
    assert set(Tally.objects.filter(adopted=False).values_list("import_key", flat=True)) == {
        "m78-abducted",
        "m78-abducted-kobani-afrin",
    }
    assert not Tally.objects.filter(adopted=True, adoption_reason_ar="").exists()
