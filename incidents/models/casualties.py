"""What an incident did to people: casualty lines, their labelled subsets, and named victims."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incidents import Incident
from records.models import FigureFields, Party, Person, Place, SubsetLabel
from terms.choices import Certainty, CivilStatus, Outcome, Role


class CasualtyLine(FigureFields):
    """outcome × civil status × party × figure. Several parties or places make it joint: one toll that no source splits.

    Its own perpetrators stand where they differ from the incident's (a clash has dead on both sides).
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="lines", verbose_name=_("incident"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    civil_status = models.CharField(
        _("civil status"), max_length=10, choices=CivilStatus, default=CivilStatus.UNKNOWN
    )
    parties = models.ManyToManyField(
        Party,
        blank=True,
        related_name="+",
        verbose_name=_("of which party"),
        help_text=_("Several for a joint toll."),
    )
    places = models.ManyToManyField(
        Place, blank=True, related_name="+", verbose_name=_("places, if others than the incident's")
    )
    perpetrators = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name=_("perpetrators, if others than the incident's")
    )
    perpetrator_certainty = models.CharField(_("attribution"), max_length=10, choices=Certainty, blank=True)
    counted_on = models.DateField(
        _("counted on"), null=True, blank=True, help_text=_("If not on the incident's day.")
    )
    counted_reason = models.CharField(_("why counted on that day"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("casualty line")
        verbose_name_plural = _("casualties")
        ordering = ["incident", "position", "pk"]
        constraints = [
            *FigureFields.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values),
                name="incidents_line_has_an_outcome",
                violation_error_message=_("A casualty line needs an outcome: killed, wounded, abducted…"),
            ),
            models.CheckConstraint(
                condition=Q(counted_on=None) | ~Q(counted_reason=""),
                name="incidents_line_other_day_needs_reason",
                violation_error_message=_("Counting on another day than the incident's needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.figure.in_language('ar')}"


class Subset(FigureFields):
    """A labelled part of a line (officers, women, children), never added to totals."""

    line = models.ForeignKey(
        CasualtyLine, models.CASCADE, related_name="subsets", verbose_name=_("casualty line")
    )
    label = models.ForeignKey(SubsetLabel, models.PROTECT, related_name="+", verbose_name=_("label"))

    class Meta:
        verbose_name = _("subset")
        verbose_name_plural = _("subsets")
        ordering = ["line", "pk"]
        constraints = [
            *FigureFields.Meta.constraints,
            models.UniqueConstraint(fields=["line", "label"], name="incidents_one_subset_per_label"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.figure.in_language('ar')}"


class Victim(models.Model):
    """A person of whom the incident tells. The name's publication is decided on the person; here it may be stricter."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="victims", verbose_name=_("incident"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="mentions", verbose_name=_("person"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.KILLED)
    role = models.CharField(_("role"), max_length=12, choices=Role, blank=True)
    age = models.PositiveSmallIntegerField(
        _("age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    about_ar = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("For example: a notable.")
    )
    about_en = models.CharField(_("description in English"), max_length=200, blank=True)
    show_name = models.BooleanField(_("the name may be shown here"), default=False)
    show_role = models.BooleanField(_("role and description may be shown"), default=False)

    class Meta:
        verbose_name = _("victim")
        verbose_name_plural = _("victims")
        ordering = ["incident", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person", "outcome"], name="incidents_victim_once_per_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="incidents_victim_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_outcome_display()}"
