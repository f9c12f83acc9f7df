"""typst is held to one font and one folder, and no warning of it is passed over."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from publication.governorates import shapes
from reports.drawing import typeset
from reports.drawing.typeset import DoesNotFit, DrawingError, Sheet

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2021, 2, 3)


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    """A template of this source, in a folder of its own."""

    def make(source: str, **data: Any) -> Sheet:
        (tmp_path / "template.typ").write_text(source, encoding="utf-8")
        return Sheet("template.typ", data, DAY, root=tmp_path)

    return make


HEAD = '#set text(font: "Noto Sans Arabic")\n#set document(title: "x")\n'


def test_a_sound_template_is_drawn(sheet: Any) -> None:
    assert sheet(HEAD + "نحو 155 قتيلاً").drawn("pdf", ("ua-1",)).startswith(b"%PDF")


def test_an_unknown_font_is_refused(sheet: Any) -> None:
    with pytest.raises(DrawingError, match="unknown font family: comic sans"):
        sheet('#set text(font: ("Comic Sans", "Noto Sans Arabic"))\nنص').drawn("png")


def test_a_glyph_that_is_missing_is_refused(sheet: Any) -> None:
    with pytest.raises(DrawingError, match="漢"):
        sheet(HEAD + "漢").drawn("pdf", ("ua-1",))


def test_a_second_page_is_refused(sheet: Any) -> None:
    with pytest.raises(DoesNotFit):
        sheet(HEAD + "a #pagebreak() b").drawn("png")


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt", "/../secret.txt"])
def test_nothing_outside_the_folder_is_read(sheet: Any, tmp_path: Path, path: str) -> None:
    (tmp_path.parent / "secret.txt").write_text("secret")
    with pytest.raises(DrawingError):
        sheet(HEAD + f'#read("{path}")').drawn("pdf")


def test_no_package_is_fetched() -> None:
    for template in typeset.TEMPLATES.glob("*.typ"):
        assert "@" not in re.sub(r"//.*", "", template.read_text(encoding="utf-8")), template.name


def test_the_folder_of_templates_holds_nothing_else() -> None:
    assert {path.suffix for path in typeset.TEMPLATES.iterdir()} == {".typ"}


def test_data_is_never_part_of_a_source(sheet: Any) -> None:
    text = '")#panic("got out")#("'
    drawn = sheet(HEAD + '#json(bytes(sys.inputs.data)).at("text")', text=text).drawn("pdf")
    assert drawn.startswith(b"%PDF")


def test_the_colours_are_those_of_the_site() -> None:
    light = (ROOT / "static/css/tokens.css").read_text().split("@media (prefers-color-scheme: dark)")[0]
    tokens = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", light))
    source = (typeset.TEMPLATES / "shared.typ").read_text(encoding="utf-8")
    ours = dict(re.findall(r'^#let ([\w-]+) = rgb\("(#[0-9a-f]{6})"\)', source, re.MULTILINE))
    shared = ours.keys() & tokens.keys()
    assert {"paper", "ink", "ink-soft", "accent", "accent-strong", "bar-recorded"} <= shared
    assert {name: ours[name] for name in shared} == {name: tokens[name] for name in shared}


def test_the_map_has_all_governorates_and_the_golan() -> None:
    drawing = shapes()
    assert set(drawing.governorates) == {f"SY{number:02}" for number in range(1, 15)}
    for shape in (*drawing.governorates.values(), drawing.golan):
        assert all(len(ring) > 3 for ring in shape.rings)
        assert all(
            0 <= x <= drawing.size[0] and 0 <= y <= drawing.size[1] for ring in shape.rings for x, y in ring
        )


def test_the_golan_lies_west_of_quneitra_and_touches_it() -> None:
    drawing = shapes()
    golan, quneitra = (set(shape.rings[0]) for shape in (drawing.golan, drawing.governorates["SY14"]))
    assert len(golan & quneitra) > 5
    assert min(x for x, _y in golan) < min(x for x, _y in quneitra)
