"""Log lines of Django without what the client sent: no address, host, query or text of a refused request."""

import logging
import re

from django.http import HttpRequest

#: Their lines say the path, or the host that was asked for, or quote what was refused.
_OF_REQUESTS = ("django.request", "django.security", "django.server")
_COUNTED = (404, 410, 429)
_QUERY = re.compile(r"\?\S*")


class WithoutRequests(logging.Filter):
    """For handlers. Misses are dropped (publication.protection.probing tells them in sum); of the rest the line keeps
    the status and the pattern of the address, and of a refusal no traceback, since that repeats what was refused.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith(_OF_REQUESTS):
            return True
        status = getattr(record, "status_code", None)
        if record.name.startswith("django.server"):
            record.msg, record.args = _QUERY.sub("", record.getMessage()), None
            return True
        if status in _COUNTED:
            return False
        reason = record.name.rpartition(".")[2] if record.name.startswith("django.security.") else "request"
        record.msg, record.args = "Answered %s to a %s at %s", (
            status or "an error", reason, _pattern(getattr(record, "request", None)),
        )  # fmt: skip
        if status is None or status < 500:
            record.exc_info = record.exc_text = None
        return True


def _pattern(request: HttpRequest | None) -> str:
    """The address as it is written in the URL configuration."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match is not None else "an address that was not looked at"
