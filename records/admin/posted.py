"""A posted form whose child rows were removed by someone else meanwhile: they come again as new rows, not as errors."""

import re

from django.http import QueryDict

from records.documents import Content

_COUNT = "-INITIAL_FORMS"


def as_new_rows(data: QueryDict, now: Content) -> QueryDict:
    """A copy of the posted form in which rows that `now`, the record's document, has no more are new ones.

    Lists are posted under the names by which documents know them: lines-0-…, claims-2-figures-1-….
    """
    posted = data.copy()
    # Outer lists first: a row that moves carries its inner lists along.
    for name in sorted((key for key in data if key.endswith(_COUNT)), key=lambda key: key.count("-")):
        if name in posted:
            prefix = name.removesuffix(_COUNT)
            _renew(posted, prefix, _keys(now, re.sub(r"-\d+-", "-", prefix).split("-")))
    return posted


def _renew(posted: QueryDict, prefix: str, standing: set[str]) -> None:
    """Django takes the first INITIAL_FORMS rows for those that stand; the others move behind them, without a key."""
    count = posted.get(f"{prefix}{_COUNT}", "")
    initial = int(count) if count.isdecimal() else 0
    number = 0
    while number < initial:
        key = posted.get(f"{prefix}-{number}-id", "")
        if key and key not in standing:
            initial -= 1
            _swap(posted, prefix, number, initial)
            posted[f"{prefix}-{initial}-id"] = ""
        else:
            number += 1
    posted[f"{prefix}{_COUNT}"] = str(initial)


def _swap(posted: QueryDict, prefix: str, first: int, second: int) -> None:
    row = re.compile(rf"{re.escape(prefix)}-({first}|{second})(-.*)")
    moved = {}
    for name in list(posted):
        match = row.fullmatch(name)
        if match and first != second:
            other = second if int(match[1]) == first else first
            moved[f"{prefix}-{other}{match[2]}"] = posted.getlist(name)
            del posted[name]
    for name, values in moved.items():
        posted.setlist(name, values)


def _keys(content: Content, path: list[str]) -> set[str]:
    """The keys of the children at the end of the path."""
    rows = [content]
    for name in path:
        rows = [part for row in rows for part in row.get(name, [])]
    return {str(row["pk"]) for row in rows if "pk" in row}
