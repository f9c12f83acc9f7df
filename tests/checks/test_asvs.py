"""docs/asvs.md answers every requirement of ASVS 5.0.0, levels 1 and 2, once, and names what is there."""

import csv
from collections import Counter

import pytest

from tests.support.named import ROOT, pages_in, paths_in, rows_of, stands

PAGE = (ROOT / "docs" / "asvs.md").read_text("utf-8")
ANSWERS = ("met", "not met", "not applicable")
#: Number, level, what it asks for, answer, by what or why.
ROWS = [row for row in rows_of(PAGE) if row[0].startswith("V")]


def levels() -> dict[str, str]:
    """The level of each requirement of levels 1 and 2, by its number, as ASVS 5.0.0 has them."""
    with (ROOT / "tests" / "checks" / "asvs-5.0.0.csv").open(encoding="utf-8", newline="") as file:
        return {row["number"]: row["level"] for row in csv.DictReader(file)}


def test_the_list_of_the_standard_is_whole() -> None:
    """5.0.0 has 70 requirements of level 1 and 183 of level 2."""
    assert Counter(levels().values()) == {"1": 70, "2": 183}


def test_every_requirement_is_answered_once_in_its_order_with_its_level() -> None:
    assert [(row[0], row[1]) for row in ROWS] == list(levels().items())


def test_each_answer_is_one_of_three_and_says_by_what_or_why() -> None:
    assert [
        row[0] for row in ROWS if len(row) != 5 or row[3] not in ANSWERS or not row[2] or not row[4]
    ] == []


def test_the_count_at_the_top_is_the_count_of_the_tables() -> None:
    counted = Counter((row[3], row[1]) for row in ROWS)
    due = {answer: [counted[answer, "1"], counted[answer, "2"]] for answer in ANSWERS}
    said = {row[0]: [int(number) for number in row[1:]] for row in rows_of(PAGE) if row[0] in ANSWERS}
    assert said == {answer: [*numbers, sum(numbers)] for answer, numbers in due.items()}


def test_what_is_met_names_by_what() -> None:
    assert [row[0] for row in ROWS if row[3] == "met" and not (paths_in(row[4]) or pages_in(row[4]))] == []


def test_what_is_named_is_there() -> None:
    named = [(row[0], token) for row in ROWS for token in paths_in(row[4])]
    assert len(named) > 200
    assert [f"{number}: {token}" for number, token in named if not stands(token)] == []


@pytest.mark.parametrize(
    ("token", "is_there"),
    [
        ("tests/checks/test_asvs.py", True),
        ("tests/checks/test_asvs.py::levels", True),
        ("tests/checks/test_asvs.py::test_that_was_renamed", False),
        ("tests/checks/test_that_was_moved.py", False),
        ("monitor/settings.py::CSRF_COOKIE_SAMESITE", True),
        ("tests/checks/", True),
    ],
)
def test_a_name_that_is_gone_is_found(token: str, is_there: bool) -> None:
    assert paths_in(f"by `{token}` here") == [token]
    assert stands(token) is is_there
