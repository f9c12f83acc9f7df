"""Reports: the text of a month with its figures. Released versions are its editions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import Record
from records.models.base import new_public_id
from reports.models.series import Series


class Report(Record):
    """The report on one month of a series: a headline, sections of text, and the figures that the text was written by.

    Reviewed like every record; a release of it is an edition, and keeps text, figures, PDF and images as they were.
    `figures` are those of publication.frozen, as they stood when the text was last saved: so that a figure that has
    changed since is seen, and never silently rewritten.
    """

    KIND: ClassVar[str] = Record.Kind.REPORT

    of_series = models.ForeignKey(
        Series, models.PROTECT, related_name="reports", verbose_name=_("series"), editable=False
    )
    month_start = models.DateField(_("first day of the month"), editable=False)
    figures = models.JSONField(_("figures"), default=dict, editable=False)
    headline_claims = models.JSONField(
        _("figures of the headline"),
        default=dict,
        editable=False,
        help_text=_(
            "The claims that an editor chose for headline and lead, by figure; else the adopted figure."
        ),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        constraints = [
            models.UniqueConstraint(fields=["of_series", "month_start"], name="reports_one_report_of_a_month")
        ]

    def problems(self) -> list[str]:
        from reports.desk import Desk

        return Desk(self).problems()

    def bodies(self) -> list[str]:
        """All that the report says, in both languages."""
        texts = [self.title_ar, self.title_en]
        for section in self.sections.all():
            texts += [section.heading_ar, section.heading_en, section.body_ar, section.body_en]
        return texts


def _new_key() -> str:
    """Of a section that somebody added by hand."""
    return f"part-{new_public_id()}"


class Section(models.Model):
    """A part of the text. Plain text with bound figures (terms.bound); an empty line parts paragraphs."""

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="sections", verbose_name=_("monthly report")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    key = models.SlugField(_("part"), max_length=60, editable=False, default=_new_key)
    heading_ar = models.CharField(_("heading"), max_length=200, blank=True)
    heading_en = models.CharField(_("heading in English"), max_length=200, blank=True)
    body_ar = models.TextField(_("text"), blank=True)
    body_en = models.TextField(_("text in English"), blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["report", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="reports_section_key_once")]

    def __str__(self) -> str:
        return self.heading_ar or self.key


class Acknowledgement(models.Model):
    """A warning of the desk that somebody took on, with the reason. It holds for the warning as it was then.

    `key` names the warning and what it speaks of (reports.warnings): once the figures behind it change, it is another.
    """

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="acknowledgements", verbose_name=_("monthly report")
    )
    key = models.CharField(max_length=40)
    message = models.TextField(_("warning"))
    reason = models.CharField(_("reason"), max_length=300)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("taken on by")
    )
    taken_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("warning taken on")
        verbose_name_plural = _("warnings taken on")
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="reports_warning_taken_on_once"),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="reports_warning_taken_on_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.message
