"""Every promise of the threat model names what holds it, and what it names is there."""

import re

from tests.support.named import ROOT, paths_in, rows_of, stands

PAGE = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
#: The part that promises.
PROMISES = re.split(r"^## ", PAGE, flags=re.MULTILINE)
ROWS = [row for part in PROMISES if part.startswith("What this version promises") for row in rows_of(part)]


def test_there_are_promises() -> None:
    assert len(ROWS) > 30


def test_every_promise_names_a_file_that_holds_it() -> None:
    assert [row[0] for row in ROWS if len(row) != 2 or not paths_in(row[1])] == []


def test_every_promise_of_code_names_a_test() -> None:
    without = [
        row[0]
        for row in ROWS
        if not any(name.startswith(("tests/", "conftest")) for name in paths_in(row[1]))
    ]
    assert without == []


def test_what_is_named_anywhere_on_the_page_is_there() -> None:
    named = paths_in(PAGE)
    assert len(named) > 40
    assert [name for name in named if not stands(name)] == []
