"""Of someone without a name an age is a band; the sex of whoever may be alive goes with the other details."""

from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from incidents.models import Victim
from publication.display.victims import victims
from records.disclosure import cut
from records.documents import SPECS, build
from records.release import documents, public_document
from terms.ages import BANDS, band_of
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def test_bands_share_out_all_ages_and_part_children_from_adults() -> None:
    assert [band_of(age) for age in (0, 11, 12, 17, 18, 60, 120)] == [
        (0, 11), (0, 11), (12, 17), (12, 17), (18, 29), (60, None), (60, None),
    ]  # fmt: skip
    assert all(low == high + 1 for (_l, high), (low, _h) in pairwise(BANDS))  # type: ignore[operator]
    assert band_of(None) == (None, None)
    assert band_of(16, 19) == (12, 29)


def shown(name_is_public: bool, outcome: str = "killed", **fields: Any) -> dict[str, Any]:
    """The victim in the public document of an incident."""
    decision = "released" if name_is_public else "withheld"
    person = make.person(sex="female", name_decision=decision, decision_reason="x")
    incident = make.make_incident()
    values = {"show_name": True, "show_role": True, "age": 33, "role": "lawyer", **fields}
    Victim.objects.create(incident=incident, person=person, outcome=outcome, **values)
    return cut(build(incident), SPECS["incident"])["victims"][0]


@pytest.mark.parametrize(
    ("named", "fields", "ages"),
    [
        (True, {}, (33, 33, 33)),
        (False, {}, (None, 30, 44)),
        (True, {"show_name": False}, (None, 30, 44)),
        (False, {"age": 71}, (None, 60, None)),
        (False, {"show_role": False}, (None, None, None)),
        (True, {"show_role": False}, (None, None, None)),
        (False, {"age": None}, (None, None, None)),
    ],
)
def test_the_age_of_a_victim(named: bool, fields: dict[str, Any], ages: tuple[Any, ...]) -> None:
    victim = shown(named, **fields)
    assert tuple(victim[name] for name in ("age", "age_low", "age_high")) == ages


@pytest.mark.parametrize(
    ("outcome", "named", "show_role", "sex"),
    [
        ("killed", False, False, "female"),
        ("wounded", False, False, "female"),
        *((outcome, False, False, "unknown") for outcome in ("abducted", "detained", "missing", "released")),
        ("abducted", False, True, "female"),
        ("abducted", True, False, "female"),
    ],
)
def test_the_sex_of_a_victim(outcome: str, named: bool, show_role: bool, sex: str) -> None:
    assert shown(named, outcome, show_role=show_role)["person"]["sex"] == sex


def test_a_band_is_read_as_one_and_children_stay_children() -> None:
    found = {}
    for age in (5, 33, 71):
        with translation.override("en"):
            (row,) = victims({"victims": [shown(False, age=age)]})
        found[age] = (row.name, row.note)
    assert found[5][0].startswith("1 child") and "aged 0 to 11" in found[5][1]
    assert "aged 30 to 44" in found[33][1] and "aged 60 or more" in found[71][1]


def test_documents_of_before_show_the_age_that_they_have() -> None:
    old = {key: value for key, value in shown(True).items() if key not in ("age_low", "age_high")}
    with translation.override("en"):
        (row,) = victims({"victims": [old]})
    assert "aged 33" in row.note


@pytest.mark.parametrize(("named", "ages"), [(True, (31, 34)), (False, (30, 44))])
def test_the_age_in_a_case(client: Client, named: bool, ages: tuple[int, int]) -> None:
    decision = {"name_decision": "released" if named else "withheld", "decision_reason": "x"}
    case = make.make_case(
        person=make.person(**decision), age_low=31, age_high=34, show_details=True, state="verified"
    )
    content = public_document(case.verified_round.document)
    assert (content["age_low"], content["age_high"]) == ages
    assert documents.build(case)["age_low"] == 31, "staff keep what is known"
