"""The page that says "not allowed"; a refusal of someone signed in is written into the audit."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from monitor.middleware import is_of_staff
from publication.views import errors
from records import audit


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Which page, by its name in the URL configuration, and the number of the row; nothing that was typed."""
    user: Any = getattr(request, "user", None)
    match = request.resolver_match
    if user is not None and user.is_authenticated and match is not None and is_of_staff(request):
        rows = [str(value) for value in match.kwargs.values() if str(value).isdecimal()]
        audit.write(
            "access.refused",
            user,
            f"page {match.url_name}"[:60],
            method=request.method,
            row=" ".join(rows)[:20],
        )
    return errors.forbidden(request, exception)
