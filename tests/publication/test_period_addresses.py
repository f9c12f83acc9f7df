"""Addresses of years, half-years and runs of months, where the site links them, and their files."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from publication import projector
from tests.support.counting import party
from tests.support.months import EAST, fill, happened, killed, period_page, publish, words

pytestmark = pytest.mark.django_db

BLUES = [party("blues")]


# Addresses -----------------------------------------------------------------------------------------------------


def test_a_run_by_other_days_leads_to_the_days_of_its_months() -> None:
    publish()
    fill(3)
    response = Client().get("/en/summaries/counted/2014-01-30--2014-04-01/?by=group")
    assert response.status_code == 302
    assert response["Location"] == "/en/summaries/counted/2014-02-28--2014-04-28/?by=group"
    assert Client().get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["year-2013", "year-0000", "year-9999", "year-20200", "half-2020-3", "half-2013-2", "2020-01-01--2019-01-01",
     "2020-02-30--2020-03-01", "2020-01-01--9999-12-31", "2020-01-30--2020-02-10", "2020-01-01--2020-02-01--x",
     "year-٢٠٢٠", "2012-01-01--2013-12-31", "2090-01-01--2091-01-01"],
)  # fmt: skip
def test_an_address_that_names_no_period_is_not_found(name: str) -> None:
    publish()
    fill(2)
    assert "/summaries/" in period_page(name, status=404)
    assert Client().get(f"/summaries/counted/{name}.csv", follow=True).status_code == 404


def test_another_series_has_no_period() -> None:
    publish()
    assert Client().get("/summaries/other/year-2014/").status_code == 404


def test_the_list_of_series_links_the_periods_that_have_figures_and_no_others() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("7"))
    happened(11, date(2020, 12, 30), killed("about 20"))
    happened(12, date(2022, 12, 30), killed("5", outcome="abducted"))
    happened(13, date(2023, 8, 30), killed("1"))
    projector.settle()
    text = Client().get("/en/summaries/").content.decode()
    found = set(re.findall(r'<a href="/en/summaries/counted/((?:year|half)-[\d-]+)/">', text))
    assert found == {"year-2020", "half-2020-1", "half-2020-2", "year-2023", "half-2023-2"}
    assert "about 27 killed" in words(text) and "2 of 12 months have figures here" in text
    assert all(period_page(name) for name in found)


# The file ------------------------------------------------------------------------------------------------------


def test_the_file_has_each_month_with_its_losses_and_the_months_without() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("about 7"), killed("2", "combatant", parties=BLUES))
    happened(11, date(2020, 3, 30), killed("5", outcome="abducted"))
    projector.settle()
    response = Client().get("/en/summaries/counted/half-2020-1.csv")
    assert "marsad-counted-half-2020-1.csv" in response["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["ordinal"], row["recorded"], row["group_en"], row["killed_best"]) for row in rows] == [
        ("72", "yes", "Civilians", "7"),
        ("72", "yes", "Blues", "2"),
        ("73", "no", "", ""),
        ("74", "yes", "", ""),
        ("75", "no", "", ""),
        ("76", "no", "", ""),
        ("77", "no", "", ""),
    ]
    assert (rows[0]["killed_low"], rows[0]["killed_qualifier"], rows[0]["killed_en"]) == (
        "",
        "about",
        "about 7",
    )


def test_the_file_takes_names_and_tags_and_runs_no_formula() -> None:
    publish()
    happened(10, date(2020, 1, 30), killed("7"), area={**EAST, "en": "=1+1"})
    projector.settle()
    text = Client().get("/en/summaries/counted/year-2020.csv?labels=1&hxl=1").content.decode("utf-8-sig")
    heads, tags, first = list(csv.reader(StringIO(text)))[:3]
    assert "killed, best" in heads and "#affected+killed" in tags and "'=1+1" in first
