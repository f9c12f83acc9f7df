"""The outbox: releases on their way to the public side, in order. Losing the way loses nothing: they wait."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from publication import database, heartbeat, projector, suppressing
from publication.released import ReleasedVersion
from publication.suppressed import SuppressedRecord
from records import suppression
from records.models import OutboxEntry, PublicCopy, Release

log = logging.getLogger(__name__)

#: The count of attempts stops here: the column is small, and a timer tries every minute.
ATTEMPTS_COUNTED = 30_000
#: What stands on a release that waits because the public database does not answer.
AWAY = "PublicDatabaseAway"
#: For so many seconds a public database that did not answer holds up no further release at the desk.
PAUSE = 30
_left_alone_until = 0.0


def as_projected(release: Release, suppressed: tuple[SuppressedRecord, ...]) -> ReleasedVersion:
    """A release as plain data, with the ledger of what is suppressed."""
    return ReleasedVersion(
        position=release.pk,
        public_id=release.record.public_id,
        kind=release.record.kind,
        version=release.version,
        day=release.day,
        digest=release.digest,
        content=release.content,
        withdrawn_for=release.reason,
        note_ar=release.note_ar,
        note_en=release.note_en,
        files=files_of(release.content),
        suppressed=suppressed,
    )


def files_of(content: dict[str, Any]) -> dict[str, bytes]:
    """The bytes of the pictures and files that a public document names, by digest; without those that are lost."""
    digests = {photo["copy"] for photo in content.get("photos", []) if photo["copy"]}
    digests |= set(content.get("files", {}).values())
    found = (
        {copy.pk: bytes(copy.content) for copy in PublicCopy.objects.filter(pk__in=digests)}
        if digests
        else {}
    )
    if len(found) < len(digests):
        log.error("Public copies of files are missing, of record %s", content["id"])
    return found


def drain_after_commit(urgent: bool = False) -> None:
    """Project what waits once the transaction is through; a failure there never undoes the release.

    A public database that did not answer is left alone for a while, so that many releases do not each wait for it; with
    `urgent` it is asked all the same.
    """
    transaction.on_commit(_drain_at_once if urgent else _drain_unless_left_alone, robust=True)


def _drain_at_once() -> None:
    drain()


def _drain_unless_left_alone() -> None:
    if time.monotonic() >= _left_alone_until:
        drain()


def drain(put_back: bool = False) -> int:
    """Project every waiting release in order; stop at the first that fails, so that order holds. Returns how many.

    Suppressions go first and wait for no release. With `put_back` what the public side has lost is put back before;
    raises NotPutBack, after all else was done. When nothing is left, the public side is told up to when it is.
    """
    began = timezone.now()
    if database.is_separate() and not database.answers():
        _leave_alone()
        return 0
    suppression.apply_pending()
    done, fault = _put_back() if put_back else (0, None)
    waiting = (
        OutboxEntry.objects.filter(done_at=None).select_related("release__record").order_by("release_id")
    )
    reached = timezone.now()
    while entry := waiting.first():
        try:
            projector.apply(as_projected(entry.release, suppression.ledger()))
        except Exception as error:  # the entry waits for the next attempt, whatever went wrong
            _not_projected(entry, type(error).__name__)
            log.exception("Release %s was not projected", entry.pk)
            break
        entry.done_at = timezone.now()
        entry.error = ""
        entry.save(update_fields=["done_at", "error"])
        done += 1
        reached = timezone.now()
    _settle()  # when nothing was done too: a process may have died before it came to this
    if fault is not None:
        raise NotPutBack from fault
    if entry is None:
        _beat(reached, None if put_back else began)
    return done


def _not_projected(entry: OutboxEntry, error: str) -> None:
    entry.attempts = min(entry.attempts + 1, ATTEMPTS_COUNTED)
    entry.error = error
    entry.save(update_fields=["attempts", "error"])
    database.recover()


def _leave_alone() -> None:
    """The public database does not answer: said on the first release that waits; the timer tries again."""
    global _left_alone_until
    _left_alone_until = time.monotonic() + PAUSE
    log.error("The public database does not answer; releases and suppressions wait")
    if entry := OutboxEntry.objects.filter(done_at=None).order_by("release_id").first():
        _not_projected(entry, AWAY)


def _beat(reached: datetime, began: datetime | None) -> None:
    """Nothing was left at `reached`. What was done before `began`, if it was not put back, must not be lost.

    A failure only makes the public side look older than it is.
    """
    try:
        if not (began and lost_before(began).exists()) and not suppression.pending().rows:
            heartbeat.beat(reached)
    except Exception:
        log.exception("The heartbeat was not written")


def lost_before(began: datetime) -> QuerySet[Release]:
    """Releases that were projected after the last heartbeat of the public side, and before `began`.

    An older dump of it, or a new database, does not have them. In step the heartbeat is younger than all of them.
    """
    at, done = heartbeat.last(), Release.objects.filter(outbox__done_at__lt=began)
    return done if at is None else done.filter(outbox__done_at__gt=at)


class NotPutBack(Exception):
    """What the public side has lost could not be applied again."""


def _put_back() -> tuple[int, Exception | None]:
    """Apply again, in order, what the public side may have lost: how many were missing, and what went wrong."""
    done = 0
    try:
        suppressed = suppression.ledger()
        lost = lost_before(timezone.now()).select_related("record").order_by("pk")
        for release in lost.iterator(chunk_size=200):
            done += projector.apply(as_projected(release, suppressed))
    except Exception as error:
        log.exception("What the public side has lost could not be put back")
        database.recover()
        return done, error
    return done, None


def _settle() -> None:
    """Bring what is kept of months in step. A failure is said and undoes no release: the months stay marked."""
    try:
        projector.settle()
    except Exception:
        log.exception("What is kept of months was not brought in step")


def rebuild(tell: Callable[[int], None] = lambda count: None) -> int:
    """Empty the public side and apply every release again, in order; working rows are not read. Returns how many.

    One transaction: readers see the old rows until all is there. What is suppressed is so from the first row on.
    `tell` is called with the number applied so far.
    """
    reached = timezone.now()
    with database.atomic():
        database.take_time()
        projector.empty()
        suppressed = suppression.ledger()
        for record in suppressed:
            suppressing.suppress(record, *suppressed)
        count = 0
        for release in Release.objects.select_related("record").order_by("pk").iterator(chunk_size=200):
            projector.apply(as_projected(release, suppressed))
            count += 1
            tell(count)
        projector.settle()
        heartbeat.beat(reached)
    return count
