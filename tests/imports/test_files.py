"""What a file must be before anything in it is believed."""

import io
import itertools
import zipfile

import pytest

from incidents.imports import IncidentResource
from incidents.models import Incident
from records.imports import files
from records.imports.files import FileRefused
from records.models import ImportBatch
from tests.support.imports import INCIDENT, csv_of, reference, run, xlsx_of

CSV = csv_of(INCIDENT)
HEADER, ROW = list(INCIDENT), list(INCIDENT.values())


def zip_of(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def bomb() -> bytes:
    """A few hundred kilobytes that would unpack to more than MAX_UNPACKED."""
    return zip_of(xl__workbook_xml=b"<workbook/>", xl__sheet_xml=b"0" * (files.MAX_UNPACKED + 1))


def entities() -> bytes:
    """The "billion laughs": an entity of entities."""
    return zip_of(
        xl__workbook_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "laugh">]><workbook>&b;</workbook>'
    )


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xlsx", CSV, "XLSX"),
        ("a.csv", xlsx_of(HEADER, ROW), "Excel"),
        ("a.csv", b"\x00\x01\x02\xff" * 40, "CSV"),
        ("a.csv", b"\xff\xfe\x00\xd8\x00", "CSV"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "XLSX"),
        ("a.xlsx", zip_of(readme=b"no workbook"), "XLSX"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "XLSX"),
        ("a.xlsx", bomb(), "فك"),
        ("a.xlsx", entities(), "XLSX"),
        ("a.txt", CSV, "a.txt"),
        ("csv", CSV, "csv"),
        ("a.csv", b"  \n ", "فارغ"),
        ("a.csv", csv_of(INCIDENT).splitlines()[0], "صف"),
        ("a.csv", b"record,key\nincident,t-1,more", "2"),
        ("a.csv", b'record,key\nincident,"open', "CSV"),
        ("a.csv", "record,key\nincident,café ŒŸ".encode("cp1252"), "UTF-8"),
        ("a.csv", b"a" * (files.MAX_BYTES + 1), "10"),
    ],
)
def test_it_refuses_a_file_that_is_not_what_it_says(name, data, says):
    with pytest.raises(FileRefused) as refusal:
        files.read(name, data)
    assert says in str(refusal.value)


def test_a_bomb_is_refused_by_its_directory_without_being_unpacked(monkeypatch):
    data = bomb()
    assert len(data) < 1024**2
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *args, **kwargs: pytest.fail("it was unpacked"))
    with pytest.raises(FileRefused):
        files.read("a.xlsx", data)


def test_it_stops_reading_after_the_most_rows():
    read = itertools.count()
    rows = ([f"row {number}"] for number in read)
    with pytest.raises(FileRefused, match="20000"):
        files._dataset(rows, b"", files.MAX_ROWS)
    assert next(read) == files.MAX_ROWS + 2, "the header and one row too many"


def test_a_sheet_that_states_a_million_rows_is_counted_by_what_it_holds():
    data = io.BytesIO(xlsx_of(HEADER, ROW))
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts.pop("xl/worksheets/sheet1.xml").decode()
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        assert "<dimension" in sheet
        archive.writestr(
            "xl/worksheets/sheet1.xml", sheet.replace(sheet.split('ref="')[1].split('"')[0], "A1:XFD1048576")
        )
    assert files.read("a.xlsx", changed.getvalue()).height == 1


@pytest.mark.parametrize(
    "data",
    [
        CSV,
        b"\xef\xbb\xbf" + CSV,
        csv_of(INCIDENT, encoding="cp1256"),
        csv_of(INCIDENT, encoding="utf-16"),
        csv_of(INCIDENT, delimiter=";"),
        csv_of(INCIDENT, delimiter="\t"),
        CSV.replace(b"\r\n", b"\n"),
    ],
    ids=["utf-8", "bom", "windows-1256", "utf-16", "semicolon", "tab", "unix lines"],
)
def test_it_reads_the_encodings_and_separators_that_spreadsheets_write(data):
    table = files.read("a.csv", data)
    assert dict(zip(table.headers, table[0], strict=True)) == {files.ROW: 2, **INCIDENT}


def test_xlsx_and_csv_of_the_same_rows_are_the_same_table():
    import datetime

    row = [datetime.datetime(2020, 12, 30) if cell == "2020-12-30" else cell for cell in ROW]
    assert files.read("a.xlsx", xlsx_of(HEADER, row)).dict == files.read("a.csv", CSV).dict


def test_a_row_of_hxl_tags_is_skipped_and_rows_keep_their_numbers():
    table = files.read("a.csv", b"record,key\n#event+type,#event+code\n\nincident,t-1\n")
    assert table.dict == [{files.ROW: 4, "record": "incident", "key": "t-1"}]


@pytest.mark.django_db
@pytest.mark.parametrize("heading", ["المفتاح", "KEY", " key "])
def test_headings_may_be_written_in_arabic_or_any_case(heading):
    reference()
    data = csv_of(INCIDENT).replace(b",key,", f",{heading},".encode(), 1)
    assert run(IncidentResource, data) == []
    assert Incident.objects.get().import_key == "t-1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "says"),
    [({"perpetrator": "is"}, "perpetrators"), ({"Key ": "t-2"}, "key"), ({"nonsense": "1"}, "nonsense")],
)
def test_it_names_columns_that_are_unknown_or_stand_twice(change, says):
    reference()
    (problem,) = run(IncidentResource, csv_of({**INCIDENT, **change}))
    assert says in problem.message
    assert not ImportBatch.objects.exists()


@pytest.mark.django_db
def test_it_names_the_columns_that_are_missing():
    reference()
    problems = run(IncidentResource, csv_of({"key": "t-1"}))
    assert ["record" in str(problem) for problem in problems] == [True, False]
    assert "headline_ar" in str(problems[1])
