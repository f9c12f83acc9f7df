"""SITE=public runs `publication` alone: it starts, serves pages, and holds no staff page, session or private app."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SERVE = """
import django, json, sys
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
call_command("check")
call_command("migrate", verbosity=0)
from tests.publication.case_documents import PHOTO, case, group, photo
from tests.publication.documents import incident, publish, release, report, series
release(incident("onpublic"))
release(series())
publish(report())
release(case("caseaaaa", photos=[photo()]), files={PHOTO: b"jpeg"})
release(group("groupaaa", members=[{"member": {"id": "caseaaaa"}}]))
client = Client()
answers = {address: client.get(address).status_code for address in
           ("/", "/incidents/", "/incidents/onpublic/", "/en/incidents/?q=ambush", "/api/v1/incidents/",
            "/api/v1/docs/", "/incidents.csv", "/healthz", "/abductees/", "/abductees.csv",
            "/data/abductees.pfif", "/api/v1/abductees/", "/abductees/caseaaaa/", "/en/abductees/groupaaa/",
            "/abductees/caseaaaa/photo-abababababababab.jpg",
            "/summaries/caliphate/78/", "/summaries/caliphate/78/editions/1/", "/summaries/caliphate/78/report.pdf",
            "/api/v1/reports/caliphate/78/", "/admin/", "/en/admin/")}
private = [name for name in sys.modules
           if name.split(".")[0] in ("records", "incidents", "abductees", "reports")]
print(json.dumps({"answers": answers, "private": private, "cookies": list(client.cookies),
                  "apps": [config.label for config in apps.get_app_configs()]}))
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict:
    import json

    environment = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SITE", "VAR_DIR")
    }
    environment |= {
        "SITE": "public",
        "VAR_DIR": str(tmp_path_factory.mktemp("public")),
        "DJANGO_SETTINGS_MODULE": "monitor.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", SERVE], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_it_serves_every_kind_of_page(alone: dict) -> None:
    answers = dict(alone["answers"])
    assert [answers.pop(address) for address in ("/admin/", "/en/admin/")] == [404, 404]
    assert set(answers.values()) == {200}


def test_it_loads_no_private_app(alone: dict) -> None:
    assert alone["private"] == []
    assert not {"records", "incidents", "reports", "admin", "auth", "sessions", "monitor"} & set(
        alone["apps"]
    )


def test_it_sets_no_cookie(alone: dict) -> None:
    assert alone["cookies"] == []
