"""Series, the desk of a month, and the text of its report."""

from reports.admin.reports import ReportAdmin
from reports.admin.series import SeriesAdmin

__all__ = ["ReportAdmin", "SeriesAdmin"]
