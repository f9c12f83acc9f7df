"""Tables and photos made to harm: refused in words, at little cost, with nothing kept."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from records import photos
from records.imports import files
from records.imports.files import FileRefused
from records.models import ImportBatch
from tests.hostile.conftest import visitor
from tests.support.factories import alice, bob
from tests.support.imports import INCIDENT, xlsx_of

HEADER, ROW = list(INCIDENT), list(INCIDENT.values())
PADDING = b" " * 3000
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


def book(change: dict[str, bytes] | None = None) -> bytes:
    """A good workbook with some of its parts changed or added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_of(HEADER, ROW))) as good,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as z,
    ):
        for name in good.namelist():
            if name not in (change or {}):
                z.writestr(name, good.read(name))
        for name, content in (change or {}).items():
            z.writestr(name, content)
    return made.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx_of(HEADER, ROW))) as good:
        return good.read(name)


SHEET_AT = "xl/worksheets/sheet1.xml"
SHEET = part(SHEET_AT)


def after_declaration(sheet: bytes, added: bytes) -> bytes:
    head, mark, rest = sheet.partition(b"?>") if sheet.startswith(b"<?xml") else (b"", b"", sheet)
    return head + mark + added + rest


def laughs() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return after_declaration(SHEET, b'<!DOCTYPE a [<!ENTITY l0 "ha">' + entities + b"]>")


WORKBOOKS = {
    "entities": {"xl/worksheets/sheet1.xml": laughs()},
    "entities behind spaces": {SHEET_AT: after_declaration(SHEET, PADDING + DOCTYPE)},
    "entities behind a comment": {SHEET_AT: after_declaration(SHEET, b"<!--" + PADDING + b"-->" + DOCTYPE)},
    "entities behind an order": {SHEET_AT: after_declaration(SHEET, b"<?a " + PADDING + b"?>" + DOCTYPE)},
    "an external entity": {"xl/workbook.xml": after_declaration(part("xl/workbook.xml"), DOCTYPE)},
    "utf-16 without a mark": {"xl/workbook.xml": part("xl/workbook.xml").decode().encode("utf-16-le")},
    "macros": {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    "a program": {"xl/embeddings/run.exe": b"MZ"},
    "a sheet of macros": {"xl/macrosheets/sheet1.xml": b"<macrosheet/>"},
}  # fmt: skip


@pytest.mark.parametrize("change", WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_workbook_that_holds_more_than_a_table_is_refused(change: dict[str, bytes]) -> None:
    assert files.read("a.xlsx", book()).height == 1
    with pytest.raises(FileRefused):
        files.read("a.xlsx", book(change))


def test_one_long_text_named_by_every_cell_is_refused_by_its_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_TEXT", 10_000)
    with pytest.raises(FileRefused):
        files.read_xlsx(xlsx_of(HEADER, *[["x" * 500] * 3 for _ in range(10)]))
    with pytest.raises(FileRefused):
        files.read_csv(b"record,key\n" + b"x" * 600 + b",y\n" * 1 + (b"x" * 600 + b",y\n") * 20)


def test_thousands_of_columns_are_refused() -> None:
    with pytest.raises(FileRefused):
        files.read_csv(b",".join([b"a"] * 3) + b"\n" + b",".join([b"x"] * 5000))
    wide = files.read_xlsx(xlsx_of([f"c{n}" for n in range(3000)], ["x"] * 3000))
    assert len(wide.headers) == files.MAX_COLUMNS + 1, "read no further; the columns are unknown ones then"


def png(size: tuple[int, int] = (60, 60)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, "PNG")
    return made.getvalue()


PHOTOS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "a png that is a page": png() + b"<html><script>alert(1)</script>",
    "a png that is an archive": png() + xlsx_of(HEADER, ROW),
    "a png that is a pdf": png() + b"%PDF-1.7",
    "a bomb of pixels": png()[:16] + (60_000).to_bytes(4, "big") * 2 + png()[24:],
    "a program": b"MZ\x90\x00",
    "gif": b"GIF89a" + b"\x00" * 100,
    "nothing": b"",
}


@pytest.mark.parametrize("data", PHOTOS.values(), ids=PHOTOS)
def test_what_is_more_or_else_than_a_photo_is_refused(data: bytes) -> None:
    with pytest.raises(photos.PhotoRefused):
        photos.inspect(data, "photo.jpg")
    with pytest.raises(photos.PhotoRefused):
        photos.public_copy(data)


def test_a_public_copy_holds_pixels_alone() -> None:
    made = io.BytesIO()
    image = Image.new("RGB", (90, 60), "red")
    exif = Image.Exif()
    exif[0x013B], exif[0x8298], exif[0x010F] = "AUTHORMARK", "COPYMARK", "CAMERAMARK"
    image.save(made, "JPEG", exif=exif, comment=b"COMMENTMARK", icc_profile=b"PROFILEMARK" * 20)
    assert b"AUTHORMARK" in made.getvalue()
    copy, _width, _height = photos.public_copy(made.getvalue())
    assert b"MARK" not in copy
    assert Image.open(io.BytesIO(copy)).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


# What is sent -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_body_larger_than_any_form_is_not_read(production: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "django.http.multipartparser.MultiPartParser.parse", lambda *_a: pytest.fail("it was read")
    )
    signed_in = visitor()
    signed_in.force_login(alice())
    for client, most in (
        (visitor(), production.DATA_UPLOAD_MAX_MEMORY_SIZE),
        (signed_in, production.REQUEST_MAX_BYTES),
    ):
        for length in (str(most + 1), "-1", "many"):
            response = client.generic("POST", "/admin/incidents/incident/import/", b"x", CONTENT_LENGTH=length,
                                      CONTENT_TYPE="multipart/form-data; boundary=b")  # fmt: skip
            assert response.status_code == 413, length


@pytest.mark.django_db
@pytest.mark.parametrize("data", [
    {f"f{number}": "x" for number in range(5001)},
    {f"f{number}": SimpleUploadedFile("a.csv", b"x") for number in range(21)},
    {"q": "x" * (2_621_441)},
], ids=["fields", "files", "memory"])  # fmt: skip
def test_too_many_fields_files_or_letters_are_refused_quietly(production: Any, data: dict[str, Any]) -> None:
    client = visitor()
    client.force_login(alice())
    assert client.post("/admin/incidents/incident/import/", data).status_code in (400, 413)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x.csv", "a\x00.csv", "a\u202evsc.exe", "x" * 300 + ".xlsx", "con.xlsx"]
)
def test_the_name_of_a_file_leads_nowhere(production: Any, tmp_path: Any, name: str) -> None:
    production.VAR_DIR = tmp_path
    client = visitor(raise_request_exception=True)
    client.force_login(alice())
    upload = SimpleUploadedFile("plain.xlsx", xlsx_of(HEADER, ["=cmd|' /C calc'!A0", *ROW[1:]]))
    upload._name = name  # as a client may send it
    response = client.post("/admin/incidents/incident/import/", {"file": upload})
    assert response.status_code in (200, 400)
    assert not ImportBatch.objects.exists()
    assert {path.parent.name for path in tmp_path.rglob("*") if path.is_file()} <= {"uploads", "imports"}


@pytest.mark.django_db
def test_a_form_of_another_page_is_refused(production: Any) -> None:
    client = Client(
        enforce_csrf_checks=True, headers={"host": "marsad.example", "x-forwarded-proto": "https"}
    )
    client.force_login(bob())
    for headers in (
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/"},
    ):
        assert client.post("/admin/incidents/incident/import/", {}, headers=headers).status_code == 403
