"""Staff accounts."""

from typing import Any

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

    #: The request by which a shut account was opened again: the database opens it by no other way (monitor.triggers).
    opened_by_request = models.PositiveBigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("one", "account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def role_keys(self) -> list[str]:
        """The keys of the account's roles, in order, as they are now."""
        return sorted(self.groups.values_list("name", flat=True))

    @property
    def bears_a_code_name(self) -> bool:
        """Whether the account says nothing of who holds it: a correspondent is known by the username alone."""
        return "correspondent" in self.role_keys

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """By what a session knows its account again: the password, and the epoch that ends all sessions at once."""
        salt = "monitor.models.User.session_auth_hash"
        return salted_hmac(
            salt, f"{self.password}:{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The epoch only rises, by `end_sessions`: saving an account that was read before must not revive sessions."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [
                column.name
                for column in self._meta.concrete_fields
                if not column.primary_key and column.name != "session_epoch"
            ]
        super().save(*args, **kwargs)

    def end_sessions(self) -> None:
        """Everywhere and at once; a cookie taken from one of them opens nothing any more."""
        type(self).objects.filter(pk=self.pk).update(session_epoch=models.F("session_epoch") + 1)
        self.refresh_from_db(fields=["session_epoch"])
