"""The audit: writing entries, sealing them into the chain, and finding the first link that is broken.

What is written down follows from what is kept anyway: each kind of row in `TOLD` tells one act as it is made, so that
no caller can forget to. Entries hold names of acts, public ids, states, counts and digests: no text of any record, no
name of anyone outside the house, nothing of the vault but that it was opened.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_save

from records.models import (
    AuditEntry,
    AuditLink,
    Contribution,
    ImportBatch,
    Reading,
    Record,
    Release,
    SealedEntry,
    SealedFile,
    Transition,
)

#: What the first link is chained to.
BEGINNING = "0" * 64
#: Links that one transaction makes; writers wait no longer than for these.
BATCH = 1000


def write(action: str, actor: Any = None, subject: str = "", **facts: Any) -> AuditEntry:
    """Write one entry, in the transaction of what it tells of. `facts` must be JSON and hold no content."""
    return AuditEntry.objects.create(
        action=action, actor=actor if actor and actor.pk else None, subject=subject, facts=facts
    )


def _record(record: Record) -> str:
    return f"{record.kind} {record.public_id}"


@dataclass(frozen=True)
class Told:
    """How a new row reads as an act."""

    action: Callable[[Any], str]
    actor: Callable[[Any], Any]
    subject: Callable[[Any], str]
    facts: Callable[[Any], dict[str, Any]] = lambda row: {}


#: The rows of which each new one is an act.
TOLD: dict[type[Model], Told] = {
    Transition: Told(
        lambda row: f"record.{row.move}", lambda row: row.user, lambda row: _record(row.record),
        lambda row: {"before": row.before, "after": row.after, "document": row.document.digest if row.document else ""},
    ),
    Contribution: Told(
        lambda row: f"record.{row.how}", lambda row: row.user, lambda row: _record(row.record),
    ),
    Release: Told(
        lambda row: f"release.{row.kind}", lambda row: row.released_by, lambda row: _record(row.record),
        lambda row: {"version": row.version, "digest": row.digest, "findings_taken_on": len(row.acknowledged)},
    ),
    ImportBatch: Told(
        lambda row: "import", lambda row: row.user, lambda row: f"import {row.pk}",
        lambda row: {"kind": row.kind, "file": row.digest},
    ),
    SealedFile: Told(lambda row: "vault.open_file", lambda row: None, lambda row: f"file {row.pk}"),
    SealedEntry: Told(
        lambda row: "vault.write", lambda row: row.written_by, lambda row: f"file {row.file_id}",
        lambda row: {"entry": row.pk},
    ),
    Reading: Told(
        lambda row: "vault.read", lambda row: row.user, lambda row: f"file {row.entry.file_id}",
        lambda row: {"entry": row.entry_id},
    ),
}  # fmt: skip


def _on_save(sender: type[Model], instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        told = TOLD[sender]
        write(told.action(instance), told.actor(instance), told.subject(instance), **told.facts(instance))


for _model in TOLD:
    post_save.connect(_on_save, sender=_model, dispatch_uid=f"records.audit.{_model.__name__}")


# The chain ---------------------------------------------------------------------------------------------------


def canonical(entry: AuditEntry) -> str:
    """One spelling of an entry, by which it is sealed."""
    values = [
        entry.pk, entry.at.isoformat(), entry.actor_id, entry.action, entry.subject, entry.facts,
    ]  # fmt: skip
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained(before: str, entry: AuditEntry) -> str:
    return hashlib.sha256(f"{before}\n{canonical(entry)}".encode()).hexdigest()


def seal() -> int:
    """Chain every entry that is in no link yet, in batches. Returns how many. One at a time: the lock sees to it."""
    done = 0
    while made := _seal_batch():
        done += made
    return done


def _seal_batch() -> int:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x4D52_5341])
        last = AuditLink.objects.order_by("-number").first()
        number, digest = (last.number, last.digest) if last else (0, BEGINNING)
        links = []
        for entry in AuditEntry.objects.filter(link=None).order_by("pk")[:BATCH]:
            number, digest = number + 1, chained(digest, entry)
            links.append(AuditLink(number=number, entry=entry, digest=digest))
        AuditLink.objects.bulk_create(links)
    return len(links)


@dataclass(frozen=True)
class Head:
    """The end of the chain: to be kept elsewhere, for a chain proves nothing against whoever can write all of it."""

    number: int
    digest: str

    @classmethod
    def read(cls, text: str) -> "Head":
        """ValueError when the text is no head as `str` gives it."""
        number, _space, digest = text.strip().partition(" ")
        if not number.isdecimal() or len(digest) != 64:
            raise ValueError(text)
        return cls(int(number), digest)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


def head() -> Head:
    last = AuditLink.objects.order_by("-number").first()
    return Head(last.number, last.digest) if last else Head(0, BEGINNING)


@dataclass(frozen=True)
class Fault:
    """What is wrong with the chain, at which link."""

    number: int
    kind: str  # changed, missing, head, unsealed
    entry: int | None = None


def faults(kept: Head | None = None) -> Iterator[Fault]:
    """The first broken link, if any: one that is missing, or whose entry or digest is not what was sealed; then whether
    the chain still ends, or once ended, where `kept` says.
    """
    digest, expected = BEGINNING, 1
    seen = Head(0, BEGINNING) == kept
    for link in AuditLink.objects.select_related("entry").order_by("number").iterator(chunk_size=2000):
        if link.number != expected:
            yield Fault(expected, "missing")
            return
        digest = chained(digest, link.entry)
        if digest != link.digest:
            yield Fault(link.number, "changed", link.entry_id)
            return
        seen = seen or (kept is not None and kept == Head(link.number, link.digest))
        expected += 1
    if kept is not None and not seen:
        yield Fault(kept.number, "head")


__all__ = ["TOLD", "Fault", "Head", "faults", "head", "seal", "write"]
