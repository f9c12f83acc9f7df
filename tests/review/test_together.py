"""Several records verified or released at once: each by the same rules as alone; those refused stay."""

import pytest

from records import workflow
from records.models import Record, Release
from tests.support.factories import alice, bob, carol, dora, make_batch, make_incident, person

pytestmark = pytest.mark.django_db


def together(client, move, records, **more):
    data = {"action": f"{move}_together", "_selected_action": [record.pk for record in records], **more}
    return client.post("/admin/records/record/", data)


def states(records) -> list[str]:
    return list(
        Record.objects.filter(pk__in=[r.pk for r in records]).order_by("pk").values_list("state", flat=True)
    )


def test_first_a_page_asks_and_nothing_happens(client):
    records = list(make_batch(3, state="submitted").records.all())
    client.force_login(bob())
    page = together(client, "verify", records)
    assert page.status_code == 200
    assert [item.record.pk for item in page.context["items"]] == [record.pk for record in records]
    assert set(states(records)) == {"submitted"}


def test_a_whole_import_is_verified_each_with_its_own_round_and_document(client):
    records = list(make_batch(3, state="submitted").records.all())
    client.force_login(bob())
    together(client, "verify", records, confirmed="yes")
    assert set(states(records)) == {"verified"}
    found = Record.objects.filter(pk__in=[r.pk for r in records])
    assert {record.verified_round.decided_by for record in found} == {bob()}
    assert len({record.verified_round.document_id for record in found}) == 3


def test_those_with_an_own_hand_stay_and_say_why(client):
    records = list(make_batch(2, state="submitted").records.all())
    own = make_incident()
    workflow.contributed(own, bob())
    workflow.move(own, "submit", alice())
    client.force_login(bob())
    asked = together(client, "verify", [*records, own])
    assert [bool(item.against) for item in asked.context["items"]] == [False, False, True]
    page = together(client, "verify", [*records, own], confirmed="yes")
    assert states([*records, own]) == ["verified", "verified", "submitted"]
    assert [item.done for item in page.context["items"]] == [True, True, False]
    assert page.context["items"][2].against[0] in page.content.decode()


def test_a_finding_of_the_disclosure_check_keeps_one_record_back(client):
    person("سالم المخترع")
    good = make_incident(state="verified")
    bad = make_incident(state="verified", description_ar="قُتل سالم المخترع في الكمين.")
    client.force_login(carol())
    asked = together(client, "release", [good, bad])
    assert "سالم المخترع" in asked.context["items"][1].against[0]
    together(client, "release", [good, bad], confirmed="yes")
    assert states([good, bad]) == ["released", "verified"]
    assert Release.objects.count() == 1


def test_nobody_releases_or_verifies_together_without_the_right(client):
    submitted, verified = make_incident(state="submitted"), make_incident(state="verified")
    for someone in (alice(), dora(), bob()):
        client.force_login(someone)
        together(client, "release", [verified], confirmed="yes")
    for someone in (alice(), dora(), carol()):
        client.force_login(someone)
        together(client, "verify", [submitted], confirmed="yes")
    assert states([submitted, verified]) == ["submitted", "verified"]


def test_more_than_can_be_looked_at_are_refused(client, monkeypatch):
    monkeypatch.setattr("records.admin.together.MOST", 2)
    records = list(make_batch(3, state="submitted").records.all())
    client.force_login(bob())
    assert together(client, "verify", records, confirmed="yes").status_code == 302
    assert set(states(records)) == {"submitted"}
