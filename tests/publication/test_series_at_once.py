"""Several series at once: an incident counts in the month of each, a tally in the one that it was reported for."""

import pytest

from publication import projector
from publication.models import PublishedMonth, PublishedSeries
from publication.months import MonthSummary, series_and_months
from tests.publication import documents as docs

pytestmark = pytest.mark.django_db


def calendar() -> dict:
    content = docs.series("seriesbb", "calendar")
    content["rules"] = [
        {**content["rules"][0], "valid_from": "2015-01-01", "epoch": "2015-01-01", "ordinal_rule": "calendar"}
    ]
    return content


def summary(slug: str, name: str) -> MonthSummary:
    series = PublishedSeries.objects.get(slug=slug)
    (month,) = series_and_months(series, name)
    return MonthSummary(series, month)


@pytest.fixture(autouse=True)
def _two_series() -> None:
    docs.release(docs.series())
    docs.release(calendar())
    docs.release(docs.incident("incidena", "2021-01-05"))
    docs.release(docs.tally("tallyaaa", "153"))
    projector.settle()


def figures(month: MonthSummary) -> list[tuple[str | None, int | None]]:
    return [
        (figure.tally.public_id if figure.tally else None, figure.figure.best)
        for area in month.areas
        for figure in area.figures
    ]


def test_a_tally_counts_in_the_month_whose_first_day_it_names() -> None:
    assert figures(summary("caliphate", "78")) == [("tallyaaa", 153)]


def test_the_same_days_in_another_series_do_not_take_its_number() -> None:
    """29 December lies in the calendar month of December; the tally of 29 December to 28 January does not."""
    assert figures(summary("calendar", "2020-12-01")) == []
    assert figures(summary("calendar", "2021-01-01")) == [(None, 3)]


def test_only_months_with_something_in_them_are_kept() -> None:
    kept = PublishedMonth.objects.order_by("series__slug", "start").values_list("series__slug", "start")
    assert [(slug, start.isoformat()) for slug, start in kept] == [
        ("calendar", "2021-01-01"), ("caliphate", "2020-12-29"),
    ]  # fmt: skip


def test_the_month_of_the_other_series_goes_with_its_last_record() -> None:
    docs.withdraw(docs.incident("incidena", "2021-01-05"))
    assert not PublishedMonth.objects.filter(series__slug="calendar").exists()
    assert PublishedMonth.objects.filter(series__slug="caliphate").exists()
