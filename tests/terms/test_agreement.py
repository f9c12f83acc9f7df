"""Counted nouns and figures in words."""

from dataclasses import dataclass

import pytest

from terms.arabic.agreement import (
    Case,
    among,
    count,
    count_en,
    count_phrase,
    figure_phrase,
    join,
)
from terms.arabic.nouns import NOUNS, Gender
from terms.choices import Measure, Outcome


@dataclass(frozen=True)
class Figure:
    """A stand-in with the attributes that phrases read."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    wording_ar: str = ""
    wording_en: str = ""


def about(n: int) -> Figure:
    return Figure(None, n, None, "about")


def at_least(n: int) -> Figure:
    return Figure(n, n, None, "at_least")


def more_than(n: int) -> Figure:
    return Figure(n, n, None, "more_than")


def between(low: int, high: int) -> Figure:
    return Figure(low, low, high, "range")


def worded(arabic: str, english: str = "") -> Figure:
    return Figure(None, None, None, "wording", arabic, english)


UNKNOWN = Figure(None, None, None, "unknown")


@pytest.mark.parametrize(
    ("n", "nominative", "accusative", "genitive"),
    [
        (0, "لا قتلى", "لا قتلى", "لا قتلى"),
        (1, "قتيل واحد", "قتيلاً واحداً", "قتيل واحد"),
        (2, "قتيلان", "قتيلين", "قتيلين"),
        (3, "3 قتلى", "3 قتلى", "3 قتلى"),
        (10, "10 قتلى", "10 قتلى", "10 قتلى"),
        (11, "11 قتيلاً", "11 قتيلاً", "11 قتيلاً"),
        (99, "99 قتيلاً", "99 قتيلاً", "99 قتيلاً"),
        (100, "100 قتيل", "100 قتيل", "100 قتيل"),
        (101, "101 قتيل", "101 قتيل", "101 قتيل"),
        (102, "102 قتيل", "102 قتيل", "102 قتيل"),
        (103, "103 قتلى", "103 قتلى", "103 قتلى"),
        (110, "110 قتلى", "110 قتلى", "110 قتلى"),
        (153, "153 قتيلاً", "153 قتيلاً", "153 قتيلاً"),
        (200, "200 قتيل", "200 قتيل", "200 قتيل"),
        (1000, "1,000 قتيل", "1,000 قتيل", "1,000 قتيل"),
        (1111, "1,111 قتيلاً", "1,111 قتيلاً", "1,111 قتيلاً"),
        (10000, "10,000 قتيل", "10,000 قتيل", "10,000 قتيل"),
    ],
)
def test_number_and_case_choose_the_form(n: int, nominative: str, accusative: str, genitive: str) -> None:
    assert count_phrase(n, "killed", "nominative") == nominative
    assert count_phrase(n, "killed", "accusative") == accusative
    assert count_phrase(n, "killed", "genitive") == genitive


@pytest.mark.parametrize(
    ("key", "one", "two", "of_two", "three", "eleven", "hundred"),
    [
        ("killed", "قتيل واحد", "قتيلان", "قتيلين", "3 قتلى", "11 قتيلاً", "100 قتيل"),
        ("wounded", "جريح واحد", "جريحان", "جريحين", "3 جرحى", "11 جريحاً", "100 جريح"),
        ("abducted", "مختطف واحد", "مختطفان", "مختطفين", "3 مختطفين", "11 مختطفاً", "100 مختطف"),
        ("detained", "معتقل واحد", "معتقلان", "معتقلين", "3 معتقلين", "11 معتقلاً", "100 معتقل"),
        ("missing", "مفقود واحد", "مفقودان", "مفقودين", "3 مفقودين", "11 مفقوداً", "100 مفقود"),
        (
            "released",
            "مفرج عنه واحد",
            "مفرج عنهما",
            "مفرج عنهما",
            "3 مفرج عنهم",
            "11 مفرجاً عنه",
            "100 مفرج عنه",
        ),
        (
            "killed_or_wounded",
            "شخص واحد بين قتيل وجريح",
            "شخصان بين قتيل وجريح",
            "شخصين بين قتيل وجريح",
            "3 أشخاص بين قتيل وجريح",
            "11 شخصاً بين قتيل وجريح",
            "100 شخص بين قتيل وجريح",
        ),
        ("person", "شخص واحد", "شخصان", "شخصين", "3 أشخاص", "11 شخصاً", "100 شخص"),
        ("civilian", "مدني واحد", "مدنيان", "مدنيين", "3 مدنيين", "11 مدنياً", "100 مدني"),
        ("combatant", "مقاتل واحد", "مقاتلان", "مقاتلين", "3 مقاتلين", "11 مقاتلاً", "100 مقاتل"),
        ("member", "عنصر واحد", "عنصران", "عنصرين", "3 عناصر", "11 عنصراً", "100 عنصر"),
        ("officer", "ضابط واحد", "ضابطان", "ضابطين", "3 ضباط", "11 ضابطاً", "100 ضابط"),
        ("woman", "امرأة واحدة", "امرأتان", "امرأتين", "3 نساء", "11 امرأة", "100 امرأة"),
        ("man", "رجل واحد", "رجلان", "رجلين", "3 رجال", "11 رجلاً", "100 رجل"),
        ("child", "طفل واحد", "طفلان", "طفلين", "3 أطفال", "11 طفلاً", "100 طفل"),
        ("official", "مسؤول واحد", "مسؤولان", "مسؤولين", "3 مسؤولين", "11 مسؤولاً", "100 مسؤول"),
        ("official_f", "مسؤولة واحدة", "مسؤولتان", "مسؤولتين", "3 مسؤولات", "11 مسؤولة", "100 مسؤولة"),
        ("notable", "وجيه واحد", "وجيهان", "وجيهين", "3 وجهاء", "11 وجيهاً", "100 وجيه"),
        ("victim", "ضحية واحدة", "ضحيتان", "ضحيتين", "3 ضحايا", "11 ضحية", "100 ضحية"),
        ("operations", "عملية واحدة", "عمليتان", "عمليتين", "3 عمليات", "11 عملية", "100 عملية"),
        (
            "air_strikes",
            "ضربة جوية واحدة",
            "ضربتان جويتان",
            "ضربتين جويتين",
            "3 ضربات جوية",
            "11 ضربة جوية",
            "100 ضربة جوية",
        ),
        ("vehicles", "مركبة واحدة", "مركبتان", "مركبتين", "3 مركبات", "11 مركبة", "100 مركبة"),
        ("incident", "حادثة واحدة", "حادثتان", "حادثتين", "3 حوادث", "11 حادثة", "100 حادثة"),
        ("event", "واقعة واحدة", "واقعتان", "واقعتين", "3 وقائع", "11 واقعة", "100 واقعة"),
        ("ambush", "كمين واحد", "كمينان", "كمينين", "3 كمائن", "11 كميناً", "100 كمين"),
        ("attack", "هجوم واحد", "هجومان", "هجومين", "3 هجمات", "11 هجوماً", "100 هجوم"),
        ("campaign", "حملة واحدة", "حملتان", "حملتين", "3 حملات", "11 حملة", "100 حملة"),
        ("record", "سجل واحد", "سجلان", "سجلين", "3 سجلات", "11 سجلاً", "100 سجل"),
        ("source", "مصدر واحد", "مصدران", "مصدرين", "3 مصادر", "11 مصدراً", "100 مصدر"),
        ("account", "رواية واحدة", "روايتان", "روايتين", "3 روايات", "11 رواية", "100 رواية"),
        ("tally", "حصيلة واحدة", "حصيلتان", "حصيلتين", "3 حصائل", "11 حصيلة", "100 حصيلة"),
        ("result", "نتيجة واحدة", "نتيجتان", "نتيجتين", "3 نتائج", "11 نتيجة", "100 نتيجة"),
        ("case", "حالة واحدة", "حالتان", "حالتين", "3 حالات", "11 حالة", "100 حالة"),
        ("group", "مجموعة واحدة", "مجموعتان", "مجموعتين", "3 مجموعات", "11 مجموعة", "100 مجموعة"),
        (
            "person_case",
            "حالة فردية واحدة",
            "حالتان فرديتان",
            "حالتين فرديتين",
            "3 حالات فردية",
            "11 حالة فردية",
            "100 حالة فردية",
        ),
        (
            "group_case",
            "حالة جماعية واحدة",
            "حالتان جماعيتان",
            "حالتين جماعيتين",
            "3 حالات جماعية",
            "11 حالة جماعية",
            "100 حالة جماعية",
        ),
        ("place", "مكان واحد", "مكانان", "مكانين", "3 أماكن", "11 مكاناً", "100 مكان"),
        ("correction", "تصحيح واحد", "تصحيحان", "تصحيحين", "3 تصحيحات", "11 تصحيحاً", "100 تصحيح"),
        ("day", "يوم واحد", "يومان", "يومين", "3 أيام", "11 يوماً", "100 يوم"),
        ("week", "أسبوع واحد", "أسبوعان", "أسبوعين", "3 أسابيع", "11 أسبوعاً", "100 أسبوع"),
        ("month", "شهر واحد", "شهران", "شهرين", "3 أشهر", "11 شهراً", "100 شهر"),
        ("year", "سنة واحدة", "سنتان", "سنتين", "3 سنوات", "11 سنة", "100 سنة"),
    ],
)
def test_every_noun_has_its_forms(
    key: str, one: str, two: str, of_two: str, three: str, eleven: str, hundred: str
) -> None:
    assert count_phrase(1, key) == one
    assert count_phrase(2, key) == two
    assert count_phrase(2, key, "genitive") == count_phrase(2, key, "accusative") == of_two
    assert count_phrase(3, key) == three
    assert count_phrase(11, key) == eleven
    assert count_phrase(100, key) == hundred


def test_the_forms_above_are_tested_for_every_noun_of_the_table() -> None:
    marks = test_every_noun_has_its_forms.pytestmark  # type: ignore[attr-defined]
    tested = {row[0] for row in marks[0].args[1]}
    assert {id(noun) for noun in NOUNS.values()} == {id(NOUNS[key]) for key in tested}


def test_every_outcome_and_measure_has_a_noun() -> None:
    assert {*Outcome.values, *Measure.values} <= set(NOUNS)


def test_the_last_two_digits_choose_the_form() -> None:
    """3–10 plural, 11–99 accusative singular, else genitive singular; found by string, not arithmetic."""
    for n in range(3, 10_001):
        tail = str(n)[-2:].lstrip("0")
        if tail in {"", "1", "2"}:
            form = "عنصر"
        elif len(tail) == 1 or tail == "10":
            form = "عناصر"
        else:
            form = "عنصراً"
        assert count_phrase(n, "member") == f"{n:,} {form}"


def test_the_accusative_of_one_agrees_in_gender() -> None:
    assert count_phrase(1, "incident", "accusative") == "حادثة واحدة"
    assert count_phrase(1, "member", "accusative") == "عنصراً واحداً"


def test_it_counts_nothing_below_zero_and_no_unknown_noun() -> None:
    with pytest.raises(ValueError, match="zero"):
        count_phrase(-1, "killed")
    with pytest.raises(ValueError, match="zero"):
        count_en(-1, "killed")
    with pytest.raises(KeyError):
        count_phrase(1, "martyr")


@pytest.mark.parametrize(
    ("n", "key", "english"),
    [
        (0, "incident", "no incidents"),
        (0, "killed", "none killed"),
        (1, "incident", "1 incident"),
        (1, "killed", "1 killed"),
        (2, "ambush", "2 ambushes"),
        (1, "woman", "1 woman"),
        (2, "woman", "2 women"),
        (153, "killed", "153 killed"),
        (1100, "air_strikes", "1,100 air strikes"),
        (3, "tally", "3 tallies"),
        (5, "killed_or_wounded", "5 killed or wounded"),
        (4, "person", "4 people"),
        (1, "person_case", "1 case of one person"),
        (2, "person_case", "2 cases of one person each"),
        (1, "group_case", "1 case of a group"),
        (2, "group_case", "2 cases of groups"),
    ],
)
def test_it_counts_in_english(n: int, key: str, english: str) -> None:
    assert count_en(n, key) == count(n, key, "en") == english


@pytest.mark.parametrize(
    ("n", "gender", "human", "word"),
    [
        (39, "m", True, "بينهم"),
        (None, "m", True, "بينهم"),
        (2, "m", True, "بينهما"),
        (2, "f", True, "بينهما"),
        (3, "f", True, "بينهن"),
        (1, "m", True, "وهو"),
        (1, "f", True, "وهي"),
        (51, "f", False, "بينها"),
        (2, "f", False, "بينهما"),
    ],
)
def test_among_agrees_with_the_whole(n: int | None, gender: Gender, human: bool, word: str) -> None:
    assert among(n, gender, human) == word


def test_phrases_join_into_an_enumeration() -> None:
    assert join(["16 مدنياً", "18 عنصراً"], "ar") == "16 مدنياً و18 عنصراً"
    assert join(["أ", "ب", "ج"], "ar") == "أ، وب، وج"
    assert join(["a", "b", "c"], "en") == "a, b and c"
    assert join(["a"], "en") == "a"
    assert join([], "ar") == join([], "en") == ""


@pytest.mark.parametrize(
    ("figure", "key", "arabic", "english"),
    [
        (Figure(153, 153, 153, "exact"), "killed", "153 قتيلاً", "153 killed"),
        (Figure(0, 0, 0, "exact"), "killed", "لا قتلى", "none killed"),
        (about(155), "killed", "نحو 155 قتيلاً", "about 155 killed"),
        (about(2), "killed", "نحو قتيلين", "about 2 killed"),
        (about(1), "killed", "نحو قتيل واحد", "about 1 killed"),
        (at_least(23), "wounded", "ما لا يقل عن 23 جريحاً", "at least 23 wounded"),
        (at_least(2), "operations", "ما لا يقل عن عمليتين", "at least 2 operations"),
        (more_than(1100), "air_strikes", "أكثر من 1,100 ضربة جوية", "more than 1,100 air strikes"),
        (more_than(51), "operations", "أكثر من 51 عملية", "more than 51 operations"),
        (more_than(2), "killed", "أكثر من قتيلين", "more than 2 killed"),
        (more_than(1), "killed", "أكثر من قتيل واحد", "more than 1 killed"),
        (between(5, 8), "killed", "ما بين 5 و8 قتلى", "between 5 and 8 killed"),
        (between(9, 12), "killed", "ما بين 9 و12 قتيلاً", "between 9 and 12 killed"),
        (between(25, 28), "civilian", "ما بين 25 و28 مدنياً", "between 25 and 28 civilians"),
        (between(2, 5), "killed", "ما بين قتيلين و5 قتلى", "between 2 and 5 killed"),
        (between(1, 2), "incident", "ما بين حادثة واحدة وحادثتين", "between 1 and 2 incidents"),
        (between(0, 3), "killed", "ما بين 0 و3 قتلى", "between 0 and 3 killed"),
        (
            between(1000, 1100),
            "air_strikes",
            "ما بين 1,000 و1,100 ضربة جوية",
            "between 1,000 and 1,100 air strikes",
        ),
        (
            between(2, 3),
            "killed_or_wounded",
            "ما بين شخصين و3 أشخاص بين قتيل وجريح",
            "between 2 and 3 killed or wounded",
        ),
        (Figure(150, 155, 160, "about"), "killed", "ما بين 150 و160 قتيلاً", "between 150 and 160 killed"),
        (Figure(150, 155, None, "about"), "killed", "نحو 155 قتيلاً", "about 155 killed"),
        (Figure(8, 8, None, "at_least"), "killed", "ما لا يقل عن 8 قتلى", "at least 8 killed"),
        (Figure(None, 8, None, "at_least"), "killed", "ما لا يقل عن 8 قتلى", "at least 8 killed"),
        (at_least(0), "killed", "عدد غير معروف من القتلى", "an unknown number killed"),
        (more_than(0), "killed", "ما لا يقل عن قتيل واحد", "at least 1 killed"),
        (UNKNOWN, "killed", "عدد غير معروف من القتلى", "an unknown number killed"),
        (UNKNOWN, "incident", "عدد غير معروف من الحوادث", "an unknown number of incidents"),
        (UNKNOWN, "released", "عدد غير معروف من المفرج عنهم", "an unknown number released"),
        (worded("مئات", "hundreds"), "killed", "مئات القتلى", "hundreds killed"),
        (worded("مئات", "hundreds"), "air_strikes", "مئات الضربات الجوية", "hundreds of air strikes"),
        (worded("آلاف", "thousands"), "abducted", "آلاف المختطفين", "thousands abducted"),
        (worded("المئات", "hundreds"), "abducted", "المئات من المختطفين", "hundreds abducted"),
        (
            worded("عدد كبير", "a large number"),
            "operations",
            "عدد كبير من العمليات",
            "a large number of operations",
        ),
        (worded("عدد من", "a number of"), "killed", "عدد من القتلى", "a number killed"),
        (worded("عدة", "several"), "ambush", "عدة كمائن", "several ambushes"),
        (worded("نحو مئة", "about a hundred"), "killed", "نحو مئة قتيل", "about a hundred killed"),
        (worded("مئات المختطفين", "hundreds"), "abducted", "مئات المختطفين", "hundreds abducted"),
        (
            worded("مئات العمليات", "hundreds of operations"),
            "operations",
            "مئات العمليات",
            "hundreds of operations",
        ),
        (worded("حسب الأهالي كثيرون", "many"), "killed", "قتلى («حسب الأهالي كثيرون»)", "many killed"),
        (worded("مئات"), "killed", "مئات القتلى", "an unknown number killed (“مئات”)"),
        (worded("", "hundreds"), "killed", "عدد غير معروف من القتلى («hundreds»)", "hundreds killed"),
    ],
)
def test_a_figure_keeps_its_qualifier_in_words(figure: Figure, key: str, arabic: str, english: str) -> None:
    assert figure_phrase(figure, key, "ar") == arabic
    assert figure_phrase(figure, key, "en") == english


@pytest.mark.parametrize(
    ("case", "exact", "qualified"),
    [
        ("nominative", "عنصران", "أكثر من عنصرين"),
        ("accusative", "عنصرين", "أكثر من عنصرين"),
        ("genitive", "عنصرين", "أكثر من عنصرين"),
    ],
)
def test_a_qualifier_governs_the_case_of_its_noun(case: Case, exact: str, qualified: str) -> None:
    assert figure_phrase(Figure(2, 2, 2, "exact"), "member", "ar", case) == exact
    assert figure_phrase(more_than(2), "member", "ar", case) == qualified
