"""A file comes in whole or not at all: whatever is wrong, wherever it stands, and even when the process is killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.models import CasualtyLine, IncidentClaim
from records.models import Contribution, ImportBatch, Person, Record
from tests.support.imports import CLAIM, INCIDENT, csv_of, incidents, reference

ROOT = Path(__file__).resolve().parents[2]

#: One wrong cell for a row of either kind.
FAULTS = [
    {"killed": "regime_forces=3 [officers=9]"},
    {"killed": "=1"},
    {"source": "nobody"},
    {"said_on": "soon"},
    {"same_event_as": "nothing"},
    {"key": ""},
    {"record": "rumour"},
]


def _everything() -> list[int]:
    return [
        model.objects.count()
        for model in (Record, ImportBatch, CasualtyLine, IncidentClaim, Contribution, Person)
    ]


@pytest.mark.django_db
@settings(max_examples=25)
@given(data=st.data())
def test_a_file_with_one_bad_row_writes_nothing(data):
    reference()
    events = data.draw(st.integers(1, 4))
    rows = []
    for number in range(events):
        rows.append({**INCIDENT, "key": f"t-{number}", "victims": f"اسم مخترع {number} | | killed"})
        claims = data.draw(st.integers(0, 2))
        rows += [{**CLAIM, "key": f"c-{number}-{n}", "same_event_as": f"t-{number}"} for n in range(claims)]
    place = data.draw(st.integers(0, len(rows) - 1))
    rows[place] = {**rows[place], **data.draw(st.sampled_from(FAULTS))}
    problems = incidents(*rows)
    assert problems
    assert all(problem.row >= 2 for problem in problems)
    assert place + 2 in {problem.row for problem in problems}
    assert _everything() == [0] * 6


CHILD = """
import django, pathlib, sys, time
django.setup()
from django.db.backends.base.base import BaseDatabaseWrapper
from django.core.management import call_command
from incidents.imports import IncidentResource
from incidents.models import Incident
from records.imports.command import import_file
from tests.support import factories, imports
folder = pathlib.Path(sys.argv[1])
call_command("migrate", verbosity=0)
imports.reference()
clerk = factories.alice()
def stop_here(self, *args, **kwargs):
    assert Incident.objects.count() == 2
    (folder / "in the middle").touch()
    time.sleep(60)
IncidentResource.after_import = stop_here
import_file(IncidentResource, "file.csv", (folder / "file.csv").read_bytes(), clerk)
"""


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the child brings its own database file")
def test_a_process_killed_in_the_middle_leaves_nothing(tmp_path):
    (tmp_path / "file.csv").write_bytes(csv_of(INCIDENT, {**INCIDENT, "key": "t-2"}))
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "monitor.settings",
            "VAR_DIR": str(tmp_path),
        },
    )
    try:
        deadline = time.monotonic() + 120
        while not (tmp_path / "in the middle").exists():
            assert child.poll() is None, "the import ended by itself"
            assert time.monotonic() < deadline, "the import did not come that far"
            time.sleep(0.05)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    with closing(sqlite3.connect(tmp_path / "marsad.sqlite3")) as database:
        for table in (
            "records_record",
            "incidents_incident",
            "incidents_casualtyline",
            "records_importbatch",
        ):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
        assert database.execute("SELECT count(*) FROM records_place").fetchone() != (0,), (
            "the database was in use"
        )
