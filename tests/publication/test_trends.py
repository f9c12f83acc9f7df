"""The charts of series over their months: what is drawn, what is not, and the table that says it all."""

import re
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from publication import projector
from publication.kept_losses import Timeline, stretches
from publication.models import PublishedMonth
from terms.periods import add_months
from tests.support.counting import party, project, rule, series
from tests.support.months import WEST, bars, fill, happened, killed, publish, svg_of

pytestmark = pytest.mark.django_db

BLUES = [party("blues")]


def page(query: str = "", prefix: str = "/en") -> str:
    response = Client().get(f"{prefix}/summaries/{query}")
    assert response.status_code == 200
    return response.content.decode()


def panels(text: str) -> list[str]:
    return [
        unescape(name).strip("\u2068\u2069")
        for name in re.findall(r'class="trend__name"[^>]*>([^<]*)<', text)
    ]


def row_of(text: str, month: int) -> str:
    """The cells of a month in the table, without their markup."""
    found = re.search(rf'<th scope="row"><a href="[^"]*/counted/{month}/">.*?</tr>', text, re.DOTALL)
    assert found, f"the table has no month {month}"
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split())


@pytest.fixture
def kinds() -> str:
    """Six months of six kinds of figures, one that is not recorded, and one without a figure of the killed."""
    publish()
    said = ["7", "about 20", "at least 5", "3-9", "hundreds", "0"]
    for number, words in enumerate(said):
        happened(10 + number, add_months(date(2020, 1, 30), number), killed(words))
    happened(30, date(2020, 8, 30), killed("4", outcome="abducted"))
    projector.settle()
    return page()


def test_each_kind_of_figure_is_drawn_in_its_own_way(kinds: str) -> None:
    assert (bars(kinds, "exact"), bars(kinds, "ground"), bars(kinds, "outline")) == (1, 3, 3)
    assert (bars(kinds, "arrow"), bars(kinds, "spread"), bars(kinds, "unknown"), bars(kinds, "zero")) == (
        1,
        1,
        1,
        1,
    )


def test_the_table_has_every_figure_with_its_qualifier(kinds: str) -> None:
    for month, cell in [(72, "7"), (73, "about 20"), (74, "at least 5"), (75, "between 3 and 9"),
                        (76, "hundreds"), (77, "0")]:  # fmt: skip
        assert row_of(kinds, month).endswith(f" {cell}")


def test_a_month_without_a_figure_is_a_gap_and_one_that_is_not_listed_is_said_to_be_none(kinds: str) -> None:
    assert row_of(kinds, 79).endswith("—")
    assert row_of(kinds, 78).endswith("not recorded here")
    assert len(re.findall('class="trend__absent" x=', kinds)) == 1
    columns = re.findall(r'<a class="trend__link" href="/en/summaries/counted/(\d+)/"', kinds)
    assert columns == ["72", "73", "74", "75", "76", "77", "79"]


def test_a_bar_leads_to_its_month_and_says_its_figure(kinds: str) -> None:
    link = re.search(r'href="/en/summaries/counted/73/" tabindex="-1"><title>(.*?)</title>', kinds, re.DOTALL)
    assert link and "29 January" not in link[1] and "Month 73" in link[1]
    assert "about 20 killed" in link[1] and "29 February – 28 March 2020" in link[1]


def test_heights_follow_the_best_values(kinds: str) -> None:
    heights = [
        re.search(rf'class="trend__{kind}"[^>]* height="([\d.]+)"', kinds) for kind in ("exact", "ground")
    ]
    exact, about = (float(found[1]) for found in heights if found)
    assert exact / about == pytest.approx(7 / 20, abs=0.01)


def test_the_chart_is_well_formed_and_says_what_it_shows(kinds: str) -> None:
    ElementTree.fromstring(svg_of(kinds))  # noqa: S314
    label = re.search(r'role="img" aria-label="([^"]*)"', kinds)
    assert label and label[1].startswith("Killed, by area of control, from January 2020 to August 2020")
    assert " style=" not in kinds


def test_time_runs_from_right_to_left_in_arabic(kinds: str) -> None:
    def places(text: str) -> list[float]:
        return [float(x) for x in re.findall(r'class="trend__hit" x="([\d.]+)"', text)]

    english, arabic = places(kinds), places(page(prefix=""))
    assert english == sorted(english) and arabic == sorted(arabic, reverse=True)
    width = float(re.findall(r'class="trend__chart" width="([\d.]+)"', kinds)[0])
    unit = float(re.findall(r'class="trend__hit" x="[\d.]+" y="[\d.]+" width="([\d.]+)"', kinds)[0])
    assert [x + mirrored + unit for x, mirrored in zip(english, arabic, strict=True)] == [width] * 7


def test_months_bear_their_levantine_names_in_arabic(kinds: str) -> None:
    names = re.findall(r'class="trend__month"[^>]*>([^<]*)<', page(prefix=""))
    assert names[0] == "كانون الثاني" and "تموز" in names
    assert "29 كانون الثاني/يناير – 28 شباط/فبراير 2020" in page(prefix="")


# What the reader chooses ---------------------------------------------------------------------------------------


def test_the_chart_divides_by_area_or_by_group_and_shows_the_killed_or_the_wounded() -> None:
    publish()
    day = date(2020, 1, 30)
    happened(10, day, killed("7"), killed("2", "combatant", parties=BLUES))
    happened(11, day, killed("about 4"), killed("9", outcome="wounded"), area=WEST)
    projector.settle()
    assert panels(page()) == ["All together", "east", "west"]
    assert row_of(page(), 72).endswith("about 13 9 about 4")
    assert panels(page("?by=group")) == ["All together", "Civilians", "Blues"]
    assert row_of(page("?by=group"), 72).endswith("about 13 about 11 2")
    wounded = page("?of=wounded&by=area")
    assert panels(wounded) == ["west"] and row_of(wounded, 72).endswith(" 9")


@pytest.mark.parametrize("query", ["?by=x&of=y", "?by=&of=", "?of=killed%20", "?by=area&by=none"])
def test_other_words_show_the_killed_by_area(query: str) -> None:
    publish()
    fill(2)
    assert "Killed, by area of control" in page(query)


def test_the_present_choice_is_marked_and_the_others_are_links() -> None:
    publish()
    fill(2)
    text = page("?by=group")
    current = re.findall(r'<a href="([^"]*)" aria-current="true"', text)
    assert current == ["?of=killed&amp;by=group#counted-trend"] * 2
    assert "?of=wounded&amp;by=group#counted-trend" in text and "?of=killed&amp;by=area#counted-trend" in text
    assert 'id="counted-trend"' in text


# Odd series ----------------------------------------------------------------------------------------------------


def test_a_series_without_a_month_has_no_chart() -> None:
    publish()
    assert "trend__" not in page()


def test_a_month_that_is_not_settled_yet_is_a_gap_and_no_error() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("7"))
    assert PublishedMonth.objects.get().kept is None
    assert "No month has such a figure here" in page()
    projector.settle()
    assert row_of(page(), 72).endswith(" 7")


def test_a_single_month_is_drawn() -> None:
    publish()
    fill(1)
    assert bars(page(), "exact") == 1


def test_many_categories_are_in_the_table_only() -> None:
    publish()
    for number in range(12):
        area = {**WEST, "key": f"a{number:02}", "en": f"Area {number:02}"}
        happened(10 + number, date(2020, 1, 30), killed("3"), area=area)
    projector.settle()
    text = page()
    assert panels(text) == ["All together", *(f"Area {number:02}" for number in range(8))]
    assert "In the table only:" in text and row_of(text, 72).endswith("36" + " 3" * 12)


def test_at_least_nothing_is_no_zero() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("0"), killed("hundreds"))
    projector.settle()
    assert (bars(page(), "unknown"), bars(page(), "zero")) == (1, 0)
    assert row_of(page(), 72).endswith("an unknown number")


def test_markup_in_a_name_stays_text() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("3"), area={**WEST, "en": '<b>"&'})
    projector.settle()
    assert "<b>" not in page() and "&lt;b&gt;" in page()
    ElementTree.fromstring(svg_of(page()))  # noqa: S314


def test_months_without_a_record_share_a_row() -> None:
    found = publish()
    for number, day in enumerate([date(2015, 7, 30), date(2020, 12, 30)]):
        happened(10 + number, day, killed("3"))
    projector.settle()
    timeline = Timeline.of_recorded(found, found.months.all(), [])
    assert [len(part) for part in stretches(timeline.months)] == [1, 64, 1]
    assert "64 months" in page() and "29 August 2015 – 28 December 2020" in page()


def test_a_second_series_has_a_chart_of_its_own() -> None:
    publish()
    fill(2)
    project(2, series("other", "other", rule("2014-01-01", ordinal_rule="calendar", involved=BLUES)))
    assert page().count('class="trend__chart"') == 1
    happened(20, date(2014, 3, 2), killed("3"), perpetrators=BLUES)
    projector.settle()
    assert page().count('class="trend__chart"') == 2


# Cost ------------------------------------------------------------------------------------------------------------


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(address).status_code == 200
    return len(asked)


def test_a_hundred_months_ask_no_more_queries_than_two() -> None:
    publish()
    addresses = [
        "/summaries/",
        "/summaries/?by=group&of=wounded",
        "/summaries/counted/year-2014/",
        "/summaries/counted/2014-01-29--2022-05-28/",
        "/summaries/counted/year-2014.csv",
    ]
    fill(2)
    few = {address: queries(address) for address in addresses}
    fill(100)
    many = {address: queries(address) for address in addresses}
    assert many == few
    assert list(few.values()) == [5, 5, 3, 3, 3]
    assert bars(page(), "exact") == 100
