"""The staff site of records: the base of every entry form, the desk, and the pages of review and release."""

from records.admin import reference
from records.admin.queue import QueueAdmin

__all__ = ["QueueAdmin", "reference"]
