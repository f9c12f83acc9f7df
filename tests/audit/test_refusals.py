"""Someone signed in who is refused a page is in the audit: who, which page, which row, and nothing that was typed."""

import pytest
from django.test import Client

from monitor.models import User
from records.admin.audit import act_in_words
from records.models import AuditEntry
from tests.support.factories import alice, dora, frank, make_incident

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def refused(action: str = "access.refused") -> list[tuple[str, str, dict]]:
    entries = AuditEntry.objects.filter(action=action).order_by("pk").select_related("actor")
    return [(str(entry.actor), entry.subject, entry.facts) for entry in entries]


def test_a_page_that_the_role_does_not_open() -> None:
    record = make_incident()
    assert client_of(frank()).get(f"/admin/records/person/?q={record.pk}").status_code == 403
    assert refused() == [("frank", "page records_person_changelist", {"method": "GET", "row": ""})]
    assert act_in_words("access.refused") != "access.refused"


def test_a_form_sent_all_the_same_in_english_too() -> None:
    record = make_incident(state="submitted")
    answer = client_of(alice()).post(f"/en/admin/records/record/{record.pk}/release/", {"note_ar": "كلمة سر"})
    assert answer.status_code == 403
    assert refused() == [("alice", "page records_record_release", {"method": "POST", "row": str(record.pk)})]


def test_nothing_typed_is_kept_and_a_stranger_fills_nothing() -> None:
    assert client_of(dora()).get("/admin/monitor/user/a-name-typed-here/change/").status_code == 403
    assert Client().get("/admin/records/person/").status_code == 302
    assert [facts["row"] for _who, _page, facts in refused()] == [""]
    assert "typed" not in str(refused())


def test_who_tries_records_that_they_may_not_see() -> None:
    record = make_incident()
    assert client_of(dora()).get(f"/admin/records/record/{record.pk}/review/").status_code == 404
    assert refused("access.not_found") == [
        ("dora", "page records_record_review", {"method": "GET", "row": str(record.pk)})
    ]
    assert act_in_words("access.not_found") != "access.not_found"


def test_an_address_that_leads_nowhere_is_no_page() -> None:
    assert client_of(dora()).get("/nowhere/").status_code == 404
    assert refused("access.not_found") == []
