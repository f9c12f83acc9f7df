"""The text of a report against its figures: what is bound must say what the figure says."""

import pytest

from reports.text_check import loose_numbers, says
from terms.bound import Piece, Reference, bind, paragraphs, pieces, plain
from terms.figures import parse_figure


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("153 عنصراً", "153"),
        ("153 killed", "153"),
        ("١٥٣ عنصراً", "153"),
        ("نحو 155 عنصراً", "about 155"),
        ("about 155 members", "about 155"),
        ("At least 23 people", "at least 23"),
        ("ما لا يقل عن 23 جريحاً", "at least 23"),
        ("أكثر من 1,100 ضربة جوية", "more than 1100"),
        ("ما بين 25 و28 قتيلاً", "25-28"),
        ("امرأتان", "2"),
        ("وجيه واحد", "1"),
        ("لا قتلى", "0"),
        ("مئات القتلى", "hundreds"),
        ("عدد غير معروف من القتلى", "unknown"),
    ],
)
def test_words_that_say_the_figure(words: str, figure: str) -> None:
    assert says(Piece(words, "aaa"), parse_figure(figure))


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("152 عنصراً", "153"),
        ("عناصر", "153"),
        ("155 عنصراً", "about 155"),
        ("نحو 153 عنصراً", "153"),
        ("أكثر من 23 جريحاً", "at least 23"),
        ("ما بين 25 و29 قتيلاً", "25-28"),
        ("25 قتيلاً", "25-28"),
        ("153 عنصراً و8 ضباط", "153"),
        ("300 قتيل", "hundreds"),
        ("آلاف القتلى", "hundreds"),
    ],
)
def test_words_that_say_something_else(words: str, figure: str) -> None:
    assert not says(Piece(words, "aaa"), parse_figure(figure))


def test_the_qualifier_may_stand_before_the_mark() -> None:
    assert says(Piece("155 عنصراً", "aaa"), parse_figure("about 155"), "مقتل نحو ")


@pytest.mark.parametrize(
    "text",
    [
        "في 30 كانون الأول/ديسمبر 2020",
        "بين 29 و30 كانون الأول/ديسمبر 2020",
        "between 29 and 30 December 2020",
        "on 30 December 2020",
        "1–28 كانون الثاني/يناير 2021",
        "الشهر 78",
        "Month 78 since",
        "منذ 7 سنوات و6 أشهر",
        "بعد 22 شهراً",
        "ما بين 6 و9 سنوات",
        "between 6 and 9 years",
    ],
)
def test_dates_ordinals_and_lengths_of_time_count_nobody(text: str) -> None:
    assert loose_numbers(text) == []


def test_a_number_that_is_bound_to_nothing_is_seen() -> None:
    assert loose_numbers("قُتل 17 شخصاً في 30 كانون الأول/ديسمبر 2020، وأُصيب 1,100") == ["17", "1,100"]


# The marks --------------------------------------------------------------------------------------------------


def test_a_mark_is_read_back_as_it_was_written() -> None:
    text = f"قُتل {bind('153 عنصراً', 'k3v9x2ab')} في الشهر."
    assert pieces(text) == [Piece("قُتل "), Piece("153 عنصراً", "k3v9x2ab"), Piece(" في الشهر.")]
    assert plain(text) == "قُتل 153 عنصراً في الشهر."


@pytest.mark.parametrize(
    "text", ["[x](javascript:alert(1))", "[x] (abc)", "[x](ABC DEF)", "[](abc)", "[x](../abc)", "[a\nb](abc)"]
)
def test_what_only_looks_like_a_mark_is_plain_text(text: str) -> None:
    assert pieces(text) == [Piece(text)]


@pytest.mark.parametrize(
    "ref",
    [
        "k3v9x2ab",
        "sum-0123456789",
        "k3v9x2ab@2",
        "77/k3v9x2ab",
        "k3v9x2ab+rest",
        "77/k3v9x2ab+2p2d5tb7",
        "2020-12-29/sum-01@3",
    ],
)
def test_a_reference_is_read_and_written_alike(ref: str) -> None:
    assert str(Reference.of(ref)) == ref
    assert pieces(bind("3", ref)) == [Piece("3", ref)]


def test_empty_lines_part_paragraphs() -> None:
    assert paragraphs("a\r\n\r\n b\nc\n \n\n") == ["a", "b\nc"]
