"""What keeps a record from being submitted."""

from datetime import date

import pytest
from django.utils.translation import override

from incidents.models import Victim
from terms.figures import parse_figure
from tests.entry.conftest import arabic
from tests.support import factories

pytestmark = pytest.mark.django_db


def said(record):
    with override("ar"):
        return " ".join(record.problems())


def test_a_whole_record_has_no_problems():
    assert factories.make_incident(subsets={"officers": "8"}).problems() == []
    assert factories.make_tally().problems() == []
    assert factories.make_campaign().problems() == []


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"area": None}, "Choose the area of control as it was on"),
        ({"place": None}, "Choose the place, or say that it is unknown"),
        ({"killed": None}, "Add a casualty line. If nobody was harmed,"),
        ({"claim": None}, "Give the source: who said so. Without one,"),
        (
            {"perpetrators": [], "perpetrator_certainty": "known"},
            "The attribution is “%(certainty)s”, but no perpetrator is named.",
        ),
        ({"killed": "7", "subsets": {"officers": "8"}}, "“%(label)s” (%(part)s) is above its total"),
    ],
)
def test_each_gap_of_an_incident_is_named(made, sentence):
    assert arabic(sentence) in said(factories.make_incident(**made))


def test_a_place_that_is_said_to_be_unknown_is_no_gap():
    assert factories.make_incident(place=None, place_precision="unknown").problems() == []


def test_nobody_harmed_is_said_with_a_line_of_none():
    assert factories.make_incident(killed="0").problems() == []


def test_named_victims_are_at_most_the_highest_figure():
    incident = factories.make_incident(killed="1")
    for name in ("الأول", "الثاني"):
        Victim.objects.create(incident=incident, person=factories.person(name), outcome="killed")
    assert arabic("%(outcome)s: %(count)d named, but the") in said(incident)
    line = incident.lines.get()
    line.figure = parse_figure("at least 1")
    line.save()
    assert incident.problems() == []


def test_men_women_and_children_share_out_a_line_and_officers_do_not():
    factories.label("men", kind="sex_age", name_ar="رجال")
    assert arabic("Men, women and children together (%(part)s)") in said(
        factories.make_incident(killed="10", subsets={"men": "6", "women": "5"})
    )
    assert factories.make_incident(killed="10", subsets={"officers": "6", "women": "5"}).problems() == []


def test_a_part_of_a_tally_is_not_above_it():
    whole = factories.make_tally(figure="100")
    part = factories.make_tally(figure="101", parent=whole, relation="of_which")
    assert arabic("This part (%(part)s) is above the tally it") in said(part)


def test_parts_of_a_tally_together_are_not_above_it():
    whole = factories.make_tally(figure="34")
    factories.make_tally(figure="16", parent=whole, relation="of_which", civil_status="civilian")
    part = factories.make_tally(figure="19", parent=whole, relation="of_which", civil_status="combatant")
    assert arabic("The parts of the tally “%(tally)s” add up") in said(part) and arabic(
        "The parts of the tally “%(tally)s” add up"
    ) in said(whole)
    part.figure = parse_figure("18")
    part.save()
    assert part.problems() == [] and whole.problems() == []


def test_parts_with_a_label_overlap_and_are_not_added():
    whole = factories.make_tally(figure="34")
    factories.make_tally(figure="30", parent=whole, relation="of_which")
    factories.make_tally(figure="20", parent=whole, relation="of_which", label=factories.label())
    assert whole.problems() == []


def test_a_campaign_names_who_and_where():
    campaign = factories.make_campaign(area=None)
    campaign.participants.clear()
    assert arabic("Name at least one participant.") in said(campaign) and arabic(
        "Say where: an area of control, or places."
    ) in said(campaign)


def test_a_tally_of_a_period_that_goes_on_waits():
    tally = factories.make_tally(period_end=date(2190, 1, 1))
    assert arabic("The tally's period is not over yet.") in said(tally)
