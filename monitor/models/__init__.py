"""Staff accounts, what two administrators carry out on them, and the links by which their holders come in."""

from monitor.models.accounts import User
from monitor.models.invitations import AccountNotice, Invitation
from monitor.models.requests import AccountRequest

__all__ = ["AccountNotice", "AccountRequest", "Invitation", "User"]
