"""How a member of staff is let in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

LOOPBACK = {"127.0.0.1", "::1"}


class AccountBackend(ModelBackend):
    """Django's own, except that sample accounts open nothing outside a developer's machine."""

    def authenticate(self, request: HttpRequest | None, username=None, password=None, **kwargs: Any):
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if user is not None and user.is_sample and not self._is_local(request):
            return None
        return user

    def get_user(self, user_id: int):
        """A sample account's session dies as soon as debug mode ends."""
        user = super().get_user(user_id)
        return None if user is not None and user.is_sample and not settings.DEBUG else user

    @staticmethod
    def _is_local(request: HttpRequest | None) -> bool:
        return settings.DEBUG and (request is None or request.META.get("REMOTE_ADDR") in LOOPBACK)
