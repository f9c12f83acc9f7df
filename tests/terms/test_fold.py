"""Search keys: which spellings are one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from terms.arabic.fold import fold, matches, mentions, near_fold, query_forms, search_text, squash


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("أحمد إدلب آمنة ٱلله", "احمد ادلب امنه الله"),
        ("مستشفى", "مستشفي"),
        ("الحسكة", "الحسكه"),
        ("مؤتمر", "موتمر"),
        ("رئيس", "رييس"),
        ("گرگوش کریم", "كركوش كريم"),
        ("قُتِلَ", "قتل"),
        ("عــين العــرب", "عين العرب"),
        ("\u202bدير\u202c \u200fالزور\ufeff", "دير الزور"),
        ("مي\u200cخواهد", "ميخواهد"),
        ("٣٠ ۱۲", "30 12"),
        ("ﷲ ﻻ", "الله لا"),
        ("DEIR Ez-Zor", "deir ezzor"),
        ("Paolo Dall’Oglio", "paolo dalloglio"),
        ("ʿAyn al-ʿArab", "ayn alarab"),
        ("Dar'a", "dara"),
        ("Raqqā Ḥasaka Édouard Łódź", "raqqa hasaka edouard lodz"),
        ("عين العرب (كوباني)، حلب", "عين العرب كوباني حلب"),
        ("حمص – دير الزور", "حمص دير الزور"),
        ("  a \t b\nc ", "a b c"),
        ("؟!", ""),
        ("", ""),
    ],
)
def test_it_folds(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
@example("İstanbul")
@example("ﷺ ½ ² ͅ ŉ ΐ")
@example("´´a")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squash(squash(text)) == squash(text)


@given(st.text())
def test_a_key_is_single_spaced_and_trimmed(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())
    assert squash(text) == fold(text).replace(" ", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [("دير الزور", "ديرالزور"), ("عبد الله الخليل", "عبدالله الخليل"), ("Deir ez-Zor", "deirezzor")],
)
def test_names_written_joined_or_apart_squash_to_one(one: str, other: str) -> None:
    assert squash(one) == squash(other)


def test_the_stored_text_holds_every_name_folded_and_squashed_once() -> None:
    assert (
        search_text("دير الزور", "Deir ez-Zor", "دير الزور", "") == "دير الزور ديرالزور deir ezzor deirezzor"
    )


def test_the_stored_text_of_nothing_is_empty() -> None:
    assert search_text() == search_text("", "؟") == ""


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ديرالزور", ["دير الزور", "Deir-ez-Zor"]),
        ("دير الزور", ["ديرالزور"]),
        ("deir", ["دير الزور", "Deir-ez-Zor"]),
        ("Deir al-Zor", ["Deir ez-Zor"]),
        ("Deir-ez-Zor", ["Deir al-Zor"]),
        ("عبدالله الخليل", ["عبد الله الخليل"]),
        ("عبد الله", ["عبدالله الخليل"]),
        ("الرقه", ["رقة"]),
        ("رقة", ["الرقة"]),
        ("مستشفي", ["مستشفى"]),
        ("الزور دير", ["دير الزور"]),
        ("al-Hasakah", ["Hasakah"]),
        ("بيشمركة", ["پيشمركة"]),
        ("پيشمركة", ["بيشمركة"]),
        ("الله", ["عبد الله"]),
        ("داعش", ['تنظيم "الدولة الإسلامية"', "داعش"]),
    ],
)
def test_a_query_finds(query: str, names: list[str]) -> None:
    assert matches(query, search_text(*names))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("حمص", ["حماة"]),
        ("دير حافر", ["دير الزور"]),
        ("؟", ["دير الزور"]),
        ("", ["دير الزور"]),
        ("الله", ["له"]),
    ],
)
def test_a_query_does_not_find(query: str, names: list[str]) -> None:
    assert not matches(query, search_text(*names))


def test_a_long_text_is_searched_by_words_and_compounds_but_not_across_them() -> None:
    stored = search_text("قُتل عبد الله في هجوم على دير الزور بعد فتح مصر معبر رفح")
    assert matches("عبدالله", stored)
    assert matches("ديرالزور", stored)
    assert not matches("حمص", stored)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("مقتل عبدالله الخليل في الرقة", "عبد الله الخليل"),
        ("مقتل عبد الله الخليل.", "عبدالله الخليل"),
        ("سُلّم الهاتف لعبد الله، وبعبدالله", "عبد الله"),
        ("هجوم قرب الشولا", "الشولا"),
        ("وبالشولا", "الشولا"),
        ("الطريق المؤدي للشولا", "الشولا"),
        ("Said to be Paolo Dall'Oglio himself", "paolo dalloglio"),
        ("پولس", "بولس"),
    ],
)
def test_a_text_mentions_a_name(text: str, name: str) -> None:
    assert mentions(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("عبدالله", "عبد"),
        ("حسنين", "حسن"),
        ("الزور", "زور"),
        ("نص", "؟"),
        ("", "عبد الله"),
        ("Paolos", "Paolo"),
    ],
)
def test_a_text_does_not_mention_a_name(text: str, name: str) -> None:
    assert not mentions(text, name)


@given(st.text(), st.text(min_size=1), st.text())
def test_every_name_is_mentioned_where_it_stands(before: str, name: str, after: str) -> None:
    assert mentions(f"{before} {name} {after}", name) == bool(fold(name))


def test_near_letters_are_one_only_when_asked() -> None:
    assert fold("پاريس") != fold("باريس")
    assert near_fold("پاريس") == near_fold("باريس") == "باريس"


def test_a_query_without_a_letter_has_no_form() -> None:
    assert query_forms(" «»! ") == []


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3))
def test_every_name_is_found_by_itself(names: list[str]) -> None:
    stored = search_text(*names)
    assert all(matches(name, stored) for name in names if fold(name))
