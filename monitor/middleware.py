"""What every request of staff passes."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

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
