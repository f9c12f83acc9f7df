"""One text or list in both languages of the site, for what is stored and read in either later."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.utils.translation import override

T = TypeVar("T")


def in_both(make: Callable[[], T]) -> tuple[T, T]:
    """What `make` gives with Arabic active, and with English."""
    with override("ar"):
        arabic = make()
    with override("en"):
        english = make()
    return arabic, english


def both(make: Callable[[], Iterable[T]]) -> list[tuple[T, T]]:
    """The items of a list that `make` gives in each language, in pairs."""
    arabic, english = in_both(lambda: list(make()))
    return list(zip(arabic, english, strict=True))


def texts(stem: str, make: Callable[[], Any]) -> dict[str, str]:
    """A text as the two keys of a stored document: title_ar and title_en for the stem “title”; ar and en for none."""
    arabic, english = in_both(lambda: str(make()))
    prefix = f"{stem}_" if stem else ""
    return {f"{prefix}ar": arabic, f"{prefix}en": english}
