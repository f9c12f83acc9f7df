"""Whether the server is well, and how far behind the public side is: a status for machines, words for people."""

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from publication import database, heartbeat


def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` once the database answers, 503 `down` when it does not. Load balancers read the status.

    Where the public side can lag (a public database of its own, or the public site alone) the word is `late` when the
    projector has not been through for two minutes, and a second line says the minutes. Its status stays 200: a page
    that is some minutes old is better than none, and the other servers are no fresher.
    """
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")
    except database.AWAY:
        return _said("down", "The database does not answer.", status=503)
    if settings.STAFF and not database.is_separate():
        return _said("ok")
    try:
        at = heartbeat.last()
    except database.AWAY:
        return _said("late", "The public database does not answer.")
    if at is None:
        return _said("late", "Nothing was projected yet.")
    return _said(
        "late" if heartbeat.is_late(at) else "ok", f"Behind by {heartbeat.minutes_since(at)} minutes at most."
    )


def _said(word: str, *more: str, status: int = 200) -> HttpResponse:
    response = HttpResponse("\n".join((word, *more)), content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
