"""The staff forms of cases, and the reminder on the desk that a case has been without news for long."""

from abductees.admin.cases import CaseAdmin
from abductees.admin.reminders import AWAITING_NEWS
from records.admin import desk

desk.register(AWAITING_NEWS)

__all__ = ["CaseAdmin"]
