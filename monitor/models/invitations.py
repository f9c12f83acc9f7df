"""How the holder of an account comes in without anyone else knowing the password, and is told what was decided."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from monitor.models.requests import AccountRequest


class Invitation(models.Model):
    """A link with which the holder sets a password, once. Only the SHA-256 of its code is kept (monitor.invitations).

    `epoch` is the account's when it was made: whatever ends the account's sessions, a newer link too, ends the link.
    """

    request = models.ForeignKey(
        AccountRequest, models.PROTECT, related_name="invitations", verbose_name=_("request")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    epoch = models.PositiveIntegerField(editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("lapses at"))
    used_at = models.DateTimeField(_("used at"), null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_used_in_time",
                condition=models.Q(used_at=None) | models.Q(used_at__lte=models.F("expires_at")),
            )
        ]

    def __str__(self) -> str:
        return str(self.request)

    @property
    def is_live(self) -> bool:
        """Whether it still opens the account: unused, in time, of an account that is open, waits for its password and
        whose sessions nobody has ended since.
        """
        account = self.request.account
        return (
            self.used_at is None
            and self.expires_at > timezone.now()
            and account is not None
            and account.is_active
            and account.session_epoch == self.epoch
            and not account.has_usable_password()
        )


class AccountNotice(models.Model):
    """What the holder of an account is told on the desk of a granted request, until they say that they have read it."""

    request = models.OneToOneField(
        AccountRequest,
        models.PROTECT,
        related_name="notice",
        verbose_name=pgettext_lazy("accounts", "request"),
    )
    acknowledged_at = models.DateTimeField(_("read at"), null=True)

    class Meta:
        verbose_name = _("notice to the holder of an account")
        verbose_name_plural = _("notices to holders of accounts")

    def __str__(self) -> str:
        return str(self.request)
