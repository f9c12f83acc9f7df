"""Agreement of every counted noun of a report over counts, with verbs, cases and pronouns; forms written by hand."""

import pytest

from publication.wording import label_noun
from reports.narrative.arabic.grammar import (
    all_of_them,
    count_words,
    listed,
    number_words,
    oblique,
    of_them,
    they,
    verb,
)
from reports.narrative.facts import Count
from reports.narrative.nouns import TYPES
from terms.arabic.nouns import NOUNS, Noun
from terms.figures import Figure, parse_figure
from tests.reports import made

LABELS = {
    one["key"]: label_noun(one)
    for one in (made.OFFICERS, made.WOMEN, made.CHILDREN, made.WOMEN_OFFICIALS, made.NOTABLES)
}


def noun_of(key: str) -> Noun:
    return LABELS.get(key) or TYPES.get(key) or NOUNS[key]


def counted(words: str | int | Figure, key: str) -> Count:
    figure = words if isinstance(words, Figure) else parse_figure(str(words))
    return Count(figure, noun_of(key), "ref")


#: Which form each count asks for.
FORMS = {
    1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 12: "many", 20: "many", 99: "many", 100: "hundred",
    101: "hundred", 102: "hundred", 103: "few", 110: "few", 111: "many", 153: "many", 199: "many", 200: "hundred",
    1000: "hundred", 1001: "hundred", 1002: "hundred", 1003: "few", 1011: "many", 1100: "hundred", 1103: "few",
    1199: "many", 2000: "hundred", 2001: "hundred", 9999: "many", 10000: "hundred",
}  # fmt: skip

#: noun: one (nominative), one (accusative), two, two (oblique), 3–10, 11–99, hundreds.
TABLE = {
    "person": "شخص واحد|شخصاً واحداً|شخصان|شخصين|أشخاص|شخصاً|شخص",
    "civilian": "مدني واحد|مدنياً واحداً|مدنيان|مدنيين اثنين|مدنيين|مدنياً|مدني",
    "member": "عنصر واحد|عنصراً واحداً|عنصران|عنصرين|عناصر|عنصراً|عنصر",
    "combatant": "مقاتل واحد|مقاتلاً واحداً|مقاتلان|مقاتلين اثنين|مقاتلين|مقاتلاً|مقاتل",
    "killed": "قتيل واحد|قتيلاً واحداً|قتيلان|قتيلين|قتلى|قتيلاً|قتيل",
    "wounded": "جريح واحد|جريحاً واحداً|جريحان|جريحين|جرحى|جريحاً|جريح",
    "abducted": "مختطف واحد|مختطفاً واحداً|مختطفان|مختطفين اثنين|مختطفين|مختطفاً|مختطف",
    "detained": "معتقل واحد|معتقلاً واحداً|معتقلان|معتقلين اثنين|معتقلين|معتقلاً|معتقل",
    "missing": "مفقود واحد|مفقوداً واحداً|مفقودان|مفقودين اثنين|مفقودين|مفقوداً|مفقود",
    "officers": "ضابط واحد|ضابطاً واحداً|ضابطان|ضابطين|ضباط|ضابطاً|ضابط",
    "children": "طفل واحد|طفلاً واحداً|طفلان|طفلين|أطفال|طفلاً|طفل",
    "women": "امرأة واحدة|امرأة واحدة|امرأتان|امرأتين|نساء|امرأة|امرأة",
    "women_officials": "مسؤولة محلية واحدة|مسؤولة محلية واحدة|مسؤولتان محليتان|مسؤولتين محليتين|"
    "مسؤولات محليات|مسؤولة محلية|مسؤولة محلية",
    "tribal_notables": "وجيه عشائري واحد|وجيهاً عشائرياً واحداً|وجيهان عشائريان|وجيهين عشائريين|"
    "وجهاء عشائر|وجيهاً عشائرياً|وجيه عشائري",
    "operations": "عملية واحدة|عملية واحدة|عمليتان|عمليتين|عمليات|عملية|عملية",
    "air_strikes": "ضربة جوية واحدة|ضربة جوية واحدة|ضربتان جويتان|ضربتين جويتين|ضربات جوية|ضربة جوية|ضربة جوية",
    "vehicles": "مركبة واحدة|مركبة واحدة|مركبتان|مركبتين|مركبات|مركبة|مركبة",
    "event": "واقعة واحدة|واقعة واحدة|واقعتان|واقعتين|وقائع|واقعة|واقعة",
    "ambush": "كمين واحد|كميناً واحداً|كمينان|كمينين|كمائن|كميناً|كمين",
    "attack": "هجوم واحد|هجوماً واحداً|هجومان|هجومين|هجمات|هجوماً|هجوم",
    "clash": "اشتباك واحد|اشتباكاً واحداً|اشتباكان|اشتباكين|اشتباكات|اشتباكاً|اشتباك",
    "raid": "مداهمة واحدة|مداهمة واحدة|مداهمتان|مداهمتين|مداهمات|مداهمة|مداهمة",
    "assassination": "عملية اغتيال واحدة|عملية اغتيال واحدة|عمليتا اغتيال|عمليتي اغتيال|عمليات اغتيال|"
    "عملية اغتيال|عملية اغتيال",
    "execution": "عملية إعدام واحدة|عملية إعدام واحدة|عمليتا إعدام|عمليتي إعدام|عمليات إعدام|"
    "عملية إعدام|عملية إعدام",
    "abduction": "عملية اختطاف واحدة|عملية اختطاف واحدة|عمليتا اختطاف|عمليتي اختطاف|عمليات اختطاف|"
    "عملية اختطاف|عملية اختطاف",
    "shelling": "عملية قصف واحدة|عملية قصف واحدة|عمليتا قصف|عمليتي قصف|عمليات قصف|عملية قصف|عملية قصف",
    "explosion": "انفجار واحد|انفجاراً واحداً|انفجاران|انفجارين|انفجارات|انفجاراً|انفجار",
    "landmine": "انفجار لغم واحد|انفجار لغم واحداً|انفجارا لغم|انفجاري لغم|انفجارات ألغام|انفجار لغم|انفجار لغم",
    "mass_grave": "مقبرة جماعية واحدة|مقبرة جماعية واحدة|مقبرتان جماعيتان|مقبرتين جماعيتين|مقابر جماعية|"
    "مقبرة جماعية|مقبرة جماعية",
    "person_case": "حالة فردية واحدة|حالة فردية واحدة|حالتان فرديتان|حالتين فرديتين|حالات فردية|"
    "حالة فردية|حالة فردية",
    "group_case": "حالة جماعية واحدة|حالة جماعية واحدة|حالتان جماعيتان|حالتين جماعيتين|حالات جماعية|"
    "حالة جماعية|حالة جماعية",
    "group": "مجموعة واحدة|مجموعة واحدة|مجموعتان|مجموعتين|مجموعات|مجموعة|مجموعة",
}


@pytest.mark.parametrize("key", TABLE)
@pytest.mark.parametrize("n", FORMS)
def test_the_noun_agrees_with_its_number_in_every_case(key: str, n: int) -> None:
    one, one_accusative, two, two_oblique, few, many, hundred = TABLE[key].split("|")
    number = f"{n:,} "
    expected = {
        "one": (one, one_accusative, one),
        "two": (two, two_oblique, two_oblique),
        "few": (number + few,) * 3,
        "many": (number + many,) * 3,
        "hundred": (number + hundred,) * 3,
    }[FORMS[n]]
    count = counted(n, key)
    cases = ("nominative", "accusative", "genitive")
    assert tuple(count_words(count, case) for case in cases) == expected


def test_every_noun_that_types_bring_stands_in_the_table() -> None:
    assert {str(key) for key in TYPES} - TABLE.keys() - {"air_strike"} == set()


@pytest.mark.parametrize(
    ("words", "key", "expected"),
    [
        ("about 2", "civilian", "نحو مدنيين اثنين"),
        ("more than 2", "member", "أكثر من عنصرين"),
        ("at least 1", "officers", "ما لا يقل عن ضابط واحد"),
        ("2-5", "civilian", "ما بين مدنيين اثنين و5 مدنيين"),
        ("about 155", "member", "نحو 155 عنصراً"),
        ("more than 1100", "air_strikes", "أكثر من 1,100 ضربة جوية"),
        ("hundreds", "civilian", "مئات المدنيين"),
        ("unknown", "wounded", "عدد غير معروف من الجرحى"),
    ],
)
def test_a_qualifier_governs_the_genitive(words: str, key: str, expected: str) -> None:
    assert count_words(counted(words, key)) == expected


def test_an_unknown_number_has_a_case_of_its_own() -> None:
    assert count_words(counted("unknown", "operations"), "accusative") == "عدداً غير معروف من العمليات"


@pytest.mark.parametrize(
    ("stem", "words", "key", "expected"),
    [
        ("قُتل", 1, "member", "قُتل عنصر واحد"),
        ("قُتل", 2, "member", "قُتل عنصران"),
        ("قُتل", 3, "member", "قُتل 3 عناصر"),
        ("قُتل", 153, "member", "قُتل 153 عنصراً"),
        ("قُتل", 1, "women", "قُتلت امرأة واحدة"),
        ("قُتل", 2, "women", "قُتلت امرأتان"),
        ("قُتل", 3, "women", "قُتلت 3 نساء"),
        ("قُتل", 11, "women", "قُتلت 11 امرأة"),
        ("قُتل", 100, "women", "قُتلت 100 امرأة"),
        ("قُتل", "about 20", "women", "قُتل نحو 20 امرأة"),
        ("قُتل", "at least 3", "women", "قُتل ما لا يقل عن 3 نساء"),
        ("قُتل", "hundreds", "civilian", "قُتل مئات المدنيين"),
        ("قُتل", "unknown", "women", "قُتل عدد غير معروف من النساء"),
        ("أُصيب", 2, "women_officials", "أُصيبت مسؤولتان محليتان"),
        ("نُفّذ", 1, "operations", "نُفّذت عملية واحدة"),
        ("نُفّذ", 2, "operations", "نُفّذت عمليتان"),
        ("نُفّذ", 51, "operations", "نُفّذت 51 عملية"),
        ("نُفّذ", 100, "operations", "نُفّذت 100 عملية"),
        ("نُفّذ", "more than 51", "operations", "نُفّذ أكثر من 51 عملية"),
        ("نُفّذ", "5-8", "operations", "نُفّذ ما بين 5 و8 عمليات"),
        ("نُفّذ", "several", "operations", "نُفّذت عدة عمليات"),
        ("نُفّذ", 1, "ambush", "نُفّذ كمين واحد"),
        ("نُفّذ", 2, "ambush", "نُفّذ كمينان"),
        ("نُفّذ", 5, "ambush", "نُفّذت 5 كمائن"),
        ("نُفّذ", 11, "ambush", "نُفّذ 11 كميناً"),
        ("نُفّذ", 100, "ambush", "نُفّذ 100 كمين"),
        ("نُفّذ", 103, "ambush", "نُفّذت 103 كمائن"),
        ("قُتل أو جُرح", 3, "women", "قُتلت أو جُرحت 3 نساء"),
    ],
)
def test_the_verb_before_its_subject_is_singular_and_agrees_in_gender(
    stem: str, words: str | int, key: str, expected: str
) -> None:
    count = counted(words, key)
    assert f"{verb(stem, count)} {count_words(count)}" == expected


@pytest.mark.parametrize(
    ("n", "key", "them", "are", "all_are"),
    [
        (39, "member", "منهم", "هم", "جميعهم"),
        (2, "member", "منهما", "هما", "كلاهما"),
        (1, "member", "منه", "هو", "وحده"),
        (12, "women", "منهن", "هن", "جميعهن"),
        (2, "women", "منهما", "هما", "كلتاهما"),
        (1, "women", "منها", "هي", "وحدها"),
        (51, "operations", "منها", "هي", "جميعها"),
        (2, "ambush", "منهما", "هما", "كلاهما"),
        ("about 2", "member", "منهم", "هم", "جميعهم"),
        ("hundreds", "civilian", "منهم", "هم", "جميعهم"),
    ],
)
def test_pronouns_agree_with_the_whole(n: str | int, key: str, them: str, are: str, all_are: str) -> None:
    count = counted(n, key)
    assert (of_them(count), they(count), all_of_them(count)) == (them, are, all_are)


@pytest.mark.parametrize(
    ("words", "key", "nominative", "genitive"),
    [
        (1, "member", "واحد", "واحد"),
        (1, "women", "واحدة", "واحدة"),
        (2, "member", "اثنان", "اثنين"),
        (2, "women", "اثنتان", "اثنتين"),
        (70, "member", "70", "70"),
        (1200, "member", "1,200", "1,200"),
        ("about 2", "member", "نحو اثنين", "نحو اثنين"),
        ("more than 51", "operations", "أكثر من 51", "أكثر من 51"),
        ("2-5", "member", "ما بين اثنين و5", "ما بين اثنين و5"),
        ("hundreds", "member", "مئات", "مئات"),
        ("unknown", "member", "عدد غير معروف", "عدد غير معروف"),
    ],
)
def test_a_number_of_them_stands_without_its_noun(
    words: str | int, key: str, nominative: str, genitive: str
) -> None:
    count = counted(words, key)
    assert (number_words(count), number_words(count, "genitive")) == (nominative, genitive)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("قوات النظام", "قوات النظام"),
        ("مسلحون عشائريون", "مسلحين عشائريين"),
        ("مسلحون مجهولون", "مسلحين مجهولين"),
        ("مقاتلو العشائر الموالون للنظام", "مقاتلي العشائر الموالين للنظام"),
        ("لواء فاطميون", "لواء فاطميون"),
        ("زيتون", "زيتون"),
        ('تنظيم "الدولة الإسلامية"', 'تنظيم "الدولة الإسلامية"'),
    ],
)
def test_a_name_that_is_a_sound_plural_declines_after_a_preposition(name: str, expected: str) -> None:
    assert oblique(name) == expected


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        (["16 مدنياً", "18 عنصراً"], "16 مدنياً و18 عنصراً"),
        (["12 عنصراً، بينهم ضابط، في حلب", "3 جنود"], "12 عنصراً، بينهم ضابط، في حلب، و3 جنود"),
        (["سائق (7 سنوات)", "مختطفون، 2013–2014"], "سائق (7 سنوات)، ومختطفون، 2013–2014"),
        (["هجوم ([قتيلان](aaa+bb1)، 3 آب)", "كمين"], "هجوم ([قتيلان](aaa+bb1)، 3 آب) وكمين"),
    ],
)
def test_two_phrases_are_parted_by_a_comma_where_they_have_one(phrases: list[str], expected: str) -> None:
    assert listed(phrases) == expected
