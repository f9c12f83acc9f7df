"""The Arabic of a report."""

from reports.narrative.arabic.report import Written, write

__all__ = ["Written", "write"]
