"""Published tallies."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publication.models.base import PublishedRecord
from publication.models.incidents import CellFields
from terms.choices import Certainty, CivilStatus, Measure, Qualifier, Relation
from terms.figures import Figure


class TallyQuerySet(models.QuerySet):
    """What answers may name."""

    def with_links(self) -> "TallyQuerySet":
        """With `parent_is_public`: an answer names no record that is not out."""
        return self.annotate(
            parent_is_public=models.Exists(PublishedTally.objects.filter(pk=models.OuterRef("parent")))
        )


class PublishedTally(PublishedRecord, CellFields):
    """A released tally. `parent` is the public id of the tally that it is a part of, released or not."""

    measure = models.CharField(max_length=20, choices=Measure)
    period_start = models.DateField()
    period_end = models.DateField()
    reported_for = models.DateField(db_index=True)
    places = models.CharField(max_length=400, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty)
    civil_status = models.CharField(max_length=10, choices=CivilStatus, blank=True)
    parties = models.CharField(max_length=400, blank=True)
    label = models.CharField(max_length=60, blank=True)
    events = models.PositiveIntegerField(null=True)
    parent = models.CharField(max_length=12, blank=True, db_index=True)
    relation = models.CharField(max_length=12, choices=Relation)
    contains_recorded = models.CharField(max_length=10)
    adopted = models.BooleanField()
    qualifier = models.CharField(max_length=10, choices=Qualifier)
    low = models.PositiveIntegerField(null=True)
    best = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    wording_ar = models.CharField(max_length=100, blank=True)
    wording_en = models.CharField(max_length=100, blank=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    @property
    def figure(self) -> Figure:
        return Figure(self.low, self.best, self.high, self.qualifier, self.wording_ar, self.wording_en)

    def get_absolute_url(self) -> str:
        return reverse("publication:tally", args=[self.public_id])
