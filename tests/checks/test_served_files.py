"""Nothing of the checkout, and no list of a folder, is served, and nothing at all to another origin."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/static/",
        "/static/css/",
        "/static/../monitor/settings.py",
        "/static/%2e%2e/manage.py",
        "/static/..%2fmanage.py",
        "/.git/config",
        "/.git/HEAD",
        "/manage.py",
        "/monitor/settings.py",
        "/requirements.txt",
        "/media/",
        "/originals/",
        "/var/",
        "/server-status",
        "/metrics",
        "/debug/",
        "/admin/doc/",
    ],
)
def test_it_is_nowhere(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404 or answer["Location"].startswith("/admin/login/")
    assert b"SECRET_KEY" not in answer.content


def test_no_other_origin_may_read_an_answer(settings: Any, tmp_path: Path) -> None:
    """Static files too: WhiteNoise opens them to every origin unless it is told not to."""
    (tmp_path / "a.css").write_text("p {}")
    settings.STATIC_ROOT = tmp_path
    client = Client(headers={"origin": "https://elsewhere.example"})
    for address in ("/static/a.css", "/methodology/", "/api/v1/incidents/", "/incidents.csv"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert [name for name in answer.headers if name.startswith("Access-Control-")] == [], address
