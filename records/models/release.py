"""Release: what goes out, and the outbox by which it reaches the public side."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from records.models.review import Document, Record
from terms.choices import WithdrawalReason


class ReleaseQuerySet(models.QuerySet):
    """What of the releases the public can read."""

    def still_readable(self) -> "ReleaseQuerySet":
        """Live versions, and of reports the editions before them since the record was last withdrawn."""
        withdrawn = Release.objects.filter(
            record=OuterRef("record"), kind=Release.Kind.WITHDRAWAL, pk__gt=OuterRef("pk")
        )
        edition = Q(record__kind=Record.Kind.REPORT, record__live_release__isnull=False) & ~Exists(withdrawn)
        return self.filter(Q(pk=F("record__live_release")) | edition, kind=Release.Kind.RELEASE)


class Release(models.Model):
    """A version that went public, or the withdrawal of one. Written once; `content` is all that the public side gets.

    The order of the primary keys is the order of publication: replaying releases in it rebuilds the public side.
    """

    class Kind(models.TextChoices):
        RELEASE = "release", _("release")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.RELEASE)
    record = models.ForeignKey(Record, models.PROTECT, related_name="releases")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="releases")
    version = models.PositiveIntegerField(_("version"))
    content = models.JSONField(help_text=_("The public document, as the disclosure rules left it."))
    digest = models.CharField(max_length=64)
    day = models.DateField(_("day"), help_text=_("Public times are whole days."))
    note_ar = models.CharField(_("public note"), max_length=300, blank=True)
    note_en = models.CharField(_("public note in English"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=20, blank=True, choices=WithdrawalReason)
    acknowledged = models.JSONField(
        default=list, help_text=_("Findings of the disclosure check that the editor took on, with reasons.")
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("released by")
    )
    released_at = models.DateTimeField(_("released at"), auto_now_add=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "version"], name="records_release_version_once"),
            models.CheckConstraint(
                condition=Q(kind="release", document__isnull=False, reason="")
                | (Q(kind="withdrawal", document__isnull=True) & ~Q(reason="")),
                name="records_release_has_what_its_kind_needs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} · {self.version}"


class PublicCopy(models.Model):
    """The bytes of a picture or a file as the public gets them: drawn anew, without anything that an original carried.

    Documents name it by its digest; a release that shows it carries the bytes to the public side.
    """

    digest = models.CharField(primary_key=True, max_length=64, help_text=_("SHA-256 of the bytes."))
    content = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("public copy of a file")
        verbose_name_plural = _("public copies of files")

    def __str__(self) -> str:
        return self.digest[:12]


class ReleaseWords(models.Model):
    """What a release says, folded once: by which a decision about someone finds in seconds what may speak of them.

    `letters` are those of all its texts without a space; `sounds` the readings of their words (terms.arabic.sound).
    """

    release = models.OneToOneField(Release, models.PROTECT, related_name="words", primary_key=True)
    letters = models.TextField()
    sounds = models.TextField()

    class Meta:
        verbose_name = _("words of a release")
        verbose_name_plural = _("words of releases")

    def __str__(self) -> str:
        return str(self.release_id)


class OutboxEntry(models.Model):
    """A release on its way to the public side; written in the same transaction, done when projected."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="outbox", primary_key=True)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox")
        ordering = ["release"]
        indexes = [models.Index(fields=["release"], condition=Q(done_at=None), name="records_outbox_waiting")]

    def __str__(self) -> str:
        return str(self.release_id)
