"""Month 14 of the same series: under its older ordinal rule, with its own scope, and totals that close."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from publication.reconcile import Reconciled
from terms.figures import Figure

pytestmark = pytest.mark.slow


@pytest.fixture
def summary(month_page: Any) -> Any:
    return month_page("14").summary


def test_it_runs_from_29_july_to_28_august_2015(summary: Any) -> None:
    assert (summary.month.start, summary.month.end) == (date(2015, 7, 29), date(2015, 8, 28))


def test_it_counts_executions_only(summary: Any) -> None:
    assert summary.scope.methods == {"execution"}


def whole_of(summary: Any, best: int) -> Reconciled:
    (found,) = [
        figure
        for area in summary.areas
        for figure in [*area.figures, *area.counters]
        if figure.figure.best == best
    ]
    return found


def test_the_91_close_with_their_parts(summary: Any) -> None:
    whole = whole_of(summary, 91)
    parts = sorted(part.figure.best for part in whole.dividing_parts)
    assert parts == [9, 11, 32, 39]
    assert whole.unclassified is None
    assert Figure.at_least(9) in [part.figure for part in whole.dividing_parts], "at least 9 stays at least 9"


def test_the_3156_since_june_2014_close_with_their_parts(summary: Any) -> None:
    whole = whole_of(summary, 3156)
    assert sorted(part.figure.best for part in whole.dividing_parts) == [182, 236, 897, 1841]
    assert whole.tally.period_start == date(2014, 6, 29)


def test_its_page_opens_in_both_languages(summary: Any) -> None:
    for url in ("/summaries/caliphate/14/", "/en/summaries/caliphate/14/"):
        assert "91" in Client().get(url).content.decode()


def test_the_ordinal_that_names_two_months_offers_the_choice(summary: Any) -> None:
    response = Client().get("/summaries/caliphate/60/")
    assert response.status_code == 300
    assert "/summaries/caliphate/2019-05-29/" in response.content.decode()
    assert "/summaries/caliphate/2019-06-29/" in response.content.decode()


@pytest.mark.parametrize("name", ["0", "9999", "-3", "2020-12-30", "abc"])
def test_an_unknown_ordinal_answers_404_with_a_page_that_helps(summary: Any, name: str) -> None:
    response = Client().get(f"/summaries/caliphate/{name}/")
    assert response.status_code == 404
    assert "/incidents/" in response.content.decode()
