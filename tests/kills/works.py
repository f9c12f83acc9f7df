"""What is killed: each work as it is really begun, what must hold where it was interrupted, and how it is ended."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.management import CommandError, call_command

from records import audit, photos, vault, workflow
from records.backup import restoring
from records.models import (
    AuditEntry,
    AuditLink,
    Record,
    SealedEntry,
    SealedFile,
    Suppression,
)
from records.models.review import State
from tests.kills.sites import DATABASE_FILE, Site
from tests.kills.world import NEW_KEY, OLD_KEY, SECRET, WORD
from tests.support import backups
from tests.support import factories as make
from tests.support.photos import picture, saved

NIGHT = "night.backup"
PURPOSE = "تجربة القراءة في الاختبار"


@dataclass(frozen=True)
class Facts:
    """A site at one moment: rows and checksum of every private table, the public rows, files by their checksums."""

    tables: dict[str, Any]
    public: dict[str, Any]
    files: dict[str, str]

    @property
    def counts(self) -> dict[str, int]:
        return _rows(self.tables)

    def but(self, *names: str) -> dict[str, Any]:
        """The tables without some."""
        return {name: table for name, table in self.tables.items() if name not in names}

    def checksum(self) -> str:
        return hashlib.sha256(
            repr((self.tables, sorted(self.public.items()), self.files)).encode()
        ).hexdigest()


def facts(site: Site) -> Facts:
    files = {
        path.relative_to(site.var).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.var.rglob("*"))
        if path.is_file() and not path.name.startswith(DATABASE_FILE)
    }
    return Facts(backups.contents_of_tables(), backups.public_rows(), files)


@dataclass(frozen=True)
class Work:
    """`kills` at random moments; `holds` says what is wrong right after one, `ends` carries the work to its end and
    says what is wrong then. They get the facts of right after the kill (`holds`), of before the work, and of after one
    that nobody killed.
    """

    do: Callable[[Site], Any]
    holds: Callable[[Site, Facts, Facts, Facts], Iterator[str]]
    ends: Callable[[Site, Facts, Facts], Iterator[str]] | None
    kills: int
    #: Which site it begins on: "busy" (releases wait), "calm" or "empty".
    begins: str = "calm"


def do(site: Site, name: str) -> None:
    WORKS[name].do(site)


# An import of a file -----------------------------------------------------------------------------------------------


def _import(command: str, file: str, kills: int) -> Work:
    def begin(site: Site) -> None:
        call_command(command, str(site.var / file), user="alice", verbosity=0)

    def holds(site: Site, now: Facts, before: Facts, after: Facts) -> Iterator[str]:
        if now.tables != before.tables and now.counts != after.counts:
            yield f"the import is there in part: {_unlike(now.counts, after.counts)}"

    def ends(site: Site, before: Facts, after: Facts) -> Iterator[str]:
        was_there = Record.objects.filter(batch__isnull=False).exists()
        try:
            begin(site)
        except CommandError:
            if not was_there:
                raise
        else:
            if was_there:
                yield "the file could be imported twice"
        yield from _same_counts(site, after)

    return Work(begin, holds, ends, kills)


# Releasing, projecting, rebuilding, suppressing ----------------------------------------------------------------------


def _release_together(site: Site) -> None:
    for record in Record.objects.filter(state=State.VERIFIED).order_by("pk"):
        workflow.move(record, "release", make.carol())


def _release_ends(site: Site, before: Facts, after: Facts) -> Iterator[str]:
    _release_together(site)
    yield from _same_counts(site, after)


def _project(site: Site) -> None:
    call_command("project_outbox", verbosity=0)


def _rebuild(site: Site) -> None:
    call_command("rebuild_publication", verbosity=0)


def _old_or_new(site: Site, now: Facts, before: Facts, after: Facts) -> Iterator[str]:
    """A rebuild is seen whole or not at all, and writes nothing private."""
    if now.public not in (before.public, after.public):
        yield "readers see a part of a rebuild"
    if now.tables != before.tables:
        yield "a rebuild wrote private rows"


def _doomed() -> Record:
    return Record.objects.get(title_en=f"Ambush {WORD}")


def _suppress(site: Site) -> None:
    workflow.move(_doomed(), "suppress", make.carol(), reason="danger")


def _suppress_ends(site: Site, before: Facts, after: Facts) -> Iterator[str]:
    if Suppression.objects.exists() and WORD in str(backups.public_rows()):
        yield "what is suppressed is public after the start"
    if not Suppression.objects.exists():
        _suppress(site)
    call_command("check_suppressions")
    yield from _same_counts(site, after)


# The vault and the audit ---------------------------------------------------------------------------------------------


def _rotate(site: Site) -> None:
    settings.VAULT_KEYS = [NEW_KEY, OLD_KEY]
    call_command("rotate_vault", verbosity=0, stdout=mock.Mock())


def _vault_opens(site: Site, now: Facts, before: Facts, after: Facts) -> Iterator[str]:
    settings.VAULT_KEYS = [NEW_KEY, OLD_KEY]
    written = ("records_sealedfile", "records_auditentry")
    if now.but(*written) != before.but(*written):
        yield "rotating wrote more than keys, and that it did"
    yield from _unreadable()


def _rotate_ends(site: Site, before: Facts, after: Facts) -> Iterator[str]:
    _rotate(site)
    settings.VAULT_KEYS = [NEW_KEY]
    yield from _unreadable()
    if SealedFile.objects.filter(key_id=vault.key_id(OLD_KEY)).exists():
        yield "a file is still wrapped under the old key"


def _unreadable() -> Iterator[str]:
    """Opened below `vault.read`, which would write a reading for each."""
    for entry in SealedEntry.objects.select_related("file"):
        if vault._unsealed(entry) != SECRET:
            yield f"entry {entry.pk} of the vault says something else"


def _seal(site: Site) -> None:
    with mock.patch.object(audit, "BATCH", 20):
        call_command("seal_audit", stdout=mock.Mock())


def _sealed_alone(site: Site, now: Facts, before: Facts, after: Facts) -> Iterator[str]:
    if now.but("records_auditlink") != before.but("records_auditlink"):
        yield "sealing wrote more than links"


def _seal_ends(site: Site, before: Facts, after: Facts) -> Iterator[str]:
    _seal(site)
    if AuditLink.objects.count() != AuditEntry.objects.count():
        yield "not every entry of the audit is sealed once"


# Backup and restore, and the files beside them -----------------------------------------------------------------------


def _back_up(site: Site) -> None:
    call_command("backup", str(site.var / NIGHT), verbosity=0)


def _backup_holds(site: Site, now: Facts, before: Facts, after: Facts) -> Iterator[str]:
    if (now.tables, now.public) != (before.tables, before.public):
        yield "a backup wrote rows"
    if (site.var / NIGHT).exists() and restoring.verify(site.var / NIGHT).tables != before.tables:
        yield "a backup has its name and is not whole"


def _backup_ends(site: Site, before: Facts, after: Facts) -> Iterator[str]:
    (site.var / NIGHT).unlink(missing_ok=True)
    _back_up(site)
    if restoring.verify(site.var / NIGHT).tables != facts(site).tables:
        yield "the next backup is not whole"
    if (site.var / f"{NIGHT}.part").exists():
        yield "the half of the killed backup is still there"


def _restore(site: Site) -> None:
    call_command("restore", str(site.var / NIGHT), verbosity=0)


def _restore_holds(site: Site, now: Facts, before: Facts, after: Facts) -> Iterator[str]:
    if now.tables not in (before.tables, after.tables):
        yield "the restored site is neither empty nor whole"
    if (now.tables == after.tables) != (now.public == after.public):
        yield "the restored site is there without its public side"


def _restore_ends(site: Site, before: Facts, after: Facts) -> Iterator[str]:
    if not Record.objects.exists():
        _restore(site)
        if facts(site) != after:
            yield "the second restore is not whole"


def _pictures() -> list[bytes]:
    return [saved(picture(size=(640, 400 + number)), "PNG") for number in range(12)]


def _keep_photos(site: Site) -> None:
    for data in _pictures():
        photos.keep_original(data)


def _photos_hold(site: Site, now: Facts, before: Facts, after: Facts) -> Iterator[str]:
    if (now.tables, now.public) != (before.tables, before.public):
        yield "keeping a photo wrote rows"


def _photos_end(site: Site, before: Facts, after: Facts) -> Iterator[str]:
    _keep_photos(site)
    for data in _pictures():
        if photos.original(photos.keep_original(data)) != data:
            yield "an original is not what came"


# ---------------------------------------------------------------------------------------------------------------------


def _nothing(site: Site, now: Facts, before: Facts, after: Facts) -> Iterator[str]:
    """What holds after any kill is all there is to say (judging.judge)."""
    return iter(())


def _same_counts(site: Site, after: Facts) -> Iterator[str]:
    """As many rows of each kind as when nobody killed it; each start seals, so that links may be more."""
    now, expected = (_rows(found.but("records_auditlink")) for found in (facts(site), after))
    if now != expected:
        yield f"not what a work that nobody killed leaves: {_unlike(now, expected)}"


def _rows(tables: dict[str, Any]) -> dict[str, int]:
    return {name: table["rows"] for name, table in tables.items()}


def _unlike(found: dict[str, int], expected: dict[str, int]) -> dict[str, tuple[int, int]]:
    return {name: (found[name], rows) for name, rows in expected.items() if found[name] != rows}


WORKS: dict[str, Work] = {
    "import incidents": _import("import_incidents", "incidents.csv", 9),
    "import tallies": _import("import_tallies", "tallies.xlsx", 9),
    "import abductees": _import("import_abductees", "abductees.csv", 9),
    "release together": Work(_release_together, _nothing, _release_ends, 10),
    "project": Work(_project, _nothing, None, 12, "busy"),
    "rebuild": Work(_rebuild, _old_or_new, None, 9, "busy"),
    "suppress": Work(_suppress, _nothing, _suppress_ends, 9, "busy"),
    "restore": Work(_restore, _restore_holds, _restore_ends, 10, "empty"),
    "rotate the vault": Work(_rotate, _vault_opens, _rotate_ends, 7),
    "seal the audit": Work(_seal, _sealed_alone, _seal_ends, 7),
    "back up": Work(_back_up, _backup_holds, _backup_ends, 7),
    "keep photos": Work(_keep_photos, _photos_hold, _photos_end, 6),
}
