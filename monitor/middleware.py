"""What every request of staff passes."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from monitor.sessions import BEGAN, LAST_USED
from publication import database
from publication.protection import is_of_staff
from publication.views.errors import refusal
from records.typed import HostileText


class HostileTextIsRefused:
    """A text that no form refused and the database did not get (records.typed): said by its sign, status 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, HostileText):
            return None
        return refusal(request, 400, " ".join([*exception.messages, _("Go back; nothing was kept.")]))


class PublicDatabaseAway:
    """A staff page that reads the public side says so when its database does not answer; nobody's work is lost by it.

    Only where the public side has a database of its own. Entry, review and release need none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_of_staff(request) or not isinstance(exception, database.AWAY) or database.answers():
            return None
        context = {**admin.site.each_context(request), "title": _("Not now")}
        return render(request, "admin/public_away.html", context, status=503)


class IdleSessionsEnd:
    """A session that nobody has used for SESSION_IDLE_MINUTES is over, as on a laptop that was left open; one that
    began SESSION_HOURS ago is over however much it is used: each use moves the end that Django keeps of it.

    The hour of the last use is written once a minute at most, so that reading pages does not write to the database.
    A session that was ended from elsewhere is refused by Django; that its cookie still came is written down. Whichever
    way a session ends (monitor.audit marks the request), the browser is told to forget what it kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Public pages ask for no session: they would be different for every cookie.
        if is_of_staff(request):
            account = request.session.get(SESSION_KEY)
            if request.user.is_authenticated:
                self._use(request)
            elif account is not None:
                from monitor.audit import session_refused  # its models are not there when settings are read

                request.session.flush()
                session_refused(account)
                request.session_ended = True  # type: ignore[attr-defined]
        response = self.get_response(request)
        if getattr(request, "session_ended", False):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def _use(self, request: HttpRequest) -> None:
        now = int(time.time())
        last = request.session.get(LAST_USED, now)
        began = request.session.setdefault(BEGAN, now)
        if now - last > settings.SESSION_IDLE_MINUTES * 60 or now - began >= settings.SESSION_COOKIE_AGE:
            logout(request)
        elif now - last >= 60 or LAST_USED not in request.session:
            request.session[LAST_USED] = now


class SecondFactorComesFirst:
    """Where a second factor is required, an account without one reaches the pages that set one up, and the way out."""

    #: Names of the addresses, as in monitor.sign_in.urls.
    OPEN = {
        "admin:login", "admin:logout", "account_login", "account_reauthenticate", "mfa_index", "mfa_activate_totp",
        "mfa_add_webauthn",
    }  # fmt: skip

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if not is_of_staff(request) or request.resolver_match.view_name in self.OPEN:
            return None
        from monitor.second_factor import is_missing

        if request.user.is_authenticated and is_missing(request.user):
            return redirect("mfa_index")
        return None
