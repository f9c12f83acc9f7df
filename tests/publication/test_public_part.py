"""The public part of the suite once more, as the public server runs: SITE=public, and requests that may only select."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
#: Every kind of page, file and answer once. They know nothing private, as the server does not.
FILES = ("incident_page", "search", "exports", "case_page", "corrections", "edition_files", "api_reports")


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor == "sqlite", reason="an embedded database has no roles")
def test_the_public_part_passes_with_a_role_that_may_only_select(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.selecting",
         f"--basetemp={tmp_path}/pytest", "-o", f"cache_dir={pytestconfig.getini('cache_dir')}",
         *(f"tests/publication/test_{name}.py" for name in FILES)],
        cwd=ROOT,
        env={**os.environ, "SITE": "public", "DATABASE_URL": f"{os.environ['DATABASE_URL']}_select"},
        capture_output=True,
        text=True,
        timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed and int(passed[1]) > 50, done.stdout[-500:]
