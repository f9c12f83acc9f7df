"""docs/import-format.md, its examples and the code say the same."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.utils.translation import override

from abductees.imports import CaseResource
from incidents.imports import IncidentResource, TallyResource
from records.imports import files
from records.imports.resource import RecordResource
from reports.imports import SeriesResource
from terms import choices
from terms.arabic.fold import fold

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "import-format.md").read_text(encoding="utf-8")
RESOURCES = {
    "Incidents": IncidentResource,
    "Abductees": CaseResource,
    "Tallies": TallyResource,
    "Series": SeriesResource,
}
LISTS = {
    "precision": choices.Precision,
    "place_precision": choices.PlacePrecision,
    "type": choices.EventType,
    "method": choices.Method,
    "perpetrator_certainty": choices.Certainty,
    "grade": choices.Grade,
    "civil_status": choices.CivilStatus,
    "measure": choices.Measure,
    "relation": choices.Relation,
    "ordinal_rule": choices.OrdinalRule,
    "outcomes": choices.Outcome,
    "status": choices.CaseStatus,
    "claim_grade": choices.ClaimGrade,
    "count_of": choices.CountOf,
    "basis": choices.ConsentBasis,
    "place_limit": choices.PlaceLimit,
    "role": choices.Role,
}
_ROW = re.compile(r"^\| (\*\*)?`(\w+)`(?:\*\*)? \| ([^|]+) \|", re.MULTILINE)


def section(title: str) -> str:
    return PAGE.split(f"# {title}\n", 1)[1].split("\n#", 1)[0]


@pytest.mark.parametrize("title", RESOURCES)
def test_the_page_names_every_column_with_its_arabic_heading(title):
    with override("ar"):
        columns = [(c.required, c.name, fold(str(c.label))) for c in RESOURCES[title].columns]
    assert [
        (bool(bold), name, fold(heading)) for bold, name, heading in _ROW.findall(section(title))
    ] == columns


@pytest.mark.parametrize("name", LISTS)
def test_the_page_names_every_value_of_a_closed_list(name):
    with override("ar"):
        said = [f"`{value}` {label}" for value, label in LISTS[name].choices]
    assert section(f"`{name}`").strip().split(" · ") == said


@pytest.mark.parametrize("resource", RESOURCES.values())
def test_no_heading_names_two_columns(resource: type[RecordResource]):
    for language in ("ar", "en"):
        with override(language):
            headings = Counter(fold(str(column.label)) for column in resource.columns)
        names = {fold(column.name) for column in resource.columns}
        others = {fold(str(c.label)): fold(c.name) for c in resource.columns}
        assert [heading for heading, count in headings.items() if count > 1] == []
        assert [h for h, name in others.items() if h in names and h != name] == []


@pytest.mark.parametrize(
    ("example", "source"),
    [
        ("incidents.csv", "incidents-month-78.csv"),
        ("incidents.xlsx", "incidents-month-78.csv"),
        ("abductees.csv", "abductees-month-78.csv"),
        ("abductees.xlsx", "abductees-month-78.csv"),
        ("tallies.csv", "tallies-month-78.csv"),
        ("tallies.xlsx", "tallies-month-78.csv"),
        ("series.csv", "series.csv"),
    ],
)
def test_the_examples_are_the_sample(example, source):
    """If not: .venv/bin/python script/examples"""
    sample = files.read(source, (DOCS.parent / "sample" / source).read_bytes())
    made = files.read(example, (DOCS / "examples" / example).read_bytes())
    assert [row[1:] for row in made] == [row[1:] for row in sample]
    offset = 1 if example.endswith(".xlsx") else 0
    assert [row[0] - offset for row in made] == [row[0] for row in sample], (
        "the row of HXL tags counts as a row"
    )
