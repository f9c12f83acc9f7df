"""What the pages of all kinds of records share: citing, versions, tombstones, places and dates in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from publication.models import Correction, Tombstone
from publication.models.base import PublishedRecord, in_language
from publication.wording import joined, language
from terms.choices import PlaceKind
from terms.dates import format_day


@dataclass(frozen=True)
class Link:
    """A name with an address."""

    title: str
    url: str


@dataclass(frozen=True)
class Fact:
    """A name and a value of a record; facts without a value are not shown."""

    name: str
    value: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class VersionRow:
    """One dated version of a record."""

    day_text: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class TombstonePage:
    """What stays of a withdrawn record."""

    public_id: str
    day_text: str
    reason_text: str
    replaced_by_url: str = ""


def day_text(day: date | str | None) -> str:
    if not day:
        return ""
    return format_day(date.fromisoformat(day) if isinstance(day, str) else day, language())


def tombstone_page(tombstone: Tombstone) -> TombstonePage:
    return TombstonePage(tombstone.public_id, day_text(tombstone.day), tombstone.get_reason_display())


def versions_of(record: PublishedRecord) -> list[VersionRow]:
    """The versions of a record, newest first; those after the first are corrections with their notes."""
    corrections = Correction.objects.filter(public_id=record.public_id).order_by("-version")
    rows = [correction_row(correction) for correction in corrections]
    return [*rows, VersionRow(day_text(record.first_released), _("First released"))]


def correction_row(correction: Correction) -> VersionRow:
    note = in_language({"ar": correction.note_ar, "en": correction.note_en})
    version = _("Version %(number)s") % {"number": correction.version}
    return VersionRow(day_text(correction.day), f"{version}: {note}" if note else version)


def cite_text(record: PublishedRecord) -> str:
    """The line to cite a record by; the address follows it."""
    return _("Marsad, “%(title)s”, record %(id)s, version %(version)s, %(day)s.") % {
        "title": record.title,
        "id": record.public_id,
        "version": record.version,
        "day": day_text(record.last_released),
    }


def place_chain(place: dict[str, Any] | None) -> str:
    """A place with the governorate that it lies in, or those that a road or region crosses."""
    if not place:
        return ""
    name = in_language(place)
    above = [in_language(part) for part in place["above"] if part["kind"] == PlaceKind.GOVERNORATE]
    crossed = [in_language(part) for part in place["crosses"]]
    if above:
        return _("%(place)s, %(governorate)s") % {"place": name, "governorate": above[0]}
    return f"{name} ({joined(crossed)})" if crossed else name
