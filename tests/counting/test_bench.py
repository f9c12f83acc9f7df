"""The synthetic records of `bench` are counted as released ones are, and a real database is never emptied."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from monitor import bench
from monitor.management.commands.bench import is_temporary, steps
from publication.models import PublishedCase, PublishedIncident, Total
from publication.search import containing
from tests.support.counting import fresh_totals, incident, kept_totals, project
from tests.support.dump import dump

pytestmark = pytest.mark.django_db


def test_synthetic_records_are_counted_and_every_measured_page_answers() -> None:
    bench.fill(40, lambda done: None)
    assert PublishedIncident.objects.count() == 40 and Total.objects.exists()
    assert PublishedCase.objects.count() == 4
    assert kept_totals() == fresh_totals()
    for step in steps().values():
        step()
    assert kept_totals() == fresh_totals()


def test_a_synthetic_record_has_the_rows_that_the_projector_would_write() -> None:
    bench.fill(1, lambda done: None)
    direct = dump()
    content = PublishedIncident.objects.get().content
    project(20_000, content, withdrawn_for="error")
    project(20_001, content)
    for model in ("PublishedCasualty", "PublishedIncidentPlace", "Total", "PublishedUse", "PublishedPlace"):
        assert dump()[model] == direct[model], model


def test_a_synthetic_case_has_the_rows_that_the_projector_would_write() -> None:
    bench.fill(200, lambda done: None)
    direct = dump(ledger=False)
    group = PublishedCase.objects.get(subject="group")
    assert group.members.count() == 19 and PublishedCase.objects.count() == 20
    for number, case in enumerate(PublishedCase.objects.order_by("pk"), start=6_000_000):
        project(2 * number, case.content, withdrawn_for="error")
        project(2 * number + 1, case.content)
    for model in ("PublishedCase", "PublishedUse", "PublishedPlace", "PublishedParty"):
        assert dump(ledger=False)[model] == direct[model], model
    for model in ("PublishedCasePlace", "PublishedCaseDay", "PublishedMember"):
        assert without_numbers(dump()[model]) == without_numbers(direct[model]), model


def without_numbers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(({name: value for name, value in row.items() if name != "id"} for row in rows), key=repr)


def test_the_name_that_is_looked_for_is_found_in_its_other_spelling() -> None:
    bench.fill(10, lambda done: None)
    found = containing(PublishedCase.objects.all(), bench.CASE_NAME_SOUGHT)
    assert [case.title for case in found] == [bench.CASE_NAME]


def test_it_refuses_to_empty_a_database_that_is_not_said_to_be_throwaway(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project(1, incident("one"))
    monkeypatch.setitem(connection.settings_dict, "NAME", "/srv/marsad/marsad.sqlite3")
    with pytest.raises(CommandError):
        call_command("bench")
    assert PublishedIncident.objects.exists()


def test_only_an_embedded_file_below_the_temporary_folder_is_throwaway_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = Path(tempfile.gettempdir())
    names: list[Any] = [
        temporary / "bench/marsad.sqlite3",
        temporary / "../srv/marsad.sqlite3",
        "/srv/marsad.sqlite3",
    ]
    found = []
    for name in names:
        monkeypatch.setitem(connection.settings_dict, "NAME", name)
        found.append(is_temporary())
    assert found == [connection.vendor == "sqlite", False, False]
