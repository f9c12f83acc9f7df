"""Drawings of a report: their size, what they say, what they refuse, and that the same report gives the same bytes."""

import io
import re
from typing import Any

import pypdf
import pytest
from PIL import Image

from reports.drawing import DrawingError, draw
from tests.reports.drawn import content, described, pdf_text, size

LANGUAGES = ("ar", "en")
FILES = {"report.pdf", "infographic.png", "infographic.svg"}


@pytest.fixture(scope="module")
def drawn() -> dict[str, dict[str, bytes]]:
    return {language: draw(content(), language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_infographic_is_1080_by_1350_pixels(drawn: Any, language: str) -> None:
    assert set(drawn[language]) == FILES
    assert size(drawn[language]["infographic.png"]) == (1080, 1350)
    opening = drawn[language]["infographic.svg"].decode()[:300]
    assert 'width="1080" height="1350"' in opening
    assert f'lang="{language}"' in opening


def test_the_two_languages_mirror_each_other(drawn: Any) -> None:
    def dark(png: bytes, left: bool) -> int:
        """White on petrol in the upper half: the side of the large number has more of it."""
        image = Image.open(io.BytesIO(png)).convert("L").crop((60, 210, 1020, 420))
        half = image.crop((0, 0, 480, 210) if left else (480, 0, 960, 210))
        return sum(half.histogram()[230:])

    arabic, english = (drawn[language]["infographic.png"] for language in LANGUAGES)
    assert dark(arabic, left=False) > dark(arabic, left=True)
    assert dark(english, left=True) > dark(english, left=False)


FIGURES = {
    "en": ["153 killed", "70 members", "81 killed", "34 killed", "18 members", "16 civilians", "at least 23 wounded",
           "more than 1,100 air strikes", "more than 51 operations", "hundreds abducted", "about 155 killed"],
    "ar": ["153", "70", "81", "34", "18", "16", "23", "1,100", "51", "155"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_holds_every_figure_with_what_it_stands_on(drawn: Any, language: str) -> None:
    text = " ".join(pdf_text(drawn[language]["report.pdf"]).split())
    assert [words for words in FIGURES[language] if words not in text] == []
    for once in (
        "58",
        "95",
        "51",
        "19",
        "bbbb1111",
        "aaaa2222",
        "0f" * 32,
        "example.org/summaries/caliphate/78",
    ):
        assert once in text, once


def test_arabic_of_the_pdf_can_be_read_back_letter_by_letter(drawn: Any) -> None:
    """A letter and its dots are one glyph; as two they would be read «ننظظام»."""
    words = set(re.findall(r"[\u0621-\u0652]+", pdf_text(drawn["ar"]["report.pdf"])))
    assert {"النظام", "والميليشيات", "الموالية", "قتيلاً", "عنصراً", "ضربة", "عملية", "حماة"} <= words


def test_the_pdf_says_its_language_title_direction_and_day(drawn: Any) -> None:
    reader = pypdf.PdfReader(io.BytesIO(drawn["ar"]["report.pdf"]))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert reader.metadata and reader.metadata.title == content()["title_ar"]
    assert reader.metadata["/CreationDate"].startswith("D:20210203")
    xmp = reader.xmp_metadata
    assert xmp and "pdfuaid" in str(xmp.stream.get_data())
    assert reader.pages[0].mediabox.width == pytest.approx(595.28, abs=0.1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_the_text_lead_to_the_table_and_those_of_other_months_do_not(
    drawn: Any, language: str
) -> None:
    reader = pypdf.PdfReader(io.BytesIO(drawn[language]["report.pdf"]))
    links = [item for item in reader.pages[0].get("/Annots", []) if item.get_object()["/Subtype"] == "/Link"]
    assert len(links) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_has_its_figures_in_words(drawn: Any, language: str) -> None:
    words = described(drawn[language]["infographic.svg"])
    assert ("حماة: 15 قتيلاً" if language == "ar" else "Hama: 15 killed") in words
    assert ("قتيلاً" if language == "ar" else "killed") in words


def test_the_same_report_gives_the_same_bytes(drawn: Any) -> None:
    assert draw(content(), "ar") == drawn["ar"]
    later = draw(content() | {"day": "2021-02-04"}, "ar")
    assert {name for name in FILES if later[name] == drawn["ar"][name]} == set()


# What is not as it should be ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("character", ["漢", "😀", "Ḥ"])
def test_a_character_that_the_font_lacks_is_refused_by_name(language: str, character: str) -> None:
    made = content()
    made["figures"]["losses"][0][f"group_{language}"] += character
    with pytest.raises(DrawingError, match=character):
        draw(made, language)


def test_text_that_is_in_the_pdf_alone_is_held_to_the_font_too() -> None:
    made = content()
    made["sections"][0]["body_ar"] += " 漢"
    with pytest.raises(DrawingError, match="漢"):
        draw(made, "ar")


@pytest.mark.parametrize("broken", [{"day": "yesterday"}, {"figures": {}}, {"sections": None}])
def test_a_document_that_is_none_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(DrawingError):
        draw(content() | broken, "ar")
