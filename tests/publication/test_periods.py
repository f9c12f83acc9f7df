"""Years, half-years and runs of months: sums of what the months count, each month once, and their pages."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from publication import projector
from publication.compared import kept_of
from publication.kept_losses import OUTCOMES
from publication.losses import losses_of
from publication.models import PublishedMonth, PublishedSeries
from publication.months import MonthSummary
from publication.periods import Period
from terms.figures import Figure, total
from terms.periods import add_months
from terms.spans import Span, months_of_span
from tests.publication import documents as made
from tests.support.counting import incident, line, party, project
from tests.support.figures import figures
from tests.support.months import (
    EAST,
    REDS,
    WEST,
    bars,
    fill,
    happened,
    killed,
    losses_table,
    period_page,
    publish,
    svg_of,
    words,
)

pytestmark = pytest.mark.django_db

TODAY = date(2024, 5, 1)
BLUES = [party("blues")]


# Sums of sums ------------------------------------------------------------------------------------------------

AREAS = [EAST, WEST]
lines = st.builds(
    line,
    figures,
    outcome=st.sampled_from(["killed", "wounded", "abducted"]),
    civil_status=st.sampled_from(["civilian", "combatant"]),
    parties=st.sampled_from([[], BLUES, [party("greens")]]),
)


@st.composite
def releases(draw: st.DrawFn) -> dict[str, Any]:
    """A version of one of five incidents, somewhere in three years."""
    return incident(
        draw(st.sampled_from(["i1", "i2", "i3", "i4", "i5"])),
        *draw(st.lists(lines, max_size=3)),
        day=add_months(date(2019, 11, 30), draw(st.integers(0, 30))),
        area=draw(st.sampled_from(AREAS)),
        perpetrators=draw(st.sampled_from([REDS, REDS, BLUES])),
    )


#: A release, the withdrawal of one of the incidents, or a moment at which the releases so far are settled.
steps = st.lists(
    st.one_of(releases(), releases(), st.sampled_from(["i1", "i2", "i3", "settle"])), max_size=10
)


def take_all(history: list[dict[str, Any] | str]) -> PublishedSeries:
    projector.empty()
    series = publish()
    for position, step in enumerate(history, start=10):
        if step == "settle":
            projector.settle()
        elif isinstance(step, str):
            project(position, incident(step), withdrawn_for="doubt")
        else:
            project(position, step)
    projector.settle()
    return series


@settings(max_examples=25)
@given(steps)
def test_what_is_kept_of_months_is_what_a_fresh_count_gives(history: list[dict[str, Any] | str]) -> None:
    series = take_all(history)
    for row in PublishedMonth.objects.all():
        assert row.kept == kept_of(MonthSummary(series, row.month))


@settings(max_examples=25)
@given(steps, st.sampled_from([Span.year(2019), Span.year(2020), Span.year(2021), Span.half(2020, 2)]))
def test_the_losses_of_a_period_are_the_sum_of_a_fresh_count_over_its_months(
    history: list[dict[str, Any] | str], span: Span
) -> None:
    series = take_all(history)
    fresh: dict[tuple[str, str, str], list[Figure]] = {}
    for month in months_of_span(span, series.rules()):
        for loss in losses_of(MonthSummary(series, month)):
            for outcome in OUTCOMES:
                figure = loss.sum(getattr(loss, outcome))
                if figure:
                    fresh.setdefault((loss.area.key, loss.group, outcome), []).append(figure)
    period = Period(series, span, TODAY)
    summed = {
        (loss.area, loss.group, outcome): figure
        for loss in period.losses
        for outcome in OUTCOMES
        if (figure := loss.sum(outcome))
    }
    assert summed == {cell: total(parts) for cell, parts in fresh.items()}
    for outcome in OUTCOMES:
        everything = [figure for cell, parts in fresh.items() for figure in parts if cell[2] == outcome]
        assert period.timeline.sum(outcome) == total(everything)


@settings(max_examples=15)
@given(steps)
def test_a_year_is_the_sum_of_its_halves_and_a_run_of_all_its_months_says_the_same(
    history: list[dict[str, Any] | str],
) -> None:
    series = take_all(history)
    year = Period(series, Span.year(2020), TODAY)
    halves = [Period(series, Span.half(2020, number), TODAY) for number in (1, 2)]
    for outcome in OUTCOMES:
        sums = [half.timeline.sum(outcome) for half in halves]
        assert year.timeline.sum(outcome) == total(figure for figure in sums if figure)
    assert Period(series, year.exact_run, TODAY).losses == year.losses


def test_counters_and_tallies_that_nobody_adopted_are_no_part_of_it() -> None:
    projector.empty()
    made.release(made.series(slug="counted", involved=[made.IS]))
    made.release(made.tally("adopted0", "12"))
    made.release(made.tally("reported", "500", adopted=False))
    made.release(made.tally("counter0", "3000", period_start="2014-06-29"))
    projector.settle()
    assert losses_table(period_page("year-2020")) == ["Regime areas of Test army 12 killed —"]


def test_tolls_of_one_area_and_group_are_added_and_no_others() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("7"), killed("2", "combatant", parties=BLUES))
    happened(11, date(2020, 3, 2), killed("about 10"), killed("at least 3", outcome="wounded"))
    happened(12, date(2020, 3, 2), killed("4"), area=WEST)
    happened(13, date(2021, 1, 28), killed("1"))  # the last day of the last month of 2020
    happened(14, date(2021, 1, 29), killed("100"))
    projector.settle()
    text = period_page("year-2020")
    assert losses_table(text) == [
        "east Civilians about 18 killed at least 3 wounded",
        "east Blues 2 killed —",
        "west Civilians 4 killed —",
    ]
    assert "about 24 killed in all areas and groups" in words(text)
    assert "29 January 2020 – 28 January 2021" in text and "3 of 12 months have figures here" in text


# The page ------------------------------------------------------------------------------------------------------


def test_each_sum_leads_to_what_its_months_add() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("7"))
    happened(11, date(2020, 2, 29), killed("about 10"), killed("2", parties=BLUES))
    projector.settle()
    text = period_page("year-2020")
    (slug,) = re.findall(r'href="#(sum-\d+)"', text)
    parts = re.search(rf'id="{slug}">(.*?)</ul>', text, re.DOTALL)
    assert parts
    found = [words(part) for part in re.findall(r"<li>.*?</li>", parts[1], re.DOTALL)]
    assert found == [
        "Month 72 29 January – 28 February 2020 7 killed",
        "Month 73 29 February – 28 March 2020 about 12 killed",
    ]
    one, several = re.findall(r'href="([^"]*)"', parts[1])
    assert one.startswith("/en/summaries/counted/72/figures/sum-")
    assert several == "/en/summaries/counted/73/#losses"
    assert all(Client().get(url.split("#")[0]).status_code == 200 for url in (one, several))


def test_every_month_is_named_and_links_to_its_page_with_a_figure_or_without() -> None:
    publish()
    happened(10, date(2020, 3, 1), killed("7"))
    happened(11, date(2020, 4, 1), killed("7", outcome="abducted"))
    projector.settle()
    text = period_page("half-2020-1")
    rows = [words(row) for row in re.findall(r"<tr[^>]*><th scope=\"row\">.*?</tr>", text, re.DOTALL)]
    assert [row.split(" ")[1] for row in rows] == ["72", "73", "74", "75", "76", "77"]
    assert [row.rsplit(" ", 1)[1] for row in rows] == ["here", "7", "—", "here", "here", "here"]
    for month in range(72, 78):
        assert f'<th scope="row"><a href="/en/summaries/counted/{month}/">' in text
    assert bars(text, "exact") == 1
    assert len(re.findall('class="trend__absent" x=', svg_of(text))) == 2


def test_a_period_without_data_says_so() -> None:
    publish()
    fill(1)
    text = period_page("year-2016")
    assert "No losses of this period are recorded here" in text
    assert "0 of 12 months have figures here" in text and "trend__chart" not in text


def test_a_period_that_is_not_over_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    fill(16)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2015, 3, 1))
    text = period_page("year-2015")
    assert "2 of its 12 months have begun" in text and "2 of 2 months have figures here" in text
    assert period_page("half-2015-2", status=404)
    assert "have begun" not in period_page("year-2014")
    assert "3 of its 4 months have begun" in period_page("2014-12-29--2015-04-28")
    assert losses_table(text) == ["east Civilians 27 killed —"]  # 13 + 14, and not what is to come


def test_a_period_is_cited_by_its_address_and_its_days() -> None:
    publish()
    fill(2)
    cited = "Marsad. counted, The year 2014 (29 January 2014 – 28 January 2015)."
    address = "http://testserver/en/summaries/counted/year-2014/"
    assert f"{cited} {address}" in words(period_page("year-2014"))


def test_it_is_read_in_arabic() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("about 11"))
    projector.settle()
    text = period_page("half-2020-1", prefix="")
    assert "29 كانون الثاني/يناير – 28 تموز/يوليو 2020" in text and "نحو 11 قتيلاً" in words(text)


def test_the_other_language_has_the_same_period() -> None:
    publish()
    fill(2)
    text = Client().get("/en/summaries/counted/year-2014/?by=group").content.decode()
    assert 'href="/summaries/counted/year-2014/?by=group"' in text
