"""The page before a release says what the public will read less exactly, and why."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Victim
from records.coarsened import coarsened
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def of(record: Any) -> list[str]:
    return coarsened(make.advance(record, "verified").verified_round.document)


def of_victim(decision: str = "withheld", outcome: str = "killed", **fields: Any) -> list[str]:
    limit = fields.pop("place_limit", "locality")
    person = make.person(sex="female", name_decision=decision, decision_reason="x", place_limit=limit)
    incident = make.make_incident()
    make.add_line(incident, "1", outcome="abducted", parties=[make.party()])
    Victim.objects.create(incident=incident, person=person, outcome=outcome, show_name=True, **fields)
    return of(incident)


def test_a_record_that_goes_out_as_it_is_has_nothing_to_say() -> None:
    assert of(make.make_incident()) == []
    assert of_victim("released", age=33, show_role=True) == []
    assert of_victim(age=33) == [], "an age that stays behind is not a coarser one"


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"age": 33, "show_role": True}, "العمر"),
        ({"outcome": "abducted"}, "الجنس"),
        ({"place_limit": "governorate"}, "لا يقود"),
    ],
)
def test_each_way_has_its_sentence(fields: dict[str, Any], word: str) -> None:
    (sentence,) = of_victim(**fields)
    assert word in sentence


def test_the_page_before_a_release_names_the_place_that_stays_behind(client: Client) -> None:
    incident = make.make_incident(place=make.place("hajin_bakery"), state="verified")
    client.force_login(make.carol())
    page = client.get(reverse("admin:records_record_release", args=[incident.pk])).text
    (sentence,) = coarsened(incident.verified_round.document)
    assert "فرن هجين الآلي" in sentence and sentence in page
