"""Nothing of what is sealed stands anywhere in the open: not in a table, a document, a log, an admin list."""

import logging

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.translation import override

from records import documents, vault
from records.models import Reading, SealedEntry, SealedFile
from tests.support.factories import alice, carol, make_incident, person

pytestmark = pytest.mark.django_db


@override("ar")
def address(name, *args):
    """Of a page in Arabic, which staff use."""
    return reverse(f"admin:{name}", args=args)


@pytest.fixture
def walked(client, secret, purpose, caplog):
    """Everything that staff do with an entry, on the page, with one refused on the way."""
    caplog.set_level(logging.DEBUG)
    incident = make_incident()
    page = address("records_record_confidential", incident.pk)
    client.force_login(alice())
    client.post(page, {"action": "write", "kind": "", "text": secret})
    client.post(page, {"action": "write", "kind": "negotiation", "text": secret})
    client.force_login(carol())
    entry = SealedEntry.objects.get()
    read = client.post(page, {"action": "read", "entry": entry.pk, "purpose": purpose})
    assert secret in read.content.decode()
    client.post(page, {"action": "write", "kind": "negotiation", "text": secret, "replaces": entry.pk})
    return incident


def test_no_column_of_the_database_holds_it(walked, everything_in_the_database, found_in, secret):
    assert found_in(everything_in_the_database()) == []
    person().names.update(text=secret)  # the search does find what is there
    assert found_in(everything_in_the_database()) != []


def test_no_log_and_no_admin_log_holds_it(walked, caplog, found_in):
    assert found_in(caplog.text) == []
    assert not LogEntry.objects.exists()


def test_no_document_of_the_record_holds_it_or_leads_to_it(walked, found_in):
    content = documents.canonical(documents.build(walked))
    assert found_in(content) == []
    assert "sealed" not in str(content)


def test_it_is_in_no_history_and_in_no_list_of_the_staff_site(walked):
    for model in (SealedFile, SealedEntry, Reading):
        assert model not in admin.site._registry
        assert not hasattr(model, "history")
        assert model._meta.default_permissions == ()


def test_no_search_of_staff_finds_it(walked, client, found_in, secret):
    client.force_login(carol())
    for page in (address("records_record_changelist"), address("index")):
        answer = client.get(page, {"q": "quetzal"}).content.decode()
        assert walked.title_ar not in answer


def test_no_name_of_a_row_holds_it(secret, found_in, purpose):
    entry = vault.write(person(), "medical", secret, carol())
    vault.read(entry, carol(), purpose)
    for row in (entry, entry.file, Reading.objects.get()):
        assert found_in(f"{row} {row!r}") == []
