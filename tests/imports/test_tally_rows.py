"""Rows of tallies: parents, circles, figures in words, and proposals that adopt nothing."""

import pytest

from incidents.models import Tally, TallyClaim
from tests.support.imports import TALLY, reference, tallies, where

pytestmark = pytest.mark.django_db

PART = {**TALLY, "key": "m-2", "parent": "m-1", "relation": "of_which", "figure": "70"}
CLAIM = {
    "record": "claim",
    "key": "m-1-headline",
    "claim_of": "m-1",
    "figure": "نحو 155",
    "source": "monitor_a",
}


@pytest.fixture(autouse=True)
def _names() -> None:
    reference()


def test_a_tally_its_part_and_a_rival_figure():
    assert tallies(TALLY, PART, CLAIM) == []
    whole = Tally.objects.get(import_key="m-1")
    assert whole.parts.get().best == 70
    assert [claim.figure.in_language("ar") for claim in whole.claims.order_by("pk")] == ["153", "نحو 155"]


def test_an_import_adopts_nothing_even_when_the_file_proposes_it():
    assert tallies({**TALLY, "propose_adoption": "yes", "adoption_reason_ar": "سبب مخترع"}) == []
    tally = Tally.objects.get()
    assert (tally.adopted, tally.adoption_reason_ar) == (False, "سبب مخترع")


def test_words_without_a_number_stay_words():
    assert (
        tallies({**TALLY, "figure": "آلاف", "wording_ar": "آلاف المختطفين", "wording_en": "thousands"}) == []
    )
    figure = Tally.objects.get().figure
    assert (figure.best, figure.qualifier, figure.wording_ar) == (None, "wording", "آلاف المختطفين")


def test_a_part_may_name_a_total_of_an_earlier_file():
    assert tallies(TALLY) == []
    assert tallies(PART) == []
    assert Tally.objects.get(import_key="m-2").parent.import_key == "m-1"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"parent": "m-9"}, "parent"),
        ({"parent": "m-2"}, "parent"),
        ({"relation": "total"}, "relation"),
        ({"parent": ""}, "relation"),
        ({"figure": "154"}, "figure"),
        ({"figure": "some dozens"}, "figure"),
        ({"figure": ""}, "figure"),
        ({"wording_ar": "كلمات"}, "wording_ar"),
        ({"period_end": "2020-12-01"}, "period_end"),
        ({"period_start": "2199-01-01", "period_end": "2199-01-02"}, "period_start"),
        ({"reported_for": ""}, "reported_for"),
        ({"measure": "sorrow"}, "measure"),
        ({"label": "oficers"}, "label"),
        ({"propose_adoption": "yes"}, "adoption_reason_ar"),
        ({"claim_of": "m-1"}, "claim_of"),
    ],
)
def test_it_refuses_by_row_and_column(row, column):
    assert where(tallies(TALLY, {**PART, **row})) == [(3, column)]
    assert not Tally.objects.exists()


def test_a_circle_is_named_in_each_of_its_rows():
    first = {**PART, "key": "m-2", "parent": "m-3"}
    second = {**PART, "key": "m-3", "parent": "m-2"}
    problems = tallies(TALLY, first, second)
    assert where(problems) == [(3, "parent"), (4, "parent")]
    assert len({problem.message for problem in problems}) == 1


def test_a_part_of_a_refused_total_brings_no_error_of_its_own():
    assert where(tallies({**TALLY, "area": "nobody"}, PART, CLAIM)) == [(2, "area")]
    assert not TallyClaim.objects.exists()
