"""Totals, kept and not recounted; a test proves them equal to a fresh count."""

from django.db import models

from publication.models.incidents import CellFields
from terms.choices import CivilStatus, Outcome, Qualifier
from terms.figures import Figure


class Total(CellFields):
    """The sum of the published casualty lines of one cell, as a figure by the rule of qualifiers.

    The cell is `CELL`; `day` is null under "month unclear". `unknown_bounds` counts the lines whose low or high is
    unknown. Sums over cells are terms.figures.total of their figures: that addition is associative.
    """

    CELL = ("day", "place", "area", "type", "method", "perpetrators", "civil_status", "parties", "outcome")

    cell = models.CharField(primary_key=True, max_length=64, help_text="SHA-256 of the cell's values.")
    day = models.DateField(null=True)
    place = models.CharField(max_length=400, blank=True)
    civil_status = models.CharField(max_length=10, choices=CivilStatus)
    parties = models.CharField(max_length=400, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    qualifier = models.CharField(max_length=10, choices=Qualifier)
    low = models.PositiveBigIntegerField(null=True)
    best = models.PositiveBigIntegerField(null=True)
    high = models.PositiveBigIntegerField(null=True)
    wording_ar = models.CharField(max_length=100, blank=True)
    wording_en = models.CharField(max_length=100, blank=True)
    unknown_bounds = models.PositiveIntegerField()
    lines = models.PositiveIntegerField()
    incidents = models.PositiveIntegerField()
    events = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["day", "area", "outcome"], name="publication_total_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.place} {self.outcome}"

    @property
    def figure(self) -> Figure:
        return Figure(self.low, self.best, self.high, self.qualifier, self.wording_ar, self.wording_en)
