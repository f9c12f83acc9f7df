"""What is added to a report as it goes out: its number, its day, the checksum of its figures, PDF and images."""

import hashlib
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from records import documents
from records.conditions import Refused
from records.models import Record, Release
from records.release import Finished

LANGUAGES = ("ar", "en")


def finish(record: Record, content: dict[str, Any], day: date) -> Finished:
    """The edition that the public document makes when it is released on this day.

    Raises Refused when something of it cannot be drawn: half an edition does not go out.
    """
    from reports.drawing import DrawingError, draw

    content = {
        **content,
        "edition": record.releases.filter(kind=Release.Kind.RELEASE).count() + 1,
        "day": day.isoformat(),
        "organisation_ar": settings.ORGANISATION["ar"],
        "organisation_en": settings.ORGANISATION["en"],
        "checksum": documents.digest(content["figures"]),
    }
    drawn: dict[str, bytes] = {}
    for language in LANGUAGES:
        try:
            files = draw(content, language)
        except DrawingError as error:
            raise Refused(_("PDF and images cannot be drawn: %(error)s") % {"error": error}) from error
        drawn |= {_in_language(name, language): data for name, data in files.items()}
    names = {name: hashlib.sha256(data).hexdigest() for name, data in drawn.items()}
    return Finished({**content, "files": names}, {names[name]: data for name, data in drawn.items()})


def _in_language(name: str, language: str) -> str:
    """report.pdf in Arabic is report-ar.pdf."""
    stem, _dot, suffix = name.rpartition(".")
    return f"{stem}-{language}.{suffix}"
