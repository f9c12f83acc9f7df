"""Numbers as people type them (٠–٩, ۰–۹, 0–9) and as pages show them (0–9, thousands by comma)."""

import re

from django.utils.translation import gettext_lazy as _

_DIGITS = {ord(digit): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(row)}
_SEPARATORS = {"٬": ",", "،": ",", "٫": "."}
_SEPARATOR_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[٬،٫](?=[0-9])")

# One separator throughout, or none; a comma or space anywhere else is more likely a slip than a number.
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
_MOST_DIGITS = 9  # The largest whole number that every supported database column holds has ten.


def to_latin(text: str) -> str:
    """The text with Arabic and Persian digits as 0–9, and Arabic separators between digits as "," and "."."""
    text = text.translate(_DIGITS)
    return _SEPARATOR_BETWEEN_DIGITS.sub(lambda match: _SEPARATORS[match.group()], text)


def parse_integer(text: str) -> int:
    """A whole number, zero or more, from any digits, plain or grouped by thousands: "١٬١٠٠", "1 100".

    Raises ValueError, with a message for the person who typed it, for anything else: empty text, a sign,
    a decimal, groups that are not of three.
    """
    plain = " ".join(_INVISIBLE.sub("", to_latin(text)).split())
    if not _GROUPED.fullmatch(plain):
        raise ValueError(_("Enter a whole number, such as 1100 or 1,100."))
    digits = plain.replace(",", "").replace(" ", "").lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS:
        raise ValueError(_("This number is too large."))
    return int(digits)


def format_number(n: int) -> str:
    """A whole number as pages show it in both languages: Latin digits, thousands set off by a comma."""
    return f"{n:,}"
