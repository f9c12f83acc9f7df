"""Beginning a report, drafting its text anew, and keeping the figures beside the text that was written by them."""

from datetime import date
from typing import Any

from django.db import transaction

from records import workflow
from reports.desk import Desk
from reports.models import Acknowledgement, Report, Section, Series
from reports.narrative import draft
from reports.warnings import DeskWarning


@transaction.atomic
def begin(series: Series, start: date, user: Any) -> Report:
    """The report of a month with a draft of its text; the one there is, if somebody has begun it."""
    standing = Report.objects.filter(of_series=series, month_start=start).first()
    if standing is not None:
        return standing
    report = Report(of_series=series, month_start=start, created_by=user)
    report._history_user = user
    report.figures = Desk(report).now
    _write(report, user)
    return report


@transaction.atomic
def redraft(report: Report, user: Any) -> None:
    """Replace the text by a new draft from the figures as they stand; the reasons for warnings stay."""
    report.figures = Desk(report).now
    _write(report, user)


def _write(report: Report, user: Any) -> None:
    made = draft(report.figures, report.headline_claims)
    report.title_ar, report.title_en = made.title_ar, made.title_en
    report._history_user = user
    report.save()
    report.sections.all().delete()
    Section.objects.bulk_create(
        Section(
            report=report, position=position, key=section.key,
            heading_ar=section.heading_ar, heading_en=section.heading_en,
            body_ar=section.body_ar, body_en=section.body_en,
        )
        for position, section in enumerate(made.sections)
    )  # fmt: skip
    workflow.contributed(report, user)


@transaction.atomic
def keep_figures(report: Report) -> None:
    """Keep the figures as they stand beside the text that is being saved; what it says otherwise stays flagged."""
    report.figures = Desk(report).now
    Report.objects.filter(pk=report.pk).update(figures=report.figures)


@transaction.atomic
def take_on(report: Report, warning: DeskWarning, reason: str, user: Any) -> None:
    """Write down why a warning may stand. It is a change of the report, which a second person verifies."""
    Acknowledgement.objects.update_or_create(
        report=report,
        key=warning.key,
        defaults={"message": warning.message, "reason": reason.strip(), "taken_by": user},
    )
    workflow.contributed(report, user)
