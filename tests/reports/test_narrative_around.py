"""Sentences of a report that look around: other months, records, the incidents behind a toll; and silence."""

from typing import Any

import pytest

from reports.narrative import Draft, draft
from terms.bound import plain
from tests.reports import made
from tests.reports.made import CHILDREN, IS, REGIME, WOMEN, area, figure, month, of_which

Json = dict[str, Any]
MEMBERS: Json = {"parties": [REGIME], "perpetrators": [IS], "civil_status": "combatant"}
CIVILIANS: Json = {"perpetrators": [IS], "civil_status": "civilian"}


def section(report: Draft, key: str, lang: str = "ar") -> str:
    found = [one for one in report.sections if one.key == key]
    return plain(getattr(found[0], f"body_{lang}")) if found else ""


def said(*figures: Json, position: int = 2, lang: str = "ar", **values: Any) -> str:
    """What a section says of figures; the third section of a report tells of them in the plainest pattern."""
    before = [area("is", figures=[figure("xx1", 9999)]), area("", figures=[figure("xx2", 9998)])][:position]
    return section(draft(month(*before, area(figures=list(figures)), **values)), "area-regime", lang)


# Other months --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (153, 120, "وهذا العدد أعلى منه في الشهر 77 (120 شخصاً)."),
        (100, 120, "وهذا العدد أدنى منه في الشهر 77 (120 شخصاً)."),
        (120, 120, "وهذا العدد مساوٍ له في الشهر 77 (120 شخصاً)."),
        ("about 155", 120, "وكان العدد 120 شخصاً في الشهر 77."),
        ("at least 23", 10, "وهذا العدد أعلى منه في الشهر 77 (10 أشخاص)."),
        ("at least 23", 30, "وكان العدد 30 شخصاً في الشهر 77."),
        ("more than 51", 51, "وهذا العدد أعلى منه في الشهر 77 (51 شخصاً)."),
        (51, "more than 51", "وهذا العدد أدنى منه في الشهر 77 (أكثر من 51 شخصاً)."),
        ("10-20", "15-30", "وكان العدد ما بين 15 و30 شخصاً في الشهر 77."),
        ("about 155", 2, "وكان العدد شخصين في الشهر 77."),
        ("10-14", "15-30", "وهذا العدد أدنى منه في الشهر 77 (ما بين 15 و30 شخصاً)."),
    ],
)
def test_more_or_fewer_only_where_the_bounds_say_so(here: str | int, there: str | int, expected: str) -> None:
    beside = {"month_before": made.compared(77, aaa=there), "year_before": None}
    assert said(figure("aaa", here), compared=beside).endswith(f" {expected}")


@pytest.mark.parametrize(
    ("here", "there"), [("hundreds", 120), (120, "hundreds"), ("unknown", 3), (3, "unknown")]
)
def test_without_a_number_nothing_is_compared(here: str | int, there: str | int) -> None:
    beside = {"month_before": made.compared(77, aaa=there), "year_before": None}
    assert "الشهر 77" not in said(figure("aaa", here), compared=beside)


def test_both_months_stand_in_one_sentence_and_open_onto_their_figures() -> None:
    beside = {"month_before": made.compared(77, aaa=120), "year_before": made.compared(66, aaa=200)}
    report = draft(month(area(figures=[figure("aaa", 153)]), compared=beside))
    body = next(one.body_ar for one in report.sections if one.key == "area-regime")
    assert (
        "وهذا العدد أعلى منه في الشهر 77 ([120 شخصاً](77/aaa-then)) وأدنى منه في الشهر 66 ([200 شخص](66/aaa-then))."
        in body
    )


def test_a_month_that_the_bounds_leave_open_stands_apart_from_one_that_they_do_not() -> None:
    beside = {"month_before": made.compared(77, aaa=2), "year_before": made.compared(66, aaa="about 9")}
    assert said(figure("aaa", 50), compared=beside).endswith(
        "وهذا العدد أعلى منه في الشهر 77 (شخصان)، أما في الشهر 66 فكان نحو 9 أشخاص."
    )
    assert said(figure("aaa", 50), compared=beside, lang="en").endswith(
        "The number is above that of Month 77 (2 people); it was about 9 people in Month 66."
    )


def test_a_number_is_compared_before_its_parts_are_told_of() -> None:
    inner = [of_which("ccc", 4, label=CHILDREN), of_which("ddd", 3, label=WOMEN)]
    toll = figure("aaa", 50, parts=[of_which("bbb", 40, parts=inner, civil_status="civilian")])
    text = said(toll, compared={"month_before": made.compared(77, aaa=20), "year_before": None})
    assert text.index("وهذا العدد") < text.index("ومن بين 40 مدنياً")


def test_a_figure_that_the_other_month_lacks_is_not_compared() -> None:
    beside = {"month_before": made.compared(77, zzz=120), "year_before": None}
    assert "الشهر 77" not in said(figure("aaa", 153), compared=beside)


def high(since_ar: str, complete: bool) -> Json:
    return {
        "aaa": {
            "since_ar": since_ar,
            "since_en": "March 2019" if since_ar else "",
            "months": 9,
            "complete": complete,
        }
    }


def test_a_record_is_one_only_where_coverage_is_complete() -> None:
    text = said(figure("aaa", 153), highs=high("آذار/مارس 2019", True))
    assert "وهذه أعلى حصيلة شهرية منذ آذار/مارس 2019." in text
    assert "مسجّل هنا" not in text


def test_otherwise_it_is_one_in_what_this_system_records() -> None:
    assert "وهذه أعلى حصيلة شهرية في ما هو مسجّل هنا منذ آذار/مارس 2019." in said(
        figure("aaa", 153), highs=high("آذار/مارس 2019", False)
    )
    english = said(figure("aaa", 153), highs=high("آذار/مارس 2019", False), lang="en")
    assert "This is the highest monthly toll since March 2019 in what this system records." in english


def test_a_record_that_no_month_ever_reached() -> None:
    text = said(figure("aaa", 153), highs=high("", True))
    assert "وهذه أعلى حصيلة شهرية بين أشهر السلسلة حتى نهاية هذا الشهر." in text


def test_acts_have_a_number_and_no_toll() -> None:
    text = said(figure("aaa", 153, "operations"), highs=high("آذار/مارس 2019", True))
    assert "وهذا أعلى عدد شهري منذ آذار/مارس 2019." in text


@pytest.mark.parametrize("measure", ["abducted", "released", "missing"])
def test_of_those_who_live_a_number_is_the_highest_and_no_toll(measure: str) -> None:
    there: Json = {"highs": high("آذار/مارس 2019", True)}
    assert "وهذا أعلى عدد شهري منذ آذار/مارس 2019." in said(figure("aaa", 153, measure), **there)
    assert "the highest monthly number since" in said(figure("aaa", 153, measure), lang="en", **there)


def test_no_record_is_made_up() -> None:
    assert "أعلى" not in said(figure("aaa", 153))


# The incidents behind a toll -------------------------------------------------------------------------------------


def event(public_id: str, words: str | int, day: int, title: str = "هجوم") -> Json:
    date = f"{day} كانون الثاني/يناير 2021"
    return made.incident(public_id, words, f"2021-01-{day:02}", date, f"{day} January 2021", title)


def test_no_incident_is_the_largest_while_another_may_be_larger() -> None:
    certain = [event("aa1", 30, 3), event("aa2", 10, 4)]
    unsure = [event("aa1", 30, 3), event("aa2", "at least 10", 4)]
    assert "في أكبر حادثة مسجّلة" in said(figure("aaa", 50, contributors=certain))
    text = said(figure("aaa", 50, contributors=unsure))
    assert "أكبر" not in text
    assert (
        "ومن الحوادث المسجّلة ضمن هذه الحصيلة: هجوم (30 قتيلاً، 3 كانون الثاني/يناير 2021) "
        "وهجوم (ما لا يقل عن 10 قتلى، 4 كانون الثاني/يناير 2021)." in text
    )


def test_an_incident_follows_a_comparison_without_explaining_it() -> None:
    lines = [event("aa1", 30, 3), event("aa2", 10, 4)]
    beside = {"month_before": made.compared(77, aaa=20), "year_before": None}
    text = said(figure("aaa", 50, contributors=lines), compared=beside)
    assert "في الشهر 77 (20 شخصاً). وفي 3 كانون الثاني/يناير 2021 قُتل 30 شخصاً" in text
    assert "ففي" not in text


def test_who_was_among_the_dead_of_an_incident_agrees_with_them() -> None:
    lines = [
        {**event("aa1", 12, 3), "subsets": [{"label": WOMEN, "figure": made.fig(1)}]},
        {**event("aa2", 2, 4), "subsets": [{"label": CHILDREN, "figure": made.fig(1)}]},
        event("aa3", 1, 5),
    ]
    text = said(figure("aaa", 50, contributors=lines))
    assert "قُتل 12 شخصاً، بينهم امرأة، في أكبر حادثة" in text
    assert (
        "قُتل شخصان، بينهما طفل، في 4 كانون الثاني/يناير 2021 (هجوم)، وشخص واحد في 5 كانون الثاني/يناير 2021 (هجوم)."
        in text
    )


def test_a_title_without_english_is_quoted_once() -> None:
    text = said(figure("aaa", 50, contributors=[event("aa1", 30, 3, "كمين")]), lang="en")
    assert "within this toll: «كمين»." in text


def test_a_figure_that_is_one_incident_has_its_day() -> None:
    text = said(figure("aaa", 3, contributors=[event("aa1", 3, 3, "كمين")], **CIVILIANS))
    assert text.startswith('قُتل 3 مدنيين في 3 كانون الثاني/يناير 2021 على يد تنظيم "الدولة الإسلامية".')


def test_two_lines_of_an_incident_are_one_incident() -> None:
    lines = [event("aa1", 20, 3), event("aa1", 12, 3), event("aa2", 3, 4)]
    assert "قُتل 32 شخصاً في أكبر حادثة" in said(figure("aaa", 50, contributors=lines))


def test_an_incident_without_a_date_is_not_told_of() -> None:
    dateless = made.incident("aa1", 30, "2021-01-03", "تاريخ غير معروف", "date unknown", "هجوم")
    assert "تاريخ غير معروف" not in said(figure("aaa", 50, contributors=[dateless, event("aa2", 10, 4)]))


# Silence -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [0, "about 0", "at least 0"])
def test_nought_is_passed_over(words: str | int) -> None:
    report = draft(month(area(figures=[figure("aaa", 5), figure("bbb", words, "wounded")])))
    assert "جريح" not in section(report, "area-regime") and "أُصيب" not in section(report, "area-regime")


def test_a_month_without_anything_says_only_that() -> None:
    report = draft(month())
    assert [one.key for one in report.sections] == ["lead"]
    assert section(report, "lead") == (
        "لم يُنشر بعد شيء عن الشهر 78 منذ إعلان «الخلافة» "
        "(29 كانون الأول/ديسمبر 2020 – 28 كانون الثاني/يناير 2021)."
    )
    assert report.title_ar == "الشهر 78 منذ إعلان «الخلافة»"
    assert section(report, "lead", "en").startswith("Nothing has been published for month 78")


def test_a_month_of_noughts_does_not_say_that_nothing_is_published() -> None:
    report = draft(month(area(figures=[figure("aaa", 0)])))
    assert section(report, "lead").startswith("لا أرقام معتمدة تزيد على الصفر عن الشهر 78")


def test_no_section_stands_for_an_area_with_nothing_to_say() -> None:
    report = draft(month(area(figures=[figure("aaa", 5)]), area("sdf", figures=[figure("bbb", 0)])))
    assert [one.key for one in report.sections] == ["lead", "area-regime", "method"]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [(1, "عدد أفراد المجموعة."), (2, "عدد أفراد المجموعتين."), (3, "عدد أفراد المجموعات.")],
)
def test_groups_of_unknown_size_agree_with_their_number(groups: int, expected: str) -> None:
    cases = {
        "persons": 1, "groups": groups, "unnumbered": groups, "day": "2021-01-28", "news": [], "unanswered": [],
    }  # fmt: skip
    assert expected in section(draft(month(area(figures=[figure("aaa", 5)]), abducted=cases)), "abducted")


def test_there_is_no_chapter_on_the_abducted_without_them() -> None:
    none = {"persons": 0, "groups": 0, "unnumbered": 0, "day": "2021-01-28", "news": [], "unanswered": []}
    assert section(draft(month(area(figures=[figure("aaa", 5)]), abducted=none)), "abducted") == ""
