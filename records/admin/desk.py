"""The desk, the staff site's first page: what waits for the one who looks at it, and nothing of anyone else's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from records import suppression
from records.lag import Lag, lag
from records.models import ImportBatch, Record, Release
from records.models.review import RecordQuerySet
from terms.arabic.fold import matches, search_text

#: How many records of a queue the desk shows; its own page has all.
SHOWN = 8
#: How many of the newest records a search looks through.
SEARCHED = 20_000


@dataclass(frozen=True)
class Queue:
    """One list of waiting records; `permission` is the right without which it is not a person's business."""

    key: str
    title: Any
    empty: Any
    permission: str
    records: Callable[[RecordQuerySet, Any], RecordQuerySet]
    #: The action on several at once that its page offers.
    together: str = ""
    order: tuple[Any, ...] = ("-updated_at",)
    #: What stands below a record's headline, from the record as `records` gives it.
    line: Callable[[Any], str] | None = None


QUEUES = [
    Queue(
        "answer", _("Corrections proposed to me"), _("Nobody has proposed a correction to you."),
        "records.submit_record", lambda records, user: records.proposed_to(user),
    ),
    Queue(
        "returned", _("Returned to me"), _("Nothing came back to you. What a verifier returns stands here."),
        "records.write_own_drafts", lambda records, user: records.returned_to(user),
    ),
    Queue(
        "mine", _("My drafts"), _("You have no draft. Add an incident above; it stays yours until you submit it."),
        "records.write_own_drafts", lambda records, user: records.mine(user),
    ),
    Queue(
        "waiting", _("Waiting for my verification"),
        _("Nothing waits for you. What others submit stands here; what you had a hand in goes to someone else."),
        "records.verify_record", lambda records, user: records.waiting_for(user), "verify_together",
    ),
    Queue(
        "ready", _("Ready to release"), _("Nothing is ready. What a verifier has verified stands here."),
        "records.release_record", lambda records, user: records.ready_to_release(), "release_together",
    ),
]  # fmt: skip


def register(queue: Queue) -> None:
    """Add an app's own queue to the desk and to the list of records; the app's admin calls it once."""
    QUEUES[:] = [one for one in QUEUES if one.key != queue.key] + [queue]


def queues_of(user: Any) -> list[Queue]:
    return [queue for queue in QUEUES if user.has_perm(queue.permission)]


def found(records: RecordQuerySet, query: str) -> RecordQuerySet:
    """The records whose headline, id or key in an imported file meets the words, in any spelling."""
    rows = records.order_by("-updated_at").values_list(
        "pk", "title_ar", "title_en", "public_id", "import_key"
    )
    keys = [row[0] for row in rows[:SEARCHED] if matches(query, search_text(*row[1:]))]
    return records.filter(pk__in=keys)


def batches_for(user: Any) -> list[tuple[str, str]]:
    """The newest imports of which the user may see a record, as choices of a filter."""
    visible = Record.objects.visible_to(user).exclude(batch=None).values("batch")
    return [(str(batch.pk), str(batch)) for batch in ImportBatch.objects.filter(pk__in=visible)[:30]]


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the desk shows; the number of queries does not grow with the records."""
    user = request.user
    query, batch = request.GET.get("q", "").strip(), request.GET.get("batch", "")
    visible = Record.objects.visible_to(user).select_related("created_by", "batch")
    if batch.isdecimal():
        visible = visible.filter(batch=int(batch))
    sections = []
    for queue in queues_of(user):
        records = queue.records(visible, user)
        if query:
            records = found(records, query)
        count = records.count()
        asked = {"queue": queue.key, **({"q": query} if query else {}), **({"batch": batch} if batch else {})}
        sections.append({
            "queue": queue,
            "count": count,
            "records": _shown(queue, records) if count else [],
            "url": f"{reverse('admin:records_record_changelist')}?{urlencode(asked)}",
        })  # fmt: skip
    reads_all = user.has_perm("records.view_all_records")
    return {
        "sections": sections,
        "query": query,
        "batch": batch,
        "batches": batches_for(user),
        "recent": _recent() if reads_all else [],
        "reads_all": reads_all,
        "suppressions": suppression.pending() if reads_all else None,
        "lag": _lag_for(user),
    }


def _lag_for(user: Any) -> Lag | None:
    """A short wait is the business of those who release; a long one of everyone who reads all records."""
    reads_all, releases = user.has_perm("records.view_all_records"), user.has_perm("records.release_record")
    if not (reads_all or releases):
        return None
    found = lag()
    return found if releases or found.is_alarm else None


def _shown(queue: Queue, records: RecordQuerySet) -> list[Any]:
    shown = list(records.order_by(*queue.order)[:SHOWN])
    for record in shown:
        record.line = queue.line(record) if queue.line else ""
    return shown


def _recent() -> list[Release]:
    return list(Release.objects.select_related("record", "released_by").order_by("-pk")[:SHOWN])
