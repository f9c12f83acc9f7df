"""The vault: confidential facts about people, sealed apart from everything else.

Nothing here has a history, an admin of its own, a place in documents, imports, files or searches. What is written is
ciphertext; `records.vault` alone seals and unseals it. Entries and readings are append-only, and a destroyed file
stays so: triggers in `records.triggers` hold it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from records.models.people import Person
from records.models.review import Record

#: A purpose of fewer signs says nothing.
LEAST_PURPOSE = 10


class EntryKind(models.TextChoices):
    """What an entry of the vault is about."""

    FAMILY_CONTACT = "family_contact", _("contact of the family")
    REPORTER_CONTACT = "reporter_contact", _("contact of who reported it")
    NEGOTIATION = "negotiation", _("negotiation")
    RANSOM = "ransom", _("ransom")
    DETENTION_PLACE = "detention_place", _("exact place of detention")
    MEDICAL = "medical", _("medical, dental and DNA details")
    DOCUMENT_NUMBER = "document_number", _("number of a document")
    OTHER = "other", _("other confidential fact")


class SealedFile(models.Model):
    """The confidential file of one person, or of one record. Its entries are sealed with a key of its own.

    `wrapped_key` is that key, encrypted under the outer key `key_id`, which stands in the environment. Without it
    nothing of the file can ever be read again: destroying a file empties it.
    """

    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="sealed_file")
    record = models.OneToOneField(Record, models.PROTECT, null=True, related_name="sealed_file")
    wrapped_key = models.TextField(blank=True)
    key_id = models.CharField(max_length=16, blank=True)
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    destroyed_reason = models.TextField(blank=True)

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
                condition=Q(person__isnull=False, record=None) | Q(person=None, record__isnull=False),
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
