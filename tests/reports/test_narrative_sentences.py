"""Sentences of a report by pattern: one, two and many; women; parts; acts."""

from typing import Any

import pytest

from reports.narrative import Draft, draft
from terms.bound import plain
from tests.reports import made
from tests.reports.made import CHILDREN, IS, OFFICERS, REGIME, WOMEN, area, figure, month, of_which

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


# One, two, many ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (1, "قُتل مدني واحد على يد"),
        (2, "قُتل مدنيان على يد"),
        (3, "قُتل 3 مدنيين على يد"),
        (11, "قُتل 11 مدنياً على يد"),
        (100, "قُتل 100 مدني على يد"),
        ("about 20", "قُتل نحو 20 مدنياً على يد"),
        ("more than 2", "قُتل أكثر من مدنيين اثنين على يد"),
        ("hundreds", "قُتل مئات المدنيين على يد"),
        ("unknown", "قُتل عدد غير معروف من المدنيين على يد"),
        ("5-8", "قُتل ما بين 5 و8 مدنيين على يد"),
    ],
)
def test_a_toll_of_any_number(words: str | int, expected: str) -> None:
    assert said(figure("aaa", words, **CIVILIANS)).startswith(expected)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (0, "سُجّل مقتل عنصرين من قوات النظام والميليشيات الموالية لها على يد تنظيم"),
        (1, "قُتل عنصران من قوات النظام والميليشيات الموالية لها على يد تنظيم"),
        (2, "قُتل عنصران من قوات النظام والميليشيات الموالية لها على يد تنظيم"),
    ],
)
def test_the_pattern_turns_with_the_position_and_the_case_with_it(position: int, expected: str) -> None:
    assert said(figure("aaa", 2, **MEMBERS), position=position).startswith(expected)


def test_a_toll_of_three_and_more_may_be_named_as_such() -> None:
    text = said(figure("aaa", 3, **MEMBERS), position=1)
    assert text.startswith('بلغت حصيلة القتلى على يد تنظيم "الدولة الإسلامية" 3 قتلى من قوات النظام')
    assert said(figure("aaa", 1, **MEMBERS), position=1).startswith("قُتل عنصر واحد من قوات النظام")


def test_women_take_the_feminine() -> None:
    text = said(figure("aaa", 2, label=WOMEN, perpetrators=[IS]))
    assert text.startswith('قُتلت امرأتان على يد تنظيم "الدولة الإسلامية"')
    assert said(figure("aaa", 3, "wounded", label=WOMEN)).startswith("أُصيبت 3 نساء")


def test_an_unknown_number_of_members_is_theirs() -> None:
    text = said(figure("aaa", "unknown", **MEMBERS))
    assert text.startswith("قُتل عدد غير معروف من عناصر قوات النظام والميليشيات الموالية لها")


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("wounded", "أُصيب 3 مدنيين"),
        ("abducted", "اختُطف 3 مدنيين"),
        ("detained", "اعتُقل 3 مدنيين"),
        ("missing", "فُقد 3 مدنيين"),
        ("released", 'سُجّل إفراج تنظيم "الدولة الإسلامية" عن 3 مدنيين'),
        ("killed_or_wounded", "قُتل أو جُرح 3 أشخاص"),
    ],
)
def test_each_measure_has_its_verb(measure: str, expected: str) -> None:
    assert said(figure("aaa", 3, measure, **CIVILIANS)).startswith(expected)


def test_those_released_stand_in_the_genitive() -> None:
    assert said(figure("aaa", 2, "released")).startswith("أُفرج عن شخصين")


def test_those_released_by_someone_are_not_released_at_his_hand() -> None:
    alleged: Json = {"perpetrators": [IS], "certainty": "suspected"}
    women = figure("bbb", 2, "released", label=WOMEN, **alleged)
    text = said(figure("aaa", 3, "released", civil_status="civilian", **alleged), women)
    assert text.startswith('سُجّل إفراج تنظيم "الدولة الإسلامية"، بحسب ما يُعتقد، عن 3 مدنيين وعن امرأتين.')
    assert said(women).startswith('سُجّل إفراج تنظيم "الدولة الإسلامية" عن امرأتين، بحسب ما يُعتقد.')
    report = draft(month(area(figures=[women])))
    assert report.title_ar.endswith(': إفراج تنظيم "الدولة الإسلامية" عن امرأتين، بحسب ما يُعتقد')


def test_nobody_goes_missing_at_the_hand_of_someone() -> None:
    three = figure("aaa", 3, "missing", **CIVILIANS)
    assert said(three).startswith('فُقد 3 مدنيين، والجهة الفاعلة تنظيم "الدولة الإسلامية".')
    assert said(three, lang="en").startswith(
        "3 civilians were reported missing, the perpetrator being Islamic"
    )
    both = figure("aaa", 3, "missing", perpetrators=[IS, made.RUSSIANS], certainty="suspected")
    assert "والجهات الفاعلة، بحسب ما يُعتقد، تنظيم" in said(both)
    assert "the alleged perpetrator being" in said(both, lang="en")


def test_executed_women_take_the_feminine_also_as_a_number() -> None:
    executed = figure("aaa", 3, label=WOMEN, type="execution", method="execution", perpetrators=[IS])
    assert said(executed, position=1).startswith('بلغ عدد من أُعدمن على يد تنظيم "الدولة الإسلامية" 3 نساء.')


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (95, 'بلغ عدد من قُتلن على يد تنظيم "الدولة الإسلامية" 95 امرأة في المدة 29 حزيران/يونيو 2014'),
        (2, "في المدة 29 حزيران/يونيو 2014 – 28 آب/أغسطس 2015، قُتلت امرأتان على يد تنظيم"),
    ],
)
def test_a_counter_of_women(words: int, expected: str) -> None:
    counter = figure("aaa", words, label=WOMEN, perpetrators=[IS], period=["2014-06-29", "2015-08-28"])
    assert section(draft(month(area(counters=[counter]))), "area-regime").startswith(expected)


def test_executions_say_so() -> None:
    text = said(figure("aaa", 91, type="execution", method="execution", perpetrators=[IS]))
    assert text.startswith('أُعدم 91 شخصاً على يد تنظيم "الدولة الإسلامية".')


def test_groups_of_one_act_share_a_sentence() -> None:
    text = said(figure("aaa", 12, "wounded", **MEMBERS), figure("bbb", 3, "wounded", **CIVILIANS))
    assert text.startswith(
        'أُصيب على يد تنظيم "الدولة الإسلامية" 12 عنصراً من قوات النظام والميليشيات الموالية لها و3 مدنيين.'
    )


def test_what_a_counter_leaves_out_is_said() -> None:
    text = said(
        figure("aaa", 5, **CIVILIANS, excludes_ar="من قضوا في السجون", excludes_en="deaths in prison")
    )
    assert text.startswith('قُتل 5 مدنيين على يد تنظيم "الدولة الإسلامية"، ولا يشمل العدد من قضوا في السجون.')


# Parts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "label", "part", "expected"),
    [
        (39, OFFICERS, 8, "39 شخصاً، بينهم 8 ضباط"),
        (39, OFFICERS, 1, "39 شخصاً، بينهم ضابط"),
        (39, WOMEN, 2, "39 شخصاً، بينهم امرأتان"),
        (2, WOMEN, 1, "شخصان، بينهما امرأة"),
        (2, WOMEN, 2, "شخصان، وهما امرأتان"),
        (1, WOMEN, 1, "شخص واحد، وهي امرأة"),
        (1, CHILDREN, 1, "شخص واحد، وهو طفل"),
        (5, WOMEN, 5, "5 أشخاص، وجميعهن نساء (5)"),
        (5, OFFICERS, 5, "5 أشخاص، وجميعهم ضباط (5)"),
        ("about 40", OFFICERS, 8, "نحو 40 شخصاً، بينهم 8 ضباط"),
        ("hundreds", OFFICERS, "at least 2", "مئات الأشخاص، بينهم ما لا يقل عن ضابطين"),
    ],
)
def test_who_was_among_them(whole: str | int, label: Json, part: str | int, expected: str) -> None:
    text = said(figure("aaa", whole, parts=[of_which("bbb", part, label=label)]))
    assert text.startswith(f"قُتل {expected}.")


def test_a_remainder_that_the_source_did_not_classify() -> None:
    parts = [of_which("bbb", 9, **MEMBERS), of_which("ccc", 8, **CIVILIANS)]
    text = said(figure("aaa", 20, perpetrators=[IS], parts=parts, unclassified=3))
    assert "هم 8 مدنيين، و9 عناصر من قوات النظام والميليشيات الموالية لها، و3 أشخاص لم يصنّفهم المصدر." in text


def test_two_unclassified_take_the_dual() -> None:
    parts = [of_which("bbb", 9, **MEMBERS), of_which("ccc", 9, **CIVILIANS)]
    assert "وشخصان لم يصنّفهما المصدر" in said(figure("aaa", 20, parts=parts, unclassified=2))


def test_parts_that_are_not_all_are_only_among_them() -> None:
    text = said(figure("aaa", 20, parts=[of_which("bbb", 9, **CIVILIANS)]))
    assert text.startswith("قُتل 20 شخصاً، بينهم 9 مدنيين.")


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (70, "70 منهم في 5 كمائن"),
        (1, "واحد منهم في 5 كمائن"),
        (2, "اثنان منهم في 5 كمائن"),
        ("at least 2", "ما لا يقل عن اثنين منهم في 5 كمائن"),
        (153, "وجميعهم (153) في 5 كمائن"),
    ],
)
def test_a_part_by_events(part: str | int, expected: str) -> None:
    parts = [of_which("bbb", part, type="ambush", events=5, **MEMBERS)]
    assert f"، {expected}." in said(figure("aaa", 153, parts=parts, **MEMBERS))


def test_a_part_in_one_ambush_and_in_two() -> None:
    def text(n: int) -> str:
        return said(
            figure("aaa", 9, parts=[of_which("bbb", 7, type="ambush", events=n, **MEMBERS)], **MEMBERS)
        )

    assert "7 منهم في كمين واحد." in text(1)
    assert "7 منهم في كمينين." in text(2)


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (1, "، وذلك في كمين واحد.", ", this in 1 ambush."),
        (2, "، وكلاهما في كمين واحد.", ", both of them in 1 ambush."),
        (9, "، وجميعهم (9) في كمين واحد.", ", all of them (9) in 1 ambush."),
    ],
)
def test_a_part_that_is_the_whole(n: int, arabic: str, english: str) -> None:
    toll = figure("aaa", n, parts=[of_which("bbb", n, type="ambush", events=1, **MEMBERS)], **MEMBERS)
    assert arabic in said(toll)
    assert english in said(toll, lang="en")


def test_a_single_person_of_a_label_in_english() -> None:
    child = figure("aaa", 1, parts=[of_which("bbb", 1, label=OFFICERS)])
    assert "1 person was killed, the person being an officer." in said(child, lang="en")


def test_what_stands_in_addition_is_added() -> None:
    extra = figure("bbb", 2, relation="in_addition", **CIVILIANS)
    assert "، إضافة إلى مدنيين اثنين." in said(figure("aaa", 20, parts=[extra], **MEMBERS))


def test_a_part_of_another_measure_says_its_own() -> None:
    hurt = figure("bbb", 5, "wounded", relation="in_addition", **MEMBERS)
    assert "، إضافة إلى 5 جرحى من قوات النظام" in said(figure("aaa", 20, parts=[hurt], **MEMBERS))
    assert "besides 5 wounded of regime forces" in said(figure("aaa", 20, parts=[hurt], **MEMBERS), lang="en")


def test_parts_of_a_part_have_a_sentence_of_their_own() -> None:
    inner = [of_which("ccc", 76, label=CHILDREN), of_which("ddd", 95, label=WOMEN)]
    parts = [of_which("bbb", 1841, parts=inner, **CIVILIANS), of_which("eee", 897, **MEMBERS)]
    text = said(figure("aaa", 2738, parts=parts))
    assert "هم 1,841 مدنياً و897 عنصراً من قوات النظام والميليشيات الموالية لها." in text
    assert "ومن بين 1,841 مدنياً: 95 امرأة و76 طفلاً." in text


# Acts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (1, 'سُجّل تنفيذ تنظيم "الدولة الإسلامية" عملية واحدة.'),
        (2, 'سُجّل تنفيذ تنظيم "الدولة الإسلامية" عمليتين.'),
        (51, 'سُجّل تنفيذ تنظيم "الدولة الإسلامية" 51 عملية.'),
        ("more than 51", 'سُجّل تنفيذ تنظيم "الدولة الإسلامية" أكثر من 51 عملية.'),
        ("several", 'نُفّذت عدة عمليات على يد تنظيم "الدولة الإسلامية".'),
        ("unknown", 'نُفّذ عدد غير معروف من العمليات على يد تنظيم "الدولة الإسلامية".'),
    ],
)
def test_operations(words: str | int, expected: str) -> None:
    assert said(figure("aaa", words, "operations", perpetrators=[IS])).startswith(expected)


def test_acts_of_a_type_are_called_by_it() -> None:
    text = said(figure("aaa", 5, "operations", type="ambush", perpetrators=[IS], certainty="suspected"))
    assert text.startswith('سُجّل تنفيذ تنظيم "الدولة الإسلامية" 5 كمائن، بحسب ما يُعتقد.')


def test_acts_of_nobody_named() -> None:
    assert said(figure("aaa", 5, "operations")).startswith("نُفّذت 5 عمليات.")
    assert said(figure("aaa", 1, "vehicles")).startswith("أُحصيت مركبة واحدة.")


@pytest.mark.parametrize(
    ("kind", "arabic", "english"),
    [
        (
            "clash",
            'سُجّلت 3 اشتباكات بين تنظيم "الدولة الإسلامية" وقوات النظام',
            "3 clashes were recorded between",
        ),
        ("explosion", "سُجّلت 3 انفجارات ضد قوات النظام", "3 explosions against regime forces"),
        ("mass_grave", "سُجّلت 3 مقابر جماعية لقتلى من قوات النظام", "3 mass graves of regime forces"),
    ],
)
def test_what_nobody_carries_out_is_recorded(kind: str, arabic: str, english: str) -> None:
    acts = figure("aaa", 3, "operations", type=kind, parties=[REGIME], perpetrators=[IS])
    assert said(acts).startswith(arabic)
    assert said(acts, lang="en").startswith(english)
    if kind != "clash":
        assert said(acts).endswith('، والجهة الفاعلة تنظيم "الدولة الإسلامية".')
        assert said(acts, lang="en").endswith("were recorded, the perpetrator being Islamic State.")


def test_vehicles_are_not_counted_by_those_who_hit_them() -> None:
    hit = figure("aaa", 3, "vehicles", perpetrators=[IS])
    assert said(hit) == 'أُحصيت 3 مركبات، والجهة الفاعلة تنظيم "الدولة الإسلامية".'
    assert said(hit, lang="en") == "3 vehicles were counted, the perpetrator being Islamic State."


def test_a_campaign_says_against_whom_before_who_takes_part() -> None:
    sweep = made.campaign("حملة تمشيط", "2021-01-16", targets=[IS], participants=[made.RUSSIANS])
    text = section(draft(month(area(campaigns=[sweep]))), "area-regime")
    assert 'حملة تمشيط ضد تنظيم "الدولة الإسلامية"، بمشاركة سلاح الجو الروسي، وكانت لا تزال' in text


def test_a_campaign_without_a_name_and_an_aim_in_the_other_language() -> None:
    sweep = made.campaign("", "2021-01-16", aim_ar="")
    report = draft(month(area(campaigns=[sweep])))
    assert "حملة لم يُسجَّل اسمها، وكانت لا تزال" in section(report, "area-regime")
    assert "وهدفها المعلن «To secure the road»." in section(report, "area-regime")
    assert section(report, "area-regime", "en").startswith("A campaign whose name is not recorded began on")


def test_campaigns_that_went_on_and_that_ended() -> None:
    kept = [
        made.campaign("حملة أولى", "2020-11-01"),
        made.campaign("تمشيط", "2021-01-02", "2021-01-20"),
        made.campaign("حملة ثالثة", "2020-11-01", "2021-01-05", aim_ar="", aim_en=""),
    ]
    text = section(draft(month(area(campaigns=kept))), "area-regime")
    assert "استمرت حملة أولى، وكانت قد بدأت في 1 تشرين الثاني/نوفمبر 2020." in text
    assert "بدأت في 2 كانون الثاني/يناير 2021 حملة «تمشيط»، وانتهت في 20 كانون الثاني/يناير 2021." in text
    assert (
        "استمرت حتى 5 كانون الثاني/يناير 2021 حملة ثالثة، وكانت قد بدأت في 1 تشرين الثاني/نوفمبر 2020."
        in text
    )
    assert text.count("هدفها المعلن") == 2


# Attribution ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("certainty", "alleged"), [("known", False), ("claimed", False), ("suspected", True), ("unknown", True)]
)
def test_what_is_neither_known_nor_claimed_is_alleged(certainty: str, alleged: bool) -> None:
    text = said(figure("aaa", 5, perpetrators=[IS], certainty=certainty))
    english = said(figure("aaa", 5, perpetrators=[IS], certainty=certainty), lang="en")
    assert ("بحسب ما يُعتقد" in text, "allegedly" in english) == (alleged, alleged)


def test_what_is_alleged_stands_last_or_between_commas() -> None:
    alleged: Json = {"perpetrators": [IS], "certainty": "suspected", "places": [made.BADIA]}
    assert said(figure("aaa", 5, **alleged)).startswith(
        'قُتل 5 أشخاص في البادية السورية على يد تنظيم "الدولة الإسلامية" بحسب ما يُعتقد.'
    )
    two = [figure("aaa", 5, "wounded", **alleged), figure("bbb", 2, "wounded", label=WOMEN, **alleged)]
    assert 'أُصيب على يد تنظيم "الدولة الإسلامية"، بحسب ما يُعتقد، 5 أشخاص' in said(*two)


def test_joint_perpetrators_are_all_named() -> None:
    both = [made.RUSSIANS, made.ref("gunmen", "مسلحون عشائريون", "Tribal gunmen")]
    assert "على يد سلاح الجو الروسي ومسلحين عشائريين." in said(figure("aaa", 5, perpetrators=both))
    assert "by the Russian air force and tribal gunmen." in said(
        figure("aaa", 5, perpetrators=both), lang="en"
    )


def test_an_act_by_nobody_named_names_nobody() -> None:
    assert said(figure("aaa", 5)).startswith("قُتل 5 أشخاص.")
