"""The models of records, by subject."""

from records.models.areas import AreaLabel, AreaOfControl
from records.models.audit import AuditEntry, AuditLink
from records.models.drafts import FormDraft
from records.models.figures import FigureFields
from records.models.parties import (
    Grouping,
    GroupingRule,
    Party,
    PartyLabel,
    SubsetLabel,
)
from records.models.people import Person, PersonName
from records.models.places import Place
from records.models.release import OutboxEntry, PublicCopy, Release, ReleaseWords
from records.models.review import (
    Contribution,
    Document,
    ImportBatch,
    Proposal,
    Record,
    ReviewRound,
    Transition,
)
from records.models.sources import Claim, Source
from records.models.suppression import Suppression
from records.models.texts import StaffText
from records.models.vault import EntryKind, Reading, SealedEntry, SealedFile

__all__ = [
    "AreaLabel",
    "AreaOfControl",
    "AuditEntry",
    "AuditLink",
    "Claim",
    "Contribution",
    "Document",
    "EntryKind",
    "FigureFields",
    "FormDraft",
    "Grouping",
    "GroupingRule",
    "ImportBatch",
    "OutboxEntry",
    "Party",
    "PartyLabel",
    "Person",
    "PersonName",
    "Place",
    "Proposal",
    "PublicCopy",
    "Reading",
    "Record",
    "Release",
    "ReleaseWords",
    "ReviewRound",
    "SealedEntry",
    "SealedFile",
    "Source",
    "StaffText",
    "SubsetLabel",
    "Suppression",
    "Transition",
]
