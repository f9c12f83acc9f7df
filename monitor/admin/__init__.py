"""Accounts in the staff site, and what two administrators carry out on them."""

from monitor.admin.accounts import AccountAdmin
from monitor.admin.requests import AccountRequestAdmin

__all__ = ["AccountAdmin", "AccountRequestAdmin"]
