"""A campaign: it starts, it may have no end, and it has an aim and no toll of its own."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import AreaOfControl, Claim, Party, Place, Record


class Campaign(Record):
    """An operation over weeks or months. Without an end it is ongoing."""

    KIND: ClassVar[str] = Record.Kind.CAMPAIGN

    start = models.DateField(_("start"))
    end = models.DateField(_("end"), null=True, blank=True, help_text=_("Empty while it goes on."))
    area = models.ForeignKey(
        AreaOfControl,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area of control"),
    )
    places = models.ManyToManyField(Place, blank=True, related_name="+", verbose_name=_("places"))
    participants = models.ManyToManyField(Party, blank=True, related_name="+", verbose_name=_("participants"))
    targets = models.ManyToManyField(Party, blank=True, related_name="+", verbose_name=_("against"))
    aim_ar = models.TextField(_("aim"), blank=True)
    aim_en = models.TextField(_("aim, in English"), blank=True)

    history = HistoricalRecords(m2m_fields=[places, participants, targets])

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="incidents_campaign_ends_after_its_start",
                violation_error_message=_("The end must not be before the start."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end must not be before the start.")})
        for name in ("start", "end"):
            day = getattr(self, name)
            if day is not None and day > timezone.localdate():
                raise ValidationError({name: _("This date is in the future.")})

    def problems(self) -> list[str]:
        from incidents.rules import campaign_problems

        return campaign_problems(self)


class CampaignClaim(Claim):
    """What one source said of the campaign."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="claims", verbose_name=_("campaign"))

    class Meta(Claim.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
