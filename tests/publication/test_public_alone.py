"""SITE=public runs `publication` alone: it starts, serves pages, writes nothing, and holds no staff page, session or
private app. Its database is made by the full site, as a public database of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PUBLISH = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "publication", database="public", verbosity=0)
from tests.publication.case_documents import PHOTO, case, group, photo
from tests.publication.documents import incident, publish, release, report, series
release(incident("onpublic"))
release(series())
publish(report())
release(case("caseaaaa", photos=[photo()]), files={PHOTO: b"jpeg"})
release(group("groupaaa", members=[{"member": {"id": "caseaaaa"}}]))
"""
SERVE = """
import django, json, sys
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import setup_test_environment
from publication.models import Heartbeat, PublishedIncident
setup_test_environment()
call_command("check")
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
def refusal(write):
    try:
        write()
    except DatabaseError as error:
        return str(error)
refusals = [refusal(PublishedIncident.objects.all().delete), refusal(Heartbeat.objects.all().delete)]
with connection.cursor() as cursor:
    cursor.execute("SELECT DISTINCT app FROM django_migrations")
    migrated = [row[0] for row in cursor.fetchall()]
print(json.dumps({"answers": answers, "private": private, "cookies": list(client.cookies), "refusals": refusals,
                  "migrated": migrated, "tables": connection.introspection.table_names(),
                  "apps": [config.label for config in apps.get_app_configs()]}))
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict:
    folder = tmp_path_factory.mktemp("public")
    public = f"sqlite:///{folder}/public.sqlite3"
    unset = ("DATABASE_URL", "PUBLIC_DATABASE_URL", "SITE")
    environment = {name: value for name, value in os.environ.items() if name not in unset} | {
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "monitor.settings",
        "PYTHONPATH": str(ROOT),
    }

    def run(code: str, **variables: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, env=environment | variables, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    run(PUBLISH, PUBLIC_DATABASE_URL=public)
    return json.loads(run(SERVE, SITE="public", DATABASE_URL=public).splitlines()[-1])


def test_it_serves_every_kind_of_page(alone: dict) -> None:
    answers = dict(alone["answers"])
    assert [answers.pop(address) for address in ("/admin/", "/en/admin/")] == [404, 404]
    assert set(answers.values()) == {200}


def test_it_loads_no_private_app(alone: dict) -> None:
    assert alone["private"] == []
    private = {"records", "incidents", "reports", "admin", "auth", "contenttypes", "sessions", "monitor"}
    assert not private & set(alone["apps"])


def test_its_database_has_no_private_table_and_no_private_migration(alone: dict) -> None:
    assert alone["migrated"] == ["publication"]
    tables = {name for name in alone["tables"] if not name.startswith("publication_")}
    assert tables == {"django_migrations"}


def test_it_sets_no_cookie_and_can_write_nothing(alone: dict) -> None:
    assert alone["cookies"] == []
    assert all("readonly" in refusal for refusal in alone["refusals"]), alone["refusals"]
