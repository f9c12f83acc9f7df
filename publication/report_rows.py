"""How a released report becomes rows: the latest edition beside all those before it."""

from datetime import date
from typing import Any

from publication import models as public
from publication.released import ReleasedVersion


def columns_of(content: dict[str, Any]) -> dict[str, Any]:
    """The month that the report is on."""
    return {"series": content["figures"]["series"]["slug"], "month_start": content["month_start"]}


def place_of(series: str, month_start: date) -> str:
    """The month of a series, as the tombstone of its report names it."""
    return f"{series}/{month_start.isoformat()}"


def stood_at(public_id: str) -> str:
    row = public.PublishedReport.objects.filter(pk=public_id).values_list("series", "month_start").first()
    return place_of(*row) if row else ""


def write_edition(release: ReleasedVersion) -> None:
    """Add the edition, or write it anew where the release is applied again; earlier editions stay as they are."""
    content = release.content
    edition, _made = public.PublishedEdition.objects.update_or_create(
        report_id=release.public_id,
        number=content["edition"],
        defaults={
            "version": release.version,
            "position": release.position,
            "day": date.fromisoformat(content["day"]),
            "content": content,
            "note_ar": release.note_ar,
            "note_en": release.note_en,
        },
    )
    edition.files.all().delete()
    public.PublishedEditionFile.objects.bulk_create(
        public.PublishedEditionFile(edition=edition, name=name, digest=digest, content=release.files[digest])
        for name, digest in sorted(content["files"].items())
        if digest in release.files  # one whose bytes are lost holds up no other release
    )
