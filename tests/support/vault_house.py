"""A house in which everyone who has a confidential file gets marks in every kind of entry, by the pages and commands
that staff use, refused and broken ones too; and what came of it. tests/vault/test_nowhere_in_clear.py searches it.
"""

import logging
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.utils.log import AdminEmailHandler

from records import audit, vault
from records.admin import vault as admin_vault
from records.models import SealedEntry, SealedFile
from tests.support.factories import alice, carol, dora, make_case
from tests.support.vault_owners import kinds_of, owners, page_of
from tests.support.vault_search import Marks

PURPOSE = "تجربة القراءة في الاختبار"
REASON = "طلب صاحبه إتلافه"


class Broken(Exception):
    """What breaks a page on purpose."""


def broken(*arguments: Any, **fields: Any) -> Any:
    raise Broken


class Keeping(logging.Handler):
    """Keeps every record, whatever its level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@dataclass
class House:
    """What was done, and all that came of it."""

    var: Path
    marks: Marks = field(default_factory=Marks)
    answers: list[tuple[str, HttpResponse]] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    said: str = ""
    logged: Keeping = field(default_factory=Keeping)
    backup: Path = Path()
    pages: dict[str, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    clients: dict[int, Client] = field(default_factory=dict)

    def run(self) -> None:
        loggers = [logging.getLogger(), logging.getLogger("django")]
        loggers[0].addHandler(self.logged)
        try:
            with pytest.MonkeyPatch.context() as patch:
                for logger in loggers:
                    patch.setattr(logger, "level", logging.DEBUG)
                    logger.manager._clear_cache()
                patch.setattr(
                    connections["default"], "force_debug_cursor", True
                )  # statements with their values, too
                self.everyone()
                self.breaking()
                self.commands()
        finally:
            loggers[0].removeHandler(self.logged)
            loggers[0].manager._clear_cache()

    # Acting --------------------------------------------------------------------------------------------------

    def post(self, user: Any, page: str, **form: Any) -> HttpResponse:
        client = self.clients.get(user.pk)
        if client is None:
            client = self.clients[user.pk] = Client(raise_request_exception=False)
            client.force_login(user)
        answer = client.post(page, form)
        self.answers.append((page, answer))
        return answer

    def everyone(self) -> None:
        for column, owner in owners().items():
            case = make_case(person=owner) if column == "person" else None
            page = page_of("record", case) if case else page_of(column, owner)
            self.pages[column] = page
            for kind in kinds_of(column):
                text = self.marks.plant(column, kind)
                assert self.post(alice(), page, action="write", kind=kind, text=text).status_code == 302
                entry = SealedEntry.objects.latest("pk")
                shown = self.post(carol(), page, action="read", entry=entry.pk, purpose=PURPOSE)
                assert text in shown.content.decode()
            self.otherwise(column, page, entry)

    def otherwise(self, column: str, page: str, entry: SealedEntry) -> None:
        """Refused, replaced, and by a correspondent where one gets there."""
        refused = self.marks.plant(column, "other", "refused")
        assert self.post(alice(), page, action="write", kind="", text=refused).status_code == 200
        assert self.post(alice(), page, action="publish", text=refused).status_code == 200
        assert self.post(carol(), page, action="read", entry=entry.pk, purpose="لا").status_code == 200
        assert (
            self.post(carol(), page, action="destroy", file=entry.file_id, confirm=refused).status_code == 200
        )
        again = self.marks.plant(column, "other", "replacing")
        form = {"action": "write", "kind": "other", "text": again, "replaces": entry.pk}
        assert self.post(carol(), page, **form).status_code == 302
        own = self.marks.plant(column, "other", "correspondent")
        status = self.post(dora(), page, action="write", kind="other", text=own).status_code
        assert status == (302 if column == "account" else 404)

    def breaking(self) -> None:
        """Failing while a text is at hand, in debug mode and in production, where a mail tells the administrators."""
        page, text = self.pages["source"], self.marks.plant("source", "other", "broken")
        entry = SealedEntry.objects.filter(file__source__isnull=False).latest("pk")
        acts = [
            (vault, "_envelope", {"action": "write", "kind": "other", "text": text}),
            (admin_vault, "render", {"action": "read", "entry": entry.pk, "purpose": PURPOSE}),
        ]
        for debug in (True, False):
            for module, name, form in acts:
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(settings, "DEBUG", debug)
                    patch.setattr(module, name, broken)
                    answer = self.post(carol(), page, **form)
                assert answer.status_code == 500
                assert ("Broken" in answer.content.decode()) == debug
                self.reports.append(answer.content.decode())
        self.mailed()

    def mailed(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "ADMINS", [("x", "x@example.org")])
            failures = [one for one in self.logged.records if one.name == "django.request" and one.exc_info]
            assert len(failures) == 4
            for record in failures:
                AdminEmailHandler(include_html=True).emit(record)
        for one in mail.outbox:
            self.reports += [one.subject, one.body, *(str(part[0]) for part in one.alternatives)]
        assert len(mail.outbox) == 4

    def commands(self) -> None:
        destroyed = SealedFile.objects.get(account__isnull=False)
        form = {"file": destroyed.pk, "reason": REASON, "confirm": "dora"}
        assert self.post(carol(), self.pages["account"], action="destroy", **form).status_code == 302
        said = StringIO()
        settings.VAULT_KEYS = [Fernet.generate_key().decode(), *settings.VAULT_KEYS]
        call_command("rotate_vault", stdout=said)
        assert "3" in said.getvalue()
        audit.seal()
        self.backup = self.var / "night.backup"
        call_command("backup", str(self.backup), stdout=said)
        call_command("restore", str(self.backup), "--verify", stdout=said)
        self.said, self.keys = said.getvalue(), settings.VAULT_KEYS

    # Searching -----------------------------------------------------------------------------------------------

    def answered(self) -> list[str]:
        """Addresses and headers of all answers, and the bodies of all that neither showed an entry nor gave back what
        was typed and refused.
        """
        found = []
        for page, answer in self.answers:
            head = [f"{name}: {value}" for name, value in answer.headers.items()]
            cookies = [morsel.value for morsel in answer.cookies.values()]
            body = answer.content if answer.status_code in (302, 404) else b""
            found += [f"{page}: {what}" for what in self.marks.found_in(page, *head, *cookies, body)]
        return found

    def read_elsewhere(self, pages: list[str]) -> list[str]:
        found = []
        for user in (None, carol(), alice()):
            client = Client()
            if user:
                client.force_login(user)
            for page in pages:
                answer = client.get(page)
                body = b"".join(answer) if answer.streaming else answer.content
                found += [f"{page}: {what}" for what in self.marks.found_in(body, str(answer.headers))]
        return found
