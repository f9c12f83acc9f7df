"""What every staff response carries."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from publication import database


def is_of_staff(request: HttpRequest) -> bool:
    """Whether the address is one of the staff site, in either language."""
    return request.path_info.startswith((reverse("admin:index"), "/en" + reverse("admin:index")))


class StaffPagesAreNeverStored:
    """Nothing of a staff page is kept by a browser or a proxy once it is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_of_staff(request):
            add_never_cache_headers(response)
        return response


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
    """A session that nobody has used for SESSION_IDLE_MINUTES is over, as on a laptop that was left open.

    The hour of the last use is written once a minute at most, so that reading pages does not write to the database.
    """

    KEY = "last_used"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Public pages ask for no session: they would be different for every cookie.
        if is_of_staff(request) and request.user.is_authenticated:
            now = int(time.time())
            last = request.session.get(self.KEY, now)
            if now - last > settings.SESSION_IDLE_MINUTES * 60:
                logout(request)
            elif now - last >= 60 or self.KEY not in request.session:
                request.session[self.KEY] = now
        return self.get_response(request)
