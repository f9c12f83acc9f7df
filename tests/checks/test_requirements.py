"""What is installed is what was locked: every package at one version, with its hashes."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.txt", "requirements-test.txt"]
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,_-]+\])?==(?P<version>[^\s;]+)")


def packages(lock: str) -> dict[str, str]:
    """Each requirement of a lock with all that its lines say; comments left out."""
    lines = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found = [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]
    return {line.split("==")[0].split("[")[0].strip(): line for line in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    loose = [line for line in packages(lock).values() if not PIN.match(line) or "--hash=sha256:" not in line]
    assert packages(lock)
    assert loose == []


def test_the_tests_run_on_the_versions_that_a_server_runs() -> None:
    server, tests = (
        {name: PIN.match(line)["version"] for name, line in packages(lock).items()}  # type: ignore[index]
        for lock in LOCKS
    )
    assert {name: tests.get(name) for name in server} == server


@pytest.mark.parametrize("name", ["requirements", "requirements-test"])
def test_the_lock_holds_everything_that_is_asked_for(name: str) -> None:
    asked = re.findall(r"^([a-zA-Z0-9][a-zA-Z0-9._-]*)", (ROOT / f"{name}.in").read_text(), re.MULTILINE)
    assert asked
    assert {item.lower() for item in asked} <= set(packages(f"{name}.txt"))
