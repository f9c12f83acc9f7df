"""What has been applied, corrected and withdrawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from terms.choices import WithdrawalReason


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


class Correction(models.Model):
    """A version after the first: public, dated, with its note."""

    public_id = models.CharField(max_length=12, db_index=True)
    kind = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    day = models.DateField(db_index=True)
    note_ar = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

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
    """What stands at the address of a withdrawn record: its id, the day, and a reason from a closed list."""

    public_id = models.CharField(primary_key=True, max_length=12)
    kind = models.CharField(max_length=10)
    day = models.DateField()
    reason = models.CharField(max_length=20, choices=WithdrawalReason)

    class Meta:
        verbose_name = _("withdrawn record")
        verbose_name_plural = _("withdrawn records")

    def __str__(self) -> str:
        return self.public_id
