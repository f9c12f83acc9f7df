"""Two administrators at work, for tests of what they carry out together."""

from typing import Any

from monitor import invitations, requests
from monitor.models import AccountRequest, User
from tests.support.factories import frank, make_user


def gina() -> User:
    """The second administrator; frank is the first."""
    return make_user("gina", "administrator")


def ask(
    kind: str = "new", account: User | None = None, by: User | None = None, **fields: Any
) -> AccountRequest:
    """A request of frank's; without an account, for a clerk named nour."""
    if account is None:
        fields = {"username": "nour", **fields}
    if kind in ("new", "roles"):
        fields = {"roles": ["clerk"], **fields}
    return requests.ask(kind, by or frank(), account=account, **{"reason": "زميلة جديدة", **fields})


def granted(kind: str = "new", account: User | None = None, **fields: Any) -> AccountRequest:
    """One that gina granted."""
    return requests.decide(ask(kind, account, **fields), "grant", gina())


def link(request: AccountRequest | None = None, by: User | None = None) -> str:
    """A code that gina made."""
    return invitations.make_link(request or granted(), by or gina())
