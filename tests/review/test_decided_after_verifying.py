"""What was decided, or is hidden, outside the verified document: the disclosure check looks at both."""

import pytest

from records import workflow
from records.models import Person, Source
from records.release import findings_of, public_document
from tests.support.factories import (
    add_claim,
    add_line,
    advance,
    carol,
    make_incident,
    make_tally,
    person,
    place,
    source,
)

pytestmark = pytest.mark.django_db


def with_claim(**fields):
    """A verified incident with one claim."""
    incident = make_incident(claim=None)
    add_claim(incident, **fields)
    workflow.contributed(incident, incident.created_by)
    return verified(incident)


def verified(record):
    return advance(record, "verified")


def keys(record) -> dict[str, bool]:
    return {finding.key: finding.blocks for finding in findings_of(record)}


def test_a_source_made_confidential_after_verifying_is_not_released():
    incident = with_claim(source=source("plain"), show_source=True)
    Source.objects.filter(key="plain").update(is_confidential=True)
    assert keys(incident)["shown-plain"] is True
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "release", carol())
    assert incident.releases.count() == 0


def test_a_name_withheld_after_verifying_is_left_out_of_the_release():
    incident = make_incident()
    someone = person("زنوبيا", name_decision="released", decision_reason="العائلة")
    incident.victims.create(person=someone, outcome="killed", show_name=True)
    workflow.contributed(incident, incident.created_by)
    verified(incident)
    Person.objects.filter(pk=someone.pk).update(name_decision="withheld")
    shown = public_document(incident.verified_round.document)
    assert [victim["person"]["ar"] for victim in shown["victims"]] == [""]
    assert "زنوبيا" not in str(shown)


def test_the_link_of_a_confidential_source_blocks_and_is_cut():
    incident = with_claim(
        source=source("hidden", is_confidential=True),
        url="https://hidden.example/1",
        locator="ص 3",
        show_link=True,
    )
    assert keys(incident) == {"shown-hidden": True}
    assert public_document(incident.verified_round.document)["claims"][0]["url"] == ""


def test_the_link_of_a_source_that_is_not_shown_is_a_warning():
    incident = with_claim(source=source("plain"), url="https://plain.example/1", show_link=True)
    assert keys(incident) == {"link-plain": False}


def test_a_fine_place_of_a_line_that_the_text_names_is_found():
    incident = make_incident(description_ar="وقع الهجوم قرب فرن هجين الآلي.")
    add_line(incident, "3", places=[place("hajin_bakery")])
    workflow.contributed(incident, incident.created_by)
    verified(incident)
    assert keys(incident) == {"place-hajin_bakery": False}


def test_a_fine_place_of_a_tally_that_the_text_names_is_found():
    tally = verified(make_tally(title_ar="حصيلة فرن هجين الآلي", places=[place("hajin_bakery")]))
    assert keys(tally) == {"place-hajin_bakery": False}
