"""Who did what to which record, and when: append-only, and chained so that nothing in it can change unseen.

Entries are written with what they tell of, in one transaction; a chain over them is made in batches afterwards, so
that a long import holds up no other writer (records.audit).
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One act. `facts` holds states, counts and digests, and never what a record says."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("account")
    )
    action = models.CharField(_("act"), max_length=40, db_index=True)
    subject = models.CharField(_("on what"), max_length=60, blank=True, db_index=True)
    facts = models.JSONField(_("facts"), default=dict)

    class Meta:
        verbose_name = _("entry of the audit")
        verbose_name_plural = _("audit")
        default_permissions = ("view",)
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}".strip()


class AuditLink(models.Model):
    """An entry's place in the chain; `digest` is the SHA-256 of the digest before it and of the entry."""

    number = models.PositiveBigIntegerField(unique=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="link")
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("link of the audit's chain")
        verbose_name_plural = _("chain of the audit")
        default_permissions = ()
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"
