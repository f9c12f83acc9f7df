"""What staff write is text in the drawings and never markup, of typst or of SVG."""

import io
import re
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest

from reports.drawing import draw
from tests.reports.drawn import HOSTILE, content, pdf_text

LANGUAGES = ("ar", "en")


def hostile() -> Any:
    def poisoned(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: poisoned(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [poisoned(item, key) for item in value]
        return f"{value} {HOSTILE}" if key.endswith(("_ar", "_en", "ar", "en")) and value else value

    made = content()
    for name in ("title_ar", "title_en", "organisation_ar", "organisation_en", "sections"):
        made[name] = poisoned(made[name], name)
    made["figures"]["areas"] = poisoned(made["figures"]["areas"])
    made["figures"]["losses"] = poisoned(made["figures"]["losses"])
    made["figures"]["places"] = poisoned(made["figures"]["places"])
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_is_printed_as_it_is(language: str) -> None:
    files = draw(hostile(), language)
    text = "".join(pdf_text(files["report.pdf"]).split())
    for harmless in (
        '#read("/etc/passwd")',
        "*_bold_*",
        "`raw`",
        "</svg><script>alert(1)</script>",
        "#{1+1}",
    ):
        assert "".join(harmless.split()) in text if language == "en" else True, harmless
    assert "root:" not in text
    svg = files["infographic.svg"]
    assert not re.search(rb"<(script|foreignObject|style|iframe|a)\b|\son\w+=", svg, re.IGNORECASE)
    assert set(re.findall(rb'(?:href|src)="(.)', svg)) <= {b"#"}
    assert set(re.findall(rb"url\((.)", svg)) <= {b"#", b"'"}
    assert ElementTree.fromstring(svg).tag.endswith("svg")  # noqa: S314 - our own drawing


def test_marks_that_turn_text_around_are_taken_out() -> None:
    made = content()
    made["title_en"] = "killed \u202e351\u202c \u2066x\u2069 \u200fy\u200b"
    title = pypdf.PdfReader(io.BytesIO(draw(made, "en")["report.pdf"])).metadata
    assert title and title.title == "killed 351 x y"
