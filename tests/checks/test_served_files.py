"""Nothing of the checkout, and no list of a folder, is served; files are those of the collected folder alone."""

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
