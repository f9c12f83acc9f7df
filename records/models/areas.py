"""Areas of control: who held the ground where something happened, on that day."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from records.models.base import Named, Valid, dated_label


class AreaOfControl(Named, Valid):
    """An area of control; what it is called may change with the date (AreaLabel)."""

    position = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The order of sections in reports.")
    )
    history = HistoricalRecords()

    class Meta(Named.Meta):
        verbose_name = pgettext_lazy("one", "area of control")
        verbose_name_plural = _("areas of control")
        ordering = ["position", "name_ar"]
        constraints = Valid.Meta.constraints

    def as_reference(self, day: date | None = None) -> dict[str, Any]:
        """What a document keeps of an area: its label as it was on the day."""
        return {
            "pk": self.pk,
            "key": self.key,
            "position": self.position,
            **dated_label(self, self.labels.all(), day),
        }


class AreaLabel(Valid):
    """The name of an area in a span of time."""

    area = models.ForeignKey(
        AreaOfControl, models.CASCADE, related_name="labels", verbose_name=_("area of control")
    )
    name_ar = models.CharField(_("Arabic name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("dated name")
        verbose_name_plural = _("dated names")
        ordering = ["area", "valid_from", "pk"]
        constraints = Valid.Meta.constraints

    def __str__(self) -> str:
        return self.name_ar
