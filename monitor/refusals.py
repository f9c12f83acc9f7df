"""The pages that say "not allowed" and "not here"; what someone signed in met with is written into the audit."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from publication.protection import is_of_staff
from publication.views import errors
from records import audit


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    _write("access.refused", request)
    return errors.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A record that an account may not see answers as one that does not exist; who tries them is written down."""
    _write("access.not_found", request)
    return errors.not_found(request, exception)


def _write(action: str, request: HttpRequest) -> None:
    """Which page, by its name in the URL configuration, and the number of the row; nothing that was typed."""
    user: Any = getattr(request, "user", None)
    match = request.resolver_match
    if (
        user is None
        or match is None
        or not match.url_name
        or not is_of_staff(request)
        or not user.is_authenticated
    ):
        return
    rows = [str(value) for value in match.kwargs.values() if str(value).isdecimal()]
    audit.write(action, user, f"page {match.url_name}"[:60], method=request.method, row=" ".join(rows)[:20])
