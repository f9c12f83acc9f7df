"""The vault: confidential facts about people, sources and correspondents, sealed apart from everything else.

Nothing here has a history, an admin of its own, a place in documents, imports, files or searches. What is written is
ciphertext; `records.vault` alone seals and unseals it. Entries and readings are append-only, and a destroyed file
stays so: triggers in `records.triggers` hold it.
"""

from typing import ClassVar, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from records.models.people import Person
from records.models.review import Record
from records.models.sources import Source

#: A purpose of fewer signs says nothing.
LEAST_PURPOSE = 10


class EntryKind(models.TextChoices):
    """What an entry of the vault is about."""

    IDENTITY = "identity", _("identity")
    CONTACT = "contact", _("contact")
    FAMILY_CONTACT = "family_contact", _("contact of the family")
    REPORTER_CONTACT = "reporter_contact", _("contact of who reported it")
    NEGOTIATION = "negotiation", _("negotiation")
    RANSOM = "ransom", _("ransom")
    DETENTION_PLACE = "detention_place", _("exact place of detention")
    MEDICAL = "medical", _("medical, dental and DNA details")
    DOCUMENT_NUMBER = "document_number", _("number of a document")
    OTHER = "other", _("other confidential fact")


#: Of those who appear under a code name: who they are and how they are reached. All other kinds belong to cases.
OF_CODE_NAMES: list[EntryKind] = [
    EntryKind.IDENTITY,
    EntryKind.CONTACT,
    EntryKind.DOCUMENT_NUMBER,
    EntryKind.OTHER,
]
OF_CASES: list[EntryKind] = [
    kind for kind in EntryKind if kind not in (EntryKind.IDENTITY, EntryKind.CONTACT)
]


class SealedFile(models.Model):
    """The confidential file of one person, record, source or account. Its entries are sealed with a key of its own.

    `wrapped_key` is that key, encrypted under the outer key `key_id`, which stands in the environment. Without it
    nothing of the file can ever be read again: destroying a file empties it.
    """

    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="sealed_file")
    record = models.OneToOneField(Record, models.PROTECT, null=True, related_name="sealed_file")
    source = models.OneToOneField(Source, models.PROTECT, null=True, related_name="sealed_file")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="sealed_file"
    )
    wrapped_key = models.TextField(blank=True)
    key_id = models.CharField(max_length=16, blank=True)
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    destroyed_reason = models.TextField(blank=True)

    #: The columns of owners, of which one is filled, and the kinds of entries that such a file takes.
    OWNERS: ClassVar[dict[str, list[EntryKind]]] = {
        "person": OF_CASES,
        "record": OF_CASES,
        "source": OF_CODE_NAMES,
        "account": OF_CODE_NAMES,
    }

    class Meta:
        verbose_name = _("confidential file")
        verbose_name_plural = _("confidential files")
        default_permissions = ()
        permissions = [
            ("write_vault", _("Writes into confidential files")),
            ("read_vault", _("Reads confidential files")),
            ("destroy_vault", _("Destroys confidential files")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(person__isnull=False, record=None, source=None, account=None)
                    | Q(person=None, record__isnull=False, source=None, account=None)
                    | Q(person=None, record=None, source__isnull=False, account=None)
                    | Q(person=None, record=None, source=None, account__isnull=False)
                ),
                name="records_sealedfile_of_one_owner",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(wrapped_key="") & ~Q(key_id="")
                    & Q(destroyed_at=None, destroyed_by=None, destroyed_reason="")
                )
                | (
                    Q(wrapped_key="", key_id="", destroyed_at__isnull=False, destroyed_by__isnull=False)
                    & ~Q(destroyed_reason="")
                ),
                name="records_sealedfile_has_a_key_or_is_destroyed",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{_('confidential file')} {self.pk}"

    @classmethod
    def column_of(cls, owner: models.Model) -> str:
        """The column that names such an owner. TypeError for what has no confidential file."""
        for name in cls.OWNERS:
            if isinstance(owner, cast(type, cls._meta.get_field(name).related_model)):
                return name
        raise TypeError(f"{type(owner).__name__} has no confidential file")

    @property
    def owned_by(self) -> str:
        """The column of its owner."""
        return next(name for name in self.OWNERS if getattr(self, f"{name}_id") is not None)


class SealedEntry(models.Model):
    """One fact, sealed. It is never edited: a correction is an entry that replaces it, and both are kept."""

    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind)
    sealed = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        verbose_name = _("confidential entry")
        verbose_name_plural = _("confidential entries")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EntryKind.values), name="records_sealedentry_kind_is_known"
            ),
            models.UniqueConstraint(fields=["replaces"], name="records_sealedentry_replaced_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"


class Reading(models.Model):
    """Someone read an entry, or tried to: who, when and what for, never what it says. Append-only."""

    entry = models.ForeignKey(SealedEntry, models.PROTECT, related_name="readings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    purpose = models.TextField(_("purpose"))

    class Meta:
        verbose_name = _("reading of a confidential entry")
        verbose_name_plural = _("readings of confidential entries")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("purpose"), LEAST_PURPOSE),
                name="records_reading_says_what_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.entry}"
