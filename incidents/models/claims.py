"""Tolls as sources gave them: a claim is a set of figures by one source; a newer one replaces figure by figure."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incidents import Incident
from records.models import Claim, FigureFields, Party, SubsetLabel
from terms.choices import Certainty, CivilStatus, Outcome


class IncidentClaim(Claim):
    """What one source said of the incident; it may name other perpetrators."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="claims", verbose_name=_("incident"))
    perpetrators = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name=_("perpetrators it names")
    )
    perpetrator_certainty = models.CharField(_("attribution"), max_length=10, choices=Certainty, blank=True)

    class Meta(Claim.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")


class ClaimFigure(FigureFields):
    """One figure of a claim; with a label it speaks of a part (officers) of the figure without one."""

    claim = models.ForeignKey(IncidentClaim, models.CASCADE, related_name="figures", verbose_name=_("claim"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    civil_status = models.CharField(
        _("civil status"), max_length=10, choices=CivilStatus, default=CivilStatus.UNKNOWN
    )
    parties = models.ManyToManyField(Party, blank=True, related_name="+", verbose_name=_("of which party"))
    label = models.ForeignKey(
        SubsetLabel, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("of which")
    )

    class Meta:
        verbose_name = _("figure of a claim")
        verbose_name_plural = _("figures of a claim")
        ordering = ["claim", "pk"]
        constraints = [
            *FigureFields.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="incidents_claim_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.figure.in_language('ar')}"
