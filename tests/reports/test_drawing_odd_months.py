"""Months with little, with much, and with nothing at all: each has a sensible picture, and none a zero."""

import re
from typing import Any

import pytest

from reports.drawing import draw
from reports.drawing.infographic import infographic_data
from tests.reports.drawn import LONG, content, described, empty, fig, loss, pdf_text, size

LANGUAGES = ("ar", "en")


def no_wounded() -> Any:
    made = content()
    frozen = made["figures"]
    for area in frozen["areas"]:
        area["figures"] = [item for item in area["figures"] if item["measure"] != "wounded"]
    frozen["losses"] = [row | {"wounded": None} for row in frozen["losses"]]
    return made


def one_area() -> Any:
    whole = content()["figures"]
    return content(areas=whole["areas"][:1], losses=whole["losses"][:2])


def many_groups(n: int, name: str = "مقاتلو الفصيل", areas: int = 3) -> Any:
    rows = [
        loss(
            {"key": str(i * areas // n), "ar": f"منطقة {i * areas // n}", "en": f"Area {i * areas // n}"},
            f"{name} {i}",
            f"Fighters of faction {i}",
            f"about {200 - i}" if i % 3 else 200 - i,
            f"at least {40 - i}" if i % 2 else None,
        )
        for i in range(n)
    ]
    return content(losses=rows)


def long_names(groups: int = 6) -> Any:
    made = many_groups(groups, LONG, min(groups, 5))
    for area in made["figures"]["areas"]:
        area["ar"] = LONG
        for item in area["figures"]:
            item["label_ar"] = f"{LONG}، {LONG}"
    made["figures"]["month"]["title_ar"] = f"الشهر 78 {LONG}"
    return made | {"title_ar": LONG * 2, "organisation_ar": LONG}


def in_words_only() -> Any:
    made = content()
    for area in made["figures"]["areas"]:
        for item in area["figures"]:
            item["figure"] = fig("مئات")
    for row in made["figures"]["losses"]:
        row["killed"] = fig("مئات")
    return made


def no_places() -> Any:
    return content(places=[], unplaced={"killed": None, "wounded": None})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "made",
    [empty(), no_wounded(), one_area(), many_groups(14), many_groups(14, LONG), many_groups(30), long_names(),
     long_names(14), in_words_only(), no_places(), many_groups(5, "ن" * 300), content() | {"edition": None, "url": ""}],
    ids=["empty", "no-wounded", "one-area", "14-groups", "14-long", "30-groups", "long-names", "14-longest",
         "words-only", "no-places", "one-word", "draft"],
)  # fmt: skip
def test_an_odd_month_has_a_picture(made: Any, language: str) -> None:
    assert size(draw(made, language)["infographic.png"]) == (1080, 1350)


def test_an_empty_month_says_so_and_shows_no_zero() -> None:
    files = draw(empty(), "en")
    assert "No losses are recorded for this month." in described(files["infographic.svg"])
    assert "No losses are recorded for this month." in pdf_text(files["report.pdf"])
    assert "0 killed" not in pdf_text(files["report.pdf"])


def test_a_figure_in_words_stays_in_words() -> None:
    assert "hundreds killed" in described(draw(in_words_only(), "en")["infographic.svg"])


def test_a_qualifier_is_never_dropped() -> None:
    made = content()
    made["figures"]["areas"][0]["figures"][0] |= {"figure": fig("about 155"), "text_en": "about 155 killed"}
    made["figures"]["losses"][0]["killed"] = fig("about 155")
    words = described(draw(made, "en")["infographic.svg"])
    assert re.findall(r"(.{6})155 killed", words) == ["about "] * 2


def test_groups_that_find_no_room_are_counted() -> None:
    assert infographic_data(many_groups(30), 14)["more"].endswith("16")
    assert infographic_data(many_groups(14), 14)["more"] == ""
