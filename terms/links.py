"""Addresses that sources are found at: what may stand in one, and how it is kept and shown.

Nothing here is ever fetched. A link on our pages is trusted because it is on our pages, so it must lead where it seems
to: its host is kept in the letters that a browser compares (punycode), since аljazeera.net with a Cyrillic letter is
another host.
"""

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from terms.signs import refused

_SCHEMES = ("http", "https")
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})+\.?|\[[0-9a-f:.]+\]", re.IGNORECASE)


class LinkRefused(ValueError):
    """The address cannot stand on a page; the message is for the person who typed it."""


def kept(url: str) -> str:
    """The address with its host in ASCII; the same for one that is in ASCII already. Raises LinkRefused."""
    url = url.strip()
    if not url:
        return ""
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp") for sign in url) or refused(url):
        raise LinkRefused(
            _("The link holds a space or a sign that cannot be seen. Copy it again, or type it.")
        )
    parts = _parts(url)
    if parts.scheme.lower() not in _SCHEMES:
        raise LinkRefused(_("A link begins with https:// or http://."))
    if "@" in parts.netloc or "\\" in url:
        raise LinkRefused(
            _("The link names someone before “@” or holds “\\”, so that it leads elsewhere than it seems.")
        )
    host, colon, port = _host_and_port(parts.netloc)
    try:
        host = host if host.startswith("[") else punycode(host)
    except UnicodeError as error:
        raise LinkRefused(_no_host()) from error
    if not _HOST.fullmatch(host) or (colon and not (port.isascii() and port.isdecimal())):
        raise LinkRefused(_no_host())
    return parts._replace(netloc=f"{host}{colon}{port}").geturl()


def shown(url: str) -> str:
    """The address as a page may link to it; empty for what `kept` refuses, as in a record of an older version."""
    try:
        return kept(url)
    except LinkRefused:
        return ""


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise LinkRefused(_no_host()) from error


def _host_and_port(netloc: str) -> tuple[str, str, str]:
    if netloc.startswith("["):
        host, _bracket, rest = netloc.partition("]")
        return f"{host}]", rest[:1], rest[1:]
    return netloc.partition(":")


def _no_host() -> str:
    return _("The link names no host that can be. Copy it again, or type it.")
