"""The text of casualty lines and their parts, in both languages."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from incidents.line_text import parse_composition, parse_lines, write_composition
from incidents.models import Subset
from terms.figures import Figure
from tests.support.imports import reference

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names() -> None:
    reference()


def composition(text: str) -> dict[str, Figure]:
    return {label.key: figure for label, figure in parse_composition(text)}


@pytest.mark.parametrize(
    "text",
    [
        "officers=8, women=about 3",
        "ضباط: 8، نساء: نحو 3",
        "ضباط = ٨؛ نساء = حوالي ٣",
        "officers: 8\nwomen: ~3",
    ],
)
def test_parts_are_read_in_either_language(text):
    assert composition(text) == {"officers": Figure.exact(8), "women": Figure.about(3)}


def test_a_comma_between_digits_separates_thousands():
    assert composition("ضباط: ١،١٠٠، نساء: 2,000") == {
        "officers": Figure.exact(1100),
        "women": Figure.exact(2000),
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_written_is_read_back(language):
    parts = parse_composition("officers=25-28, women=at least 3")
    subsets = []
    for label, figure in parts:
        subset = Subset(label=label)
        subset.figure = figure
        subsets.append(subset)
    with override(language):
        assert parse_composition(write_composition(subsets)) == parts
    assert write_composition(subsets, "ar") == "ضباط: ما بين 25 و28، نساء: ما لا يقل عن 3"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("officers", "officers"),
        ("officers=many", "many"),
        ("oficers=8", "ضباط"),
        ("officers=8, ضباط=9", "ضباط"),
    ],
)
def test_it_says_which_part_cannot_be_read(text, says):
    with pytest.raises(ValidationError) as refusal:
        parse_composition(text)
    assert says in refusal.value.messages[0]


def test_lines_carry_civil_status_parties_parts_and_their_own_perpetrators():
    lines = parse_lines(
        "civilians=3; regime_forces+is=at least 12 [officers=8]; mixed=?; تنظيم الدولة=5 على يد قوات النظام"
    )
    assert [(line.civil_status, [party.key for party in line.parties]) for line in lines] == [
        ("civilian", []),
        ("combatant", ["regime_forces", "is"]),
        ("mixed", []),
        ("combatant", ["is"]),
    ]
    assert lines[1].figure == Figure.at_least(12)
    assert [(label.key, figure) for label, figure in lines[1].subsets] == [("officers", Figure.exact(8))]
    assert lines[2].figure == Figure.unknown()
    assert [party.key for party in lines[3].perpetrators] == ["regime_forces"]


def test_all_that_is_wrong_with_a_cell_is_said_at_once():
    with pytest.raises(ValidationError) as refusal:
        parse_lines("civilians; nobody=3; is=few; regime_forces=2 [officers=x")
    assert len(refusal.value.messages) == 4
