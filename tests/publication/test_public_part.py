"""The public part of the suite once more, as the public server runs: SITE=public, and requests that may only select."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
#: Tests of this folder that need the staff side to make what they look at, or that are no tests of pages.
PRIVATE = re.compile(r"^\s*(?:from|import) (?:records|incidents|abductees|reports|monitor)\b", re.MULTILINE)


def public_tests() -> list[str]:
    """Files that ask the public side for pages and know nothing private."""
    found = []
    for path in sorted(HERE.glob("test_*.py")):
        text = path.read_text()
        if "Client" in text and "subprocess" not in text and not PRIVATE.search(text):
            found.append(str(path.relative_to(ROOT)))
    return found


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor == "sqlite", reason="an embedded database has no roles")
def test_the_public_part_passes_with_a_role_that_may_only_select(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.selecting", "-m", "not browser",
         f"--basetemp={tmp_path}/pytest", "-o", f"cache_dir={pytestconfig.getini('cache_dir')}", *public_tests()],
        cwd=ROOT,
        env={**os.environ, "SITE": "public", "DATABASE_URL": f"{os.environ['DATABASE_URL']}_select"},
        capture_output=True,
        text=True,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed and int(passed[1]) > 50, done.stdout[-500:]
