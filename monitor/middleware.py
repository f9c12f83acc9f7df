"""What every staff response carries."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers


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


class IdleSessionsEnd:
    """A session that nobody has used for SESSION_IDLE_MINUTES is over, as on a laptop that was left open; one that
    began SESSION_HOURS ago is over however much it is used: each use moves the end that Django keeps of it.

    The hour of the last use is written once a minute at most, so that reading pages does not write to the database.
    Whichever way a session ends (monitor.audit marks the request), the browser is told to forget what it kept.
    """

    KEY, BEGAN = "last_used", "began"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Public pages ask for no session: they would be different for every cookie.
        if is_of_staff(request) and request.user.is_authenticated:
            now = int(time.time())
            last = request.session.get(self.KEY, now)
            began = request.session.setdefault(self.BEGAN, now)
            if now - last > settings.SESSION_IDLE_MINUTES * 60 or now - began >= settings.SESSION_COOKIE_AGE:
                logout(request)
            elif now - last >= 60 or self.KEY not in request.session:
                request.session[self.KEY] = now
        response = self.get_response(request)
        if getattr(request, "session_ended", False):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
