"""How a member of staff is let in."""

import logging
from datetime import timedelta
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from monitor import cache
from publication.protection import client_address
from records.models import AuditEntry

logger = logging.getLogger(__name__)

#: So many failures for one account within so long shut it for the rest of that time, whatever password comes.
MOST_FAILURES, FAILURES_WITHIN = 10, timedelta(minutes=15)
#: So many failures from one address, over whichever accounts, shut that address. An office behind one address shares
#: them, so they are more.
MOST_FAILURES_OF_AN_ADDRESS = 30

SHUT = _("Too many attempts failed. Wait a quarter of an hour, then try again.")

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


# By address ------------------------------------------------------------------------------------------------


def address_of(request: HttpRequest) -> str:
    """The network a request comes from, as a keyed hash, or nothing where it cannot be told.

    The addresses of these users are dangerous to them: none is kept but in this form, for a quarter of an hour.
    """
    address = client_address(request)
    return (
        salted_hmac("monitor.accounts.address", address, algorithm="sha256").hexdigest()[:32]
        if address
        else ""
    )


def is_address_shut(request: HttpRequest | None) -> bool:
    """Whether too many attempts failed from where the request comes. Kept in the cache that all processes share."""
    address = address_of(request) if request is not None else ""
    if not address:
        return False
    return not ratelimit.consume(request, action="sign_in_by_address", key=address, dry_run=True)


def count_failure(request: HttpRequest | None) -> None:
    """One more failed attempt from where the request comes."""
    cache.forget_expired()
    if request is None:
        return
    address = address_of(request)
    if address:
        ratelimit.consume(request, action="sign_in_by_address", key=address)
    elif settings.BEHIND_PROXY:
        # To count them all as one address would let anyone shut everyone out.
        logger.warning("The proxy says no X-Forwarded-For: failed sign-ins are not limited by address.")


def is_refused(request: HttpRequest | None, username: str) -> bool:
    """Whether no attempt on the account is looked at now: every way in asks this first."""
    return is_shut(username) or is_address_shut(request)


class AccountBackend(ModelBackend):
    """Django's own, except that sample accounts open nothing outside a developer's machine."""

    def authenticate(self, request: HttpRequest | None, username=None, password=None, **kwargs: Any):
        if username and is_refused(request, username):
            # As quietly as a wrong password, and as slowly: nobody learns that the account is there.
            make_password(password)
            return None
        user = super().authenticate(request, username=username, password=password, **kwargs)
        return user if user is None or may_enter(request, user) else None

    def get_user(self, user_id: int):
        """A sample account's session dies as soon as debug mode ends."""
        user = super().get_user(user_id)
        return None if user is not None and user.is_sample and not settings.DEBUG else user


def may_enter(request: HttpRequest | None, user: Any) -> bool:
    """Whether the account, proved, may come in from there: an active one of staff; a sample only on its machine."""
    return user.is_active and (not user.is_sample or _is_local(request))


def _is_local(request: HttpRequest | None) -> bool:
    return settings.DEBUG and (request is None or request.META.get("REMOTE_ADDR") in LOOPBACK)
