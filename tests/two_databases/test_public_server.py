"""The public server as it runs: a process of its own with SITE=public and a role that may only select.

A house full of canaries is released by the full site into the public database; the public server then answers at every
public address as the full site does, byte for byte, and writes nothing. A whole dump of its database holds no canary
and no withheld name.
"""

import base64
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from publication.models import PublishedCase, PublishedIncident
from tests.support.canaries import Body, Secrets, leaks, token
from tests.support.canary_people import HIDDEN, NAMED, UNLISTED
from tests.support.canary_reading import addresses
from tests.support.canary_world import World
from tests.support.two_databases import every_row

ROOT = Path(__file__).resolve().parents[2]
CANARY = re.compile(rb"zq[0-9a-f]{7}")

#: Reads every address that it is given, then tries to write, and to read what is not there.
SERVE = """
import base64, json, sys
import django
django.setup()
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment(debug=False)
call_command("check", databases=["default"])
client, answers = Client(raise_request_exception=False), {}
for address in json.load(sys.stdin):
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    head = {name: value for name, value in answer.headers.items() if name != "Date"}
    answers[address] = [answer.status_code, base64.b64encode(body).decode(), head]
def refusal(statement):
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return "" if cursor.description is None else str(cursor.fetchall())
    except DatabaseError as error:
        return f"{type(error).__name__}: {error}".lower()
reads = ["SELECT 1 FROM records_record", "SELECT 1 FROM auth_user"]
writes = ["DELETE FROM publication_heartbeat", "UPDATE publication_publishedincident SET search = ''",
          "CREATE TABLE publication_more (id integer)"]
refusals = [refusal(statement) for statement in reads + writes]
by_role = []
if connection.vendor == "postgresql":  # without what the process asks of itself, the role still may only select
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
    by_role = [refusal(statement) for statement in [*writes, "SELECT 1 FROM django_migrations"]]
print(json.dumps({"answers": answers, "cookies": list(client.cookies),
                  "refusals": refusals, "by_role": by_role, "vendor": connection.vendor,
                  "tables": connection.introspection.table_names()}))
"""

ROLE = "marsad_public_of_the_tests"


@pytest.fixture(scope="module")
def world(_committed: None) -> World:
    return World()


@pytest.fixture(scope="module")
def selecting(world: World) -> Iterator[str]:
    """The address of the public database for a role that has what docs/operations.md gives it, and no more."""
    public = connections["public"]
    if public.vendor == "sqlite":
        yield f"sqlite:///{public.settings_dict['NAME']}"
        return
    place = public.settings_dict
    with public.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {ROLE}")
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD 'only-for-this-test'")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        for name in public.introspection.table_names(cursor):
            if name.startswith("publication_"):
                cursor.execute(f"GRANT SELECT ON {public.ops.quote_name(name)} TO {ROLE}")
    yield (f"postgresql://{ROLE}:only-for-this-test@{place['HOST']}:{place['PORT'] or 5432}/{place['NAME']}")
    with public.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


@pytest.fixture(scope="module")
def wanted(world: World) -> list[str]:
    """Every public address, both languages; those of single records with ids that are public and ids that are not."""
    return addresses(world, filters=False)


@pytest.fixture(scope="module")
def server(selecting: str, wanted: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process with nothing but these variables answers."""
    done = subprocess.run(
        [sys.executable, "-c", SERVE],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "monitor.settings",
            "SITE": "public",
            "DATABASE_URL": selecting,
            "VAR_DIR": str(tmp_path_factory.mktemp("server")),
        },
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="module")
def bodies(server: dict[str, Any]) -> list[Body]:
    return [
        Body(address, base64.b64decode(content), json.dumps(head), status)
        for address, (status, content, head) in server["answers"].items()
    ]


def test_it_answers_at_every_address_what_the_full_site_answers(
    world: World, wanted: list[str], bodies: list[Body]
) -> None:
    client = Client(raise_request_exception=False)
    differing = []
    for body in bodies:
        ours = Body.of(body.address, client.get(body.address))
        if (ours.status, ours.content) != (body.status, body.content):
            differing.append((body.address, ours.status, body.status))
    assert differing == []
    assert [body.address for body in bodies] == list(dict.fromkeys(wanted))
    assert {200, 404, 410} <= {body.status for body in bodies} and max(b.status for b in bodies) < 500


def canaries_in(bodies: list[Body], secrets: Secrets) -> set[str]:
    """In the bytes as they are; tests/publication/test_canaries.py reads the same answers in every other way."""
    found = {
        canary
        for body in bodies
        for canary in CANARY.findall(body.content.lower() + body.head.lower().encode())
    }
    return found & {canary.encode() for canary in secrets.tokens}


def test_no_byte_of_it_holds_a_canary(world: World, bodies: list[Body]) -> None:
    planted = Body("/planted/", f"Z{token('records.Record', 'notes')[1:]}".encode())
    assert canaries_in(bodies, world.secrets) == set()
    assert len(canaries_in([*bodies, planted], world.secrets)) == 1


def test_it_sets_no_cookie_and_may_write_nothing(server: dict[str, Any]) -> None:
    assert server["cookies"] == []
    missing, writes = server["refusals"][:2], server["refusals"][2:]
    assert all("does not exist" in said or "no such table" in said for said in missing)
    assert all("read-only" in said or "readonly" in said for said in writes), writes
    assert len(server["by_role"]) == (4 if server["vendor"] == "postgresql" else 0)
    assert all("permission denied" in said for said in server["by_role"]), server["by_role"]


def test_its_database_holds_no_private_table(server: dict[str, Any]) -> None:
    beside = {name for name in every_row() if not name.startswith("publication_")}
    assert beside == {"django_migrations"}
    assert {name for name in server["tables"] if not name.startswith("publication_")} <= beside


# The whole dump -------------------------------------------------------------------------------------------------


def dump_of(world: World) -> tuple[list[Body], list[Body]]:
    """Every column of every row: the texts by table, and the files. Rows of the case that nothing leads to are at its
    own address: who is named there stands nowhere else.
    """
    case = world.case["unlisted"].public_id
    texts, files = defaultdict(list), []
    for table, rows in every_row().items():
        for row in rows:
            own = case in (row.get("public_id"), row.get("case_id"))
            for name, value in row.items():
                if isinstance(value, bytes | memoryview):
                    files.append(Body(f"{table}.{name}", bytes(value)))
                else:
                    texts[f"/abductees/{case}/" if own else table].append(str(value))
    return [Body(address, "\n".join(lines).encode()) for address, lines in texts.items()], files


def leaks_of_dump(world: World) -> list[str]:
    """Names in the texts; canaries in them, and in the bytes of photos, PDF and pictures as well. The id of the case
    that nothing leads to is in its own rows, and may be in those of its group.
    """
    texts, files = dump_of(world)
    values = {value: why for value, why in world.secrets.values.items() if "nothing may lead to" not in why}
    found = leaks(texts, replace(world.secrets, values=values))
    return found + [repr(canary) for canary in canaries_in(files, world.secrets)]


def test_a_whole_dump_of_its_database_holds_no_canary_and_no_withheld_name(world: World) -> None:
    assert leaks_of_dump(world) == []
    texts, files = dump_of(world)
    said = "".join(body.content.decode() for body in texts)
    assert NAMED[0] in said and UNLISTED[0] in said and world.incident.public_id in said, "it is a whole dump"
    assert {body.content[:4] for body in files} >= {b"%PDF", b"\x89PNG"}


@pytest.mark.parametrize("secret", [token("records.Record", "notes"), HIDDEN["case"][0][0], UNLISTED[0]])
def test_a_leak_in_any_column_would_be_found(world: World, secret: str) -> None:
    row = PublishedIncident.objects.get(pk=world.incident.public_id)
    before = row.search
    PublishedIncident.objects.filter(pk=row.pk).update(search=f"{before} {secret}")
    try:
        assert leaks_of_dump(world)
    finally:
        PublishedIncident.objects.filter(pk=row.pk).update(search=before)


def test_someone_who_is_named_on_one_page_alone_is_marked_so_for_the_server(world: World) -> None:
    assert not PublishedCase.objects.get(pk=world.case["unlisted"].public_id).is_listed
