"""The report of the sample's month 78, in both languages."""

import pytest

from reports.narrative import Draft, Section, draft
from terms.bound import pieces, plain
from tests.reports import made


@pytest.fixture(scope="module")
def report() -> Draft:
    return draft(made.month_78())


def section(report: Draft, key: str) -> Section:
    return next(one for one in report.sections if one.key == key)


def text(report: Draft, key: str) -> str:
    return plain(section(report, key).body_ar)


def test_sections_stand_in_order_and_none_is_empty(report: Draft) -> None:
    keys = ["lead", "area-regime", "area-sdf", "abducted", "method"]
    assert [one.key for one in report.sections] == keys
    assert all(one.heading_ar and one.heading_en and one.body_ar and one.body_en for one in report.sections)


def test_the_headline_is_plain_and_short_and_uses_the_adopted_figure(report: Draft) -> None:
    assert report.title_ar == (
        "الشهر 78 منذ إعلان «الخلافة»: مقتل 153 عنصراً من قوات النظام والميليشيات الموالية لها على يد "
        'تنظيم "الدولة الإسلامية"، وأكثر من 51 عملية في مناطق قسد والتحالف'
    )
    assert report.title_en.startswith(
        "Month 78 since the declaration of the “caliphate”: 153 members of regime forces"
    )
    assert len(report.title_ar) <= 250 and len(report.title_en) <= 250


def test_the_headline_says_about_155_only_when_the_editor_chose_that_claim(report: Draft) -> None:
    chosen = draft(made.month_78(), {"regdead": 2, "acts": 2})
    assert "مقتل نحو 155 عنصراً من قوات النظام" in chosen.title_ar
    assert "وأكثر من 50 عملية" in chosen.title_ar
    assert "[نحو 155 عنصراً](regdead@2)" in section(chosen, "lead").body_ar
    assert "[About 155 members](regdead@2)" in section(chosen, "lead").body_en
    assert "[153 عنصراً](regdead)" in section(chosen, "area-regime").body_ar
    assert "155" not in report.title_ar + text(report, "lead") + text(report, "area-regime")
    assert "وهو المستعمل في العنوان والخلاصة" in text(chosen, "method")
    assert "المستعمل" not in text(report, "method")


def test_a_claim_that_is_not_there_changes_nothing(report: Draft) -> None:
    assert draft(made.month_78(), {"regdead": 9, "nobody": 1}).title_ar == report.title_ar


def test_the_lead_names_the_month_and_both_sides(report: Draft) -> None:
    lead = text(report, "lead")
    assert lead.startswith("قُتل 153 عنصراً من قوات النظام والميليشيات الموالية لها على يد تنظيم")
    assert (
        "خلال الشهر 78 منذ إعلان «الخلافة» (29 كانون الأول/ديسمبر 2020 – 28 كانون الثاني/يناير 2021)" in lead
    )
    assert 'وفي المقابل قُتل 81 عنصراً من تنظيم "الدولة الإسلامية"' in lead
    assert (
        'وفي مناطق قسد والتحالف سُجّل تنفيذ خلايا تنظيم "الدولة الإسلامية" أكثر من 51 عملية، وقُتل 34 شخصاً'
        in lead
    )


def test_ambushes_are_part_of_the_toll_and_their_number_opens_onto_its_own_figure(report: Draft) -> None:
    body = section(report, "area-regime").body_ar
    assert "[70](ambushed) منهم في [5 كمائن](ambushes)" in body
    assert body.count("(ambushes)") == 1
    assert "[70](ambushed) of them in [5 ambushes](ambushes)" in section(report, "area-regime").body_en


def test_the_largest_incident_has_its_day_and_its_officers(report: Draft) -> None:
    body = section(report, "area-regime").body_ar
    assert (
        "وفي 30 كانون الأول/ديسمبر 2020 قُتل [39 عنصراً](regdead+buses)، بينهم [8 ضباط](regdead+buses)، "
        "في أكبر حادثة مسجّلة ضمن هذه الحصيلة: كمين لحافلات عسكرية على طريق حمص – دير الزور." in body
    )
    assert "[12 عنصراً](regdead+valley) في 3 كانون الثاني/يناير 2021 (كمين في وادي العذيب)" in body
    english = section(report, "area-regime").body_en
    assert (
        "On 30 December 2020, [39 members](regdead+buses), among them [8 officers](regdead+buses)," in english
    )


def test_losses_of_the_other_side_stand_opposite(report: Draft) -> None:
    expected = (
        'وفي المقابل قُتل 81 عنصراً من تنظيم "الدولة الإسلامية" على يد '
        "قوات النظام والميليشيات الموالية لها وسلاح الجو الروسي."
    )
    assert expected in text(report, "area-regime")


def test_air_strikes_and_the_campaign_follow(report: Draft) -> None:
    last = text(report, "area-regime").split("\n\n")[-1]
    assert last.startswith("سُجّل تنفيذ سلاح الجو الروسي أكثر من 1,100 ضربة جوية ضد تنظيم")
    assert "وبدأت في 16 كانون الثاني/يناير 2021 حملة تمشيط في بادية دير الزور، بمشاركة الفيلق الخامس" in last
    assert "وكانت لا تزال مستمرة في نهاية الشهر." in last
    assert last.endswith("وهدفها المعلن تأمين طريق دير الزور – حمص.")


def test_a_toll_that_its_parts_divide_says_so_and_then_who_was_among_them(report: Draft) -> None:
    assert (
        "34 قتيلاً في المدة 1–28 كانون الثاني/يناير 2021، هم 16 مدنياً و18 عنصراً من "
        "قوات سوريا الديمقراطية وقوى الأمن الداخلي والدفاع الذاتي، "
        "وبين القتلى مسؤولتان محليتان ووجيه عشائري." in text(report, "area-sdf")
    )


def test_the_wounded_and_the_abducted_of_the_month(report: Draft) -> None:
    body = text(report, "area-sdf")
    assert "أُصيب ما لا يقل عن 23 شخصاً من المدنيين والمقاتلين على يد خلايا" in body
    assert 'اختطاف مدنيين اثنين على يد خلايا تنظيم "الدولة الإسلامية" بحسب ما يُعتقد.' in body


def test_the_chapter_on_the_abducted(report: Draft) -> None:
    body = section(report, "abducted").body_ar
    assert "بقي مصير المختطفين بلا جواب في [6 حالات فردية و5 حالات جماعية](abducted)" in body
    assert "ولا يُعرف عدد الأفراد في [4 مجموعات](abducted) منها" in body
    assert "سائق (7 سنوات)" in body
    assert 'تتحدث حصيلة لم تُعتمد عن [آلاف المختطفين](thousands) على يد تنظيم "الدولة الإسلامية".' in body


def test_the_method_notes_say_what_stands_on_what(report: Draft) -> None:
    body = text(report, "method")
    assert (
        "من قوات النظام والميليشيات الموالية لها، الموثّق في حوادث مسجّلة 58، وما ورد ضمن حصيلة إجمالية 95."
        in body
    )
    assert (
        "[58](regdead+recorded)، وما ورد ضمن حصيلة إجمالية [95](regdead+rest)"
        in section(report, "method").body_ar
    )
    assert "ورد ضمن حصيلة إجمالية، بلا حوادث مسجّلة تقابلها: 81 قتيلاً" in body
    assert "ورد رقم آخر هو نحو 155 قتيلاً، أما المعتمد هنا فهو 153 قتيلاً" in body
    assert (
        "الأعداد الآتية عن المدة 1–28 كانون الثاني/يناير 2021، لا عن الشهر كله: 34 قتيلاً وما لا يقل عن 23 جريحاً"
        in body
    )
    assert "رقم الشهر هو عدد الأشهر الكاملة المنقضية عند بدايته منذ إعلان «الخلافة»" in body


def test_every_figure_is_bound_in_both_languages(report: Draft) -> None:
    for attribute in ("body_ar", "body_en"):
        bound = {
            piece.ref for one in report.sections for piece in pieces(getattr(one, attribute)) if piece.ref
        }
        known = made.refs_of(made.month_78())
        assert bound <= known
        assert {ref for ref in known if not {"+", "@"} & set(ref)} <= bound


@pytest.mark.parametrize(
    "word", ["تصعيد", "مجزرة", "شهيد", "داعش", "نوعي", "وحشي", "للأسف", "الفائت", "الماضي"]
)
def test_the_text_has_no_judgement_and_no_relative_dates(report: Draft, word: str) -> None:
    assert word not in report.title_ar + " ".join(one.body_ar for one in report.sections)
