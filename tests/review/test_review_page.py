"""The review page: what it shows, whom it lets do what, and the correction that a verifier proposes."""

import pytest

from records import documents, workflow
from records.models import Proposal
from tests.support.factories import PEOPLE, add_line, alice, bob, carol, dora, make_incident
from tests.support.forms import read_form

pytestmark = pytest.mark.django_db


def address(record, name="review") -> str:
    return f"/admin/records/record/{record.pk}/{name}/"


def moves_on(page) -> set[str]:
    return {offer.name for offer in page.context["offers"] if not offer.refusal}


def test_a_verifier_sees_what_changed_since_the_last_verified_version(client):
    incident = make_incident(state="released")
    add_line(incident, "12", outcome="wounded")
    workflow.contributed(incident, alice())
    workflow.move(incident, "submit", alice())
    client.force_login(bob())
    page = client.get(address(incident))
    (found,) = page.context["differences"]
    assert found.kind == "added"
    assert moves_on(page) == {"verify", "return", "reject", "propose"}


def test_what_was_submitted_is_shown_even_if_a_row_changed_behind_it(client):
    """Approval binds to the document, so that is what the verifier reads."""
    incident = make_incident(state="submitted")
    incident.lines.update(low=9876, best=9876, high=9876)
    client.force_login(bob())
    page = client.get(address(incident)).content.decode()
    assert "39" in page
    assert "9876" not in page


def test_a_contributor_reads_why_the_step_is_closed(client):
    incident = make_incident()
    workflow.contributed(incident, bob())
    workflow.move(incident, "submit", alice())
    client.force_login(bob())
    page = client.get(address(incident))
    assert moves_on(page) == set()
    refusal = next(offer.refusal for offer in page.context["offers"] if offer.name == "verify")
    assert refusal in page.content.decode()


def test_verifying_by_the_page(client):
    incident = make_incident(state="submitted")
    client.force_login(bob())
    assert client.post(address(incident), {"move": "verify"}).status_code == 302
    incident.refresh_from_db()
    assert incident.verified_round.decided_by == bob()


def test_a_return_without_a_reason_is_told_and_a_typed_reason_is_kept(client):
    incident = make_incident(state="submitted")
    client.force_login(bob())
    page = client.post(address(incident), {"move": "return", "reason": ""})
    assert page.status_code == 200
    assert page.context["refusal"] in page.content.decode()
    workflow.move(incident, "recall", alice())
    page = client.post(address(incident), {"move": "return", "reason": "الرقم بلا مصدر"})
    incident.refresh_from_db()
    assert (page.status_code, incident.state) == (200, "draft")
    assert page.context["typed_reason"] == "الرقم بلا مصدر"


def test_the_submitter_reads_the_reason_of_a_return(client):
    incident = make_incident(state="returned")
    client.force_login(alice())
    assert "الرقم يحتاج إلى مصدر ثانٍ" in client.get(address(incident)).content.decode()


@pytest.mark.parametrize("name", ["release", "withdraw", "propose", "nonsense", ""])
def test_steps_with_a_page_of_their_own_are_not_taken_here(client, name):
    incident = make_incident(state="verified")
    client.force_login(carol())
    page = client.post(address(incident), {"move": name, "reason": "doubt"})
    incident.refresh_from_db()
    assert (page.status_code, incident.state) == (200, "verified")


@pytest.mark.parametrize("name", ["review", "release", "preview", "withdraw"])
def test_only_those_who_may_see_a_record_find_its_pages(client, name):
    incident = make_incident(state="verified")
    for role, person in PEOPLE.items():
        client.force_login(person())
        expected = {"correspondent": 404, "administrator": 404}.get(role, 200 if name == "review" else 403)
        if role == "editor" and name != "review":
            expected = 302 if name == "withdraw" else 200  # nothing public to withdraw
        assert client.get(address(incident, name)).status_code == expected, (role, name)


def test_nobody_unknown_finds_them(client):
    incident = make_incident(state="verified")
    for name in ["review", "release", "preview", "withdraw"]:
        answer = client.get(address(incident, name))
        assert (answer.status_code, "/login/" in answer["Location"]) == (302, True)


def test_a_correspondent_reads_an_own_draft_and_cannot_reread_it_once_submitted(client):
    incident = make_incident(by=dora())
    client.force_login(dora())
    assert client.get(address(incident)).status_code == 200
    answer = client.post(address(incident), {"move": "submit"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert client.get(address(incident)).status_code == 404
    assert client.get(f"/admin/incidents/incident/{incident.pk}/change/").status_code == 302
    for listed in ("/admin/incidents/incident/", "/admin/records/record/"):
        assert client.get(listed).context["cl"].result_count == 0


# Proposals -------------------------------------------------------------------------------------------------


def propose_url(incident) -> str:
    return f"/admin/incidents/incident/{incident.pk}/propose/"


def proposed(client, incident, **values):
    client.force_login(bob())
    form = read_form(client.get(propose_url(incident)).content, "incident_form")
    return client.post(propose_url(incident), {**form, "proposal_reason": "حافلتان لا واحدة", **values})


def test_a_proposal_is_kept_as_a_document_and_changes_no_row(client):
    incident = make_incident(state="submitted", subsets={"officers": "8"})
    before = documents.build(incident)
    values = {"title_ar": "كمين لحافلتين", "lines-0-figure_number": "41"}
    assert proposed(client, incident, **values).status_code == 302
    assert documents.build(type(incident).objects.get(pk=incident.pk)) == before
    content = Proposal.objects.get().content
    assert (content["title_ar"], content["lines"][0]["figure"]["best"]) == ("كمين لحافلتين", 41)
    assert incident.contributions.count() == 1
    assert incident.history.count() == type(incident).objects.get(pk=incident.pk).history.count()


def test_the_submitter_sees_the_proposal_and_accepts_it_and_the_verifier_verifies(client):
    incident = make_incident(state="submitted")
    proposed(client, incident, title_ar="كمين لحافلتين")
    client.force_login(alice())
    page = client.get(address(incident))
    assert page.context["may_answer"]
    text = page.content.decode()
    assert "حافلتان لا واحدة" in text
    assert "كمين لحافلتين" in text
    client.post(address(incident), {"move": "accept"})
    client.force_login(bob())
    client.post(address(incident), {"move": "verify"})
    incident.refresh_from_db()
    assert (incident.state, incident.title_ar) == ("verified", "كمين لحافلتين")


def test_a_proposal_without_a_reason_is_refused_and_what_was_typed_stays(client):
    incident = make_incident(state="submitted")
    page = proposed(client, incident, title_ar="كمين لحافلتين", proposal_reason=" ")
    assert page.status_code == 200
    assert read_form(page.content, "incident_form")["title_ar"] == ["كمين لحافلتين"]
    assert Proposal.objects.count() == 0


def test_a_proposal_that_changes_nothing_is_refused(client):
    assert proposed(client, make_incident(state="submitted")).status_code == 200
    assert Proposal.objects.count() == 0


def test_a_proposal_with_an_error_is_refused_beside_its_field(client):
    incident = make_incident(state="submitted")
    page = proposed(client, incident, start="", title_ar="آخر")
    assert page.status_code == 200
    assert page.context["errors"]
    assert Proposal.objects.count() == 0


def test_nothing_is_proposed_outside_review_or_by_a_contributor(client):
    draft = make_incident()
    client.force_login(bob())
    assert client.get(propose_url(draft)).status_code == 302
    own = make_incident()
    workflow.contributed(own, bob())
    workflow.move(own, "submit", alice())
    assert client.get(propose_url(own)).status_code == 302
    client.force_login(alice())
    assert client.get(propose_url(make_incident(state="submitted"))).status_code == 403
