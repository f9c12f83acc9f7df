"""What must hold of a site whose process was killed, and once more after its next start. Runs in a process of its own.

Faults are sentences; none means that all holds.
"""

import hashlib
import re
from collections.abc import Iterator, Set
from datetime import date
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Q

from publication import projector, suppressing
from publication.models import Applied, PublishedMonth, Tombstone
from publication.rows import KINDS
from publication.search_index import INDEXED
from publication.suppressed import SuppressedRecord
from records import audit, outbox, suppression, triggers
from records.models import (
    AuditEntry,
    OutboxEntry,
    Record,
    Release,
    ReleaseWords,
    Suppression,
    Transition,
)
from records.models.review import State
from tests.kills import works
from tests.kills.sites import Site
from tests.support import backups
from tests.support.counting import fresh_totals, kept_totals

Dump = dict[str, Any]
#: What was found out on other copies of the site: what a rebuild was made of → the checksum of the rows that it gives;
#: and the states that were judged.
Known = dict[str, str]
#: Months by series and first day.
Marked = Set[tuple[str, date]]
#: Signs of rows that a fault repeats.
MOST_SAID = 300


def judge(
    site: Site, name: str, before: works.Facts, after: works.Facts, known: Known
) -> tuple[list[str], Known]:
    """Everything that is wrong after a work was killed: as it lies there, after the next start, and when it is done
    once more. `before` and `after` are the facts of a site on which it was not begun, and of one where it ended.
    Gives `known` back with what was found out.
    """
    work, now = works.WORKS[name], works.facts(site)
    faults = list(whole(site))
    state = f"{name} {now.checksum()}"
    if state in known:  # the same rows and files as after an earlier kill
        return faults, known
    rebuilds = Rebuilds({**known, state: ""})
    faults += [*half_released(), *half_public(rebuilds), *work.holds(site, now, before, after)]
    faults += started(rebuilds)
    if work.ends is not None:
        faults += work.ends(site, before, after)
        again = (*started(rebuilds), *whole(site), *half_released())
        faults += [f"in the end: {fault}" for fault in again]
    return faults, rebuilds.known


def whole(site: Site) -> Iterator[str]:
    """The database by its own judgement, the triggers, the audit's chain, and the originals of photos."""
    connection.check_constraints()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            said = [row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall()]
            if said != ["ok"]:
                yield f"the database is damaged: {said}"
            for index in INDEXED:  # raises when it is not what its table says
                cursor.execute(
                    f"INSERT INTO {index.prefix}_words({index.prefix}_words) VALUES ('integrity-check')"
                )
    if missing := triggers.missing(connection):
        yield f"triggers are missing: {missing}"
    for fault in audit.faults():
        yield f"the audit is broken: {fault}"
    for path in (site.var / "originals").glob("*"):
        named = re.fullmatch("[0-9a-f]{64}", path.name)
        if named and hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
            yield f"half an original is kept as {path.name}"


def half_released() -> Iterator[str]:
    """Releases without what belongs to them, and records that are neither released nor as they were."""
    lacking = {
        "an outbox entry": Release.objects.exclude(pk__in=OutboxEntry.objects.values("release")),
        "its words": Release.objects.filter(kind=Release.Kind.RELEASE).exclude(
            pk__in=ReleaseWords.objects.values("release")
        ),
    }
    for what, releases in lacking.items():
        for release in releases:
            yield f"release {release.pk} has not {what}"
    told = AuditEntry.objects.filter(action__startswith="release.").count()
    if told != Release.objects.count():
        yield f"the audit tells of {told} releases of {Release.objects.count()}"
    steps = Transition.objects.filter(move__in=("release", "withdraw", "tighten")).count()
    if steps != Release.objects.count():
        yield f"{steps} steps made {Release.objects.count()} releases"
    for record in Record.objects.all():
        last = record.releases.order_by("-pk").first()
        is_live = (
            last is not None and last.kind == Release.Kind.RELEASE and not suppression.is_suppressed(record)
        )
        if record.live_release_id != (last.pk if last and is_live else None):
            yield f"{record.kind} {record.pk} has the live version {record.live_release_id}"
        if record.state == State.RELEASED and not is_live:
            yield f"{record.kind} {record.pk} is called released and is not"
    suppressed = Suppression.objects.filter(
        ~Q(record__state=State.WITHDRAWN) | Q(record__live_release__isnull=False)
    )
    for row in suppressed:
        yield f"record {row.record_id} is in the ledger and not withdrawn"


def half_public(rebuilds: "Rebuilds") -> Iterator[str]:
    """The public side is what the releases up to the last applied one make of it, months settled or marked."""
    stones = set(Tombstone.objects.filter(is_suppressed=True).values_list("pk", flat=True))
    arrived = tuple(record for record in suppression.ledger() if record.public_id in stones)
    applied = Applied.objects.order_by("-position").values_list("position", flat=True).first()
    done = (
        OutboxEntry.objects.exclude(done_at=None)
        .order_by("-release")
        .values_list("release", flat=True)
        .first()
    )
    late = OutboxEntry.objects.filter(done_at=None, release__lt=max(applied or 0, done or 0))
    if late.filter(release__lt=done or 0).exists():
        yield "a release waits behind one that is done"
    marked = set(PublishedMonth.objects.filter(is_stale=True).values_list("series_id", "start"))
    yield from rebuilds.differences(max(applied or 0, done or 0), arrived, marked)
    if fresh_totals() != kept_totals():
        yield "totals are not what is counted afresh"


def started(rebuilds: "Rebuilds") -> Iterator[str]:
    """Starts the site: then nothing waits, and the public side is what a rebuild makes."""
    try:
        call_command("project_outbox", verbosity=0)
    except CommandError as error:
        yield f"the start says: {error}"
    if waiting := OutboxEntry.objects.filter(done_at=None).count():
        yield f"{waiting} releases wait after the start"
    if stale := PublishedMonth.objects.filter(is_stale=True).count():
        yield f"{stale} months are not in step after the start"
    if AuditEntry.objects.filter(link=None).exists():
        yield "the audit is not sealed after the start"
    if pending := suppression.pending():
        yield f"suppressions are pending after the start: {pending}"
    for record in suppression.ledger():
        for kind, rows in KINDS.items():
            if rows.query(record.public_id).exists():
                yield f"the suppressed {kind} {record.public_id} is public"
    last = Release.objects.order_by("-pk").values_list("pk", flat=True).first()
    yield from rebuilds.differences(last or 0, suppression.ledger())
    if fresh_totals() != kept_totals():
        yield "totals are not what is counted afresh"


def replayed(upto: int, suppressed: tuple[SuppressedRecord, ...]) -> Dump:
    """The public side as a rebuild makes it of the releases up to one, where these are suppressed; undone again."""
    with transaction.atomic():
        projector.empty()
        Tombstone.objects.all().delete()
        for record in suppressed:
            suppressing.suppress(record, *suppressed)
        releases = Release.objects.select_related("record").filter(pk__lte=upto).order_by("pk")
        for release in releases:
            projector.apply(outbox.as_projected(release, suppressed))
        projector.settle()
        rows = backups.public_rows()
        transaction.set_rollback(True)
    return rows


class Rebuilds:
    """Compares the public side with what a rebuild gives, which is made once for the same releases."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def differences(
        self, upto: int, suppressed: tuple[SuppressedRecord, ...], marked: Marked = frozenset()
    ) -> Iterator[str]:
        """By table; without what is kept of the months that are marked to be made anew."""
        releases = Release.objects.filter(pk__lte=upto).order_by("pk").values_list("pk", "digest")
        made_of = repr((list(releases), sorted(repr(record) for record in suppressed), sorted(marked)))
        found = _without(backups.public_rows(), marked)
        if self.known.get(made_of) == _checksum(found):
            return
        expected = _without(replayed(upto, suppressed), marked)
        self.known[made_of] = _checksum(expected)
        for name, rows in expected.items():
            if found[name] != rows:
                yield f"{name} is not what a rebuild gives: {_but(found[name], rows)}, not {_but(rows, found[name])}"


def _checksum(rows: Dump) -> str:
    return hashlib.sha256(repr(sorted(rows.items())).encode()).hexdigest()


def _but(rows: list[Any], others: list[Any]) -> str:
    return str([row for row in rows if row not in others])[:MOST_SAID]


def _without(rows: Dump, marked: Marked) -> Dump:
    months = [
        {**row, "kept": None, "is_stale": True} if (row["series_id"], row["start"]) in marked else row
        for row in rows["PublishedMonth"]
    ]
    return {**rows, "PublishedMonth": sorted(months, key=repr)}
