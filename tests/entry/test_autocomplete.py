"""Autocompletes find a name by any spelling, the nearest first, and only for those who may see it."""

import pytest

from tests.support import factories

pytestmark = pytest.mark.django_db


def found(client, term, model="incident", field="place"):
    asked = {"app_label": "incidents", "model_name": model, "field_name": field, "term": term}
    response = client.get("/admin/autocomplete/", asked)
    assert response.status_code == 200
    return [one["text"] for one in response.json()["results"]]


@pytest.mark.parametrize(
    "typed", ["دير الزور", "ديرالزور", "deir", "Deir ez Zor", "دير الزُّور", "DEIR EZ-ZOR"]
)
def test_deir_ez_zor_is_found_by_any_spelling(clerk, typed):
    factories.place(), factories.place("raqqa")
    factories.place("town", name_ar="ريف مدينة دير الزور", name_en="Countryside of Deir ez-Zor")
    assert found(clerk, typed)[0] == "دير الزور"


def test_names_that_begin_as_typed_come_first(clerk):
    factories.place("a", name_ar="وادي الرقة")
    factories.place("b", name_ar="رقة سمرا")
    assert found(clerk, "رقة") == ["رقة سمرا", "وادي الرقة"]


def test_what_means_nothing_finds_nothing(clerk):
    factories.place()
    assert found(clerk, "؟؟") == []


def test_records_of_others_are_found_only_by_those_who_may_see_them(client):
    factories.make_campaign(title_ar="حملة سرية")
    client.force_login(factories.alice())
    assert found(client, "حملة", field="part_of") == ["حملة سرية"]
    client.force_login(factories.dora())
    asked = {"app_label": "incidents", "model_name": "incident", "field_name": "part_of", "term": "حملة"}
    response = client.get("/admin/autocomplete/", asked)
    assert response.status_code == 403 or response.json()["results"] == []
