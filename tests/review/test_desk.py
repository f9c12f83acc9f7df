"""The desk and the list of records: each sees what waits for them, and counts nothing of what they may not see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records import documents, workflow
from records.models import OutboxEntry
from tests.support.factories import (
    PEOPLE,
    alice,
    bob,
    carol,
    dora,
    make_batch,
    make_case,
    make_incident,
    make_user,
)

pytestmark = pytest.mark.django_db


def desk(client, person, **query) -> dict[str, list]:
    """The queues that a person's desk shows, each with its records."""
    client.force_login(person)
    page = client.get("/admin/", query)
    assert page.status_code == 200
    found = {section["queue"].key: section for section in page.context["desk"]["sections"]}
    for section in found.values():
        assert section["count"] >= len(section["records"])
    return {key: [record.pk for record in section["records"]] for key, section in found.items()}


@pytest.mark.parametrize(
    ("role", "queues"),
    [
        ("clerk", {"answer", "returned", "mine", "news"}),
        ("verifier", {"answer", "waiting", "news"}),
        ("editor", {"answer", "returned", "mine", "ready", "news"}),
        ("correspondent", {"answer", "returned", "mine", "news"}),
        ("auditor", set()),
        ("administrator", set()),
    ],
)
def test_each_role_has_its_queues(client, role, queues):
    assert set(desk(client, PEOPLE[role]())) == queues


@pytest.mark.parametrize(
    ("role", "adds", "imports"),
    [
        ("clerk", True, True),
        ("correspondent", True, False),
        ("editor", True, True),
        ("verifier", False, False),
        ("auditor", False, False),
        ("administrator", False, False),
    ],
)
def test_it_begins_with_adding_an_incident_for_those_who_may(client, role, adds, imports):
    client.force_login(PEOPLE[role]())
    start = client.get("/admin/").content.decode().partition('class="desk-start"')[2].partition("</p>")[0]
    assert ("/admin/incidents/incident/add/" in start) is adds
    assert ("/admin/incidents/incident/import/" in start) is imports


def test_a_draft_is_in_its_authors_queue_alone(client):
    incident = make_incident()
    assert desk(client, alice())["mine"] == [incident.pk]
    assert desk(client, make_user("amal", "clerk"))["mine"] == []


def test_a_returned_record_is_with_who_began_it_and_who_submitted_it(client):
    amal = make_user("amal", "clerk")
    incident = make_incident()
    workflow.move(incident, "submit", amal)
    workflow.move(incident, "return", bob(), reason="x")
    assert desk(client, alice())["returned"] == [incident.pk]
    assert desk(client, amal)["returned"] == [incident.pk]
    assert desk(client, carol())["returned"] == []


def test_what_is_submitted_waits_for_those_who_had_no_hand_in_it(client):
    incident = make_incident()
    workflow.contributed(incident, bob())
    other = make_incident(state="submitted")
    workflow.move(incident, "submit", alice())
    assert desk(client, bob())["waiting"] == [other.pk]
    assert set(desk(client, make_user("badr", "verifier"))["waiting"]) == {incident.pk, other.pk}


def test_a_hand_in_an_earlier_verified_version_keeps_nothing_out_of_the_queue(client):
    both = make_user("wafa", "clerk", "verifier")
    incident = make_incident(by=both, state="verified")
    workflow.contributed(incident, alice())
    workflow.move(incident, "submit", alice())
    assert desk(client, both)["waiting"] == [incident.pk]


def test_an_own_submission_does_not_wait_for_oneself(client):
    both = make_user("wafa", "clerk", "verifier")
    incident = make_incident()
    workflow.move(incident, "submit", both)
    assert desk(client, both)["waiting"] == []


def test_a_proposal_waits_for_the_submitter_and_no_more_for_verifiers(client):
    incident = make_incident(state="submitted")
    content = {**documents.build(incident), "title_ar": "آخر"}
    workflow.move(incident, "propose", bob(), reason="x", content=content)
    assert desk(client, alice())["answer"] == [incident.pk]
    assert desk(client, bob())["waiting"] == []
    workflow.move(incident, "decline", alice())
    assert desk(client, alice())["answer"] == []
    assert desk(client, bob())["waiting"] == [incident.pk]


def test_what_is_verified_is_ready_for_the_editor(client):
    incident = make_incident(state="verified")
    assert desk(client, carol())["ready"] == [incident.pk]


def test_a_correspondent_counts_own_records_alone(client):
    make_batch(3)
    own = make_incident(by=dora())
    client.force_login(dora())
    page = client.get("/admin/")
    assert desk(client, dora())["mine"] == [own.pk]
    assert page.context["desk"]["batches"] == []
    assert page.context["desk"]["recent"] == []
    assert page.context["desk"]["lag"] is None
    listed = client.get("/admin/records/record/").context["cl"]
    assert (listed.result_count, listed.full_result_count) == (1, 1)


@pytest.mark.parametrize("words", ["ديرالزور", "دير الزور", "الزُّور"])
def test_the_search_finds_any_spelling(client, words):
    make_incident(title_ar="هجوم في تدمر")
    found = make_incident(title_ar="كمين قرب دير الزور")
    assert desk(client, alice(), q=words)["mine"] == [found.pk]


def test_a_queue_is_narrowed_to_one_import(client):
    first, second = make_batch(2, state="submitted"), make_batch(1, state="submitted")
    assert len(desk(client, bob(), batch=first.pk)["waiting"]) == 2
    assert len(desk(client, bob(), batch=second.pk)["waiting"]) == 1
    assert len(desk(client, bob(), batch="x' OR 1=1")["waiting"]) == 3


def test_an_empty_desk_says_what_to_do(client):
    client.force_login(alice())
    page = client.get("/admin/")
    for section in page.context["desk"]["sections"]:
        assert str(section["queue"].empty) in page.content.decode()


def test_releases_that_have_not_arrived_are_shown_to_editors_only(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        make_incident(state="released")
    assert OutboxEntry.objects.filter(done_at=None).count() == 1
    for person, shown in [(carol(), True), (alice(), False)]:
        client.force_login(person)
        assert bool(client.get("/admin/").context["desk"]["lag"]) is shown


def test_the_number_of_queries_does_not_grow_with_the_records(client):
    everything = make_user("hana", "clerk", "verifier", "editor")
    client.force_login(everything)

    def queries(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    for state in ("draft", "submitted", "verified", "released"):
        make_batch(1, state=state)
    make_incident(by=everything)
    make_case()
    few = queries("/admin/"), queries("/admin/records/record/")
    for state in ("draft", "submitted", "verified", "released"):
        make_batch(4, state=state)
    make_incident(by=everything)
    make_case(), make_case()
    assert (queries("/admin/"), queries("/admin/records/record/")) == few


@pytest.mark.parametrize("queue", ["answer", "returned", "mine", "waiting", "ready", "news"])
def test_the_list_of_a_queue_holds_what_the_desk_counts(client, queue):
    everything = make_user("hana", "clerk", "verifier", "editor")
    for state in ("draft", "submitted", "verified", "returned"):
        make_incident(state=state)
    make_case()
    make_incident(by=everything)
    make_incident(by=everything, state="returned")
    count = next(s for s in desk_sections(client, everything) if s["queue"].key == queue)["count"]
    listed = client.get("/admin/records/record/", {"queue": queue}).context["cl"]
    assert listed.result_count == count


def desk_sections(client, person):
    client.force_login(person)
    return client.get("/admin/").context["desk"]["sections"]


def test_a_queue_that_is_not_ones_business_is_no_filter(client):
    make_incident(state="verified")
    client.force_login(alice())
    listed = client.get("/admin/records/record/", {"queue": "ready"})
    assert "ready" not in [key for key, _title in listed.context["cl"].filter_specs[0].lookup_choices]
