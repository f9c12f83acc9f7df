"""The second factor of an account, as far as others need to know of it."""

from typing import Any


def has_one(user: Any) -> bool:
    """Whether the account has a second factor."""
    return False


def reset(user: Any) -> None:
    """Remove every second factor of the account and end its sessions."""
    user.end_sessions()
