"""Web addresses as words, so that what they say can be looked at: …/2014/03/name-of-someone names someone."""

import re
import unicodedata
from itertools import pairwise
from urllib.parse import unquote_to_bytes

_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_IDN = re.compile(r"(?i)\bxn--([a-z0-9-]+)")
_SEAMS = re.compile(r"(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")  # ABCNews, part2
_APOSTROPHES = "'’‘‛`´′＇"
_LOOSE_APOSTROPHE = re.compile(rf"(?<!\w)[{_APOSTROPHES}]|[{_APOSTROPHES}](?!\w)")


def words_of_address(url: str) -> str:
    """What an address says, as words: decoded, and apart at every sign that is no letter, at digits and at capitals.

    Never raises: what is badly encoded is skipped. Numbers stay, as words of their own, and so do apostrophes inside
    a word; any other text only loses its punctuation.
    """
    text = unicodedata.normalize("NFC", _IDN.sub(_international, _decoded(url)))
    text = "".join(c if c in _APOSTROPHES else _letter(c) for c in text)
    text = "".join(f" {c}" if c.isupper() and before.islower() else c for before, c in pairwise(f" {text}"))
    return " ".join(_LOOSE_APOSTROPHE.sub(" ", _SEAMS.sub(" ", text)).split())


def _decoded(text: str) -> str:
    """Without percent-encoding, however often it was applied (within reason)."""
    for _time in range(5):
        before, text = text, _ENCODED.sub(_bytes, text)
        if text == before:
            break
    return text


def _bytes(match: re.Match[str]) -> str:
    """UTF-8, also where it is cut off; else the Arabic code page of older sites."""
    encoded = unquote_to_bytes(match.group())
    text = encoded.decode("utf-8", "ignore")
    return encoded.decode("cp1256", "replace") if text.isascii() else text


def _international(match: re.Match[str]) -> str:
    try:
        return match.group(1).encode().decode("punycode")
    except (UnicodeError, ValueError):
        return match.group()


def _letter(character: str) -> str:
    """Letters, their marks and digits as they are, nothing for what is invisible, else a space."""
    category = unicodedata.category(character)
    if category[0] in "LM":
        return character
    return {"Nd": character, "Cf": ""}.get(category, " ")
