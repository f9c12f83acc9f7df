"""The staff site of records: the base of every entry form, the desk, and the pages of review and release."""

from records.admin import reference
from records.admin.audit import AuditEntryAdmin
from records.admin.queue import QueueAdmin
from records.admin.texts import StaffTextAdmin

__all__ = ["AuditEntryAdmin", "QueueAdmin", "StaffTextAdmin", "reference"]
