"""The files of an edition: how they are called in addresses, what they are stored as, and their types."""

from collections.abc import Collection

#: The name in an address → its type.
TYPES = {
    "report.pdf": "application/pdf",
    "infographic.png": "image/png",
    "infographic.svg": "image/svg+xml",
}
#: The size at which infographics are drawn, in pixels.
INFOGRAPHIC_SIZE = (1080, 1350)


def stored_as(name: str, lang: str) -> str:
    """report.pdf in Arabic is stored as report-ar.pdf."""
    stem, _dot, suffix = name.rpartition(".")
    return f"{stem}-{lang}.{suffix}"


def named_by(stored: str) -> tuple[str, str]:
    """The name in addresses, and the language, of a file that is stored as report-ar.pdf."""
    stem, _dot, suffix = stored.rpartition(".")
    name, _dash, lang = stem.rpartition("-")
    return f"{name}.{suffix}", lang


def language_of(name: str, lang: str, stored: Collection[str]) -> str:
    """The language in which the file can be had: the one asked for, else the other; "" where there is neither."""
    languages = (lang, *(other for other in ("ar", "en") if other != lang))
    return next((one for one in languages if stored_as(name, one) in stored), "")
