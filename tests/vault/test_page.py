"""The page of a confidential file, by role: what it lists, what it takes, what it tells once."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from records import vault
from records.models import Reading, Record, SealedEntry, SealedFile
from tests.support.factories import PEOPLE, alice, carol, dora, make_incident, person

pytestmark = pytest.mark.django_db

REASON = "طلبت العائلة إتلافه"


def address(record) -> str:
    return reverse("admin:records_record_confidential", args=[record.pk])


@pytest.fixture
def post(client):
    def send(record, action, follow=True, **fields):
        return client.post(address(record), {"action": action, **fields}, follow=follow)

    return send


@pytest.fixture
def incident():
    return make_incident()


@pytest.fixture
def entry(incident, secret):
    return vault.write(incident, "family_contact", secret, alice())


# Who sees it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("clerk", 200),
        ("editor", 200),
        ("verifier", 403),
        ("auditor", 403),
        ("correspondent", 404),
        ("administrator", 404),
    ],
)
def test_each_role_sees_what_it_may(client, incident, entry, role, status, found_in):
    client.force_login(PEOPLE[role]())
    shown = client.get(address(incident))
    assert shown.status_code == status
    assert found_in(shown.content.decode()) == []


def test_nobody_else_sees_it(client, incident, entry):
    assert client.get(address(incident)).status_code == 302


def test_no_proxy_and_no_browser_keeps_it(client, incident, entry):
    client.force_login(carol())
    assert "no-store" in client.get(address(incident))["Cache-Control"]


@pytest.mark.parametrize(("role", "forms"), [("clerk", {"write"}), ("editor", {"write", "read", "destroy"})])
def test_it_offers_only_what_the_role_may_do(client, incident, entry, role, forms):
    client.force_login(PEOPLE[role]())
    page = client.get(address(incident)).content.decode()
    offered = {action for action in ("write", "read", "destroy") if f'name="action" value="{action}"' in page}
    assert offered == forms
    assert ("Who read it" in page) == (role == "editor")


@pytest.mark.parametrize("action", ["read", "destroy"])
def test_a_clerk_who_posts_it_all_the_same_is_refused(client, post, incident, entry, action, purpose):
    client.force_login(alice())
    answer = post(
        incident, action, entry=entry.pk, purpose=purpose, file=entry.file_id, reason=REASON,
        confirm=incident.public_id,
    )  # fmt: skip
    assert answer.status_code == 403
    assert not Reading.objects.exists()
    assert SealedFile.objects.get().wrapped_key


def test_the_review_page_of_a_case_leads_to_it(client, incident):
    client.force_login(carol())
    review = reverse("admin:records_record_review", args=[incident.pk])
    assert address(incident) not in client.get(review).content.decode()
    Record.objects.filter(pk=incident.pk).update(kind="case")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "concrete", lambda self: incident)
        assert address(incident) in client.get(review).content.decode()


# Writing ---------------------------------------------------------------------------------------------------


def test_an_entry_is_sealed_and_listed_without_its_text(client, post, incident, secret, found_in):
    client.force_login(alice())
    page = post(incident, "write", kind="ransom", text=secret)
    assert page.redirect_chain == [(address(incident), 302)]
    text = page.content.decode()
    assert "ransom" in text and "alice" in text
    assert found_in(text) == []
    assert SealedEntry.objects.get().written_by == alice()


@pytest.mark.parametrize(("kind", "missing"), [("", "kind"), ("rumour", "kind"), ("ransom", "key")])
def test_a_refused_entry_loses_no_typed_word(client, post, incident, secret, settings, kind, missing):
    client.force_login(alice())
    if missing == "key":
        settings.VAULT_KEYS = []
    page = post(incident, "write", kind=kind, text=secret)
    assert page.status_code == 200
    text = page.content.decode()
    assert 'role="alert"' in text
    assert f"\n{secret}</textarea>" in text
    assert not SealedEntry.objects.exists()


def test_a_correction_shows_the_first_one_as_replaced(client, post, incident, entry):
    client.force_login(alice())
    page = post(incident, "write", kind="family_contact", text="غير ذلك", replaces=entry.pk).content.decode()
    assert "<del>contact of the family</del>" in page
    assert f"replaces entry {entry.pk}" in page
    assert SealedEntry.objects.get(replaces=entry)


def test_a_correspondent_adds_to_an_own_draft_and_sees_own_entries_only(client, post, secret, monkeypatch):
    someone, draft = person(), make_incident(by=dora())
    monkeypatch.setattr(Record, "concrete", lambda self: SimpleNamespace(person=someone))
    vault.write(someone, "ransom", "ما يعرفه غيرها", carol())
    client.force_login(dora())
    assert "<li" not in client.get(address(draft)).content.decode().split('id="content-main"')[1]
    page = post(draft, "write", kind="medical", text=secret).content.decode()
    listed = page.split('class="vault-entries"')[1].split("</ol>")[0]
    assert listed.count("<li") == 1
    assert "carol" not in listed


def test_what_another_persons_file_holds_can_be_neither_read_nor_destroyed_from_here(
    client, post, incident, secret, purpose
):
    foreign = vault.write(person(), "ransom", secret, carol())
    client.force_login(carol())
    assert post(incident, "read", entry=foreign.pk, purpose=purpose).status_code == 404
    form = {"file": foreign.file_id, "reason": REASON, "confirm": incident.public_id}
    assert post(incident, "destroy", **form).status_code == 404
    assert post(incident, "write", kind="ransom", text=secret, replaces=foreign.pk).status_code == 404
    assert not Reading.objects.exists()


# Reading ---------------------------------------------------------------------------------------------------


def test_what_is_read_is_shown_once_and_the_purpose_stays(
    client, post, incident, entry, secret, purpose, found_in
):
    client.force_login(carol())
    answer = post(incident, "read", follow=False, entry=entry.pk, purpose=purpose)
    assert answer.status_code == 200
    assert secret in answer.content.decode()
    after = client.get(address(incident)).content.decode()
    assert found_in(after) == []
    assert purpose in after
    assert Reading.objects.get().user == carol()


def test_a_purpose_too_short_shows_nothing_and_stays_typed(client, post, incident, entry, found_in):
    client.force_login(carol())
    page = post(incident, "read", entry=entry.pk, purpose="لأجل").content.decode()
    assert found_in(page) == []
    assert 'value="لأجل"' in page
    assert 'role="alert"' in page
    assert not Reading.objects.exists()


def test_an_entry_that_does_not_open_says_why(client, post, incident, entry, purpose, settings):
    settings.VAULT_KEYS = []
    client.force_login(carol())
    page = post(incident, "read", entry=entry.pk, purpose=purpose).content.decode()
    assert "VAULT_KEYS" in page
    assert Reading.objects.count() == 1


# Destroying ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "yes", "another1"])
def test_nothing_is_destroyed_without_the_confirmation(client, post, incident, entry, typed):
    client.force_login(carol())
    page = post(incident, "destroy", file=entry.file_id, reason=REASON, confirm=typed).content.decode()
    assert "Nothing was destroyed" in page
    assert f'value="{REASON}"' in page
    assert SealedFile.objects.get().wrapped_key


def test_nothing_is_destroyed_without_a_reason(client, post, incident, entry):
    client.force_login(carol())
    page = post(
        incident, "destroy", file=entry.file_id, reason="", confirm=incident.public_id
    ).content.decode()
    assert 'role="alert"' in page
    assert f'value="{incident.public_id}"' in page
    assert SealedFile.objects.get().wrapped_key


def test_a_destroyed_file_says_so_and_takes_nothing_more(client, post, incident, entry, secret):
    client.force_login(carol())
    page = post(
        incident, "destroy", file=entry.file_id, reason=REASON, confirm=incident.public_id
    ).content.decode()
    assert SealedFile.objects.get().wrapped_key == ""
    assert "Destroyed: nobody can read it again." in page
    assert REASON in page
    assert 'name="action"' not in page
    late = post(incident, "write", kind="ransom", text=secret).content.decode()
    assert 'role="alert"' in late
    assert secret in late  # what was typed is not lost
    assert SealedEntry.objects.count() == 1


def test_an_unknown_step_is_told(client, post, incident):
    client.force_login(carol())
    assert "There is no such step." in post(incident, "publish").content.decode()
    assert "There is no such step." in client.post(address(incident)).content.decode()


# The form --------------------------------------------------------------------------------------------------


def test_no_field_is_remembered_by_the_browser_or_kept_while_typing(client, incident, entry):
    import re

    client.force_login(carol())
    page = client.get(address(incident)).content.decode().split('id="content-main"')[1]
    fields = re.findall(r'<(?:input type="text"|select|textarea)[^>]*>', page)
    assert len(fields) >= 6
    assert [field for field in fields if 'autocomplete="off"' not in field] == []
    assert "autosave" not in page
