"""A correspondent sees own drafts only, nothing of what the house made of them, and nobody else's names."""

import pytest

from incidents.models import Incident
from records import workflow
from records.models import Record
from tests.support.factories import advance, alice, dora, make_campaign, make_incident, person
from tests.support.forms import read_form

pytestmark = pytest.mark.django_db


def seen_by_dora() -> list[int]:
    return list(Record.objects.visible_to(dora()).values_list("pk", flat=True))


def test_what_the_house_takes_up_again_after_verifying_stays_out_of_sight():
    incident = make_incident(by=dora(), state="verified")
    workflow.contributed(incident, alice())
    assert Record.objects.get().state == "draft"
    assert seen_by_dora() == []


def test_what_another_person_wrote_into_a_returned_record_stays_out_of_sight():
    incident = advance(make_incident(by=dora()), "returned")
    assert seen_by_dora() == [incident.pk]
    workflow.contributed(incident, alice())
    assert seen_by_dora() == []


def form_of(client, incident) -> tuple[str, dict[str, list[str]]]:
    url = f"/admin/incidents/incident/{incident.pk}/change/"
    return url, read_form(client.get(url).content, "incident_form")


def test_a_campaign_that_is_out_of_sight_cannot_be_chosen_by_its_number(client):
    campaign, incident = make_campaign(title_ar="حملة سرية"), make_incident(by=dora())
    client.force_login(dora())
    url, form = form_of(client, incident)
    page = client.post(url, {**form, "part_of": campaign.pk})
    assert "حملة سرية" not in page.text
    assert Incident.objects.get().part_of is None


def test_a_decision_to_withhold_is_not_overruled_in_a_record(client):
    """The strictest mention wins: it is taken back where it was taken, on the person's own page."""
    someone = person(decision_reason="رفضت العائلة")
    incident = make_incident()
    incident.victims.create(person=someone, outcome="killed")
    client.force_login(alice())
    url, form = form_of(client, incident)
    page = client.post(url, {**form, "victims-0-show_name": "on", "victims-0-agreed": "قريب له"})
    someone.refresh_from_db()
    assert (page.status_code, someone.name_decision) == (200, "withheld")
    assert someone.decision_reason == "رفضت العائلة"
