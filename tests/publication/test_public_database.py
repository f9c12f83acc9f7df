"""A public database of its own, on both engines: runs tests/two_databases, whose settings have a second database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_site_works_with_a_public_database_of_its_own(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    if connection.vendor == "postgresql":
        # Other names than this process's own: what pytest makes of them is called test_…
        private = f"{os.environ['DATABASE_URL']}_apart"
        databases = {"DATABASE_URL": private, "PUBLIC_DATABASE_URL": f"{private}_public"}
    else:
        databases = {"PUBLIC_DATABASE_URL": f"sqlite:///{tmp_path}/public.sqlite3"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", f"--basetemp={tmp_path}/pytest",
         "-o", f"cache_dir={pytestconfig.getini('cache_dir')}", "tests/two_databases"],
        cwd=ROOT,
        env={**os.environ, **databases},
        capture_output=True,
        text=True,
        timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
