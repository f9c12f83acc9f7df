"""Requests that no page of ours makes: answered quietly, before a session or the database is asked.

Addresses of ours are letters of ASCII; a search is text that can be read. Public pages are only read.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from publication.protection import is_of_staff
from publication.views import errors
from terms.signs import cleaned, refused

#: A "%" is left of bytes that are no text, or of an address that was encoded twice.
_PATH = re.compile(r"/[A-Za-z0-9_.~:@!$&'()*+,;=/-]*")
_TRICK = re.compile(r"//|/\.\.?(?:/|$)")
LONGEST_PATH = 400
LONGEST_QUERY = 4096
_READING = ("GET", "HEAD")


class OddRequests:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status = _refusal(request)
        if status is None:
            return self.get_response(request)
        response = errors.refusal(request, status)
        if status == 405:
            response["Allow"] = ", ".join(_methods(request))
        return response


def _refusal(request: HttpRequest) -> int | None:
    """The status of what is refused: 404, 405, 413 or 400."""
    path = request.path_info
    if len(path) > LONGEST_PATH or not _PATH.fullmatch(path) or _TRICK.search(path):
        return 404
    if request.method not in _methods(request):
        return 405
    if _too_much(request):
        return 413
    return None if _is_text(request.META.get("QUERY_STRING", "")) else 400


def _methods(request: HttpRequest) -> tuple[str, ...]:
    if is_of_staff(request):
        return (*_READING, "POST")
    return (*_READING, "OPTIONS") if request.path_info.startswith("/api/") else _READING


def _too_much(request: HttpRequest) -> bool:
    """Whether the body is more than any form of ours; of someone without a session, more than a sign-in."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return True
    known = not is_of_staff(request) or settings.SESSION_COOKIE_NAME in request.COOKIES
    return not 0 <= length <= (settings.REQUEST_MAX_BYTES if known else settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _is_text(query: str) -> bool:
    if len(query) > LONGEST_QUERY:
        return False
    try:
        text = unquote_to_bytes(
            query.encode("latin-1")
        ).decode()  # as servers hand it over, whatever was encoded
    except UnicodeError:
        return False
    return refused(cleaned(text)) is None
