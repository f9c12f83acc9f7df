"""Incidents as CSV: streamed, readable by spreadsheets, and harmless to open in one."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from publication.columns import COLUMNS
from publication.wording import language

#: Spreadsheets run a cell that begins with one of these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_ONCE = 500


class _Echo:
    """A file that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(incidents: QuerySet, *, labels: bool = False, hxl: bool = False) -> Iterator[str]:
    """The file line by line. Heads are the stable keys, or names in the language of the page with `labels`."""
    heads = [column.label_in(language()) if labels else column.key for column in COLUMNS]
    return _written(heads, [column.hxl for column in COLUMNS] if hxl else None, incidents)


def _written(heads: list[str], tags: list[str] | None, incidents: QuerySet) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + str(writer.writerow(heads))
    if tags:
        yield str(writer.writerow(tags))
    for incident in _rows(incidents):
        yield str(writer.writerow([harmless(column.value(incident)) for column in COLUMNS]))


def _rows(incidents: QuerySet) -> Iterable[Any]:
    return incidents.iterator(chunk_size=ROWS_AT_ONCE)


def harmless(value: Any) -> Any:
    """The value as a cell; a text that a spreadsheet would run gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
