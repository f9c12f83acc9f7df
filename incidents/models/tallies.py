"""Tallies: what a source says of a period as a whole."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import (
    AreaOfControl,
    Claim,
    FigureFields,
    Party,
    Place,
    Record,
    SubsetLabel,
)
from terms.choices import (
    Certainty,
    CivilStatus,
    EventType,
    Measure,
    Method,
    Relation,
    YesNoUnknown,
)


class Tally(FigureFields, Record):
    """A figure for a cell: period × area × perpetrators × victims' group × measure.

    It counts only once an editor adopts it, with a reason. Its own period may differ from the month in whose
    report it stands (`reported_for`, the first day of that month).
    """

    KIND: ClassVar[str] = Record.Kind.TALLY

    measure = models.CharField(_("measure"), max_length=20, choices=Measure)
    period_start = models.DateField(_("first day of its period"))
    period_end = models.DateField(_("last day of its period"))
    reported_for = models.DateField(
        _("reported for the month from"), help_text=_("The first day of that month.")
    )
    area = models.ForeignKey(
        AreaOfControl,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area of control"),
    )
    places = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name=_("places"))
    perpetrators = models.ManyToManyField(Party, blank=True, related_name="+", verbose_name=_("perpetrators"))
    perpetrator_certainty = models.CharField(
        _("attribution"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    civil_status = models.CharField(
        _("civil status"), max_length=10, choices=CivilStatus, blank=True, help_text=_("Empty: all.")
    )
    parties = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name=_("of which party, or against whom")
    )
    label = models.ForeignKey(
        SubsetLabel, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("of which")
    )
    type = models.CharField(_("type"), max_length=20, choices=EventType, blank=True)
    method = models.CharField(_("method"), max_length=20, choices=Method, blank=True)
    events = models.PositiveIntegerField(_("number of events"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of the tally"),
    )
    relation = models.CharField(_("relation"), max_length=12, choices=Relation, default=Relation.TOTAL)
    contains_recorded = models.CharField(
        _("contains recorded incidents"), max_length=10, choices=YesNoUnknown, default=YesNoUnknown.UNKNOWN
    )
    excludes_ar = models.CharField(
        _("not counted in it"),
        max_length=300,
        blank=True,
        help_text=_("What the source leaves out, for example of a count since an earlier date."),
    )
    excludes_en = models.CharField(_("not counted in it, in English"), max_length=300, blank=True)
    adopted = models.BooleanField(_("adopted"), default=False, editable=False)
    adoption_reason_ar = models.CharField(_("reason for adopting it"), max_length=300, blank=True)
    adoption_reason_en = models.CharField(_("reason in English"), max_length=300, blank=True)

    history = HistoricalRecords(m2m_fields=[places, perpetrators, parties])

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            *FigureFields.Meta.constraints,
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="incidents_tally_ends_after_its_start",
                violation_error_message=_("The end must not be before the start."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None, relation="total") | (Q(parent__isnull=False) & ~Q(relation="total")),
                name="incidents_tally_relation_fits_parent",
                violation_error_message=_(
                    "A total has no parent; a part names its parent and how it relates to it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(adopted=False) | ~Q(adoption_reason_ar=""),
                name="incidents_tally_adopted_with_a_reason",
                violation_error_message=_("Adopting a tally needs a reason."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        errors: dict[str, object] = {}
        if self.period_start and self.period_end and self.period_end < self.period_start:
            errors["period_end"] = _("The end must not be before the start.")
        if self.period_start and self.period_start > timezone.localdate():
            errors["period_start"] = _("This date is in the future.")
        above = self.parent
        while above is not None:
            if above.pk is not None and above.pk == self.pk:
                errors["parent"] = _("This would make a circle: the tally would be a part of itself.")
                break
            above = above.parent
        if errors:
            raise ValidationError(errors)

    def problems(self) -> list[str]:
        from incidents.rules import tally_problems

        return tally_problems(self)


class TallyClaim(FigureFields, Claim):
    """What one source gave as the tally's figure."""

    tally = models.ForeignKey(Tally, models.CASCADE, related_name="claims", verbose_name=_("tally"))

    class Meta(Claim.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = FigureFields.Meta.constraints
