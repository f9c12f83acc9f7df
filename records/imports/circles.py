"""Rows that lead back to themselves, found before any of them is read."""

from collections.abc import Iterable, Mapping


def leads_back(key: str, above: Mapping[str, Iterable[str]]) -> bool:
    """Whether a row stands, at any height, above itself; `above` gives the keys that each row names as above it."""
    seen: set[str] = set()
    waiting = list(above.get(key, ()))
    while waiting:
        one = waiting.pop()
        if one == key:
            return True
        if one not in seen:
            seen.add(one)
            waiting += above.get(one, ())
    return False
