"""A released version as plain data: what the private side hands to the projector, and all that it hands over."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from publication.suppressed import SuppressedRecord


@dataclass(frozen=True)
class ReleasedVersion:
    """What the projector is given. `position` orders all releases; `content` is the public document."""

    position: int
    public_id: str
    kind: str
    version: int
    day: date
    digest: str
    content: dict[str, Any]
    withdrawn_for: str = ""
    note_ar: str = ""
    note_en: str = ""
    #: The bytes of the pictures that `content` names, by their digest.
    files: dict[str, bytes] = field(default_factory=dict)
    #: The ledger of what is suppressed, which holds for this version as well.
    suppressed: tuple[SuppressedRecord, ...] = ()
