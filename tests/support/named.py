"""What a page of the documentation names in the repository: `a/path.py`, or `a/path.py::name` of something in it."""

import ast
import re
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?:[\w.-]+/)*[\w-]+(?:\.[\w.-]+|/)(?:::\w+)?")
_LINK = re.compile(r"\]\(([\w./-]+\.md)(?:#[\w-]*)?\)")


def paths_in(text: str) -> list[str]:
    """The paths in code marks, each with its name if it has one; a word without a folder or suffix is none.

    A dotted name of an object (`records.workflow.move`) and a setting (`HSTS_SECONDS`) are none either.
    """
    found = [token for token in _CODE.findall(text) if _PATH.fullmatch(token)]
    return [token for token in found if "/" in token or token.partition("::")[0].endswith(_SUFFIXES)]


_SUFFIXES = (".py", ".txt", ".toml", ".md", ".csv", ".in")


def pages_in(text: str) -> list[str]:
    """The pages of the documentation that the text links."""
    return _LINK.findall(text)


def stands(token: str) -> bool:
    """Whether the file or folder is there, and defines the name."""
    path, _colons, name = token.partition("::")
    return (ROOT / path).exists() and (not name or name in names_of(ROOT / path))


@lru_cache
def names_of(path: Path) -> frozenset[str]:
    """The functions, classes and variables that a module defines anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return frozenset(found)


def rows_of(page: str) -> list[list[str]]:
    """The cells of the rows of a page's tables, without their heads."""
    rows, head = [], True
    for line in page.splitlines():
        if not line.startswith("|"):
            head = True
        elif set(line) <= set("|-: "):
            head = False
        elif not head:
            rows.append([cell.strip() for cell in line.strip().strip("|").split(" | ")])
    return rows
