"""Files that readers take away run nothing in a spreadsheet, and say nothing of who made them and when."""

import csv
import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.test import Client
from PIL import Image

from publication.export import harmless
from reports.drawing import draw
from tests.publication.case_documents import case, named
from tests.publication.documents import incident, place, release, series
from tests.reports.drawn import content

ROOT = Path(__file__).resolve().parents[2]
FORMULAS = (
    "=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '"=1', "'=1", "＝1", "＋1", "－1", "＠x", "﹦1",
    "\u200f=1", "\u2066=1", "\ufeff=1", "=HYPERLINK(\"http://evil.example\",\"x\")", "-cmd|' /C calc'!A0",
    "قرية;=1+1", "قرية\n=1+1", "قرية\t@x", "a|=1", "a; \"=1",
)  # fmt: skip
#: What begins a formula, at the beginning of a cell and wherever a spreadsheet of another country cuts it.
_RUNS = re.compile(
    '(?:^|[;|\t\r\n])[\\s"`\ufeff\u200b-\u200f\u2066-\u2069]*[=+\\-@＝＋－＠﹢﹣﹦﹫]|^[\t\r\n]'
)


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_text_is_a_formula(text: str) -> None:
    assert not _RUNS.search(harmless(text))
    assert harmless(text).replace("'", "") == text.replace("'", ""), "nothing else is changed"


def test_numbers_and_plain_texts_stay_as_they_are() -> None:
    assert [harmless(value) for value in (-1, 0, 1.5, True, None)] == [-1, 0, 1.5, True, ""]
    for text in ("قرية", "a = b", "2020-12-30", "1-2", "a, -5", "x@y.example", ""):
        assert harmless(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["=1+1", "@x;=1", "\u200f-2"])
def test_no_cell_of_any_csv_is_a_formula(client: Client, text: str) -> None:
    """Whatever stands in every text of a record: the files of all lists, with each of their options."""
    release(series(title_ar=text, title_en=text))
    where = {**place(key="somewhere"), "ar": text, "en": text}
    release(
        incident(
            "hostile1", title_ar=text, title_en=text, place=where, description_ar=text, counted_reason=text
        )
    )
    release(
        case("hostilec", title_ar=text, title_en=text, person=named(text, text), about_ar=text, about_en=text)
    )
    found = 0
    for path in (
        "/incidents.csv",
        "/abductees.csv",
        "/summaries/caliphate/year-2020.csv",
        "/en/incidents.csv",
    ):
        for query in ("", "?labels=1&hxl=1"):
            response = client.get(f"{path}{query}")
            assert response.status_code == 200
            body = b"".join(response) if response.streaming else response.content
            for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))):
                found += sum("'" in cell for cell in row)
                bad = [cell for cell in row if _RUNS.search(cell) and not re.fullmatch(r"-?\d+", cell)]
                assert bad == [], path
    assert found > 4, "the texts are in the files"


def test_workbooks_that_we_give_out_hold_no_formula_and_no_maker() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.xlsx"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    books = listed.stdout.split()
    assert books
    for name in books:
        with zipfile.ZipFile(ROOT / name) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, name
            told = archive.read("docProps/core.xml") + archive.read("docProps/app.xml")
            assert not re.search(rb"<(?:dc|dcterms|cp|Application|Company|Manager)[^>]*>[^<]", told), name
            sheets = [archive.read(part) for part in archive.namelist() if "/worksheets/" in part]
            assert not any(re.search(rb"<f[ >]", sheet) for sheet in sheets), name


def test_no_code_of_ours_writes_workbooks_unguarded() -> None:
    """Readers get CSV alone. Whoever adds XLSX types its cells as texts and strips its maker, and tests it here."""
    for app in ("publication", "records", "incidents", "abductees", "reports", "monitor"):
        for path in (ROOT / app).rglob("*.py"):
            assert not re.search(r"openpyxl\.Workbook|\.export\([\"']xlsx|ExportMixin", path.read_text()), (
                path
            )


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return draw(content(), "en")


def test_a_report_says_who_publishes_the_day_and_nothing_more(drawn: Any) -> None:
    read = pypdf.PdfReader(io.BytesIO(drawn["report.pdf"]))
    told = {name: str(value) for name, value in (read.metadata or {}).items()}
    assert set(told) <= {"/Title", "/Author", "/Creator", "/CreationDate", "/ModDate", "/Keywords"}
    assert re.fullmatch(r"Typst [\d.]+", told["/Creator"])
    packet = read.trailer["/Root"]["/Metadata"].get_data().decode()
    times = [told["/CreationDate"], told["/ModDate"], *re.findall(r"\d{4}-\d\d-\d\dT[^<]*", packet)]
    assert len(times) > 4
    assert all("000000" in re.sub(r"[T:]", "", time) for time in times), times
    assert str(ROOT) not in packet


def test_pictures_say_nothing_beside_what_they_show(drawn: Any) -> None:
    assert Image.open(io.BytesIO(drawn["infographic.png"])).info.keys() <= {"dpi", "gamma", "srgb"}
    svg = drawn["infographic.svg"].decode()
    assert not re.search(r"<(?:script|metadata|foreignObject|iframe|image)|<!--|\son\w+=|href=\"(?!#)", svg)
