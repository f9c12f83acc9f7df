"""The site asks no other machine for anything but its database: no module of ours can open a connection."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("monitor", "reports", "incidents", "abductees", "records", "publication", "terms")
#: What opens connections or starts programs, in the standard library, in Django, and in what is installed.
OPENS = (
    "aiohttp", "asyncio", "django.core.mail", "ftplib", "http.client", "http.server", "httpx", "imaplib", "os.popen",
    "os.system", "requests", "smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "urllib.request",
    "urllib3", "webbrowser", "xmlrpc",
)  # fmt: skip


def opening(source: str) -> list[str]:
    """What of OPENS the source imports or names."""
    named = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            # A module must be imported to be used, which is found above; what of it opens something is named here.
            named |= {f"{node.value.id}.{node.attr}"} & set(OPENS)
    return sorted(name for name in named if any(name == one or name.startswith(f"{one}.") for one in OPENS))


def test_no_module_of_the_site_opens_a_connection_or_starts_a_program() -> None:
    modules = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
    assert len(modules) > 200
    found = {str(path.relative_to(ROOT)): opening(path.read_text("utf-8")) for path in modules}
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "import socket",
        "from urllib import request",
        "import urllib.request as u",
        "def f():\n    from http import client",
        "from django.core.mail import send_mail",
        "from django.core import mail",
        "import os\nos.system('x')",
        "import subprocess as s",
    ],
)
def test_a_planted_one_is_found(planted: str) -> None:
    assert opening(planted)


@pytest.mark.parametrize(
    "harmless",
    [
        "from urllib.parse import quote",
        "from django.core import checks",
        "import os\nos.path.join('a')",
        "from monitor import requests\nrequests.ask('new')",
    ],
)
def test_a_harmless_one_is_none(harmless: str) -> None:
    assert opening(harmless) == []
