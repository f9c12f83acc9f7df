"""Approval binds to what was looked at: a page that was left open verifies, accepts and releases nothing newer."""

import re

import pytest

from incidents.models import Incident
from records import documents, workflow
from tests.support.factories import alice, bob, carol, make_incident, make_user

pytestmark = pytest.mark.django_db


def fields_of(page, name: str) -> dict[str, str]:
    """The hidden fields of the page's forms whose names begin so."""
    return dict(
        re.findall(rf'<input type="hidden" name="({name}[^"]*)" value="([^"]*)"', page.content.decode())
    )


def rewritten(incident, title: str, by) -> None:
    """Changed and submitted again, behind the back of whoever has a page open."""
    Incident.objects.filter(pk=incident.pk).update(title_ar=title)
    incident.refresh_from_db()
    workflow.contributed(incident, by)
    workflow.move(incident, "submit", by)


def test_a_verifier_does_not_verify_what_was_submitted_after_the_page_was_opened(client):
    incident = make_incident(state="submitted")
    client.force_login(bob())
    url = f"/admin/records/record/{incident.pk}/review/"
    seen = fields_of(client.get(url), "seen")
    workflow.move(incident, "recall", alice())
    rewritten(incident, "رواية أخرى", alice())
    page = client.post(url, {"move": "verify", **seen})
    incident.refresh_from_db()
    assert (page.status_code, incident.state) == (200, "submitted")
    client.post(url, {"move": "verify", **fields_of(page, "seen")})
    incident.refresh_from_db()
    assert incident.state == "verified"


def test_an_editor_does_not_release_what_was_verified_after_the_page_was_opened(client):
    incident = make_incident(state="verified")
    client.force_login(carol())
    url = f"/admin/records/record/{incident.pk}/release/"
    seen = fields_of(client.get(url), "seen")
    rewritten(incident, "رواية أخرى", alice())
    workflow.move(incident, "verify", bob())
    client.post(url, seen)
    incident.refresh_from_db()
    assert (incident.state, incident.releases.count()) == ("verified", 0)


def test_a_submitter_does_not_accept_a_proposal_made_after_the_page_was_opened(client):
    incident = make_incident(state="submitted")
    content = documents.build(incident)
    workflow.move(incident, "propose", bob(), reason="عنوان أدق", content={**content, "title_ar": "الأول"})
    client.force_login(alice())
    url = f"/admin/records/record/{incident.pk}/review/"
    seen = fields_of(client.get(url), "seen")
    other = make_user("walid", "verifier")
    workflow.move(incident, "propose", other, reason="عنوان آخر", content={**content, "title_ar": "الثاني"})
    client.post(url, {"move": "accept", **seen})
    assert Incident.objects.get(pk=incident.pk).title_ar == content["title_ar"]


def test_several_at_once_are_verified_as_they_were_confirmed(client):
    incident = make_incident(state="submitted")
    client.force_login(bob())
    asked = {"action": "verify_together", "_selected_action": [incident.pk]}
    page = client.post("/admin/records/record/", asked)
    workflow.move(incident, "recall", alice())
    rewritten(incident, "رواية أخرى", alice())
    seen = fields_of(page, f"seen-{incident.pk}")
    assert seen
    client.post("/admin/records/record/", {**asked, **seen, "confirmed": "yes"})
    incident.refresh_from_db()
    assert incident.state == "submitted"
