"""The English of a report."""

from reports.narrative.english.report import write

__all__ = ["write"]
