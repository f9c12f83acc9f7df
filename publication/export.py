"""Records as CSV: streamed, readable by spreadsheets, and harmless to open in one."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from publication.columns import Column
from publication.filter_base import RecordFilters
from publication.wording import language

#: Spreadsheets run a cell that begins with one of these as a formula, some also after a space or a quotation mark, or
#: in full width. Where the list separator is ";" they cut a cell there, whatever the file says, and what follows begins
#: one; the same holds for its lines.
_FORMULA = re.compile(
    "(?:^|(?<=[;|\t\r\n]))(?=[\\s\"'`\ufeff\u200b-\u200f\u2066-\u2069]*[=+\\-@＝＋－＠﹢﹣﹦﹫])|^(?=[\t\r\n])"
)
BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_ONCE = 500


def csv_response(
    request: HttpRequest, filters: RecordFilters, records: QuerySet, columns: Sequence[Column], name: str
) -> HttpResponse | StreamingHttpResponse:
    """A filtered list as a file: ?labels=1 heads the columns with names, ?hxl=1 adds a row of HXL tags. Filters that
    cannot be read give no file, and say why, status 400.
    """
    if not filters.is_valid():
        errors = (f"{field}: {' '.join(messages)}" for field, messages in filters.errors.items())
        return HttpResponse("\n".join(errors), status=400, content_type="text/plain; charset=utf-8")
    lines = csv_lines(
        records, columns, labels=bool(request.GET.get("labels")), hxl=bool(request.GET.get("hxl"))
    )
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="marsad-{name}-{timezone.localdate()}.csv"'
    return response


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
    """The value as a cell; what a spreadsheet would run of a text gets an apostrophe in front. Numbers stay numbers."""
    if value is None:
        return ""
    return _FORMULA.sub("'", value) if isinstance(value, str) else value
