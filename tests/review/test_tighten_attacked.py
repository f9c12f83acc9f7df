"""Attacks on a stricter decision about a person: what it may never bring back, and where it must reach."""

import pytest

from publication.models import PublishedCase, PublishedIncident
from records import documents, outbox, workflow
from records.models import Person
from records.tighten import tighten
from terms.choices import PlaceLimit
from tests.support import factories

pytestmark = pytest.mark.django_db
NAME = "سالم المخترع"


def someone(**fields):
    return factories.person(**{"name_decision": "released", "decision_reason": "أخوه", **fields})


def decide(person, user=None, **fields):
    Person.objects.filter(pk=person.pk).update(**fields)
    return tighten(Person.objects.get(pk=person.pk), user or factories.alice())


def incident_with(person, **fields):
    incident = factories.make_incident(**fields)
    incident.victims.create(person=person, outcome="killed", show_name=True)
    return factories.advance(incident, "released")


def said(record):
    record.refresh_from_db()
    return str(record.live_release.content)


@pytest.mark.parametrize(
    "make", [incident_with, lambda who: factories.make_case(person=who, state="released")]
)
def test_a_stricter_decision_brings_back_no_name_that_another_one_took(make):
    person = someone()
    record = make(person)
    decide(person, name_decision="withheld")
    assert NAME not in said(record)
    # One person alone says that the name may be shown again, and then takes something else away.
    decide(person, name_decision="released", place_limit="governorate")
    assert NAME not in said(record)


def test_a_stricter_decision_brings_back_no_place_and_no_one_who_is_not_to_be_found():
    person = someone()
    case = factories.make_case(person=person, state="released")
    decide(person, place_limit="none", is_searchable=False)
    decide(person, place_limit="governorate", is_searchable=True, name_decision="withheld")
    assert "دير الزور" not in said(case) and NAME not in said(case)
    outbox.drain()
    assert not PublishedCase.objects.get().is_listed


def test_it_reaches_a_release_that_still_waits_in_the_outbox():
    person = someone()
    incident = factories.make_incident(description_ar=f"قُتل في الكمين {NAME}.", state="released")
    assert not PublishedIncident.objects.exists()
    effect = decide(person, name_decision="withheld")
    assert [record.pk for record in effect.withdrawn] == [incident.pk]
    outbox.drain()
    assert not PublishedIncident.objects.exists()


@pytest.mark.parametrize("where", ["quotation", "note", "unlisted", "public note", "other script"])
def test_it_reaches_whatever_public_words_say_the_name(where):
    person = someone()
    if where == "quotation":
        record = factories.make_incident(claim=None)
        factories.add_claim(record, quotation=f"قُتل {NAME}", show_quotation=True)
    elif where == "note":
        record = factories.make_case(person=someone_else())
        factories.add_status(record, "sighted", note_ar=f"رآه {NAME}")
    elif where == "unlisted":
        record = factories.make_case(person=someone_else(is_searchable=False), circumstances_ar=f"مع {NAME}.")
    elif where == "other script":
        record = factories.make_incident(description_en="With Salem al-Mukhtara.")
    else:
        record = factories.make_incident(state="verified")
        workflow.move(record, "release", factories.carol(), note_ar=f"حُذف ذكر {NAME}")
    if where != "public note":
        factories.advance(record, "released")
    outbox.drain()
    effect = decide(person, name_decision="withheld")
    assert [one.pk for one in effect.withdrawn] == [record.pk]


def someone_else(**fields):
    return factories.person("زيد الآخر", name_decision="released", decision_reason="أخوه", **fields)


def test_a_note_that_a_withdrawal_took_away_withdraws_no_record_again():
    person = someone()
    incident = factories.make_incident(state="verified")
    workflow.move(incident, "release", factories.carol(), note_ar=f"حُذف ذكر {NAME}")
    outbox.drain()
    assert decide(person, name_decision="withheld").withdrawn
    workflow.move(incident, "reopen", factories.alice())
    factories.advance(incident, "released")
    outbox.drain()
    assert not decide(person, place_limit="governorate").withdrawn
    assert incident.live_release is not None


def test_where_no_place_may_be_shown_no_claim_shows_one():
    person = someone(place_limit=PlaceLimit.NONE)
    case = factories.make_case(person=person, place=None, place_precision="unknown")
    factories.add_status(case, "sighted", place=factories.place("raqqa"))
    assert "الرقة" in str(documents.build(case))
    factories.advance(case, "released")
    assert "الرقة" not in said(case)


@pytest.mark.parametrize("state", ["draft", "submitted", "verified"])
def test_a_newer_version_keeps_its_state_while_the_public_one_is_tightened(state):
    person = someone()
    case = factories.make_case(person=person, state="released")
    case.circumstances_ar = "نص أحدث."
    case.save()
    workflow.contributed(case, factories.alice())
    factories.advance(case, state)
    decide(person, factories.alice(), name_decision="withheld")
    case.refresh_from_db()
    assert (case.state, case.live_release.version) == (state, 2)
    if state == "verified":
        workflow.move(case, "release", factories.carol())
        assert "نص أحدث" in said(case) and NAME not in said(case)


def test_the_submitter_of_a_newer_version_can_withhold_a_name_that_its_text_says():
    person = someone()
    case = factories.make_case(person=someone_else(), state="released", circumstances_ar=f"مع {NAME}.")
    workflow.contributed(case, factories.alice())
    workflow.move(case, "submit", factories.alice())
    outbox.drain()
    decide(person, factories.alice(), name_decision="withheld")
    case.refresh_from_db()
    assert (case.state, case.live_release) == ("withdrawn", None)
    assert not case.rounds.filter(decision=None).exists()
