"""Series, and the reports on their months."""

from reports.models.reports import Acknowledgement, Report, Section
from reports.models.series import Coverage, Series, SeriesRule

__all__ = ["Acknowledgement", "Coverage", "Report", "Section", "Series", "SeriesRule"]
