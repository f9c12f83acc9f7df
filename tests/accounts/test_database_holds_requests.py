"""Raw SQL, past every model and form: the database itself gives nothing to an account without two administrators."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from monitor import requests, roles, triggers
from monitor.models import AccountNotice, AccountRequest, Invitation
from tests.support.accounts import ask, gina, granted, link
from tests.support.factories import alice, carol, frank, give_roles, in_sql, make_user
from tests.support.raw_sql import refused

pytestmark = pytest.mark.django_db


def decide(request: AccountRequest, outcome: str = "granted", by: Any = None, at: Any = None) -> str:
    return refused(
        "UPDATE monitor_accountrequest SET outcome = %s, decided_by_id = %s, decided_at = %s WHERE id = %s",
        outcome, by.pk if by else None, at or timezone.now(), request.pk,
    )  # fmt: skip


NEW = """INSERT INTO monitor_accountrequest (kind, account_id, username, roles, roles_before, reason, asked_by_id,
    asked_at, expires_at, outcome, decided_by_id, decided_at)
    VALUES (%s, %s, %s, %s, '[]', 'x', %s, %s, %s, %s, %s, %s)"""


def insert(kind: str = "roles", account: Any = None, wanted: str = '["editor"]', asked_by: Any = None,
           outcome: str = "open", decided_by: Any = None) -> str:  # fmt: skip
    now, account = timezone.now(), account or alice()
    return refused(
        NEW, kind, account.pk, account.username, wanted, asked_by.pk if asked_by else None, now, now + timedelta(1),
        outcome, decided_by.pk if decided_by else None, now if outcome != "open" else None,
    )  # fmt: skip


# Two, and never the holder -----------------------------------------------------------------------------------------


def test_nobody_grants_or_refuses_what_they_asked_for() -> None:
    request = ask("roles", alice(), roles=["editor"])
    decide(request, by=frank())
    decide(request, "refused", by=frank())


def test_the_holder_does_not_decide() -> None:
    decide(ask("access", gina()), by=gina())


def test_the_holder_does_not_ask() -> None:
    insert(account=frank(), asked_by=frank())


@pytest.mark.parametrize("outcome", ["granted", "refused"])
def test_nothing_is_decided_by_nobody(outcome: str) -> None:
    decide(ask("access", alice()), outcome)


def test_only_who_asked_takes_it_back() -> None:
    decide(ask("access", alice()), "taken_back", by=gina())


def test_only_an_administrator_grants() -> None:
    assert "two active administrators" in decide(ask("access", alice()), by=carol())


def test_an_administrator_who_is_shut_grants_nothing() -> None:
    request, second = ask("access", alice()), gina()
    in_sql("UPDATE monitor_user SET is_active = %s WHERE id = %s", False, second.pk)
    assert "two active administrators" in decide(request, by=second)


def test_what_someone_demoted_asked_for_is_not_granted() -> None:
    request = ask("access", alice())
    give_roles(frank(), "clerk")
    assert "two active administrators" in decide(request, by=gina())


def test_only_an_administrator_asks() -> None:
    assert "begins open" in insert(asked_by=carol())


def test_a_request_does_not_begin_granted() -> None:
    assert "begins open" in insert(asked_by=frank(), outcome="granted", decided_by=gina())


def test_a_request_by_nobody_is_the_machines_alone() -> None:
    insert(asked_by=None)
    insert("machine", asked_by=frank(), outcome="granted", decided_by=gina())


def test_one_open_request_of_a_kind_for_an_account() -> None:
    ask("roles", alice(), roles=["editor"])
    insert(asked_by=gina())


def test_nothing_is_granted_too_late() -> None:
    request = ask("access", alice())
    decide(request, by=gina(), at=request.expires_at + timedelta(seconds=1))


def test_an_invitation_is_not_granted_for_another_account() -> None:
    request = ask()
    refused(
        """UPDATE monitor_accountrequest SET outcome = 'granted', account_id = %s, decided_by_id = %s, decided_at = %s
        WHERE id = %s""",
        carol().pk, gina().pk, timezone.now(), request.pk,
    )  # fmt: skip


@pytest.mark.parametrize("alone", triggers.ALONE)
def test_roles_that_stand_alone(alone: str) -> None:
    assert "stand alone" in insert(wanted=f'["{alone}", "editor"]', asked_by=frank())
    assert set(triggers.ALONE) == set(roles.ALONE)


# Decided once, kept for good ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["granted", "refused", "taken_back"])
@pytest.mark.parametrize("change", ["outcome = 'open', decided_by_id = NULL, decided_at = NULL", "reason = 'y'",
                                    "roles = '[\"clerk\"]'", "outcome = 'granted'"])  # fmt: skip
def test_a_decided_request_never_changes(outcome: str, change: str) -> None:
    name = {"granted": "grant", "refused": "refuse", "taken_back": "take_back"}[outcome]
    request = requests.decide(ask("access", alice()), name, frank() if name == "take_back" else gina())
    assert "decided once" in refused(f"UPDATE monitor_accountrequest SET {change} WHERE id = %s", request.pk)


@pytest.mark.parametrize(
    "change", ["roles = '[\"clerk\"]'", "kind = 'access'", "username = 'alicia'", "reason = 'y'"]
)
def test_an_open_request_is_not_rewritten(change: str) -> None:
    request = ask("roles", alice(), roles=["editor"])
    refused(f"UPDATE monitor_accountrequest SET {change} WHERE id = %s", request.pk)
    refused("UPDATE monitor_accountrequest SET account_id = %s WHERE id = %s", carol().pk, request.pk)


@pytest.mark.parametrize("change", ["roles = '[\"clerk\"]'", "username = 'alicia'", "kind = 'access'"])
def test_a_request_is_not_rewritten_as_it_is_granted(change: str) -> None:
    request = ask("roles", alice(), roles=["editor"])
    refused(
        f"""UPDATE monitor_accountrequest SET {change}, outcome = 'granted', decided_by_id = %s, decided_at = %s
        WHERE id = %s""",
        gina().pk, timezone.now(), request.pk,
    )  # fmt: skip


@pytest.mark.parametrize("table", ["monitor_accountrequest", "monitor_invitation", "monitor_accountnotice"])
def test_nothing_of_it_is_removed(table: str) -> None:
    link()
    assert "kept" in refused(f"DELETE FROM {table}")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL has no REPLACE")
@pytest.mark.parametrize("table", ["monitor_accountrequest", "monitor_invitation", "monitor_accountnotice"])
def test_nothing_of_it_is_replaced(table: str) -> None:
    link()
    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


# What requests give ------------------------------------------------------------------------------------------------


def group(name: str) -> int:
    return Group.objects.get(name=name).pk


def test_a_role_is_given_by_a_granted_request_alone() -> None:
    insert_role = "INSERT INTO monitor_user_groups (user_id, group_id) VALUES (%s, %s)"
    user = alice()
    ask("roles", user, roles=["editor"])
    assert "granted request" in refused(insert_role, user.pk, group("editor"))
    with pytest.raises(Exception, match="granted request"):
        user.groups.add(group("editor"))


def test_a_role_of_an_earlier_request_is_not_given_again() -> None:
    granted("roles", alice(), roles=["editor"])
    refused("INSERT INTO monitor_user_groups (user_id, group_id) VALUES (%s, %s)", alice().pk, group("clerk"))


def test_a_role_is_not_moved_to_another_account_or_made_another() -> None:
    refused("UPDATE monitor_user_groups SET group_id = %s WHERE user_id = %s", group("editor"), alice().pk)
    refused(
        "UPDATE monitor_user_groups SET user_id = %s WHERE user_id = %s", make_user("amal").pk, alice().pk
    )


def test_no_account_has_a_permission_of_its_own() -> None:
    refused("INSERT INTO monitor_user_user_permissions (user_id, permission_id) VALUES (%s, 1)", alice().pk)


def test_a_shut_account_is_opened_by_a_granted_request_once() -> None:
    open_it = "UPDATE monitor_user SET is_active = %s, opened_by_request = %s WHERE id = %s"
    user = alice()
    requests.shut(user, frank())
    refused("UPDATE monitor_user SET is_active = %s WHERE id = %s", True, user.pk)
    request = ask("reopen", alice())
    refused(open_it, True, request.pk, user.pk)
    requests.decide(request, "grant", gina())
    requests.shut(alice(), frank())
    refused(open_it, True, request.pk, user.pk)
    refused("UPDATE monitor_user SET opened_by_request = NULL WHERE id = %s", user.pk)


@pytest.mark.parametrize("column", ["is_superuser", "is_sample"])
def test_an_account_does_not_become_what_escapes_the_rules(column: str) -> None:
    refused(f"UPDATE monitor_user SET {column} = %s WHERE id = %s", True, alice().pk)


def test_an_account_keeps_its_name_and_its_ended_sessions_stay_ended() -> None:
    user = alice()
    user.end_sessions()
    refused("UPDATE monitor_user SET username = 'alicia' WHERE id = %s", user.pk)
    refused("UPDATE monitor_user SET session_epoch = 0 WHERE id = %s", user.pk)


# Links and notices -------------------------------------------------------------------------------------------------


def insert_link(request: AccountRequest, made_by: Any = None, used_at: Any = None) -> str:
    now = timezone.now()
    return refused(
        """INSERT INTO monitor_invitation (request_id, digest, epoch, made_by_id, made_at, expires_at, used_at)
        VALUES (%s, 'x', 0, %s, %s, %s, %s)""",
        request.pk, made_by.pk if made_by else None, now, now + timedelta(1), used_at,
    )  # fmt: skip


def test_a_link_is_made_by_one_of_the_two_for_a_granted_request_of_its_kind() -> None:
    request = granted()
    insert_link(request, made_by=make_user("hadi", "administrator"))
    insert_link(request)
    insert_link(request, made_by=gina(), used_at=timezone.now())
    insert_link(ask("access", alice()), made_by=frank())
    insert_link(granted("roles", alice(), roles=["editor"]), made_by=gina())


def test_a_link_is_used_once_and_in_time() -> None:
    link()
    made = Invitation.objects.get()
    refused("UPDATE monitor_invitation SET digest = 'x', used_at = %s", timezone.now())
    refused("UPDATE monitor_invitation SET used_at = %s", made.expires_at + timedelta(seconds=1))
    refused("UPDATE monitor_invitation SET expires_at = %s", made.expires_at + timedelta(days=9))
    in_sql("UPDATE monitor_invitation SET used_at = %s", timezone.now())
    refused("UPDATE monitor_invitation SET used_at = NULL")


def test_a_notice_is_of_a_granted_request_and_read_once() -> None:
    open_one = ask("access", alice())
    refused("INSERT INTO monitor_accountnotice (request_id, acknowledged_at) VALUES (%s, NULL)", open_one.pk)
    granted("roles", alice(), roles=["editor"])
    notice = AccountNotice.objects.get(request__kind="roles")
    in_sql("UPDATE monitor_accountnotice SET acknowledged_at = %s WHERE id = %s", timezone.now(), notice.pk)
    refused("UPDATE monitor_accountnotice SET acknowledged_at = NULL WHERE id = %s", notice.pk)
