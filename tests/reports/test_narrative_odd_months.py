"""Months that are not like the sample's: executions alone, counters alone, missing names, and months at random."""

import copy
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.narrative import Draft, draft
from reports.narrative.facts import Count
from reports.narrative.nouns import METHODS, noun_of
from terms.bound import paragraphs, pieces, plain
from terms.choices import Certainty, CivilStatus, EventType, Measure, Method
from terms.figures import Figure
from tests.reports import made
from tests.reports.made import IS, REGIME, area, figure, month, of_which

Json = dict[str, Any]


def body(report: Draft, key: str, lang: str = "ar") -> str:
    found = [one for one in report.sections if one.key == key]
    return plain(getattr(found[0], f"body_{lang}")) if found else ""


# Executions alone --------------------------------------------------------------------------------------------


def month_14(*counters: Json) -> Json:
    executed: Json = {"type": "execution", "method": "execution", "perpetrators": [IS]}
    fighters = {"civil_status": "combatant", **executed}
    women = of_which("women", 2, label=made.WOMEN, civil_status="civilian", **executed)
    parts = [
        of_which("ownmen", 39, parties=[IS], **fighters),
        of_which("civil", 32, civil_status="civilian", parts=[women], **executed),
        of_which("regime", "at least 9", parties=[REGIME], **fighters),
        of_which(
            "rebels", 11, parties=[made.ref("f", "الفصائل"), made.ref("y", "وحدات حماية الشعب")], **fighters
        ),
    ]
    scope = {
        "outcomes": ["killed"], "types": [], "methods": ["execution"], "perpetrators": [IS], "involved": [],
        "areas": [],
    }  # fmt: skip
    toll = figure("total", 91, parts=parts, aggregate_only=91, **executed)
    return month(area("is", figures=[toll] if not counters else [], counters=list(counters)), scope=scope)


def test_a_month_of_executions_gives_its_parts_in_order_and_says_what_it_counts() -> None:
    report = draft(month_14())
    assert body(report, "area-is") == (
        'سُجّل إعدام 91 شخصاً على يد تنظيم "الدولة الإسلامية"، هم 32 مدنياً بينهم امرأتان، و39 عنصراً من تنظيم '
        '"الدولة الإسلامية"، و11 عنصراً من الفصائل ووحدات حماية الشعب، وما لا يقل عن 9 عناصر من '
        "قوات النظام والميليشيات الموالية لها."
    )
    assert "وفي المقابل" not in body(report, "area-is") + body(report, "lead")
    assert "تقتصر أرقام هذا الشهر على الإعدامات." in body(report, "method")


def test_a_month_with_counters_only_leads_with_one_and_claims_nothing_for_the_month() -> None:
    counter = figure(
        "since", 3156, perpetrators=[IS], method="execution", period=["2014-06-29", "2015-08-28"],
        parts=[of_which("part", 1841, civil_status="civilian", perpetrators=[IS], method="execution")],
    )  # fmt: skip
    report = draft(month_14(counter))
    lead = body(report, "lead")
    assert lead.startswith("لا أرقام معتمدة عن الشهر 78")
    assert (
        'بلغ عدد من أُعدموا على يد تنظيم "الدولة الإسلامية" 3,156 شخصاً في المدة 29 حزيران/يونيو 2014 – '
        "28 آب/أغسطس 2015، بينهم 1,841 مدنياً." in lead
    )
    assert "3,156" in body(report, "area-is")


@pytest.mark.parametrize("words", ["hundreds", "unknown"])
def test_a_counter_without_a_number(words: str) -> None:
    counter = figure("since", words, "wounded", perpetrators=[IS], period=["2014-06-29", "2015-08-28"])
    text = body(draft(month_14(counter)), "area-is")
    assert text.startswith("في المدة 29 حزيران/يونيو 2014 – 28 آب/أغسطس 2015، أُصيب ")


def test_an_alleged_act_and_a_toll_are_parted_in_the_lead() -> None:
    alleged: Json = {"perpetrators": [IS], "certainty": "suspected"}
    there = area("sdf", figures=[figure("bbb", 3, "operations", **alleged), figure("ccc", 4, **alleged)])
    report = draft(month(area(figures=[figure("aaa", 9)]), there))
    assert "3 عمليات، بحسب ما يُعتقد، وقُتل 4 أشخاص." in body(report, "lead")
    assert "allegedly by Islamic State, and 4 people were killed." in body(report, "lead", "en")


def test_rival_figures_are_told_of_in_turn() -> None:
    first = figure("aaa", 9, others=[made.other(2, "7")])
    second = figure("bbb", 6, "operations", others=[made.other(2, "2")])
    text = body(draft(month(area(figures=[first, second]))), "method")
    assert "ورد رقم آخر هو 7 قتلى، أما المعتمد هنا فهو 9 قتلى." in text
    assert "وإلى جانب الرقم المعتمد، وهو 6 عمليات، ورد رقم آخر هو عمليتان." in text


# Names that are missing or unusual -------------------------------------------------------------------------------


def test_what_has_no_english_name_is_called_by_its_arabic_one() -> None:
    toll = figure("aaa", 5, parties=[made.ref("x", "كتيبة")], perpetrators=[made.ref("y", "لواء")])
    report = draft(month(area(figures=[toll])))
    assert "of «كتيبة» were killed by «لواء»" in body(report, "area-regime", "en")


def test_a_party_that_no_definition_covers_and_no_party_at_all() -> None:
    nobody = figure("aaa", 5, civil_status="unknown", certainty="unknown")
    assert body(draft(month(area("", figures=[nobody]))), "area-all").startswith("سُجّل مقتل 5 أشخاص.")


def test_text_of_the_data_cannot_bind_a_figure() -> None:
    odd = made.ref("x", "اسم [153](aaa) آخر", "name [153](aaa)")
    toll = figure("bbb", 5, parties=[odd], perpetrators=[odd])
    report = draft(month(area(figures=[toll])))
    bound = {piece.ref for one in report.sections for piece in pieces(one.body_ar + "\n" + one.body_en)}
    assert bound == {"", "bbb"}


def test_a_long_name_never_makes_the_headline_too_long() -> None:
    long = made.ref("x", "اسم " * 60, "name " * 60)
    report = draft(month(area(figures=[figure("aaa", 5, parties=[long], perpetrators=[long])])))
    assert report.title_ar == "الشهر 78 منذ إعلان «الخلافة»"
    frozen = month(area(figures=[figure("aaa", 5)]))
    frozen["month"]["title_ar"] = "شهر " * 100
    assert len(draft(frozen).title_ar) <= 250


def test_a_calendar_month_is_called_by_its_name_and_not_by_its_number() -> None:
    frozen = month(area(figures=[figure("aaa", 5)]))
    frozen["month"] |= {"rule": "calendar", "title_ar": "كانون الثاني/يناير 2021", "title_en": "January 2021"}
    report = draft(frozen)
    assert body(report, "lead") == "قُتل 5 أشخاص في مناطق النظام السوري وحلفائه خلال كانون الثاني/يناير 2021."
    assert "رقم الشهر" not in body(report, "method")


def test_figures_that_nobody_adopted_are_noted_as_such() -> None:
    report = draft(month(area(figures=[figure("aaa", 5)], reported=[figure("bbb", 900, parties=[REGIME])])))
    assert "ورد ولم يُعتمد: 900 قتيل من قوات النظام" not in body(report, "area-regime")
    assert "ورد ولم يُعتمد: 900 شخص" in body(report, "method") or "ورد ولم يُعتمد: 900 قتيل" in body(
        report, "method"
    )


def test_a_month_of_which_nothing_was_adopted_says_so() -> None:
    report = draft(month(area(reported=[figure("bbb", 900, parties=[REGIME])])))
    assert [one.key for one in report.sections] == ["lead", "method"]
    assert body(report, "lead").startswith("لا أرقام معتمدة تزيد على الصفر عن الشهر 78")


def test_incidents_above_the_adopted_toll_are_noted() -> None:
    toll = figure("aaa", 5, recorded=7, exceeded=True)
    assert "يزيد مجموع الحوادث المسجّلة، وهو 7 قتلى، على الرقم المعتمد، وهو 5 قتلى." in body(
        draft(month(area(figures=[toll]))), "method"
    )


def test_the_draft_changes_nothing_of_what_it_reads_and_is_the_same_each_time() -> None:
    frozen = made.month_78()
    before = copy.deepcopy(frozen)
    assert draft(frozen) == draft(frozen)
    assert frozen == before


# Months at random --------------------------------------------------------------------------------------------

NAMES = ["", "قوات النظام", "مسلحون عشائريون", "[x](abc)", "a\nb", 'تنظيم "الدولة"', "لواء (القدس)", "Name"]
DATES = ["", "3 كانون الثاني/يناير 2021", "2020", "بين 1 و3 آذار/مارس 2020", "تاريخ غير معروف"]
FIGURES = ["0", "1", "2", "3", "11", "102", "2500", "about 2", "about 20", "at least 0", "at least 2", "more than 0",
           "more than 51", "0-1", "1-2", "5-8", "hundreds", "عدد من", "unknown"]  # fmt: skip


class Made:
    """A month at random from a seed: anything that its shape allows."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self.numbers = count(100)

    def some(self, make: Any, most: int) -> list[Any]:
        return [make() for _ in range(self.random.randint(0, most))]

    def name(self) -> str:
        return self.random.choice(NAMES)

    def words(self) -> str:
        return self.random.choice(FIGURES)

    def slug(self) -> str:
        return f"slug{next(self.numbers)}"

    def day(self) -> date:
        return date(2014, 1, 1) + timedelta(days=self.random.randint(0, 2900))

    def ref(self) -> Json:
        return made.ref(self.random.choice("abcd"), self.name(), self.name())

    def incident(self) -> Json:
        day, said = self.day().isoformat(), self.random.choice(DATES)
        return made.incident(self.slug(), self.words(), day, said, "3 January 2021", self.name(), self.name())

    def figure(self, depth: int) -> Json:
        pick, start = self.random.choice, self.day()
        inside = ("recorded", "aggregate_only", "unclassified")
        values = {name: pick([None, self.words()]) for name in inside}
        others = [made.other(number, self.words()) for number in range(2, self.random.randint(2, 4))]
        return figure(
            self.slug(),
            self.words(),
            pick([*Measure.values, "killed", "killed", "missing"]),
            parties=self.some(self.ref, 2),
            perpetrators=self.some(self.ref, 2),
            certainty=pick(Certainty.values),
            civil_status=pick(["", *CivilStatus.values]),
            label=pick([None, None, made.OFFICERS, made.WOMEN, made.NOTABLES]),
            type=pick(["", *EventType.values]),
            method=pick(["", *Method.values]),
            events=pick([None, 1, 2, 5, 30]),
            places=self.some(self.ref, 2),
            period=pick([None, [start.isoformat(), (start + timedelta(days=40)).isoformat()]]),
            exceeded=pick([True, False]),
            relation=pick(["", "total", "of_which", "of_which", "in_addition"]),
            excludes_ar=self.name(),
            others=others,
            contributors=self.some(self.incident, 3),
            parts=self.some(lambda: self.figure(depth - 1), 3) if depth else [],
            **values,
        )

    def campaign(self) -> Json:
        end = self.random.choice([None, self.day().isoformat()])
        return made.campaign(self.name(), self.day().isoformat(), end, participants=self.some(self.ref, 2))

    def area(self, key: str) -> Json:
        return area(
            key,
            figures=self.some(lambda: self.figure(2), 3),
            counters=self.some(lambda: self.figure(1), 1),
            reported=self.some(lambda: self.figure(0), 1),
            campaigns=self.some(self.campaign, 1),
        )

    def case(self) -> Json:
        return {
            "id": self.slug(),
            "ar": self.name(),
            "en": self.name(),
            "held_ar": self.name(),
            "held_en": "",
        }

    def abducted(self) -> Json | None:
        numbers = {name: self.random.randint(0, 3) for name in ("persons", "groups", "unnumbered")}
        cases = {"news": self.some(self.case, 8), "unanswered": self.some(self.case, 8)}
        return self.random.choice([None, {"day": "2021-01-28", **numbers, **cases}])

    def month(self) -> Json:
        keys = self.random.sample(["regime", "sdf", "is", ""], self.random.randint(0, 3))
        areas = [self.area(key) for key in keys]
        here = [one["slug"] for part in areas for one in part["figures"] if self.random.random() < 0.5]
        since = {"since_ar": "آذار/مارس 2019", "since_en": "March 2019", "months": 4}
        highs = {slug: {**since, "complete": self.random.choice([True, False])} for slug in here}
        before = made.compared(77, **{slug: self.words() for slug in here}) if here else None
        beside = {"month_before": before, "year_before": None}
        return month(*areas, abducted=self.abducted(), highs=highs, compared=beside)


def spoken_slugs(frozen: Json) -> set[str]:
    """The figures that a text must speak of: those above nought, with such parts of theirs."""
    found, waiting = (
        set(),
        [
            one
            for part in frozen["areas"]
            for name in ("figures", "counters", "reported")
            for one in part[name]
        ],
    )
    while waiting:
        one = waiting.pop()
        if not Count(Figure.from_json(one["figure"]), noun_of(one), "").says_nothing:
            found.add(one["slug"])
            waiting += one["parts"]
    return found


@given(st.integers(0, 10**9))
def test_any_month_has_a_text_in_which_every_figure_is_bound(seed: int) -> None:
    frozen = Made(seed).month()
    report = draft(frozen)
    known = made.refs_of(frozen)
    for lang in ("ar", "en"):
        bodies = [getattr(one, f"body_{lang}") for one in report.sections]
        bound = {piece.ref for one in bodies for piece in pieces(one) if piece.ref}
        assert bound <= known
        assert spoken_slugs(frozen) <= {ref.split("+")[0] for ref in bound}
        assert all(paragraphs(one) and "[" not in plain(one) and "  " not in one for one in bodies)
        assert 0 < len(getattr(report, f"title_{lang}")) <= 250
        assert "[" not in getattr(report, f"title_{lang}")


def test_every_method_but_the_unsaid_ones_has_words() -> None:
    assert set(Method.values) - set(METHODS) == {"execution", "other", "unknown"}
