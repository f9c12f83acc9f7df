"""Staff accounts."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class User(AbstractUser):
    """A member of staff. Rights come from groups (monitor.roles), never from single permissions."""

    is_sample = models.BooleanField(
        _("sample account"),
        default=False,
        help_text=_("Made by load_sample; signs in only from this machine and only in debug mode."),
    )

    #: Raised when what the account may do changes, or when its sessions are ended: those begun before open nothing.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("one", "account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """By what a session knows its account again: the password, and the epoch that ends all sessions at once."""
        salt = "monitor.models.User.session_auth_hash"
        return salted_hmac(
            salt, f"{self.password}:{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def end_sessions(self) -> None:
        """Everywhere and at once; a cookie taken from one of them opens nothing any more."""
        type(self).objects.filter(pk=self.pk).update(session_epoch=models.F("session_epoch") + 1)
        self.refresh_from_db(fields=["session_epoch"])
