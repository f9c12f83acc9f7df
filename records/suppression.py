"""Suppression: the ledger as the public side is handed it, carrying it there, and what has not arrived."""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from publication import case_rows, database, report_rows, suppressing
from publication.models import PublishedEdition, Tombstone
from publication.suppressed import Ledger, SuppressedRecord, touched_by
from records.conditions import Refused
from records.models import Document, Record, Release, Suppression
from terms.choices import SuppressionReason

log = logging.getLogger(__name__)

#: What may be suppressed. A series and a text of the site are no one's record: they are corrected or withdrawn.
KINDS = (Record.Kind.INCIDENT, Record.Kind.TALLY, Record.Kind.CAMPAIGN, Record.Kind.CASE, Record.Kind.REPORT)

#: After this long a suppression that is not on the public side is an alarm.
PROMISED = timedelta(minutes=2)


# The step ------------------------------------------------------------------------------------------------------


def suppressible(record: Record, user: Any, details: dict[str, Any]) -> None:
    """Whether the record can be suppressed: one that was public at some time, with a reason of the list."""
    if record.kind not in KINDS:
        raise Refused(_("Records of this kind can be withdrawn, not suppressed."))
    if not record.releases.filter(kind=Release.Kind.RELEASE).exists():
        raise Refused(_("The record was never public."))
    if not details.get("asking") and details.get("reason") not in SuppressionReason.values:
        raise Refused(_("Choose the reason for suppressing it."))


def refuse_suppressed(record: Record) -> None:
    """Nothing happens to a suppressed record any more."""
    if is_suppressed(record):
        raise Refused(
            _("This record is suppressed and can never be public again. Make a new record instead.")
        )


def is_suppressed(record: Record) -> bool:
    return Suppression.objects.filter(record=record.pk).exists()


def write(record: Record, user: Any, reason: str) -> Suppression:
    """The line of the ledger; called by the workflow inside its transaction."""
    last = Release.objects.order_by("-pk").values_list("pk", flat=True).first()
    return Suppression.objects.create(
        record=record, reason=reason, by=user, day=timezone.localdate(), position=last or 0
    )


# The ledger ----------------------------------------------------------------------------------------------------


def ledger() -> tuple[SuppressedRecord, ...]:
    """The whole ledger as plain data."""
    return tuple(as_handed(row.record, row) for row in Suppression.objects.select_related("record"))


def as_handed(record: Record, row: Suppression | None = None) -> SuppressedRecord:
    """A line for the projector; without a row, the one that suppressing the record now would make."""
    contents = list(
        record.releases.filter(kind=Release.Kind.RELEASE).order_by("pk").values_list("content", flat=True)
    )
    last = contents[-1] if contents else {}
    stood_at = ""
    if record.kind == Record.Kind.REPORT and last:
        columns = report_rows.columns_of(last)
        stood_at = report_rows.place_of(columns["series"], date.fromisoformat(columns["month_start"]))
    return SuppressedRecord(
        public_id=record.public_id,
        day=row.day if row else timezone.localdate(),
        reason=row.reason if row else "",
        is_listed=record.kind != Record.Kind.CASE or not last or case_rows.is_listed(last),
        stood_at=stood_at,
        days=frozenset(day for content in contents for day in _days_of(content)),
        position=row.position if row else 2**62,
    )


def _days_of(content: dict[str, Any]) -> list[date]:
    """The days in which an incident counted."""
    lines = content.get("lines", [])
    said = [content.get("counted_on"), *(line["counted_on"] for line in lines)] if lines else []
    return [date.fromisoformat(day) for day in said if day]


def editions_named(record: Record) -> list[PublishedEdition] | None:
    """The editions that would lose their words and files; None when the public side does not answer."""
    try:
        return suppressing.editions_naming(as_handed(record))
    except database.AWAY:
        database.recover()
        return None


def rests_on_suppressed(document: Document) -> bool:
    """Whether the figures of a report name what is suppressed, or compare with what still counted it."""
    rows = Suppression.objects.select_related("record")
    records = [
        replace(as_handed(row.record, row), position=1 if row.at >= document.made_at else -1) for row in rows
    ]
    return bool(touched_by(document.content["figures"], Ledger.of(records), 0))


# Carrying it to the public side --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pending:
    """Suppressions that are not on the public side, as far as can be seen from here."""

    rows: list[Suppression]
    #: Whether the public side answered; if not, all of the ledger counts as pending.
    answered: bool = True
    #: Suppressed on the public side, and not in the ledger: the staff database was restored from an older dump.
    unknown: tuple[str, ...] = ()

    @property
    def since(self) -> datetime | None:
        return min((row.at for row in self.rows), default=None)

    @property
    def minutes(self) -> int:
        return int((timezone.now() - self.since).total_seconds() // 60) if self.since else 0

    @property
    def overdue(self) -> list[Suppression]:
        return [row for row in self.rows if timezone.now() - row.at > PROMISED]

    def __bool__(self) -> bool:
        return bool(self.rows or self.unknown)


def pending() -> Pending:
    """Asks the public side itself: what it was told once may be gone from it with a restored dump."""
    rows = list(Suppression.objects.select_related("record"))
    try:
        with database.atomic():
            stones = Tombstone.objects.filter(is_suppressed=True)
            there = set(stones.values_list("pk", flat=True))
    except Exception:
        log.exception("The public side did not answer about suppressions")
        database.recover()
        return Pending(rows, answered=False)
    known = {row.record.public_id for row in rows}
    return Pending(
        [row for row in rows if row.record.public_id not in there], unknown=tuple(sorted(there - known))
    )


def apply_pending(everything: bool = False) -> int:
    """Suppress what the public side does not know to be suppressed; with `everything` all of the ledger again.

    One that fails holds up no other. Returns how many were applied.
    """
    if everything:
        rows = list(Suppression.objects.select_related("record"))
    else:
        found = pending()
        rows = found.rows if found.answered else []  # one that does not answer is not asked once for each
    whole, done = ledger() if rows else (), 0
    for row in rows:
        try:
            suppressing.suppress(as_handed(row.record, row), *whole)
            done += 1
        except Exception:  # it is tried again each minute, and the desk says so
            log.exception("The suppression of %s has not reached the public side", row.record.public_id)
            database.recover()
            if not database.answers():
                break
    return done
