"""What has been applied, corrected and withdrawn, and up to when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publication.models.cases import PublishedCase
from terms.choices import SuppressionReason, WithdrawalReason


class Applied(models.Model):
    """The latest release applied per record: what makes projecting idempotent and shows how far this side is."""

    public_id = models.CharField(primary_key=True, max_length=12)
    kind = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    position = models.BigIntegerField(db_index=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("applied release")
        verbose_name_plural = _("applied releases")

    def __str__(self) -> str:
        return f"{self.public_id} {self.version}"


class CorrectionQuerySet(models.QuerySet):
    """What lists may show."""

    def listed(self) -> "CorrectionQuerySet":
        """Without those of cases that nothing but their own address leads to, and of texts that are no record."""
        hidden = PublishedCase.objects.filter(is_listed=False).values("pk")
        gone = Tombstone.objects.filter(is_listed=False).values("pk")
        return (
            self.exclude(kind="text")
            .exclude(kind="case", public_id__in=hidden)
            .exclude(kind="case", public_id__in=gone)
        )


class Correction(models.Model):
    """A version after the first: public, dated, with its note."""

    public_id = models.CharField(max_length=12, db_index=True)
    kind = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    day = models.DateField(db_index=True)
    note_ar = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-day", "public_id", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["public_id", "version"], name="publication_correction_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.version}"


class Tombstone(models.Model):
    """What stands at the address of a withdrawn record: its id, the day, and a reason from a closed list.

    That of a record that is suppressed, or withdrawn for the safety of people, has no kind, so that it answers the same
    at every address and tells nothing of it.
    """

    public_id = models.CharField(primary_key=True, max_length=12)
    kind = models.CharField(max_length=10, blank=True)
    day = models.DateField()
    reason = models.CharField(max_length=20, choices=[*WithdrawalReason.choices, *SuppressionReason.choices])
    is_suppressed = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)
    #: Where a report stood: series and first day of the month (publication.report_rows). Others stand at their id.
    stood_at = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("withdrawn record")
        verbose_name_plural = _("withdrawn records")

    def __str__(self) -> str:
        return self.public_id


class Heartbeat(models.Model):
    """One row: everything that was released or suppressed before this moment is here (publication.heartbeat).

    It says when the projector last found nothing left to do, and nothing of what it did.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat of the projector")
        verbose_name_plural = _("heartbeat of the projector")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="publication_one_heartbeat")]

    def __str__(self) -> str:
        return self.at.isoformat()
