"""Two at once, on PostgreSQL, where they really are: one record released twice, one outbox carried twice."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction

from publication.models import Applied, PublishedIncident, Total
from records import outbox, workflow
from records.models import OutboxEntry, Record
from tests.support.factories import alice, carol, make_incident, make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """Run each in a thread and a connection of its own; what each returned, or the exception it raised."""
    barrier, results = Barrier(len(steps)), [None] * len(steps)

    def run(number: int, step: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            results[number] = step()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number, step)) for number, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def released(incident: Record, user: Any) -> Any:
    return workflow.move(Record.objects.get(pk=incident.pk), "release", user)


def test_of_two_releases_at_once_one_goes_through_and_one_is_told_why():
    incident = make_incident(state="verified")
    other = make_user("kamal", "editor")
    results = at_once(
        *(
            lambda user=user: workflow.move(Record.objects.get(pk=incident.pk), "release", user)
            for user in (carol(), other)
        )
    )
    assert sum(isinstance(result, workflow.Refused) for result in results) == 1, results
    assert incident.releases.count() == 1
    assert PublishedIncident.objects.get().version == 1


def test_two_workers_carry_each_release_once_and_in_order():
    for _ in range(3):
        make_incident(state="released")
    PublishedIncident.objects.all().delete()
    Applied.objects.all().delete()
    Total.objects.all().delete()
    OutboxEntry.objects.update(done_at=None)
    results = at_once(outbox.drain, outbox.drain)
    assert all(isinstance(result, int) for result in results), results
    assert not OutboxEntry.objects.filter(done_at=None).exists()
    assert not OutboxEntry.objects.exclude(error="").exists()
    assert PublishedIncident.objects.count() == 3
    assert sum(Total.objects.values_list("incidents", flat=True)) == 3


def test_of_two_savers_of_one_revision_one_is_told():
    incident = make_incident()

    def save(title: str) -> None:
        with transaction.atomic():
            record = Record.objects.get(pk=incident.pk)
            workflow.claim_revision(record, 0)
            Record.objects.filter(pk=record.pk).update(title_ar=title)
            workflow.contributed(record, alice())

    results = at_once(lambda: save("الأول"), lambda: save("الثاني"))
    assert sum(isinstance(result, workflow.Conflict) for result in results) == 1, results
    assert Record.objects.get().revision == 1


def test_what_is_submitted_is_what_stood_there_when_it_was_submitted():
    """An edit and a submission at once: the edit is in the document, or refused; never a change in review."""
    incident = make_incident()

    def edit() -> None:
        with transaction.atomic():
            record = Record.objects.get(pk=incident.pk)
            workflow.claim_revision(record, record.revision)
            Record.objects.filter(pk=record.pk).update(title_ar="عنوان جديد")
            workflow.contributed(record, alice())

    at_once(edit, lambda: workflow.move(Record.objects.get(pk=incident.pk), "submit", alice()))
    incident.refresh_from_db()
    assert incident.rounds.get().document.content["title_ar"] == incident.title_ar
