"""A decision about a person and a release at the same moment: whoever comes second sees what the first one did."""

from dataclasses import replace
from threading import Event

import pytest
from django.db import connection, transaction

from records import outbox, workflow
from records.models import Person, Record
from records.tighten import tighten
from tests.review.test_concurrent_steps import at_once
from tests.support.factories import advance, alice, carol, make_case, make_incident, person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]
NAME = "سالم المخترع"


def decide(someone, user, **fields):
    Person.objects.filter(pk=someone.pk).update(**fields)
    return tighten(Person.objects.get(pk=someone.pk), user)


def test_a_release_that_began_before_the_decision_says_no_withheld_name(monkeypatch):
    someone = person(name_decision="released", decision_reason="أخوه")
    case, user = make_case(person=someone, state="verified"), alice()
    cut, decided = Event(), Event()
    written = workflow._release

    def slow(record, editor, details):
        result = written(record, editor, details)
        cut.set()
        decided.wait(timeout=3)  # the decision is on its way, or waits for this one to end
        return result

    monkeypatch.setitem(workflow.MOVES, "release", replace(workflow.MOVES["release"], effect=slow))

    def withhold():
        cut.wait(timeout=10)
        with transaction.atomic():
            effect = decide(someone, user, name_decision="withheld")
        decided.set()
        return effect

    results = at_once(lambda: workflow.move(Record.objects.get(pk=case.pk), "release", carol()), withhold)
    assert not any(isinstance(result, Exception) for result in results), results
    case.refresh_from_db()
    assert NAME not in str(case.live_release.content)


def test_two_decisions_at_once_leave_one_version_that_obeys_both():
    someone = person(name_decision="released", decision_reason="أخوه")
    other = person("زيد الآخر", name_decision="released", decision_reason="أخوه")
    incident = make_incident()
    for one in (someone, other):
        incident.victims.create(person=one, outcome="killed", show_name=True)
    advance(incident, "released")
    user = alice()

    def withhold(one):
        with transaction.atomic():
            return decide(one, user, name_decision="withheld")

    results = at_once(lambda: withhold(someone), lambda: withhold(other))
    assert not any(isinstance(result, Exception) for result in results), results
    outbox.drain()
    incident.refresh_from_db()
    assert NAME not in str(incident.live_release.content) and "زيد" not in str(incident.live_release.content)
    assert incident.live_release.version == 3
