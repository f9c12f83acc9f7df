"""The ledger of suppressions: what may never be public again, whatever is rebuilt or restored."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.models.review import Record
from terms.choices import SuppressionReason


class Suppression(models.Model):
    """A record that was taken out of everything public, once and for good. Append-only; there is no way back."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="suppression")
    reason = models.CharField(_("reason"), max_length=20, choices=SuppressionReason)
    day = models.DateField(_("day"), help_text=_("Public times are whole days."))
    position = models.BigIntegerField(
        help_text=_(
            "The last release before it: editions up to there may compare with what still counted it."
        )
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("suppression")
        verbose_name_plural = _("suppressions")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=SuppressionReason.values),
                name="records_suppression_reason_is_known",
            )
        ]

    def __str__(self) -> str:
        return str(self.record_id)
