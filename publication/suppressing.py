"""Suppression: one record out of everything public, at once and for good.

Not a correction: nothing of what was said stays. It is applied as often as anyone likes, to a public side in any state,
and leaves the same rows as a rebuild.
"""

from collections.abc import Iterable
from typing import Any

from publication import models as public
from publication.database import atomic, lock
from publication.kept_months import keep_months
from publication.projector import Counted, known, settle
from publication.rows import KINDS, Rows
from publication.suppressed import Ledger, SuppressedRecord, edition_without, touched_by, without
from publication.totals import recount


def suppress(record: SuppressedRecord, *others: SuppressedRecord) -> None:
    """Take the record away and leave its tombstone; `others` are the rest of the ledger.

    One transaction: no reader sees a part of it, and months are in step when it ends.
    """
    with atomic():
        lock()
        for rows in KINDS.values():
            _remove(rows, record.public_id)
        public.Correction.objects.filter(public_id=record.public_id).delete()
        public.Applied.objects.filter(pk=record.public_id).delete()
        public.Tombstone.objects.update_or_create(
            pk=record.public_id,
            defaults={
                "kind": "",
                "day": record.day,
                "reason": record.reason,
                "is_listed": record.is_listed,
                "stood_at": record.stood_at,
                "is_suppressed": True,
            },
        )
        ledger = known([record, *others])
        _mend_records(record.public_id, ledger)
        _mend_editions(ledger)
        settle()


def _remove(rows: Rows, public_id: str) -> None:
    if not rows.query(public_id).exists():
        return
    before = Counted.of(rows, public_id)
    rows.remove(public_id)
    after = Counted.of(rows, public_id)
    recount(before.cells | after.cells)
    keep_months(public_id, before.months, after.months)


def _mend_records(public_id: str, ledger: Ledger) -> None:
    """Documents of other records that name it, and the columns that are made from them."""
    naming = {
        "incident": {"campaign": public_id},
        "tally": {"parent": public_id},
        "case": {"incident": public_id},
    }
    for kind, where in naming.items():
        _mend(KINDS[kind], KINDS[kind].model.objects.filter(**where), ledger)
    cases = KINDS["case"].model.objects
    _mend(KINDS["case"], cases.filter(event=public_id).exclude(pk=public_id), ledger)
    groups = public.PublishedMember.objects.filter(member=public_id)
    _mend(KINDS["case"], cases.filter(pk__in=list(groups.values_list("group", flat=True))), ledger)
    groups.delete()


def _mend(rows: Rows, found: Iterable[Any], ledger: Ledger) -> None:
    for row in list(found):
        content = without(row.content, ledger, 0)
        if content is not row.content:
            rows.query(row.pk).update(content=content, **rows.derived(content))
            held = Counted.of(rows, row.pk).months
            keep_months(row.pk, held, held)


def _mend_editions(ledger: Ledger) -> None:
    """Every edition that named something suppressed, in its stored rows: figures, words, notes and files."""
    for edition in public.PublishedEdition.objects.select_related("report").iterator(chunk_size=50):
        content = edition_without(edition.content, ledger, edition.position)
        if content is edition.content:
            continue
        edition.files.all().delete()
        edition.content, edition.note_ar, edition.note_en = content, "", ""
        edition.save(update_fields=["content", "note_ar", "note_en"])
        notes = public.Correction.objects.filter(public_id=edition.report_id, version=edition.version)
        notes.update(note_ar="", note_en="")
        if edition.report.version == edition.version:
            public.PublishedReport.objects.filter(pk=edition.report_id).update(
                content=content, title_ar=content["title_ar"], title_en=content["title_en"]
            )


def editions_naming(record: SuppressedRecord) -> list[public.PublishedEdition]:
    """The editions that would lose words and files by suppressing the record."""
    ledger = Ledger.of([record])
    editions = public.PublishedEdition.objects.select_related("report").order_by("day", "number")
    return [
        edition
        for edition in editions.iterator(chunk_size=50)
        if touched_by(edition.content["figures"], ledger, edition.position)
    ]
