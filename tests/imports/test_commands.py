"""The import commands: the same resources, for an account that may."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from incidents.models import Incident, Tally
from reports.models import Series
from tests.support import factories as make
from tests.support.imports import INCIDENT, TALLY, csv_of, reference, xlsx_of

pytestmark = pytest.mark.django_db

SERIES = {"series": "test", "name_ar": "شهور مخترعة", "valid_from": "2014-06-29", "epoch": "2014-06-29",
          "ordinal_rule": "elapsed_at_start", "outcomes": "killed;wounded"}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    reference()
    path = tmp_path / "week.csv"
    path.write_bytes(csv_of(INCIDENT))
    return path


def run(command: str, path: Path, *options: str, user: str = "alice") -> str:
    make.alice()
    said = StringIO()
    call_command(command, str(path), *options, "--user", user, stdout=said)
    return said.getvalue()


def test_it_imports_a_csv_file_for_an_account(file):
    run("import_incidents", file)
    assert Incident.objects.get().created_by == make.alice()


def test_it_imports_an_xlsx_file(file, tmp_path):
    path = tmp_path / "week.xlsx"
    path.write_bytes(xlsx_of(list(TALLY), list(TALLY.values())))
    run("import_tallies", path)
    assert Tally.objects.get().best == 153


def test_a_dry_run_says_so_and_writes_nothing(file):
    assert "1" in run("import_incidents", file, "--dry-run")
    assert not Incident.objects.exists()


def test_it_says_what_a_draft_still_lacks(file):
    file.write_bytes(csv_of({**INCIDENT, "area": ""}))
    assert "منطقة" in run("import_incidents", file)


def test_it_lists_every_problem_and_writes_nothing(file):
    file.write_bytes(csv_of({**INCIDENT, "place": "nowhere"}, {**INCIDENT, "key": "t-2", "type": "party"}))
    with pytest.raises(CommandError) as refusal:
        run("import_incidents", file)
    lines = str(refusal.value).splitlines()
    assert len(lines) == 3
    assert all(word in line for word, line in zip(("place", "type"), lines[1:], strict=True))
    assert not Incident.objects.exists()


@pytest.mark.parametrize(("user", "says"), [("nobody", "nobody"), ("bob", "bob"), ("frank", "frank")])
def test_it_refuses_an_account_that_may_not_import(file, user, says):
    make.bob(), make.frank()
    with pytest.raises(CommandError, match=says):
        run("import_incidents", file, user=user)


def test_it_says_that_a_file_is_missing_or_too_large(tmp_path):
    with pytest.raises(CommandError):
        run("import_incidents", tmp_path / "none.csv")
    large = tmp_path / "large.csv"
    with large.open("wb") as handle:
        handle.truncate(11 * 1024 * 1024)
    with pytest.raises(CommandError, match="10"):
        run("import_incidents", large)


def test_the_rows_of_a_series_are_its_rules(tmp_path):
    reference()
    path = tmp_path / "series.csv"
    later = {**SERIES, "valid_from": "2019-06-29", "ordinal_rule": "elapsed_at_end", "involved": "is"}
    path.write_bytes(csv_of(SERIES, later))
    run("import_series", path)
    first, second = Series.objects.get(slug="test").rules.all()
    assert (first.outcomes, first.ordinal_rule) == (["killed", "wounded"], "elapsed_at_start")
    assert [party.key for party in second.involved.all()] == ["is"]


@pytest.mark.parametrize(
    "change", [{"valid_from": "2014-06-29"}, {"outcomes": "sad"}, {"name_ar": "اسم آخر"}]
)
def test_a_rule_that_cannot_be_is_refused(tmp_path, change):
    reference()
    path = tmp_path / "series.csv"
    path.write_bytes(csv_of(SERIES, {**SERIES, "valid_from": "2019-06-29", **change}))
    with pytest.raises(CommandError, match="3"):
        run("import_series", path)
    assert not Series.objects.exists()
