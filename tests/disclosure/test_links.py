"""What links records: nothing names one that is not out, and nothing leads around a place that was widened."""

from typing import Any

import pytest
from django.test import Client

from abductees.models import Membership
from incidents.models import Victim
from publication.models import PublishedCase, PublishedIncident
from records import outbox, tighten
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def released(record: Any) -> Any:
    made = make.advance(record, "released")
    outbox.drain()
    return made


def answer(client: Client, stem: str, record: Any) -> dict[str, Any]:
    return client.get(f"/api/v1/{stem}/{record.public_id}/").json()


def test_no_answer_names_a_record_that_is_not_out(client: Client) -> None:
    campaign, incident, whole = make.make_campaign(), make.make_incident(), make.make_tally()
    part = released(make.make_tally(figure="12", relation="of_which", parent=whole))
    of_campaign = released(make.make_incident(part_of=campaign))
    case = released(make.make_case(of_incident=incident))
    assert answer(client, "tallies", part)["parent"] is None
    assert answer(client, "incidents", of_campaign)["campaign"] is None
    assert answer(client, "abductees", case)["incident"] is None
    file = b"".join(client.get("/abductees.csv")).decode()
    assert incident.public_id not in file
    for record in (campaign, incident, whole):
        released(record)
    assert answer(client, "tallies", part)["parent"] == {"id": whole.public_id}
    assert answer(client, "incidents", of_campaign)["campaign"] == {"id": campaign.public_id}
    assert answer(client, "abductees", case)["incident"] == {"id": incident.public_id}
    assert incident.public_id in b"".join(client.get("/abductees.csv")).decode()


def test_two_taken_with_somebody_unseen_read_like_two_taken_together(client: Client) -> None:
    unseen = make.make_case(
        person=make.person("إلياس طرطقان", name_decision="released", decision_reason="x", is_searchable=False)
    )
    first, second = sorted(
        (released(make.make_case(same_event_as=unseen)) for _number in range(2)),
        key=lambda case: case.public_id,
    )
    before = [answer(client, "abductees", case)["same_event_as"] for case in (first, second)]
    assert before == [None, {"id": first.public_id}]
    released(unseen)
    assert [answer(client, "abductees", case)["same_event_as"] for case in (first, second)] == before
    assert unseen.public_id not in client.get(f"/abductees/{second.public_id}/").text


# Around a place that was widened --------------------------------------------------------------------------------


@pytest.fixture
def limited() -> Any:
    return make.person(
        "ثابت الزمردي", name_decision="released", decision_reason="x", place_limit="governorate"
    )


def test_a_case_whose_place_is_widened_leads_nowhere_and_nothing_leads_to_it(
    client: Client, limited: Any
) -> None:
    incident = released(make.make_incident(place=make.place("hajin")))
    case = released(make.make_case(person=limited, of_incident=incident))
    beside = released(make.make_case(same_event_as=case))
    group = make.make_case(subject="group")
    Membership.objects.create(group=group, member=case)
    released(group)
    assert PublishedCase.objects.get(pk=case.public_id).place == "deir_ez_zor"
    page = client.get(f"/abductees/{case.public_id}/").text
    assert [one for one in (incident, beside, group) if one.public_id in page] == []
    for stem, record in (("incidents", incident), ("abductees", beside), ("abductees", group)):
        assert case.public_id not in client.get(f"/{stem}/{record.public_id}/").text
        assert case.public_id not in client.get(f"/api/v1/{stem}/{record.public_id}/").text
    assert case.public_id in client.get("/abductees/").text, "lists have it as before"


def test_an_incident_whose_place_is_widened_is_found_by_no_case_and_no_campaign(
    client: Client, limited: Any
) -> None:
    campaign = released(make.make_campaign())
    incident = make.make_incident(place=make.place("hajin"), part_of=campaign)
    Victim.objects.create(incident=incident, person=limited)
    released(incident)
    case = released(make.make_case(of_incident=incident))
    assert PublishedIncident.objects.get(pk=incident.public_id).place == "deir_ez_zor"
    assert answer(client, "incidents", incident)["campaign"] is None
    assert answer(client, "abductees", case)["incident"] is None
    assert incident.public_id not in b"".join(client.get("/abductees.csv")).decode()
    for stem, record, other in (
        ("campaigns", campaign, incident), ("abductees", case, incident), ("incidents", incident, case),
        ("incidents", incident, campaign),
    ):  # fmt: skip
        assert other.public_id not in client.get(f"/{stem}/{record.public_id}/").text, stem


def test_a_limit_that_is_set_later_takes_the_links_away_at_once_and_lifting_it_brings_none_back(
    client: Client,
) -> None:
    person = make.person("ثابت الزمردي", name_decision="released", decision_reason="x")
    dez = {
        "place": make.place("deir_ez_zor"),
        "place_precision": "governorate",
    }  # no place is widened, links are cut
    incident = released(make.make_incident(place=make.place("hajin")))
    case = released(make.make_case(person=person, of_incident=incident, **dez))
    assert answer(client, "abductees", case)["incident"] == {"id": incident.public_id}
    for limit in ("governorate", "locality"):
        person.place_limit = limit
        person.save()
        tighten.tighten(person, make.carol())
        outbox.drain()
        assert answer(client, "abductees", case)["incident"] is None, limit
