"""The synthetic records of `bench` are counted as released ones are, and a real database is never emptied."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from monitor import bench
from monitor.management.commands.bench import is_temporary, steps
from publication.models import PublishedIncident, Total
from tests.support.counting import fresh_totals, incident, kept_totals, project
from tests.support.dump import dump

pytestmark = pytest.mark.django_db


def test_synthetic_records_are_counted_and_every_measured_page_answers() -> None:
    bench.fill(40, lambda done: None)
    assert PublishedIncident.objects.count() == 40 and Total.objects.exists()
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
