"""Rules on accounts that the database itself holds: what gives an account something needs a granted request, which two
administrators make. They are installed, checked and set aside together with those of records.triggers.
"""

from records import triggers
from records.triggers import Trigger

_REQUEST, _INVITATION, _NOTICE = "monitor_accountrequest", "monitor_invitation", "monitor_accountnotice"
#: Roles that no other role stands beside (monitor.roles.ALONE holds the same; a test compares them).
ALONE = ("administrator", "auditor", "correspondent")


def _kept(table: str) -> list[Trigger]:
    return [
        Trigger(f"{table}_never_goes", table, "DELETE", "1 = 1", f"rows of {table} are kept"),
        Trigger(f"{table}_never_emptied", table, "TRUNCATE", "1 = 1", f"rows of {table} are kept"),
    ]


def _administrator(who: str) -> str:
    """Whether the account is an active administrator at this moment."""
    return f"""EXISTS (SELECT 1 FROM monitor_user u JOIN monitor_user_groups m ON m.user_id = u.id
        JOIN auth_group g ON g.id = m.group_id WHERE u.id = {who} AND u.is_active AND g.name = 'administrator')"""


def _changed(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)


#: The last granted request that says what roles the account has.
_LAST = f"""(SELECT MAX(x.id) FROM {_REQUEST} x WHERE x.account_id = NEW.user_id AND x.outcome = 'granted'
    AND x.kind IN ('new', 'roles', 'machine'))"""
_BESIDE = " OR ".join(
    f"""(CAST(NEW.roles AS text) LIKE '%"{role}"%' AND CAST(NEW.roles AS text) <> '["{role}"]')"""
    for role in ALONE
)

TRIGGERS = [
    # Requests
    Trigger(
        "monitor_request_begins_open",
        _REQUEST,
        "INSERT",
        f"""(NEW.kind <> 'machine' AND (NEW.outcome <> 'open' OR NOT {_administrator("NEW.asked_by_id")}))
        OR EXISTS (SELECT 1 FROM {_REQUEST} x WHERE x.id = NEW.id)""",
        "a request begins open, asked by an active administrator",
    ),
    Trigger(
        "monitor_request_roles_that_stand_alone",
        _REQUEST,
        "INSERT",
        _BESIDE,
        "administrator, auditor and correspondent are roles that stand alone",
    ),
    Trigger(
        "monitor_request_decided_once",
        _REQUEST,
        "UPDATE",
        f"""OLD.outcome <> 'open' OR NEW.outcome = 'open'
        OR {_changed("id", "kind", "username", "reason", "asked_by_id", "asked_at", "expires_at")}
        OR CAST(NEW.roles AS text) <> CAST(OLD.roles AS text)
        OR (OLD.account_id IS NOT NULL AND (NEW.account_id IS NULL OR NEW.account_id <> OLD.account_id))""",
        "a request is decided once and never rewritten",
    ),
    Trigger(
        "monitor_request_granted_by_two",
        _REQUEST,
        "UPDATE",
        f"""NEW.outcome = 'granted' AND (
            NOT {_administrator("NEW.asked_by_id")} OR NOT {_administrator("NEW.decided_by_id")}
            OR NOT EXISTS (SELECT 1 FROM monitor_user a
                WHERE a.id = NEW.account_id AND a.username = NEW.username AND NOT a.is_superuser))""",
        "a request is granted by two active administrators, for the account that it names",
    ),
    *_kept(_REQUEST),
    # What requests give
    Trigger(
        "monitor_role_by_a_request",
        "monitor_user_groups",
        "INSERT",
        f"""NOT EXISTS (SELECT 1 FROM monitor_user s WHERE s.id = NEW.user_id AND s.is_sample)
        AND NOT EXISTS (SELECT 1 FROM {_REQUEST} r JOIN auth_group g ON g.id = NEW.group_id
            WHERE r.id = {_LAST} AND CAST(r.roles AS text) LIKE '%"' || g.name || '"%')""",
        "a role is given by a granted request",
    ),
    Trigger(
        "monitor_role_is_not_moved",
        "monitor_user_groups",
        "UPDATE",
        "1 = 1",
        "a role is given by a granted request",
    ),
    Trigger(
        "monitor_no_single_permission",
        "monitor_user_user_permissions",
        "INSERT",
        "1 = 1",
        "rights come from roles alone",
    ),
    Trigger(
        "monitor_user_opened_by_a_request",
        "monitor_user",
        "UPDATE",
        f"""(NEW.is_active AND NOT OLD.is_active AND NOT EXISTS (SELECT 1 FROM {_REQUEST} r
            WHERE r.id = NEW.opened_by_request AND r.account_id = NEW.id AND r.outcome = 'granted'
            AND r.kind IN ('reopen', 'machine') AND r.id > COALESCE(OLD.opened_by_request, 0)))
        OR (OLD.opened_by_request IS NOT NULL
            AND (NEW.opened_by_request IS NULL OR NEW.opened_by_request < OLD.opened_by_request))""",
        "a shut account is opened by a granted request, once",
    ),
    Trigger(
        "monitor_user_gains_nothing",
        "monitor_user",
        "UPDATE",
        """(NEW.is_superuser AND NOT OLD.is_superuser) OR (NEW.is_sample AND NOT OLD.is_sample)
        OR NEW.id <> OLD.id OR NEW.username <> OLD.username OR NEW.session_epoch < OLD.session_epoch""",
        "an account becomes neither a superuser's nor a sample, and keeps its name",
    ),
    # Links and notices
    Trigger(
        "monitor_invitation_of_a_request",
        _INVITATION,
        "INSERT",
        f"""NEW.used_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM {_INVITATION} x WHERE x.id = NEW.id OR x.digest = NEW.digest)
        OR NOT EXISTS (SELECT 1 FROM {_REQUEST} r WHERE r.id = NEW.request_id AND r.outcome = 'granted'
            AND ((r.kind = 'machine' AND NEW.made_by_id IS NULL)
            OR (r.kind IN ('new', 'reopen', 'access', 'second_factor')
                AND NEW.made_by_id IN (r.asked_by_id, r.decided_by_id))))""",
        "a link is made for a granted request, by one of the two",
    ),
    Trigger(
        "monitor_invitation_used_once",
        _INVITATION,
        "UPDATE",
        f"""OLD.used_at IS NOT NULL OR NEW.used_at IS NULL
        OR {_changed("id", "request_id", "digest", "epoch", "made_at", "expires_at")}""",
        "a link is used once",
    ),
    *_kept(_INVITATION),
    Trigger(
        "monitor_notice_of_a_granted_request",
        _NOTICE,
        "INSERT",
        f"""NEW.acknowledged_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM {_NOTICE} x WHERE x.id = NEW.id OR x.request_id = NEW.request_id)
        OR NOT EXISTS (SELECT 1 FROM {_REQUEST} r WHERE r.id = NEW.request_id AND r.outcome = 'granted')""",
        "a notice is of a granted request",
    ),
    Trigger(
        "monitor_notice_read_once",
        _NOTICE,
        "UPDATE",
        f"OLD.acknowledged_at IS NOT NULL OR NEW.acknowledged_at IS NULL OR {_changed('id', 'request_id')}",
        "a notice is read once",
    ),
    *_kept(_NOTICE),
]  # fmt: skip

triggers.TRIGGERS.extend(TRIGGERS)
