"""The outbox: releases on their way to the public side, in order. Losing the way loses nothing: they wait."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from publication import projector, suppressing
from publication.released import ReleasedVersion
from publication.suppressed import SuppressedRecord
from records import suppression
from records.models import OutboxEntry, PublicCopy, Release

log = logging.getLogger(__name__)

#: The count of attempts stops here: the column is small, and a timer tries every minute.
ATTEMPTS_COUNTED = 30_000


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


def drain_after_commit() -> None:
    """Project what waits once the transaction is through; a failure there never undoes the release."""
    transaction.on_commit(drain, robust=True)


def drain() -> int:
    """Project every waiting release in order; stop at the first that fails, so that order holds. Returns how many.

    Suppressions go first and wait for no release.
    """
    suppression.apply_pending()
    done = 0
    waiting = (
        OutboxEntry.objects.filter(done_at=None).select_related("release__record").order_by("release_id")
    )
    while entry := waiting.first():
        try:
            projector.apply(as_projected(entry.release, suppression.ledger()))
        except Exception as error:  # the entry waits for the next attempt, whatever went wrong
            entry.attempts = min(entry.attempts + 1, ATTEMPTS_COUNTED)
            entry.error = type(error).__name__
            entry.save(update_fields=["attempts", "error"])
            log.exception("Release %s was not projected", entry.pk)
            break
        entry.done_at = timezone.now()
        entry.error = ""
        entry.save(update_fields=["done_at", "error"])
        done += 1
    _settle()  # when nothing was done too: a process may have died before it came to this
    return done


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
    with transaction.atomic():
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
    return count
