"""Who may verify what, as the workflow says it; the database's own rules are attacked in a test of their own."""

import pytest

from records import documents, workflow
from records.models import Proposal
from tests.support.factories import add_line, alice, bob, carol, make_incident, make_user

pytestmark = pytest.mark.django_db


def verifier_and_clerk():
    return make_user("wafa", "clerk", "verifier")


def corrected(incident, title="كمين لحافلتين"):
    return {**documents.build(incident), "title_ar": title}


def test_one_who_has_both_roles_cannot_verify_an_own_record():
    incident = make_incident(by=verifier_and_clerk(), state="submitted")
    with pytest.raises(workflow.Refused, match="second person|شخص ثان"):
        workflow.move(incident, "verify", verifier_and_clerk())
    workflow.move(incident, "verify", bob())
    assert incident.verified_round.decided_by == bob()


def test_one_who_mended_a_returned_record_cannot_verify_it():
    incident = make_incident(state="returned")
    workflow.contributed(incident, verifier_and_clerk())
    workflow.move(incident, "submit", alice())
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "verify", verifier_and_clerk())


def test_one_who_submitted_anothers_draft_cannot_verify_it():
    incident = make_incident()
    workflow.move(incident, "submit", verifier_and_clerk())
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "verify", verifier_and_clerk())


def test_one_who_adopted_a_tally_had_a_hand_in_it():
    incident = make_incident()
    both = make_user("essa", "editor", "verifier")
    workflow.contributed(incident, both, "adopt")
    workflow.move(incident, "submit", alice())
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "verify", both)


def test_a_hand_in_an_earlier_verified_version_does_not_count_any_more():
    incident = make_incident(by=verifier_and_clerk(), state="verified")
    workflow.contributed(incident, alice())
    workflow.move(incident, "submit", alice())
    workflow.move(incident, "verify", verifier_and_clerk())
    assert incident.state == "verified"


def test_a_proposal_that_the_submitter_accepts_changes_the_record_and_leaves_the_verifier_a_verifier():
    incident = make_incident(state="submitted")
    workflow.move(incident, "propose", bob(), reason="حافلتان", content=corrected(incident))
    workflow.move(incident, "accept", alice())
    incident.refresh_from_db()
    assert incident.title_ar == "كمين لحافلتين"
    assert bob().pk not in workflow.contributors_since_verified(incident)
    workflow.move(incident, "verify", bob())
    assert incident.verified_round.document.content["title_ar"] == "كمين لحافلتين"


def test_while_a_proposal_waits_nobody_verifies():
    incident = make_incident(state="submitted")
    workflow.move(incident, "propose", bob(), reason="حافلتان", content=corrected(incident))
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "verify", bob())


def test_a_declined_proposal_leaves_the_record_as_submitted():
    incident = make_incident(state="submitted")
    workflow.move(incident, "propose", bob(), reason="حافلتان", content=corrected(incident))
    workflow.move(incident, "decline", alice())
    incident.refresh_from_db()
    assert incident.title_ar == "كمين لحافلة"
    assert Proposal.objects.get().answer == "declined"
    workflow.move(incident, "verify", bob())


def test_nobody_but_the_submitter_answers_a_proposal():
    incident = make_incident(state="submitted")
    workflow.move(incident, "propose", bob(), reason="حافلتان", content=corrected(incident))
    for person in (bob(), carol(), make_user("amal", "clerk")):
        with pytest.raises(workflow.Refused):
            workflow.move(incident, "accept", person)


def test_an_accepted_proposal_never_touches_another_records_rows():
    """A row that the verifier added on trial has a key that may be someone else's by the time of the answer."""
    incident = make_incident(state="submitted", killed="39")
    content = documents.build(incident)
    other = make_incident(killed="7")
    theirs = other.lines.get()
    added = {**content["lines"][0], "pk": theirs.pk, "outcome": "wounded", "subsets": []}
    workflow.move(
        incident, "propose", bob(), reason="جرحى", content={**content, "lines": [*content["lines"], added]}
    )
    workflow.move(incident, "accept", alice())
    assert [line.outcome for line in incident.lines.all()] == ["killed", "wounded"]
    theirs.refresh_from_db()
    assert (theirs.incident_id, theirs.outcome) == (other.pk, "killed")


def test_a_document_put_back_says_again_what_it_said():
    incident = make_incident(subsets={"officers": "8"})
    first = incident.claims.get()
    second = incident.claims.model.objects.create(incident=incident, source=first.source, supersedes=first)
    said = documents.build(incident)
    second.delete()
    incident.lines.all().delete()
    add_line(incident, "2", outcome="wounded")
    incident.title_ar = "آخر"
    incident.save()
    documents.put_back(incident, said)
    again = documents.build(type(incident).objects.get(pk=incident.pk))
    assert without_keys(again) == without_keys(said)
    assert again["claims"][1]["supersedes"]["pk"] == again["claims"][0]["pk"]


def without_keys(value):
    if isinstance(value, dict):
        return {name: without_keys(part) for name, part in value.items() if name not in ("pk", "supersedes")}
    return [without_keys(part) for part in value] if isinstance(value, list) else value
