"""A newer toll replaces the source's earlier one, figure by figure."""

from datetime import date

import pytest

from incidents.claims import shifted, standing_figures, with_figures
from incidents.models import Incident, IncidentClaim
from terms.figures import Figure
from tests.entry.conftest import arabic, posted
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(db):
    """37 killed and 12 wounded, by one source."""
    made = factories.make_incident(killed="37", claim=None)
    factories.add_line(made, "12", outcome="wounded", parties=[factories.party()])
    factories.add_claim(made, figures={"killed": "37", "wounded": "12"}, said_on=date(2020, 12, 30))
    return made


def url(incident):
    return f"/admin/incidents/incident/{incident.pk}/new-toll/"


def line(incident, outcome):
    return incident.lines.get(outcome=outcome)


def new_toll(client, incident, address="", **changes):
    given = {"source": factories.source().pk, "said_on": "31/12/2020"}
    return posted(client, address or url(incident), "", **{**given, **changes})


def killed(incident, number):
    return {f"line-{line(incident, 'killed').pk}-figure_number": number}


def standing(incident):
    return {(figure.outcome, figure.best) for figure in standing_figures(with_figures(incident))}


def test_the_wounded_of_an_earlier_toll_are_not_lost(clerk, incident):
    assert new_toll(clerk, incident, **killed(incident, "٣٩")).status_code == 302
    newer = incident.claims.latest("pk")
    assert (newer.supersedes, newer.figures.count()) == (incident.claims.earliest("pk"), 1)
    assert standing(incident) == {("killed", 39), ("wounded", 12)}
    assert line(incident, "killed").best == 37  # ours only when asked


def test_another_source_replaces_nothing(clerk, incident):
    new_toll(clerk, incident, source=factories.source("other").pk, **killed(incident, "25"))
    assert standing(incident) == {("killed", 37), ("killed", 25), ("wounded", 12)}


def test_a_toll_becomes_ours_in_the_same_step(clerk, incident):
    factories.label()
    changes = {
        **killed(incident, "39"),
        f"line-{line(incident, 'killed').pk}-of_which": "ضباط: 8",
        "use_as_ours": "on",
    }
    assert new_toll(clerk, incident, **changes).status_code == 302
    ours = line(incident, "killed")
    assert (ours.figure, ours.subsets.get().best, line(incident, "wounded").best) == (Figure.exact(39), 8, 12)
    before = incident.revision
    incident.refresh_from_db()
    assert (incident.revision, incident.contributions.count()) == (before + 1, 2)


def test_a_toll_may_speak_of_others(clerk, incident):
    changes = {"new-0-outcome": "killed", "new-0-civil_status": "civilian", "new-0-figure_number": "3"}
    assert new_toll(clerk, incident, use_as_ours="on", **changes).status_code == 302
    assert incident.lines.get(civil_status="civilian").best == 3


def test_a_wounded_man_who_dies_is_one_more_killed_and_one_fewer_wounded(clerk, incident):
    address = f"{url(incident)}?died={line(incident, 'wounded').pk}"
    assert new_toll(clerk, incident, address).status_code == 302
    assert (line(incident, "killed").best, line(incident, "wounded").best) == (38, 11)
    assert standing(incident) == {("killed", 38), ("wounded", 11)}


def test_one_who_dies_where_nobody_was_killed_is_the_first(clerk, incident):
    line(incident, "killed").delete()
    address = f"{url(incident)}?died={line(incident, 'wounded').pk}"
    assert new_toll(clerk, incident, address).status_code == 302
    assert (line(incident, "killed").figure, line(incident, "killed").parties.get()) == (
        Figure.exact(1),
        factories.party(),
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Write at least one figure of the new toll."),
        ({"source": ""}, "هذا الحقل مطلوب"),
        ({"new-0-figure_number": "3"}, "A casualty line needs an outcome: killed,"),
        ({"said_on": "غداً"}, "30/12/2020"),
    ],
)
def test_a_toll_that_says_nothing_is_refused(clerk, incident, changes, sentence):
    response = new_toll(clerk, incident, **changes)
    assert response.status_code == 200 and arabic(sentence) in response.content.decode()
    assert IncidentClaim.objects.count() == 1


def test_a_toll_below_a_part_that_our_line_keeps_does_not_become_ours(clerk):
    incident = factories.make_incident(killed="39", subsets={"officers": "8"})
    response = new_toll(clerk, incident, use_as_ours="on", **killed(incident, "5"))
    assert arabic("“%(label)s” (%(part)s) is above its total") in response.content.decode()
    assert line(incident, "killed").best == 39


def test_the_second_of_two_savers_is_told(clerk, incident):
    Incident.objects.filter(pk=incident.pk).update(revision=7)
    response = new_toll(clerk, incident, revision="3", **killed(incident, "39"))
    assert arabic("Someone else saved this record while you were writing. Look ") in response.content.decode()
    assert IncidentClaim.objects.count() == 1


def test_no_toll_while_the_record_is_in_review(clerk):
    incident = factories.make_incident(state="submitted")
    assert clerk.get(url(incident)).status_code == 403


def test_a_claim_is_mended_on_its_own_page_and_counts_as_a_contribution(clerk, incident):
    claim = incident.claims.get()
    address = f"/admin/incidents/incidentclaim/{claim.pk}/change/"
    changes = {"quotation": "كلام المصدر", "figures-0-figure_number": "36"}
    response = posted(clerk, address, "incidentclaim_form", **changes)
    assert response.status_code == 302
    incident.refresh_from_db()
    assert (claim.figures.first().best, incident.revision, incident.contributions.count()) == (36, 1, 2)


def test_a_claim_changed_by_two_keeps_the_first(clerk, incident):
    claim = incident.claims.get()
    address = f"/admin/incidents/incidentclaim/{claim.pk}/change/"
    response = posted(clerk, address, "incidentclaim_form", quotation="متأخر", revision="9")
    assert (
        arabic("Someone else saved this record while you were writing. Check") in response.content.decode()
        and "متأخر" in response.content.decode()
    )
    claim.refresh_from_db()
    assert claim.quotation == ""


def test_a_claim_cannot_replace_itself_by_a_circle(clerk, incident):
    first = incident.claims.get()
    second = factories.add_claim(incident, "39", supersedes=first)
    address = f"/admin/incidents/incidentclaim/{first.pk}/change/"
    response = posted(clerk, address, "incidentclaim_form", supersedes=second.pk)
    assert arabic("This would make a circle: the claim would") in response.content.decode()


def test_figures_move_with_their_qualifier():
    assert shifted(Figure.about(12), -1) == Figure.about(11)
    assert shifted(Figure.between(10, 12), 1) == Figure.between(11, 13)
    assert shifted(Figure.in_words("عشرات", "dozens"), -1) == Figure.in_words("عشرات", "dozens")
    assert shifted(Figure.exact(0), -1) == Figure.exact(0)
