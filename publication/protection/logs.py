"""Log lines of Django without what the client sent: no address, host, query or text of a refused request."""

import logging
import re

from django.http import HttpRequest

from publication.protection import is_of_staff

#: What is answered to someone who tried an address at which nothing, or nothing more, stands, or in no way of ours.
MISSES = {
    400: "bad requests", 403: "forbidden", 404: "not found", 405: "bad methods", 410: "gone", 413: "too large",
    429: "refused",
}  # fmt: skip
#: Their lines say the path, or the host that was asked for, or quote what was refused.
_OF_REQUESTS = ("django.request", "django.security", "django.server")
_QUERY = re.compile(r"\?\S*")


class WithoutRequests(logging.Filter):
    """For handlers. Misses of the public are dropped: a flood of them would fill the disk, and they are told in sum
    (publication.protection.probing). Of the rest the line keeps the status and the pattern of the address, and of a
    refusal no traceback, since that repeats what was refused.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith(_OF_REQUESTS):
            return True
        status = getattr(record, "status_code", None)
        if record.name.startswith("django.server"):
            record.msg, record.args = _QUERY.sub("", record.getMessage()), None
            return True
        request = getattr(record, "request", None)
        if record.name == "django.request" and status in MISSES and request and not is_of_staff(request):
            return False
        reason = record.name.rpartition(".")[2] if record.name.startswith("django.security.") else "request"
        record.msg, record.args = "Answered %s to a %s at %s", (
            status or "an error", reason, _pattern(request),
        )  # fmt: skip
        if status is None or status < 500:
            record.exc_info = record.exc_text = None
        return True


def _pattern(request: HttpRequest | None) -> str:
    """The address as it is written in the URL configuration."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match is not None else "an address that was not looked at"
