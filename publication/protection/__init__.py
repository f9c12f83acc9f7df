"""What stands before every page, on the public site alone too: headers, odd requests, probing, quiet logs."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def is_of_staff(request: HttpRequest) -> bool:
    """Whether the address is one of the staff site, in either language; never on the public site alone."""
    return request.path_info.startswith(settings.STAFF_PATHS)


def client_address(request: HttpRequest) -> str:
    """Whose request it is: the last address of X-Forwarded-For, which the proxy itself wrote; those before it are what
    the client claims. Without a proxy the header is a claim altogether, and it is the other end.

    An IPv6 client owns a whole /64. Empty when it cannot be told; then nobody is limited for somebody else.
    """
    stated = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        stated = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(stated)
    except ValueError:
        return ""
    if address.version == 6:
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)
