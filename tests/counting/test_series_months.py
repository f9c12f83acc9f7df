"""Months of published series: founding days on the 28th to 31st, changed rules, and what an address names."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from publication import projector
from publication.models import PublishedMonth, PublishedSeries
from publication.months import address_of, months_of, series_and_months
from terms.figures import Figure
from terms.periods import ORDINAL_RULES, month_containing
from tests.support.counting import incident, line, party, project, rule, series

pytestmark = pytest.mark.django_db

REDS = [party("reds")]
CHANGED = [rule("2014-01-31", ordinal_rule="elapsed_at_end"), rule("2016-05-31", "2014-01-31")]


def publish(*rules: dict, position: int = 1) -> PublishedSeries:
    project(position, series("series", "counted", *rules))
    return PublishedSeries.objects.get()


epochs = st.builds(date, st.integers(2012, 2016), st.integers(1, 12), st.just(28)).flatmap(
    lambda day: st.integers(0, 3).map(lambda more: _same_month(day, more))
)


def _same_month(day: date, more: int) -> date:
    """The 28th to the 31st, where the month has them."""
    later = day + timedelta(days=more)
    return later if later.month == day.month else day


@settings(max_examples=40)
@given(
    epochs,
    st.sampled_from(ORDINAL_RULES),
    st.sampled_from(ORDINAL_RULES),
    st.integers(0, 60),
    st.integers(0, 2500),
)
def test_every_day_finds_its_month_again_by_the_month_s_address(
    epoch: date, first: str, then: str, changed_after: int, later: int
) -> None:
    projector.empty()
    change = (epoch + timedelta(days=31 * changed_after + 1)).isoformat()
    found = publish(rule(epoch.isoformat(), ordinal_rule=first), rule(change, epoch.isoformat(), then))
    day = epoch + timedelta(days=later)
    ((_series, month),) = months_of(day)
    assert day in month
    assert series_and_months(found, address_of(found, month)) == [month]
    assert series_and_months(found, month.start.isoformat()) == [month]
    if month.start != day:
        assert series_and_months(found, day.isoformat()) == []


@settings(max_examples=12)
@given(epochs, st.sampled_from(ORDINAL_RULES), st.lists(st.integers(0, 1500), min_size=1, max_size=4))
def test_the_list_of_months_holds_those_of_the_released_days_and_no_other(
    epoch: date, ordinal_rule: str, days: list[int]
) -> None:
    projector.empty()
    found = publish(rule(epoch.isoformat(), ordinal_rule=ordinal_rule, involved=REDS))
    released = [epoch + timedelta(days=days_later) for days_later in days]
    for number, day in enumerate(released):
        project(10 + number, incident(f"i{number}", line(Figure.exact(1)), day=day, perpetrators=REDS))
    project(20, incident("foreign", line(Figure.exact(1)), day=epoch + timedelta(days=3000)))
    months = {month_containing(day, found.rules()) for day in released}
    assert {row.month for row in PublishedMonth.objects.all()} == months
    for number in range(len(released)):
        project(30 + number, incident(f"i{number}"), withdrawn_for="doubt")
    assert not PublishedMonth.objects.exists()


# What the list of months follows -----------------------------------------------------------------------------


def ordinals() -> list[int]:
    return sorted(PublishedMonth.objects.values_list("ordinal", flat=True))


def test_a_month_stays_while_another_record_counts_in_it() -> None:
    publish(rule("2020-01-31", involved=REDS))
    for position, public_id in enumerate(["one", "two"], start=2):
        project(
            position, incident(public_id, line(Figure.exact(1)), day=date(2021, 1, 31), perpetrators=REDS)
        )
    project(4, incident("one"), withdrawn_for="doubt")
    assert ordinals() == [12]
    project(5, incident("two"), withdrawn_for="doubt")
    assert ordinals() == []


def test_a_record_that_moves_to_another_month_takes_the_old_one_off() -> None:
    publish(rule("2020-01-31", involved=REDS))
    project(2, incident("one", line(Figure.exact(1)), day=date(2021, 2, 27), perpetrators=REDS))
    assert ordinals() == [12]
    project(3, incident("one", line(Figure.exact(1)), day=date(2021, 2, 28), perpetrators=REDS))
    assert ordinals() == [13]


def test_a_series_released_late_lists_the_months_of_what_is_there() -> None:
    project(1, incident("one", line(Figure.exact(1)), day=date(2021, 2, 28), perpetrators=REDS))
    publish(rule("2020-01-31", involved=REDS), position=2)
    assert ordinals() == [13]
    publish(rule("2020-01-31", ordinal_rule="elapsed_at_end", involved=REDS), position=3)
    assert ordinals() == [14]
    publish(rule("2020-01-31", involved=[party("blues")]), position=4)
    assert ordinals() == []


def test_a_party_that_moves_in_the_tree_moves_the_months_of_all_that_speak_of_it() -> None:
    publish(rule("2020-01-31", involved=REDS))
    project(2, incident("one", line(Figure.exact(1)), day=date(2021, 2, 28), perpetrators=[party("cells")]))
    assert ordinals() == []
    under_reds = [party("cells", above=["reds"])]
    project(3, incident("two", line(Figure.exact(1)), day=date(2021, 3, 31), perpetrators=under_reds))
    assert ordinals() == [13, 14]
    project(4, incident("two"), withdrawn_for="doubt")
    assert ordinals() == []


# Addresses ---------------------------------------------------------------------------------------------------


def test_an_ordinal_that_names_two_months_offers_the_choice() -> None:
    found = publish(*CHANGED)
    # Counted at the end, month 28 ended on 30 May 2016; counted at the start, it begins on 31 May.
    assert [m.start for m in series_and_months(found, "28")] == [date(2016, 4, 30), date(2016, 5, 31)]
    response = Client().get("/en/summaries/counted/28/")
    page = response.content.decode()
    assert response.status_code == 300
    for start in ("2016-04-30", "2016-05-31"):
        assert f"/en/summaries/counted/{start}/" in page
        assert Client().get(f"/en/summaries/counted/{start}/").status_code == 200


def test_an_ordinal_that_names_one_month_is_its_address() -> None:
    found = publish(*CHANGED)
    (before,), (after,) = series_and_months(found, "27"), series_and_months(found, "29")
    assert (address_of(found, before), address_of(found, after)) == ("27", "29")
    assert address_of(found, series_and_months(found, "28")[0]) == "2016-04-30"


@pytest.mark.parametrize(
    "address",
    ["counted/0", "counted/-1", "counted/99999", "counted/999999", "counted/2016-05-30", "counted/2013-01-31",
     "counted/2016-13-01", "counted/abc", "counted/٢٨x", "other/28"],
)  # fmt: skip
def test_an_address_that_names_no_month_is_not_found_and_says_where_to_go(address: str) -> None:
    publish(*CHANGED)
    response = Client().get(f"/summaries/{address}/")
    assert response.status_code == 404
    assert "/summaries/" in response.content.decode()
