"""What two administrators carry out on accounts: asking, deciding, and what a granted request does.

`ask` makes a request and `decide` is the one function that ends one: it checks who, whom and in what state, changes the
account, tells the holder and writes the audit, in one transaction. What must hold against every program is held by the
database as well (monitor.triggers). Taking away for safety (`shut`) is done by one administrator at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from monitor import roles as role_rules
from monitor import second_factor
from monitor.audit import subject_of
from monitor.models import AccountNotice, AccountRequest, User
from records import audit
from records.conditions import Refused

Kind, Outcome = AccountRequest.Kind, AccountRequest.Outcome

#: How long a request waits for a second administrator.
OPEN_FOR = timedelta(days=7)
#: Kinds that say what roles the account is to have.
WITH_ROLES = (Kind.NEW, Kind.ROLES)
#: What identifies somebody; an account that bears a code name has none of it.
NAMES = ("first_name", "last_name", "email")


def active_administrators() -> QuerySet[User]:
    """Accounts that can ask and decide. None is one whose holder has set no password yet, or the sample's, which opens
    nothing on a real site.
    """
    return User.objects.filter(is_active=True, groups__name="administrator", is_sample=False).exclude(
        password__startswith=UNUSABLE_PASSWORD_PREFIX
    )


def is_administrator(user: Any) -> bool:
    """As the database says now, whatever was true when a page was opened. A superuser without the role is none."""
    return User.objects.filter(pk=user.pk, is_active=True, groups__name="administrator").exists()


# What stands against it --------------------------------------------------------------------------------------


def against_asking(kind: str, account: User | None, asker: Any) -> str:
    """Why the administrator may not ask this for the account, as far as it can be told beforehand; "" for nothing."""
    if not is_administrator(asker):
        return _("Only an active administrator asks for this.")
    if account is None:
        return "" if kind == Kind.NEW else _("Open the account and ask from there.")
    if account.pk == asker.pk:
        return _("Nobody asks for their own account. Ask another administrator to do it.")
    return _against_account(kind, account)


def _against_account(kind: str, account: User) -> str:
    """What the state of the account says."""
    if account.is_superuser:
        return _("A superuser's account is changed on the server itself, not here.")
    if kind == Kind.REOPEN and account.is_active:
        return _("The account is open already.")
    if kind != Kind.REOPEN and not account.is_active:
        return _("The account is shut. Ask for it to be opened again first.")
    return ""


def against_deciding(request: AccountRequest, user: Any) -> str:
    """Why the administrator may neither grant nor refuse it; "" for nothing."""
    if not request.is_open:
        return _("The request is closed: %(state)s.") % {"state": request.state}
    if not is_administrator(user):
        return _("Only an active administrator decides.")
    if user.pk == request.asked_by_id:
        return _("You asked for it: another administrator decides.")
    if user.pk == request.account_id:
        return _("It is about your own account: two other administrators decide.")
    return ""


def _against_granting(request: AccountRequest, user: Any) -> str:
    if refusal := against_deciding(request, user):
        return refusal
    if not is_administrator(request.asked_by):
        return _(
            "Whoever asked for it is no active administrator any more. Refuse it; it can be asked for again."
        )
    if request.account is not None:
        return _against_account(request.kind, request.account)
    return _against_name(request.username)


def _against_taking_back(request: AccountRequest, user: Any) -> str:
    if not request.is_open:
        return _("The request is closed: %(state)s.") % {"state": request.state}
    return "" if user.pk == request.asked_by_id else _("Only who asked for it takes it back.")


def _against_name(username: str) -> str:
    """Why no account can have the name."""
    try:
        User._meta.get_field("username").clean(username, None)
    except ValidationError as error:
        return " ".join(error.messages)
    if User.objects.filter(username__iexact=username).exists():
        return _("There is an account of that name. Choose another name.")
    return ""


def deciders(request: AccountRequest) -> QuerySet[User]:
    """Who could grant it now."""
    return active_administrators().exclude(pk__in=[request.asked_by_id, request.account_id or 0])


# Asking ------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    kind: str,
    asker: Any,
    *,
    account: User | None = None,
    username: str = "",
    roles: list[str] | None = None,
    reason: str = "",
) -> AccountRequest:
    """Make a request of a kind that two carry out. Raises Refused with a sentence that says what would help."""
    if kind not in Kind.values or kind == Kind.MACHINE or (kind == Kind.NEW) != (account is None):
        raise Refused(_("There is no such request."))
    _hold(asker.pk, account.pk if account else None)
    account = User.objects.get(pk=account.pk) if account else None
    username = account.username if account else User.normalize_username(username.strip())
    wanted = sorted(set(roles or [])) if kind in WITH_ROLES else []
    refusal = against_asking(kind, account, asker) or _against_asked(kind, account, username, wanted, reason)
    if refusal:
        raise Refused(refusal)
    _close_lapsed()
    request = AccountRequest(
        kind=kind,
        account=account,
        username=username,
        roles=wanted,
        reason=reason.strip(),
        asked_by=asker,
        expires_at=timezone.now() + OPEN_FOR,
    )
    try:
        request.validate_constraints()
        with transaction.atomic():
            request.save()
    except (ValidationError, IntegrityError) as error:
        # One open request of a kind: also when two ask for the same at once.
        refusal = _("The same is asked for already and waits for a second administrator.")
        raise Refused(refusal) from error
    _write("account.asked", asker, request)
    return request


def _against_asked(kind: str, account: User | None, username: str, roles: list[str], reason: str) -> str:
    """What is wrong with what was filled in."""
    if account is None and (refusal := _against_name(username)):
        return refusal
    if kind in WITH_ROLES:
        if not roles or set(roles) - set(role_rules.ROLES):
            return _("Choose at least one role. To take all rights away, shut the account.")
        if refusal := role_rules.contradiction(roles):
            return refusal
        if account is not None and roles == account.role_keys:
            return _("The account has just these roles already.")
    return "" if reason.strip() else _("Say why: the second administrator has only this to go by.")


def _close_lapsed() -> None:
    """Those that nobody decided in time, so that they can be asked for again."""
    now = timezone.now()
    AccountRequest.objects.filter(outcome=Outcome.OPEN, expires_at__lte=now).update(
        outcome=Outcome.LAPSED, decided_at=now
    )


# Deciding ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Decision:
    """What a decision comes to, and what stands against it: a function of the request and the one who decides."""

    outcome: str
    against: Callable[[AccountRequest, Any], str]


DECISIONS = {
    "grant": Decision(Outcome.GRANTED, _against_granting),
    "refuse": Decision(Outcome.REFUSED, against_deciding),
    "take_back": Decision(Outcome.TAKEN_BACK, _against_taking_back),
}


@transaction.atomic
def decide(request: AccountRequest, name: str, user: Any) -> AccountRequest:
    """Grant a request, refuse it or take it back; all or nothing. Everyone's roles are read anew, under a lock, so that
    of two decisions at once one is refused. Raises Refused with a sentence.
    """
    decision = DECISIONS[name]
    # Before anything is read: a page, or another process, may have decided or demoted someone in the meantime.
    _hold(user.pk, request.asked_by_id, request.account_id)
    request = AccountRequest.objects.select_for_update().get(pk=request.pk)
    if refusal := decision.against(request, user):
        raise Refused(refusal)
    if decision.outcome == Outcome.GRANTED:
        request.roles_before = request.account.role_keys if request.account else []
        request.account = request.account or _new_account(request.username)
    request.outcome, request.decided_by, request.decided_at = decision.outcome, user, timezone.now()
    request.save()
    _write(f"account.{decision.outcome}", user, request)
    if decision.outcome == Outcome.GRANTED:
        carry_out(request)
    return request


def _hold(*keys: int | None) -> None:
    """Lock accounts until the transaction ends, in the order of their keys so that no two wait for each other."""
    list(
        User.objects.select_for_update()
        .filter(pk__in=[key for key in keys if key])
        .order_by("pk")
        .values_list("pk")
    )


def carry_out(request: AccountRequest) -> None:
    """Do what a granted request says, and leave word for the holder."""
    account = request.account
    assert account is not None
    assert request.outcome == Outcome.GRANTED
    _EFFECTS[request.kind](request, account)
    AccountNotice.objects.create(request=request)


def _new_account(username: str) -> User:
    """With no password until its holder sets one."""
    account = User(username=username, is_staff=True)
    account.set_unusable_password()
    account.save()
    return account


def _give_roles(request: AccountRequest, account: User) -> None:
    account.groups.set(Group.objects.filter(name__in=request.roles))
    if account.bears_a_code_name:
        _forget_names(account)


def _forget_names(account: User) -> None:
    """What says who holds it, also in the log of the desk, which has called the account by its name."""
    for name in NAMES:
        setattr(account, name, "")
    account.save(update_fields=NAMES)
    log = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(account.pk)
    )
    log.exclude(object_repr=account.username).update(object_repr=account.username)


def _renew_access(request: AccountRequest, account: User) -> None:
    """The old password opens nothing any more, whoever knows it."""
    account.set_unusable_password()
    account.save()
    account.end_sessions()


def _reset_second_factor(request: AccountRequest, account: User) -> None:
    """The password goes too: whoever knows it could set up a factor of their own."""
    second_factor.reset(account)
    _renew_access(request, account)


def _reopen(request: AccountRequest, account: User) -> None:
    account.is_active, account.opened_by_request = True, request.pk
    _renew_access(request, account)


def _by_the_machine(request: AccountRequest, account: User) -> None:
    """A first administrator, or one who comes back: from the beginning in every respect."""
    second_factor.reset(account)
    account.is_staff = True
    _give_roles(request, account)
    if account.is_active:
        _renew_access(request, account)
    else:
        _reopen(request, account)


_EFFECTS: dict[str, Callable[[AccountRequest, User], None]] = {
    Kind.NEW: _give_roles,
    Kind.ROLES: _give_roles,
    Kind.REOPEN: _reopen,
    Kind.ACCESS: _renew_access,
    Kind.SECOND_FACTOR: _reset_second_factor,
    Kind.MACHINE: _by_the_machine,
}


def _write(action: str, user: Any, request: AccountRequest) -> None:
    """Into the audit: who, about which account, what roles; never the reason, which is text of a person."""
    facts: dict[str, Any] = {"request": request.pk, "kind": request.kind}
    if request.asked_by is not None and request.asked_by != user:
        facts["asked_by"] = request.asked_by.username
    if request.roles:
        facts |= {"roles": request.roles, "before": request.roles_before}
    audit.write(action, user, subject_of(request.account or User(username=request.username)), **facts)


# By the machine, by one administrator --------------------------------------------------------------------------


@transaction.atomic
def make_administrator(username: str) -> AccountRequest:
    """For whoever controls the machine, while fewer than two administrators can decide: a new administrator, or one who
    comes back. Raises Refused.
    """
    administrators = list(active_administrators().select_for_update(of=("self",)))
    if len(administrators) >= 2:
        raise Refused(
            _(
                "There are two active administrators. Let one of them ask for it at the desk and another grant it. "
                "If one of the two cannot sign in, let the other shut that account first."
            )
        )
    username = User.normalize_username(username)
    account = User.objects.filter(username=username).first()
    if account is None:
        if refusal := _against_name(username):
            raise Refused(refusal)
        before: list[str] = []
        account = _new_account(username)
    else:
        before = account.role_keys
        if before not in ([], ["administrator"]) or account.is_superuser or account.is_sample:
            raise Refused(_("The account has another role. Choose another name."))
    now = timezone.now()
    request = AccountRequest.objects.create(
        kind=Kind.MACHINE,
        account=account,
        username=account.username,
        roles=["administrator"],
        roles_before=before,
        outcome=Outcome.GRANTED,
        asked_at=now,
        decided_at=now,
        expires_at=now + OPEN_FOR,
    )
    _write("account.granted", None, request)
    carry_out(request)
    return request


@transaction.atomic
def shut(account: User, user: Any) -> None:
    """At once, by one administrator: no session and no link of the account opens anything. Raises Refused."""
    _hold(account.pk, user.pk)
    account = User.objects.get(pk=account.pk)
    if refusal := against_shutting(account, user):
        raise Refused(refusal)
    account.is_active = False
    account.save()
    audit.write("account.shut", user, subject_of(account))


def against_shutting(account: User, user: Any) -> str:
    """Why the administrator may not shut it; "" for nothing."""
    if not is_administrator(user):
        return _("Only an active administrator shuts accounts.")
    if account.pk == user.pk:
        return _("Nobody shuts their own account. Ask another administrator to do it.")
    if account.is_superuser:
        return _("A superuser's account is changed on the server itself, not here.")
    return "" if account.is_active else _("The account is shut already.")
