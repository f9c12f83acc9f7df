"""A small house of everything that a backup must bring back, and ways to look at one. All of it is invented."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client

from publication.models import PublishedCase, PublishedIncident
from records import audit, outbox, vault
from records.backup import archive, crypto
from records.backup.tables import all_tables, digest
from records.models import FormDraft
from tests.support import canaries
from tests.support import factories as make
from tests.support.dump import dump

ROOT = Path(__file__).resolve().parents[2]
KEY = Fernet.generate_key().decode()
VAULT_KEY = Fernet.generate_key().decode()
SECRET = "هاتف العائلة المخترع zanzibar-9731"
STATES = ["draft", "submitted", "verified", "released", "returned", "rejected", "withdrawn"]


@dataclass
class House:
    """A backup, and what was there when it was made."""

    file: Path
    tables: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, bytes] = field(default_factory=dict)
    public: dict[str, Any] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)


def furnish() -> None:
    """Records in every state, a case with a photo, the vault, a month with an edition, and what no backup holds."""
    for state in STATES:
        make.make_incident(state=state, title_ar=f"كمين {state}", title_en=f"Ambush {state}")
    canaries.fill(make.make_incident(), everything=True)
    canaries.fill(make.source("planted"), everything=True)
    case = make.make_case(place=make.place("hajin"))
    make.add_photo(case)
    case.children_changed()
    make.workflow.contributed(case, case.created_by)
    make.advance(case, "released")
    make.make_case(subject="group", state="submitted")
    make.make_campaign(state="released")
    make.make_text(state="released")
    make.make_report(state="released")
    kept, gone = make.person("سمير المخترع"), make.person("ماجد المخترع")
    vault.read(vault.write(kept, "medical", SECRET, make.carol()), make.carol(), "تجربة القراءة في الاختبار")
    vault.destroy(vault.write(gone, "other", SECRET, make.carol()).file, make.carol(), "طلبت عائلته ذلك")
    for owner in (make.source("planted"), make.dora()):
        vault.write(owner, "identity", SECRET, make.carol())
    LogEntry.objects.create(
        user=make.alice(),
        content_type=ContentType.objects.get_for_model(case),
        object_id=str(case.pk),
        object_repr="x",
        action_flag=CHANGE,
    )
    FormDraft.objects.create(user=make.alice(), form="/admin/:abcdefabcdef", data="title_ar=unsaved")
    SessionStore().create()
    outbox.drain()
    audit.seal()


def contents_of_tables() -> dict[str, Any]:
    """Rows and checksum of every table that is backed up, as the database has it now."""
    return {table.name: digest(table, connection) for table in all_tables()}


def public_pages() -> dict[str, bytes]:
    """Public answers by their addresses: pages, files, the API, a photo, a report."""
    addresses = ["/", "/en/", "/incidents/", "/abductees/", "/corrections/", "/api/v1/incidents/", "/data/"]
    addresses += [f"/summaries/caliphate/78/{file}" for file in ("", "report.pdf", "infographic.svg")]
    addresses += [f"/incidents/{one.pk}/" for one in PublishedIncident.objects.all()]
    addresses += [f"/abductees/{one.pk}/" for one in PublishedCase.objects.all()]
    answers = {address: Client().get(address) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(
        addresses, 200
    )
    return {
        address: b"".join(answer) if answer.streaming else answer.content
        for address, answer in answers.items()
    }


def public_rows() -> dict[str, Any]:
    """Every row of the public side, but for numbers that the database gives."""
    rows = dump()
    for row in rows["PublishedEditionFile"]:
        del row["edition_id"]
    return rows


def originals(var: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (var / "originals").glob("*")}


def opened(file: Path) -> dict[str, bytes]:
    """Every entry of a backup in clear, in memory."""
    with file.open("rb") as source:
        return dict(archive._entries(source, crypto.keys()))


def manage(var: Path, *arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """`manage.py` on the SQLite database of a folder, in a process of its own; with `code`, that instead."""
    command = ["-c", code] if code else ["manage.py"]
    return subprocess.run(
        [sys.executable, *command, *arguments],
        cwd=ROOT,
        env={
            "VAR_DIR": str(var),
            "BACKUP_KEYS": KEY,
            "VAULT_KEYS": VAULT_KEY,
            "DJANGO_SETTINGS_MODULE": "monitor.settings",
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
    )
