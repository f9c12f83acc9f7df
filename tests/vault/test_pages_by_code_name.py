"""The confidential files of sources and of correspondents: who reaches which."""

import pytest
from django.test import Client
from django.urls import reverse

from monitor.roles import ROLES
from records import vault
from records.models import Reading, SealedEntry, SealedFile
from records.vault import BY_CODE_NAME
from tests.support.factories import PEOPLE, alice, carol, dora, frank, give_roles, make_user, source
from tests.support.vault_owners import kinds_of, owners, page_of

pytestmark = pytest.mark.django_db

REASON = "طلب صاحبه إتلافه"
LISTED = "/admin/records/source/confidential/"


def of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(params=["source", "account"])
def file_of(request):
    """The column and the one whose file it is, with one entry in it."""
    owner = owners()[request.param]
    vault.write(owner, "identity", "من هو", carol())
    return request.param, owner


@pytest.mark.parametrize(
    ("role", "source_status", "account_status"),
    [
        ("clerk", 200, 200),
        ("editor", 200, 200),
        ("verifier", 403, 403),
        ("auditor", 403, 403),
        ("correspondent", 404, 200),  # the own account
        ("administrator", 404, 404),
    ],
)
def test_each_role_sees_what_it_may(role, source_status, account_status):
    rows, due = owners(), {"source": source_status, "account": account_status}
    for column, status in due.items():
        assert of(PEOPLE[role]()).get(page_of(column, rows[column])).status_code == status


def test_an_administrator_reads_no_identity_and_gives_none_away(file_of):
    column, owner = file_of
    for action in ("write", "read", "destroy"):
        assert of(frank()).post(page_of(column, owner), {"action": action}).status_code == 404
    assert of(frank()).get(LISTED).status_code == 403
    change = reverse("admin:monitor_user_change", args=[dora().pk])
    assert "sealed_file" not in of(frank()).get(change).content.decode()


def test_a_correspondent_writes_into_the_own_file_alone(secret, found_in):
    other = make_user("ghost", "correspondent")
    vault.write(dora(), "contact", "ما يعرفه المحرر", carol())
    client = of(dora())
    assert client.get(page_of("account", other)).status_code == 404
    page = page_of("account", dora())
    assert client.post(page, {"action": "write", "kind": "identity", "text": secret}).status_code == 302
    entry = SealedEntry.objects.latest("pk")
    assert (entry.file.account, entry.written_by) == (dora(), dora())
    shown = client.get(page).content.decode()
    assert shown.split('class="vault-entries"')[1].split("</ol>")[0].count("<li") == 1
    assert found_in(shown) == []
    assert client.post(page, {"action": "read", "entry": entry.pk, "purpose": REASON}).status_code == 403


def test_accounts_of_other_roles_have_no_file():
    assert of(carol()).get(page_of("account", alice())).status_code == 404


def test_the_file_of_one_who_is_no_correspondent_any_more_stays_in_reach():
    vault.write(dora(), "identity", "من هي", carol())
    give_roles(dora(), "clerk")
    assert of(carol()).get(page_of("account", dora())).status_code == 200


def test_an_editor_reads_with_a_purpose_and_it_is_listed(file_of, purpose):
    column, owner = file_of
    page, entry = page_of(column, owner), SealedEntry.objects.get()
    assert (
        "من هو"
        in of(carol()).post(page, {"action": "read", "entry": entry.pk, "purpose": purpose}).content.decode()
    )
    assert purpose in of(carol()).get(page).content.decode()
    assert Reading.objects.get().user == carol()
    assert (
        of(alice()).post(page, {"action": "read", "entry": entry.pk, "purpose": purpose}).status_code == 403
    )


def test_it_offers_the_kinds_of_its_owner_alone(file_of):
    column, owner = file_of
    shown = of(carol()).get(page_of(column, owner)).content.decode()
    offered = {kind for kind in vault_kinds() if f'<option value="{kind}"' in shown}
    assert offered == set(kinds_of(column))
    refused = of(carol()).post(page_of(column, owner), {"action": "write", "kind": "ransom", "text": "x"})
    assert 'role="alert"' in refused.content.decode()
    assert SealedEntry.objects.count() == 1


def vault_kinds():
    from records.models import EntryKind

    return EntryKind.values


def test_it_is_destroyed_after_its_code_name_was_typed(file_of):
    column, owner = file_of
    page = page_of(column, owner)
    name = {"source": "القطرس", "account": "dora"}[column]
    form = {"action": "destroy", "file": SealedFile.objects.get().pk, "reason": REASON}
    for typed in ("", "yes", name[:-1]):
        answer = of(carol()).post(page, {**form, "confirm": typed})
        assert answer.status_code == 200
        assert SealedFile.objects.get().wrapped_key
    assert of(carol()).post(page, {**form, "confirm": name}).status_code == 302
    assert SealedFile.objects.get().wrapped_key == ""


# The list ---------------------------------------------------------------------------------------------------


def test_the_list_names_confidential_sources_and_correspondents_by_code_name(file_of):
    source("plain", name_ar="مصدر معلن")
    shown = of(carol()).get(LISTED).content.decode()
    assert "القطرس" in shown and "dora" in shown and "مصدر معلن" not in shown
    assert "alice" not in shown.split('id="content-main"')[1]


def test_a_correspondent_finds_the_own_file_there_and_nothing_else():
    owners()
    make_user("ghost", "correspondent")
    shown = of(dora()).get(LISTED).content.decode().split('id="content-main"')[1]
    assert "dora" in shown and "ghost" not in shown and "القطرس" not in shown


@pytest.mark.parametrize(("role", "status"), [("verifier", 403), ("auditor", 403), ("administrator", 403)])
def test_the_list_is_for_those_with_a_right_on_the_vault(role, status):
    assert of(PEOPLE[role]()).get(LISTED).status_code == status


@pytest.mark.parametrize("role", ["clerk", "editor", "correspondent"])
def test_the_desk_leads_to_the_list(role):
    assert LISTED in of(PEOPLE[role]()).get("/admin/").content.decode()


# The accounts themselves ------------------------------------------------------------------------------------


def test_the_role_that_appears_by_code_name_is_a_role():
    assert BY_CODE_NAME in ROLES
