"""The repository speaks of itself alone, leaves nothing for later, and keeps to its own rules of form."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".png", ".jpg", ".xlsx", ".woff2", ".ico", ".zip", ".pdf"}
#: A path that exists on one machine only, and words that put work off.
UNWANTED = re.compile(r"(?<![\w.:/])/(?:work|root|farm|Users|home/\w+)/\w|\b(?:TO" + r"DO|FIX" + r"ME)\b")
SIDES = re.compile(
    r"(?<![-\w])(?:margin|padding|border|inset)-(?:left|right)\b"
    r"|(?<![-\w])(?:left|right)\s*:"
    r"|(?:align|float|clear)\s*:\s*(?:left|right)\b"
)
#: The content security policy refuses these on the page.
INLINE = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/))|<style\b|\sstyle=|\son[a-z]+=", re.IGNORECASE
)


def repository_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in files if path.is_file() and path.suffix not in BINARY]


def lines_with(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    """Where the pattern stands in files of these suffixes (all, when none is given), this one apart."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in repository_files()
        if path != Path(__file__) and (not suffixes or path.suffix in suffixes)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (UNWANTED, "see /work/x"),
        (UNWANTED, "open('/root/a')"),
        (UNWANTED, "# TO" + "DO later"),
        (UNWANTED, "(/home/maya/x)"),
        (SIDES, "  margin-left: 1rem;"),
        (SIDES, "  left: 0;"),
        (SIDES, "text-align: right;"),
        (INLINE, "<script>alert(1)</script>"),
        (INLINE, '<p style="color: red">'),
        (INLINE, '<button onclick="x()">'),
    ],
)
def test_the_patterns_find_what_is_unwanted(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (UNWANTED, "https://example.org/work/x"),
        (UNWANTED, "reports/work.py"),
        (SIDES, "margin-inline-start: 1rem;"),
        (SIDES, "text-align: start;"),
        (INLINE, '<script src="/static/x.js" defer></script>'),
        (INLINE, '<script type="application/ld+json">'),
    ],
)
def test_the_patterns_leave_the_rest_alone(pattern: re.Pattern[str], line: str) -> None:
    assert not pattern.search(line)


def test_no_file_names_a_machine_or_puts_work_off() -> None:
    assert lines_with(UNWANTED) == []


def test_styles_name_no_left_or_right() -> None:
    assert lines_with(SIDES, ".css") == []


def test_templates_hold_no_inline_script_or_style() -> None:
    assert lines_with(INLINE, ".html") == []


@pytest.mark.parametrize(("suffix", "limit"), [(".py", 400), (".html", 300), (".css", 300)])
def test_files_stay_small(suffix: str, limit: int) -> None:
    files = [path for path in repository_files() if path.suffix == suffix and "migrations" not in path.parts]
    lengths = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in files}
    assert {name: length for name, length in lengths.items() if length > limit} == {}


def test_the_slow_modules_are_there() -> None:
    named = (ROOT / "tests/slow.txt").read_text("utf-8").splitlines()[1:]
    assert named == sorted(named)
    assert [name for name in named if not (ROOT / name).is_file()] == []
