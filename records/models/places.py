"""Places: data that staff edit. Any depth below the governorates; routes and regions beside them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from records.models.base import Named, Tree, Valid
from terms.choices import PlaceKind


class Place(Tree, Named, Valid):
    """A place. Coordinates are degrees (WGS 84) and are never public for places finer than a locality."""

    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind)
    pcode = models.CharField(_("p-code"), max_length=20, null=True, blank=True, unique=True)
    iso = models.CharField(_("ISO 3166-2 code"), max_length=10, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    crosses = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="crossed_by",
        verbose_name=_("lies in"),
        help_text=_("For a road or a region: the governorates that it crosses."),
    )
    history = HistoricalRecords(m2m_fields=[crosses])

    class Meta(Named.Meta):
        verbose_name = pgettext_lazy("one", "place")
        verbose_name_plural = _("places")
        constraints = [
            *Valid.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(latitude=None) & Q(longitude=None))
                | (Q(latitude__range=(-90, 90)) & Q(longitude__range=(-180, 180))),
                name="records_place_point_on_earth",
                violation_error_message=_("Give both latitude and longitude, in degrees, or neither."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        self.pcode = self.pcode or None

    def governorates(self) -> list["Place"]:
        """The governorate that it lies in, or those that a road or region crosses."""
        above = [place for place in self.lineage() if place.kind == PlaceKind.GOVERNORATE]
        return above or sorted(self.crosses.all(), key=lambda place: place.key)

    def as_reference(self, day: date | None = None) -> dict[str, Any]:
        """What a document keeps of a place, so that released text never depends on later edits."""
        return {
            "pk": self.pk,
            "key": self.key,
            "kind": self.kind,
            "pcode": self.pcode or "",
            "ar": self.name_ar,
            "en": self.name_en,
            "above": [
                {"key": p.key, "kind": p.kind, "pcode": p.pcode or "", "ar": p.name_ar, "en": p.name_en}
                for p in self.lineage()[:-1]
            ],
            "crosses": [
                {"key": p.key, "kind": p.kind, "pcode": p.pcode or "", "ar": p.name_ar, "en": p.name_en}
                for p in sorted(self.crosses.all(), key=lambda place: place.key)
            ],
        }
