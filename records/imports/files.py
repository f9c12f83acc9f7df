"""Reading a table from a CSV or XLSX file that nobody has to be trusted with.

A file is judged by what it holds, not by what it is called, before anything in it is opened. Sizes are in bytes.
"""

import csv
import datetime
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl
import tablib
from django.utils.translation import gettext as _

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
#: What an XLSX file may unpack to; a real table of 20,000 rows stays well below.
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ZIP_PARTS = 500
#: All cells of a table together, in characters: a workbook may name one long text in every cell.
MAX_TEXT = 20_000_000

#: The dataset's first column: the number of the row in the file, as a spreadsheet counts.
ROW = "#row"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: XML begins with its first element: no declaration of entities, which make small XML grow, stands before that, and
#: none is put off by spaces or comments beyond where anyone looks. Other encodings do not begin so.
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>?]{0,200}\?>)?[\s]{0,200}<[A-Za-z]")
#: Programs and files within the file: no table needs them. Links to other workbooks are left unread.
_BESIDES = re.compile(
    r"vbaProject|/macrosheets/|/activeX/|/embeddings/|\.(?:bin|exe|js|vbs|dll)$",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ARABIC_WORD = re.compile(r"[\u0621-\u064a]{2,}")
_NOT_ARABIC = re.compile(r"[^\x00-\x7f\u0600-\u06ff\u2010-\u2026«»\u00a0×÷\u200c-\u200f°]")


class FileRefused(Exception):
    """The file is not what it says, or more than can be read; the message is for the person who chose it."""


class FileDataset(tablib.Dataset):
    """A table with the digest of the file that it came from; each row begins with its number in the file."""

    digest = ""


def read(name: str, data: bytes, most_rows: int = MAX_ROWS) -> FileDataset:
    """The table of a file named *.csv or *.xlsx. Raises FileRefused."""
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension == "csv":
        return read_csv(data, most_rows)
    if extension == "xlsx":
        return read_xlsx(data, most_rows)
    raise FileRefused(_("“%(name)s”: only CSV and XLSX files can be imported.") % {"name": name})


def read_csv(data: bytes, most_rows: int = MAX_ROWS) -> FileDataset:
    """A table from CSV: UTF-8 (with or without BOM), UTF-16 with BOM, or Windows-1256; separated by , ; or tab."""
    _check_size(data)
    if data.startswith((_ZIP, _OLE)):
        raise FileRefused(
            _("This file is called CSV but is an Excel or zip file. Save it as CSV, or choose XLSX.")
        )
    text = _decode(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside_quotes = re.sub(r'"[^"]*"', "", first)
    separator = max(",;\t", key=outside_quotes.count)
    try:
        return _dataset(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), data, most_rows
        )
    except csv.Error as error:
        raise FileRefused(
            _("The CSV file cannot be read as a table: a quotation mark may be missing (%(error)s).")
            % {"error": error}
        ) from error


def read_xlsx(data: bytes, most_rows: int = MAX_ROWS) -> FileDataset:
    """A table from the first sheet of an XLSX file. Formulas are read as their text, never computed."""
    _check_size(data)
    if data.startswith(_OLE):
        raise FileRefused(
            _("This is an old or password-protected Excel file. Save it as XLSX without a password.")
        )
    _check_zip(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # The stated dimensions may be a lie of any size; what is there is counted while reading.
        sheet.reset_dimensions()
        rows = (
            [_as_text(value) for value in row]
            for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
        )
        return _dataset(rows, data, most_rows)
    except FileRefused:
        raise
    except (
        Exception
    ) as error:  # whatever a broken workbook makes the reader raise, it is the file that is refused
        raise FileRefused(_("The XLSX file is damaged: it cannot be opened as a workbook.")) from error


def too_large() -> str:
    return _("The file is larger than %(limit)d MB. Divide it.") % {"limit": MAX_BYTES // 1024**2}


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise FileRefused(too_large())
    if not data.strip():
        raise FileRefused(_("The file is empty."))


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        if "\x00" not in text and "\ufffd" not in text:
            return text
    if b"\x00" in data:
        raise FileRefused(_("The file is not text, so it is no CSV."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1256")
    # Every byte is something in Windows-1256, so the text must show that it is meant.
    if _NOT_ARABIC.search(text) or not _ARABIC_WORD.search(text):
        raise FileRefused(_("The encoding of the file cannot be told. Save it as “CSV UTF-8”."))
    return text


def _check_zip(data: bytes) -> None:
    """Judge the archive by its directory, before anything is unpacked; no reader unpacks more than it states."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_ZIP_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise FileRefused(_("The file unpacks to far more than a table needs; it was not opened."))
            if "xl/workbook.xml" not in archive.namelist():
                raise FileRefused(_("This file is called XLSX but is no Excel workbook."))
            if any(
                _BESIDES.search(part.filename) for part in parts if "printerSettings" not in part.filename
            ):
                raise FileRefused(
                    _("The workbook holds macros or other files. Save it as a plain XLSX workbook.")
                )
            for part in parts:
                with archive.open(part) as stream:
                    head = stream.read(2048)
                if part.filename.endswith((".xml", ".rels")) and not _BEGINS.match(head):
                    raise FileRefused(_("The XLSX file is damaged: it cannot be opened as a workbook."))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise FileRefused(_("This file is called XLSX but is no Excel workbook.")) from error


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time.min else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _dataset(rows: Iterable[list[str]], data: bytes, most_rows: int) -> FileDataset:
    """Header, an optional row of HXL tags (skipped), and the rows that are not blank, with their numbers."""
    numbered = _filled(rows)
    _number, header = next(numbered, (0, []))
    header = [_INVISIBLE.sub("", name).strip() for name in header]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise FileRefused(_("The file has no header: its first row must name the columns."))
    table = FileDataset(headers=[ROW, *header])
    table.digest = hashlib.sha256(data).hexdigest()
    letters = 0
    for count, (number, row) in enumerate(numbered):
        letters += sum(map(len, row))
        if letters > MAX_TEXT:
            raise FileRefused(_("The cells of the file hold far more text than a table needs. Divide it."))
        if count == 0 and all(cell.startswith("#") for cell in row if cell):
            continue
        if table.height >= most_rows:
            raise FileRefused(
                _("The file has more than %(limit)d rows. Divide it into several files.")
                % {"limit": most_rows}
            )
        if any(cell.strip() for cell in row[len(header) :]):
            raise FileRefused(
                _(
                    "Row %(row)d has more cells than the header. A cell may hold the separator without quotation marks."
                )
                % {"row": number}
            )
        table.append([number, *row[: len(header)], *[""] * (len(header) - len(row))])
    if not table.height:
        raise FileRefused(_("The file has a header and no rows."))
    return table


def _filled(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        if any(cell.strip() for cell in row):
            yield number, row
