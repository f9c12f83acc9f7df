"""The documentation and the code say the same: links lead somewhere, every variable, model and rule is written down."""

import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from records.disclosure import PUBLIC
from records.documents import SPECS, Spec

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
OURS = ("monitor", "records", "incidents", "abductees", "reports", "publication")
FOLDERS = (*OURS, "terms", "tests", "docs", "script", "templates", "static", "locale", "sample")
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_HEADING = re.compile(r"^#+\s+(.*?)\s*$", re.MULTILINE)


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as the usual viewers of Markdown make them."""
    titles = [re.sub(r"[^\w\- ]", "", title.lower()) for title in _HEADING.findall(_CODE.sub(_plain, page))]
    return {title.strip().replace(" ", "-") for title in titles}


def _plain(code: re.Match[str]) -> str:
    return "" if code[0].startswith("```") else code[0].strip("`")


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in _LINK.findall(text):
            if not re.match(r"[a-z]+:", target):
                yield page, target


def test_links_between_pages_lead_somewhere() -> None:
    dead = []
    for page, target in links():
        name, _hash, anchor = target.partition("#")
        goal = (page.parent / name).resolve() if name else page
        if not goal.exists() or (
            anchor and goal.suffix == ".md" and anchor not in anchors(goal.read_text(encoding="utf-8"))
        ):
            dead.append(f"{page.relative_to(ROOT)} → {target}")
    assert dead == []


def test_there_are_links_to_look_at() -> None:
    assert len(list(links())) > 5


def named() -> Iterator[tuple[str, str]]:
    """What pages name in the code: files (`records/triggers.py`) and objects (`records.workflow.move`)."""
    for page in PAGES:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for token in re.findall(r"`([^`\n]+)`", text):
            if re.fullmatch(rf"(?:{'|'.join(FOLDERS)})[./][\w./-]+", token):
                yield page.name, token


def stands(token: str) -> bool:
    if "/" in token:
        return (ROOT / token).exists()
    try:
        pkgutil.resolve_name(token)
    except (ImportError, AttributeError):
        return False
    return True


def test_files_and_functions_that_pages_name_are_there() -> None:
    found = list(named())
    assert len(found) > 20
    assert [f"{page}: {token}" for page, token in found if not stands(token)] == []


# Settings --------------------------------------------------------------------------------------------------


def variables() -> set[str]:
    """Every variable that settings read through monitor.env."""
    called = re.compile(r"\benv\.[a-z]+\(\s*\"([A-Z][A-Z0-9_]*)\"")
    return {name for path in ROOT.glob("monitor/**/*.py") for name in called.findall(path.read_text("utf-8"))}


def test_every_variable_of_the_settings_is_in_the_table_of_operations() -> None:
    rows = re.findall(r"^\| `([A-Z][A-Z0-9_]*)`", (DOCS / "operations.md").read_text("utf-8"), re.MULTILINE)
    assert len(variables()) > 5
    assert set(rows) == variables()


# Models ----------------------------------------------------------------------------------------------------


def sections() -> dict[str, str]:
    """The sections of the data model by the name of their model."""
    text = (DOCS / "data-model.md").read_text("utf-8")
    parts = re.split(r"^###? (\w+)[^\n]*$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def models() -> set[str]:
    """Every model of the project, the tables of history apart: they repeat the model that they follow."""
    return {
        model.__name__
        for config in apps.get_app_configs()
        if config.name in OURS
        for model in config.get_models()
        if not model.__name__.startswith("Historical")
    }


def test_every_model_has_a_section_in_the_data_model() -> None:
    assert models() - set(sections()) == set()


def specs() -> list[Spec]:
    """Every table of disclosure, children included."""
    found: list[Spec] = []
    waiting = list(SPECS.values())
    while waiting:
        found.append(spec := waiting.pop())
        waiting += spec.children.values()
    return found


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.model.__name__)
def test_what_a_release_shows_is_written_as_the_code_has_it(spec: Spec) -> None:
    section = sections()[spec.model.__name__]
    public = re.search(r"^Public: ([^\n]*)\.$", section, re.MULTILINE)
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]*?) \|$", section, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", public[1] if public else "")) == {
        name for name, rule in spec.fields.items() if rule is PUBLIC
    }
    assert rows == {name: rule.name for name, rule in spec.fields.items() if rule is not PUBLIC}


# Dependencies ----------------------------------------------------------------------------------------------


def test_every_dependency_of_a_server_has_its_reason() -> None:
    asked = re.findall(r"^([a-z0-9][a-z0-9-]*)", (ROOT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    rows = re.findall(
        r"^\| ([a-z0-9-]+)[^|]* \|", (DOCS / "architecture.md").read_text("utf-8"), re.MULTILINE
    )
    assert set(asked) - set(rows) == set()
