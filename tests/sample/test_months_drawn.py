"""The months of the sample, drawn: every figure of the real report stands in the PDF and in the infographic."""

from typing import Any

import pytest

from publication.frozen import frozen_month
from reports.drawing import draw
from tests.reports.drawn import described, pdf_text, size

pytestmark = pytest.mark.slow


@pytest.fixture
def drawn(month_page: Any) -> Any:
    """What is drawn of a month: drawn("78", "ar")."""

    def make(name: str, language: str) -> dict[str, bytes]:
        content = {
            "title_ar": "الشهر", "title_en": "The month", "sections": [], "checksum": "0f" * 32, "edition": 1,
            "day": "2021-02-03", "organisation_ar": "مرصد", "organisation_en": "Monitor",
            "figures": frozen_month(month_page(name).summary),
        }  # fmt: skip
        return draw(content, language)

    return make


FIGURES = ["153 killed", "70 members", "39", "81 killed", "more than 1,100 air strikes", "more than 51 operations",
           "34 killed", "at least 23 wounded"]  # fmt: skip
#: What the report says of its parts, and in words alone.
IN_PARTS = ["5 ambushes", "8 officers", "2 local women officials", "1 tribal notable", "thousands abducted",
            "hundreds abducted"]  # fmt: skip
IN_TABLES = [
    "16 civilians",
    "18 members",
    "2 local women officials",
    "5 operations",
    "about 155",
    "more than 50",
]


def test_month_78_is_whole_in_both(drawn: Any) -> None:
    files = drawn("78", "en")
    paper, picture = " ".join(pdf_text(files["report.pdf"]).split()), described(files["infographic.svg"])
    assert [words for words in (*FIGURES, *IN_TABLES) if words not in paper] == []
    assert [words for words in (*FIGURES, *IN_PARTS, "16 killed", "18 killed") if words not in picture] == []
    assert [words for words in IN_PARTS if words != "8 officers" and words not in paper] == []


@pytest.mark.parametrize("name", ["78", "14"])
def test_the_arabic_month_is_drawn(drawn: Any, name: str) -> None:
    files = drawn(name, "ar")
    assert size(files["infographic.png"]) == (1080, 1350)
    assert ("قتيلاً" in described(files["infographic.svg"])) and ("153" if name == "78" else "91") in pdf_text(
        files["report.pdf"]
    )
