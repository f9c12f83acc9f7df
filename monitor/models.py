"""Staff accounts."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class User(AbstractUser):
    """A member of staff. Rights come from groups (monitor.roles), never from single permissions."""

    is_sample = models.BooleanField(
        _("sample account"),
        default=False,
        help_text=_("Made by load_sample; signs in only from this machine and only in debug mode."),
    )

    class Meta:
        verbose_name = pgettext_lazy("one", "account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.username
