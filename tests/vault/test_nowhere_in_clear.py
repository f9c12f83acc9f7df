"""Marks in every kind of entry of everyone who has a file, and all that staff and commands do with them: no byte of the
database, the logs, the files, a backup, an error report, a header, an address or another page holds one. Each search is
proved by a leak.
"""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail, signing
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.log import AdminEmailHandler

from incidents.models import Incident
from records import audit, drafts, vault
from records.admin import vault as admin_vault
from records.imports import uploads
from records.models import FormDraft, PublicCopy, Reading, SealedEntry, SealedFile, Source
from tests.support import backups, vault_search
from tests.support.addresses import patterns
from tests.support.factories import carol, make_incident, source
from tests.support.vault_house import House, Keeping, broken
from tests.support.vault_owners import kinds_of
from tests.support.vault_search import PHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Made once for all tests of this file, and taken back after the last."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        var = tmp_path_factory.mktemp("vault")
        patch.setattr(settings, "VAR_DIR", var)
        patch.setattr(settings, "MEDIA_ROOT", var / "media")
        patch.setattr(settings, "VAULT_KEYS", [Fernet.generate_key().decode()])
        patch.setattr(settings, "BACKUP_KEYS", [Fernet.generate_key().decode()])
        around = transaction.atomic()
        around._from_testcase = (
            True  # reading the vault refuses to run inside a transaction, but for a test's own
        )
        with around:
            made = House(var)
            made.run()
            yield made
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def outer_key(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys of the house, for every test of this file."""
    monkeypatch.setattr(settings, "VAULT_KEYS", house.keys)


#: Where marks are looked for: each gives what it found.
WAYS: dict[str, Callable[[House], list[str]]] = {
    "database": lambda house: vault_search.in_database(house.marks),
    "logs": lambda house: vault_search.in_logs(house.marks, house.logged.records),
    "files": lambda house: vault_search.in_files(house.marks, house.var),
    "backup": lambda house: [
        f"{name}: {what}"
        for name, data in backups.opened(house.backup).items()
        for what in house.marks.found_in(name, data)
    ],
    "error reports": lambda house: house.marks.found_in(*house.reports),
    "commands": lambda house: house.marks.found_in(house.said),
    "answers": House.answered,
    "other pages": lambda house: house.read_elsewhere(elsewhere(house)),
}


def elsewhere(house: House) -> list[str]:
    """Pages, lists, searches, suggestions and files, each asked with the beginning of a mark, which it may repeat."""
    part = vault_search.mark("source", "identity")[:8]
    source = Source.objects.get(key="albatross").pk
    suggest = f"app_label=incidents&model_name=incidentclaim&field_name=source&term={part}"
    return [
        *house.pages.values(),
        *(f"/admin/?q={part}", f"/admin/records/record/?q={part}", f"/admin/records/person/?q={part}"),
        *(f"/admin/records/source/?q={part}", f"/admin/records/source/{source}/history/"),
        *("/admin/records/source/confidential/", f"/admin/records/source/{source}/change/"),
        *(f"/admin/autocomplete/?{suggest}", f"/admin/abductees/case/?q={part}"),
        *("/", f"/incidents/?q={part}", f"/abductees/?q={part}", "/incidents.csv", "/abductees.csv"),
        *("/data/abductees.pfif", "/api/v1/incidents/", f"/api/v1/abductees/?q={part}", "/corrections/"),
    ]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_the_vault_is_there(house: House, way: str) -> None:
    assert WAYS[way](house) == []


def test_everything_was_sealed_by_what_was_done(house: House) -> None:
    """Or the search would find nothing because there is nothing."""
    made = {(entry.file.owned_by, entry.kind) for entry in SealedEntry.objects.select_related("file")}
    assert made == {(column, kind) for column in SealedFile.OWNERS for kind in kinds_of(column)}
    assert Reading.objects.count() >= len(made)
    assert len(house.marks.tokens) > len(made)
    assert any(record.name == "django.db.backends" for record in house.logged.records)
    assert any("sealedentry" in name for name in backups.opened(house.backup))


# Each search is proved by a leak ----------------------------------------------------------------------------


def into_text(text: str) -> None:
    make_incident(title_ar=f"خبر {text[:60]}")


def into_history(text: str) -> None:
    Incident.history.update(title_en=text[:60])


def into_json(text: str) -> None:
    audit.write("vault.read", None, "file 1", said=text)


def into_binary(text: str) -> None:
    PublicCopy.objects.create(digest="f" * 64, content=text.encode("utf-16-le"))


def into_the_admin_log(text: str) -> None:
    kind = ContentType.objects.get_for_model(Source)
    message = json.dumps([{"changed": {"fields": [text]}}])
    LogEntry.objects.create(
        user=carol(), content_type=kind, object_id="1", object_repr="x", action_flag=2, change_message=message
    )


def into_a_session(text: str) -> None:
    session = SessionStore()
    session["typed"] = text * 20  # so that it is compressed
    session.save()


def into_a_draft(text: str) -> None:
    drafts.keep(carol(), "records.source:1", drafts.new_token(), f"text={text}")


def into_a_purpose(text: str) -> None:
    Reading.objects.create(entry=SealedEntry.objects.earliest("pk"), user=carol(), purpose=text)


DATABASE = [
    into_text,
    into_history,
    into_json,
    into_binary,
    into_the_admin_log,
    into_a_session,
    into_a_draft,
    into_a_purpose,
]


@pytest.fixture
def text(house: House) -> str:
    """What is sealed as a source's identity."""
    return f"{vault_search.mark('source', 'identity')} {PHRASE}"


@pytest.mark.parametrize("leak", DATABASE)
def test_a_leak_into_the_database_is_found(house: House, text: str, leak: Callable[[str], None]) -> None:
    leak(text)
    found = WAYS["database"](house)
    assert any("source identity" in one for one in found)


def test_a_leak_into_a_log_is_found(house: House, text: str) -> None:
    logger = logging.getLogger("records.vault")
    before = list(house.logged.records)
    for leak in ((("sealed %s", text), {}), (("sealed",), {"extra": {"what": text}})):
        record = logger.makeRecord("x", logging.DEBUG, "", 0, leak[0][0], leak[0][1:], None, **leak[1])
        house.logged.records = [record]
        assert WAYS["logs"](house)
    house.logged.records = before


def test_a_leak_into_a_file_is_found(house: House, text: str) -> None:
    token = None
    for write in (
        lambda: uploads.keep(text.encode()),
        lambda: (
            (house.var / "originals").mkdir() or (house.var / "originals" / "x").write_bytes(text.encode())
        ),
    ):
        token = write()
        assert WAYS["files"](house)
        for path in (house.var / "imports", house.var / "originals"):
            for one in path.glob("*"):
                one.unlink()
    assert token and WAYS["files"](house) == []


def test_a_leak_into_a_backup_is_found_though_it_is_encrypted(
    house: House, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_incident(notes=text)
    leaking = tmp_path / "leaking.backup"
    call_command("backup", str(leaking), stdout=StringIO())
    assert house.marks.found_in(leaking.read_bytes()) == []
    monkeypatch.setattr(house, "backup", leaking)
    assert WAYS["backup"](house)


@pytest.mark.parametrize("debug", [True, False])
def test_a_leak_into_an_error_report_is_found(
    house: House, text: str, debug: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the hiding, the page of debug mode and the mail of production hold it."""
    monkeypatch.setattr(settings, "DEBUG", debug)
    monkeypatch.setattr(settings, "ADMINS", [("x", "x@example.org")])
    monkeypatch.setattr(vault, "_envelope", broken)
    monkeypatch.setattr(admin_vault.AlwaysHiding, "is_active", lambda self, request: False)
    kept, before = Keeping(), len(mail.outbox)
    logging.getLogger("django.request").addHandler(kept)
    try:
        answer = house.post(carol(), house.pages["source"], action="write", kind="other", text=text)
    finally:
        logging.getLogger("django.request").removeHandler(kept)
        house.answers.pop()
    assert answer.status_code == 500
    if debug:
        assert house.marks.found_in(answer.content.decode())
    else:
        AdminEmailHandler(include_html=True).emit(kept.records[-1])
        assert house.marks.found_in(*(part[0] for one in mail.outbox[before:] for part in one.alternatives))


def with_header(answer: HttpResponse, text: str) -> None:
    answer["X-Sealed"] = text


def with_address(answer: HttpResponse, text: str) -> None:
    answer["Location"] = f"/admin/?text={text}"


def with_message(answer: HttpResponse, text: str) -> None:
    """As messages between pages are kept: signed and packed in a cookie."""
    answer.set_cookie("messages", signing.dumps([text] * 20, compress=True))


@pytest.mark.parametrize("leak", [with_header, with_address, with_message])
def test_a_leak_into_an_answer_is_found(
    house: House, text: str, leak: Callable[[HttpResponse, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = HttpResponse(status=302)
    leak(answer, text)
    monkeypatch.setattr(house, "answers", [("/admin/", answer)])
    assert WAYS["answers"](house)


def test_a_leak_into_another_page_is_found(house: House, text: str) -> None:
    assert house.read_elsewhere(["/admin/records/source/"]) == []
    source("leaking", name_ar=text)
    assert house.read_elsewhere(["/admin/records/source/"])


def test_a_leak_of_a_command_is_found(house: House, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "said", f"wrapped {text}")
    assert WAYS["commands"](house)


def test_no_form_of_the_vault_is_kept_as_it_is_typed(house: House) -> None:
    kept = [address for address in patterns() if address.endswith("/draft/")]
    assert kept and not [one for one in kept if "records/source" in one or "records/record" in one]
    assert not FormDraft.objects.exists()
    client = Client()
    client.force_login(carol())
    for page in house.pages.values():
        text = client.get(page).content.decode()
        assert "autosave" not in text and "data-draft" not in text
