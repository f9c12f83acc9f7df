"""The audit: every act is written with what it tells of, holds no content, cannot change, and is chained."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client

from records import audit, triggers, workflow
from records.admin.audit import act_in_words
from records.models import AuditEntry, AuditLink
from tests.support import factories as make
from tests.support.raw_sql import refused

pytestmark = pytest.mark.django_db


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_every_step_of_a_record_is_written_with_who_took_it() -> None:
    incident = make.make_incident(state="released")
    told = AuditEntry.objects.filter(subject=f"incident {incident.public_id}").order_by("pk")
    assert [(entry.action, entry.actor.username) for entry in told] == [
        ("record.edit", "alice"), ("record.submit", "alice"), ("record.verify", "bob"), ("release.release", "carol"),
        ("record.release", "carol"),
    ]  # fmt: skip


def test_an_act_that_is_rolled_back_is_not_written() -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        make.make_incident()
        raise RuntimeError
    assert AuditEntry.objects.count() == before


def test_it_holds_nothing_of_what_a_record_says() -> None:
    make.make_incident(state="released", title_ar="عنوان مخترع", description_ar="وصف مخترع", notes="مصدر سري")
    text = str(list(AuditEntry.objects.values_list("action", "subject", "facts")))
    assert "مخترع" not in text
    assert "سري" not in text


def test_signing_in_and_out_and_failing_are_written() -> None:
    make.alice()
    client = Client()
    client.post("/admin/login/", {"username": "alice", "password": make.PASSWORD})
    client.post("/admin/logout/")
    client.post("/admin/login/", {"username": "alice", "password": "my secret word"})
    client.post("/admin/login/", {"username": "my secret word", "password": "x"})
    signing = [entry for entry in AuditEntry.objects.order_by("pk") if entry.action.startswith("sign")]
    assert [(entry.action, entry.subject) for entry in signing] == [
        ("sign_in", ""), ("sign_out", ""), ("sign_in.failed", "user alice"), ("sign_in.failed", ""),
    ]  # fmt: skip
    assert "secret" not in str(list(AuditEntry.objects.values_list("subject", "facts")))


def test_granting_and_taking_a_role_and_a_new_password_are_written() -> None:
    user = make.alice()
    make.give_roles(user, "verifier")
    user.set_password("another password")
    user.save()
    told = AuditEntry.objects.filter(subject="user alice").order_by("pk")
    assert [(entry.action, entry.facts) for entry in told][-3:] == [
        ("account.role_taken", {"roles": ["clerk"]}),
        ("account.role_granted", {"roles": ["verifier"]}),
        ("account.password", {}),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_auditentry SET action = 'x'",
        "DELETE FROM records_auditentry",
        "UPDATE records_auditlink SET digest = 'x'",
        "DELETE FROM records_auditlink",
    ],
)
def test_the_database_refuses_to_change_it(statement: str) -> None:
    make.make_incident()
    audit.seal()
    assert "append-only" in refused(statement)


# The chain --------------------------------------------------------------------------------------------------


def sealed(count: int = 3) -> None:
    for number in range(count):
        audit.write("test", None, f"thing {number}")
    audit.seal()


def test_every_entry_is_sealed_once_in_order() -> None:
    sealed()
    assert audit.seal() == 0
    numbers = list(AuditLink.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, AuditEntry.objects.count() + 1))
    assert list(audit.faults()) == []


def test_batches_are_one_chain(monkeypatch: Any) -> None:
    monkeypatch.setattr(audit, "BATCH", 2)
    sealed(5)
    assert list(audit.faults()) == []


@pytest.mark.parametrize("column", ["action", "subject", "facts", "at", "actor_id"])
def test_a_changed_entry_is_named(column: str) -> None:
    sealed()
    user = make.alice()
    link = AuditLink.objects.order_by("number")[1]
    values = {"action": "'other'", "subject": "'other'", "facts": "'{\"a\": 1}'", "at": "'2001-01-01 00:00:00+00:00'",
              "actor_id": str(user.pk)}  # fmt: skip
    with triggers.suspended(connection):
        make.in_sql(f"UPDATE records_auditentry SET {column} = {values[column]} WHERE id = {link.entry_id}")
    assert next(audit.faults()) == audit.Fault(link.number, "changed", link.entry_id)


def test_a_link_that_was_taken_out_is_named() -> None:
    sealed()
    with triggers.suspended(connection):
        AuditLink.objects.filter(number=2).delete()
    assert next(audit.faults()) == audit.Fault(2, "missing")


def test_a_chain_made_anew_does_not_hold_the_head_that_was_kept() -> None:
    sealed()
    kept = audit.head()
    with triggers.suspended(connection):
        AuditLink.objects.all().delete()
        AuditEntry.objects.filter(subject="thing 1").update(action="other")
    audit.seal()
    assert list(audit.faults()) == []
    assert next(audit.faults(kept)) == audit.Fault(kept.number, "head")


def test_a_chain_that_was_cut_off_does_not_hold_it_either() -> None:
    sealed()
    kept = audit.head()
    with triggers.suspended(connection):
        AuditLink.objects.filter(number=kept.number).delete()
    assert next(audit.faults(kept)).kind == "head"


def test_the_commands_print_the_head_and_verify_against_it() -> None:
    sealed()
    out = StringIO()
    call_command("seal_audit", stdout=out)
    head = out.getvalue().strip()
    assert audit.Head.read(head) == audit.head()
    call_command("verify_audit", head=head, stdout=StringIO())
    with triggers.suspended(connection):
        make.in_sql("UPDATE records_auditentry SET action = 'other'")
    with pytest.raises(CommandError):
        call_command("verify_audit", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("verify_audit", head="nonsense", stdout=StringIO())


def test_the_command_of_every_minute_seals_as_well() -> None:
    make.make_incident()
    call_command("project_outbox", stdout=StringIO())
    assert not AuditEntry.objects.filter(link=None).exists()


# Who reads it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (make.erin, 200),
        (make.alice, 403),
        (make.bob, 403),
        (make.carol, 403),
        (make.dora, 403),
        (make.frank, 403),
    ],
)
def test_only_an_auditor_reads_it(who: Any, status: int) -> None:
    incident = make.make_incident()
    client = Client()
    client.force_login(who())
    response = client.get("/admin/records/auditentry/")
    assert response.status_code == status
    assert (incident.public_id in response.content.decode()) == (status == 200)


def test_every_act_that_the_site_writes_has_words() -> None:
    make.make_report(state="released")
    client = Client()
    client.post("/admin/login/", {"username": "carol", "password": make.PASSWORD})
    client.post("/admin/logout/")
    assert {action for action in actions() if act_in_words(action) == action} == set()


def test_a_record_in_the_list_says_who_and_what_and_is_not_editable() -> None:
    make.make_incident(state="submitted")
    client = Client()
    client.force_login(make.erin())
    entry = AuditEntry.objects.order_by("-pk").first()
    assert entry is not None
    assert client.post(f"/admin/records/auditentry/{entry.pk}/change/", {"action": "x"}).status_code == 403
    assert workflow.MOVES  # the acts are those of the workflow
