"""The site as production runs it: with what the settings module says without debug, behind a proxy, by https."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches, set_urlconf

from publication.protection import probing

ROOT = Path(__file__).resolve().parents[2]
HOST = "marsad.example"
#: Everything of the settings module that says how a request is answered. Files stay where tests put them.
ASKED = (
    "ALLOWED_HOSTS", "BEHIND_PROXY", "CONTENT_SECURITY_POLICY", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE", "CSRF_FAILURE_VIEW", "DATA_UPLOAD_MAX_NUMBER_FILES", "DEBUG", "MESSAGE_STORAGE",
    "MIDDLEWARE", "MISSES_A_MINUTE", "PUBLIC_PAGES_POLICY", "REQUEST_MAX_BYTES", "ROOT_URLCONF",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER",
    "SECURE_REFERRER_POLICY", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_SECURE", "STAFF_PATHS", "TEMPLATES", "WHITENOISE_ALLOW_ALL_ORIGINS", "X_FRAME_OPTIONS",
)  # fmt: skip
_DUMP = f"""
import json, monitor.settings as made
from django.conf import global_settings
said = {{name: getattr(made, name, getattr(global_settings, name, None)) for name in {ASKED!r}}}
print(json.dumps(said, default=str))
"""


def of_production(site: str) -> dict[str, Any]:
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DEBUG": "no", "SECRET_KEY": "k" * 60, "SITE": site,
        "ALLOWED_HOSTS": HOST, "DATABASE_URL": "postgresql://user@host/name", "VAULT_KEYS": f"{'A' * 43}=",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", _DUMP], env=environment, capture_output=True, text=True, check=True
    )
    made: dict[str, Any] = json.loads(done.stdout)
    made["SECURE_PROXY_SSL_HEADER"] = tuple(made["SECURE_PROXY_SSL_HEADER"])
    made["STAFF_PATHS"] = tuple(made["STAFF_PATHS"])
    return made


@pytest.fixture(scope="session")
def full_settings() -> dict[str, Any]:
    return of_production("full")


@pytest.fixture(scope="session")
def public_settings() -> dict[str, Any]:
    return of_production("public")


@pytest.fixture(autouse=True)
def _a_new_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "ledger", probing.Ledger())


@pytest.fixture
def production(settings: Any, full_settings: dict[str, Any]) -> Any:
    """The whole site. Misses are not limited, unless a test says so."""
    for name, value in {**full_settings, "MISSES_A_MINUTE": 0}.items():
        setattr(settings, name, value)
    return settings


@pytest.fixture
def public_alone(settings: Any, public_settings: dict[str, Any]) -> Any:
    """The public site alone, as far as requests can tell."""
    for name, value in {**public_settings, "MISSES_A_MINUTE": 0}.items():
        setattr(settings, name, value)
    clear_url_caches()
    set_urlconf(None)
    yield settings
    clear_url_caches()


def visitor(**options: Any) -> Client:
    """Someone behind the proxy, by https, under the host of the site."""
    options.setdefault("raise_request_exception", False)
    return Client(headers={"host": HOST, "x-forwarded-proto": "https"}, **options)
