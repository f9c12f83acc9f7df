"""Turns released documents into public rows. Idempotent: a release applied twice changes nothing.

It is given plain data and reads nothing private. Rebuilding is emptying these tables and applying every release
again in order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from publication import models as public
from publication.compared import kept_of
from publication.database import atomic, lock
from publication.kept_months import Months, keep_months, months_of
from publication.months import MonthSummary
from publication.released import ReleasedVersion
from publication.rows import KINDS, Rows
from publication.suppressed import Ledger, SuppressedRecord, without
from publication.totals import Cell, cell_of, recount
from terms.choices import WithdrawalReason


def apply(release: ReleasedVersion) -> bool:
    """Bring the public rows of one record to this version; False when that or a later one is there already, or the
    record is suppressed.

    All in one transaction, under a lock, so that totals see each other's work.
    """
    with atomic():
        lock()
        ledger = known(release.suppressed)
        if release.public_id in ledger:
            return False
        release = _censored(release, ledger)
        applied = public.Applied.objects.filter(pk=release.public_id).first()
        if applied is not None and applied.position >= release.position:
            return False
        rows = KINDS[release.kind]
        before = Counted.of(rows, release.public_id)
        if release.withdrawn_for:
            _withdraw(release, rows)
        else:
            _publish(release, rows)
        after = Counted.of(rows, release.public_id)
        recount(before.cells | after.cells)
        keep_months(release.public_id, before.months, after.months)
        public.Applied.objects.update_or_create(
            pk=release.public_id,
            defaults={
                "kind": release.kind,
                "version": release.version,
                "position": release.position,
                "digest": release.digest,
            },
        )
    return True


def settle() -> int:
    """Make anew what is kept of months that releases have touched; once for many releases. Returns how many.

    Where nothing is to be done it waits for nobody.
    """
    marked = public.PublishedMonth.objects.filter(is_stale=True)
    if not marked.exists():
        return 0
    with atomic():
        lock()
        stale = list(marked.select_related("series"))
        for row in stale:
            row.kept = kept_of(MonthSummary(row.series, row.month))
            row.is_stale = False
            row.save(update_fields=["kept", "is_stale"])
    return len(stale)


@dataclass(frozen=True)
class Counted:
    """Where a record counts as its rows stand: the totals of its lines, and months of series."""

    cells: set[Cell]
    months: Months

    @classmethod
    def of(cls, rows: Rows, public_id: str) -> "Counted":
        lines = rows.lines(public_id)
        return cls({cell_of(line) for line in lines}, months_of(lines, rows.tallies(public_id)))


def empty() -> None:
    """Take every public row away, before a rebuild. Children first, so that nothing has to be read to be removed.

    Tombstones of suppressed records stay: nothing brings these back.
    """
    with atomic():
        lock()
        for model in reversed(EMPTIED):
            rows = model._base_manager.all()
            if model is public.Tombstone:
                rows = rows.filter(is_suppressed=False)
            rows._raw_delete(rows.db)


#: Every model of this app but the heartbeat, parents first.
EMPTIED = [
    public.PublishedPlace,
    public.PublishedParty,
    public.PublishedArea,
    public.PublishedUse,
    public.PublishedSeries,
    public.PublishedMonth,
    public.PublishedIncident,
    public.PublishedIncidentPlace,
    public.PublishedCasualty,
    public.PublishedCampaign,
    public.PublishedTally,
    public.PublishedCase,
    public.PublishedCasePlace,
    public.PublishedCaseDay,
    public.PublishedResolution,
    public.PublishedMember,
    public.PublishedPhoto,
    public.PublishedText,
    public.PublishedReport,
    public.PublishedEdition,
    public.PublishedEditionFile,
    public.Total,
    public.Correction,
    public.Tombstone,
    public.Applied,
]


def known(handed: Iterable[SuppressedRecord] = ()) -> Ledger:
    """What is suppressed: as the ledger says, and as the tombstones here say; they outlast a ledger that was lost."""
    stones = public.Tombstone.objects.filter(is_suppressed=True)
    stored = [
        SuppressedRecord(stone.pk, stone.day, stone.reason, stone.is_listed, stone.stood_at)
        for stone in stones
    ]
    return Ledger.of([*stored, *handed])


def _censored(release: ReleasedVersion, ledger: Ledger) -> ReleasedVersion:
    """The release without what is suppressed; an edition that named it loses its note with its other words."""
    content = without(release.content, ledger, release.position)
    if content is release.content:
        return release
    if release.kind == "report":
        return replace(release, content=content, note_ar="", note_en="")
    return replace(release, content=content)


def _publish(release: ReleasedVersion, rows: Rows) -> None:
    public.Tombstone.objects.filter(pk=release.public_id).delete()
    first = rows.first_released(release.public_id) or release.day
    rows.write(release, first)
    if release.version > 1:
        public.Correction.objects.update_or_create(
            public_id=release.public_id,
            version=release.version,
            defaults={
                "kind": release.kind,
                "day": release.day,
                "note_ar": release.note_ar,
                "note_en": release.note_en,
            },
        )


def _withdraw(release: ReleasedVersion, rows: Rows) -> None:
    """Nothing of the record stays but its id, days, and the reason: a note may say what the page said.

    Where it went for the safety of people not even its kind does: that it was someone's case would be told.
    """
    listed, stood_at = rows.is_listed(release.public_id), rows.stood_at(release.public_id)
    rows.remove(release.public_id)
    public.Correction.objects.filter(public_id=release.public_id).update(note_ar="", note_en="")
    public.Tombstone.objects.update_or_create(
        pk=release.public_id,
        defaults={
            "kind": "" if release.withdrawn_for == WithdrawalReason.SAFETY and not stood_at else release.kind,
            "day": release.day,
            "reason": release.withdrawn_for,
            "is_listed": listed,
            "stood_at": stood_at,
        },
    )
