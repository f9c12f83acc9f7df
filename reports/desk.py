"""The desk of a month: its report, the figures as they stand now, what is wrong with them, and what came late."""

from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publication.editions import Change, added_late, changes
from publication.frozen import frozen_month
from publication.models import PublishedEdition, PublishedSeries
from publication.months import MonthSummary, series_and_months
from reports.models import Acknowledgement, Report
from reports.text_check import Figures, Flag, flags_of
from reports.warnings import DeskWarning, warnings_of
from terms.figures import Figure

Json = dict[str, Any]


def summary_of(series_slug: str, start: date) -> MonthSummary | None:
    """The month of the published series that begins on this day; None while the series is not public."""
    series = PublishedSeries.objects.filter(slug=series_slug).first()
    months = series_and_months(series, start.isoformat()) if series else []
    return MonthSummary(series, months[0]) if series and months else None


def latest_edition(series_slug: str, start: date) -> PublishedEdition | None:
    """The last edition of the month that is public."""
    editions = PublishedEdition.objects.filter(report__series=series_slug, report__month_start=start)
    return editions.order_by("-number").first()


class Desk:
    """Everything that an editor has to see before a report goes out. Reads released records only, but for the warning
    that some are still waiting.
    """

    def __init__(self, report: Report):
        self.report = report

    @cached_property
    def summary(self) -> MonthSummary | None:
        return summary_of(self.report.of_series.slug, self.report.month_start)

    @cached_property
    def now(self) -> Json:
        """The figures of the month as they stand; empty while the series is not public."""
        return frozen_month(self.summary) if self.summary else {}

    @cached_property
    def edition(self) -> PublishedEdition | None:
        return latest_edition(self.report.of_series.slug, self.report.month_start)

    @cached_property
    def late(self) -> list[Json]:
        """Records behind the figures that the last edition did not know."""
        return added_late(self.edition.content["figures"], self.now) if self.edition and self.now else []

    @cached_property
    def since_edition(self) -> list[Change]:
        return changes(self.edition.content["figures"], self.now) if self.edition and self.now else []

    @cached_property
    def since_saved(self) -> list[Change]:
        """The figures that changed since the text was last saved."""
        return changes(self.report.figures, self.now) if self.report.figures and self.now else []

    @cached_property
    def flags(self) -> list[Flag]:
        """Places of the text that do not say what the figures say now."""
        if self.summary is None or self.report.pk is None:
            return []
        return flags_of(self.report, Figures(self.now, self.summary.series))

    # Warnings ------------------------------------------------------------------------------------------------

    @cached_property
    def warnings(self) -> list[DeskWarning]:
        """Those of the figures, then those of the text."""
        if self.summary is None:
            return []
        return [*warnings_of(self.summary), *_unique(map(_of_flag, self.flags))]

    @cached_property
    def taken_on(self) -> dict[str, Acknowledgement]:
        """By the key of the warning."""
        if self.report.pk is None:
            return {}
        return {taken.key: taken for taken in self.report.acknowledgements.select_related("taken_by")}

    @property
    def open_warnings(self) -> list[DeskWarning]:
        return [warning for warning in self.warnings if warning.key not in self.taken_on]

    def problems(self) -> list[str]:
        """What keeps the report from being submitted, verified or released."""
        if self.summary is None:
            return [str(_("The series is not public: release it first."))]
        if self.summary.is_empty:
            return [str(_("Nothing is published for this month, so there is nothing to report."))]
        found = []
        if not any(section.body_ar.strip() for section in self.report.sections.all()):
            found.append(str(_("Write the text.")))
        if not self.report.title_ar.strip():
            found.append(str(_("Write the headline.")))
        if self.report.figures != self.now:
            found.append(
                str(
                    _(
                        "The figures have changed since the text was saved. Look at what changed, and save it again."
                    )
                )
            )
        if count := len(self.open_warnings):
            text = ngettext(
                "%(count)d warning of the desk of the month is open.",
                "%(count)d warnings of the desk of the month are open.",
                count,
            )
            found.append(text % {"count": count})
        return found


def _of_flag(flag: Flag) -> DeskWarning:
    """What the desk says of a place of the text."""
    values = {"section": flag.section, "words": flag.words}
    if flag.kind == "changed":
        assert flag.figure is not None
        values["figure"] = Figure.from_json(flag.figure).in_language("ar")
        message = _("Text, “%(section)s”: “%(words)s” does not say what its figure says: %(figure)s.")
    elif flag.kind == "gone":
        message = _("Text, “%(section)s”: “%(words)s” is bound to a figure that is no longer there.")
    elif flag.kind == "headline":
        message = _("The headline says %(words)s, and no figure of the month does.")
    else:
        message = _("Text, “%(section)s”: the number %(words)s is bound to no figure.")
    return DeskWarning(
        f"text-{flag.kind}", message % values, (), (flag.section, flag.words, flag.ref, flag.figure)
    )


def _unique(warnings: Any) -> list[DeskWarning]:
    return list({warning.key: warning for warning in warnings}.values())
