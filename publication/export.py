"""Records as CSV: streamed, readable by spreadsheets, and harmless to open in one."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from publication.columns import Column
from publication.wording import language

#: Spreadsheets run a cell that begins with one of these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_ONCE = 500


class _Echo:
    """A file that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(
    records: QuerySet, columns: Sequence[Column], *, labels: bool = False, hxl: bool = False
) -> Iterator[str]:
    """The file line by line. Heads are the stable keys, or names in the language of the page with `labels`."""
    heads = [column.label_in(language()) if labels else column.key for column in columns]
    return _written(columns, heads, [column.hxl for column in columns] if hxl else None, records)


def _written(
    columns: Sequence[Column], heads: list[str], tags: list[str] | None, records: QuerySet
) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + str(writer.writerow(heads))
    if tags:
        yield str(writer.writerow(tags))
    for record in _rows(records):
        yield str(writer.writerow([harmless(column.value(record)) for column in columns]))


def _rows(records: QuerySet) -> Iterable[Any]:
    return records.iterator(chunk_size=ROWS_AT_ONCE)


def harmless(value: Any) -> Any:
    """The value as a cell; a text that a spreadsheet would run gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
