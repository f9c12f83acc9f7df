"""A typed date says its weekday and the month of each series."""

import pytest

from tests.support import factories

pytestmark = pytest.mark.django_db
URL = "/admin/reports/series/months/"


@pytest.mark.parametrize("typed", ["30/12/2020", "٣٠/١٢/٢٠٢٠", "2020-12-30"])
def test_a_date_is_said_in_words_with_its_month(clerk, typed):
    factories.make_series()
    said = clerk.get(URL, {"day": typed}).json()
    assert said["day"] == "الأربعاء 30 كانون الأول/ديسمبر 2020"
    assert len(said["months"]) == 1 and "الشهر 78" in said["months"][0]


def test_a_date_before_a_series_has_no_month_in_it(clerk):
    factories.make_series()
    assert clerk.get(URL, {"day": "1/1/2010"}).json()["months"] == []


def test_what_is_no_date_is_said(clerk):
    assert "30/12/2020" in clerk.get(URL, {"day": "أمس"}).json()["error"]


def test_a_correspondent_sees_public_series_only(client):
    series = factories.make_series()
    client.force_login(factories.dora())
    assert client.get(URL, {"day": "30/12/2020"}).json()["months"] == []
    factories.advance(series, "released")
    assert len(client.get(URL, {"day": "30/12/2020"}).json()["months"]) == 1


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(URL, {"day": "30/12/2020"}).status_code == 302
