"""How a member of staff is let in."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils import timezone

from records.models import AuditEntry

#: So many failures for one account within so long shut it for the rest of that time, whatever password comes.
MOST_FAILURES, FAILURES_WITHIN = 10, timedelta(minutes=15)

LOOPBACK = {"127.0.0.1", "::1"}


def is_shut(username: str) -> bool:
    """Whether sign-in to the account failed too often of late. Counted from the audit, so that it holds for every
    process and every way in; a success begins the count anew.
    """
    subject = f"user {username}"[:60]
    since = timezone.now() - FAILURES_WITHIN
    last = (
        AuditEntry.objects.filter(action="sign_in", actor__username=username, at__gte=since)
        .order_by("-pk")
        .first()
    )
    failures = AuditEntry.objects.filter(action="sign_in.failed", subject=subject, at__gte=since)
    if last is not None:
        failures = failures.filter(pk__gt=last.pk)
    return failures.count() >= MOST_FAILURES


class AccountBackend(ModelBackend):
    """Django's own, except that sample accounts open nothing outside a developer's machine."""

    def authenticate(self, request: HttpRequest | None, username=None, password=None, **kwargs: Any):
        if username and is_shut(username):
            # As quietly as a wrong password, and as slowly: nobody learns that the account is there.
            make_password(password)
            return None
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
