"""What stands before every page, on the public site alone too: headers, odd requests, probing, quiet logs."""

from django.conf import settings
from django.http import HttpRequest


def is_of_staff(request: HttpRequest) -> bool:
    """Whether the address is one of the staff site, in either language; never on the public site alone."""
    return request.path_info.startswith(settings.STAFF_PATHS)
