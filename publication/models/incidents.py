"""Published incidents, their casualties and campaigns."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publication.models.base import PublishedRecord
from terms.choices import (
    Certainty,
    CivilStatus,
    EventType,
    Grade,
    Method,
    Outcome,
    PlacePrecision,
    Precision,
    Qualifier,
)
from terms.figures import Figure


class CellFields(models.Model):
    """Who, where and by whom: what totals are keyed by and scopes are matched against.

    `parties` and `perpetrators` are sets: their keys sorted and joined by "|", empty for none named.
    """

    area = models.CharField(max_length=60, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=EventType, blank=True)
    method = models.CharField(_("method"), max_length=20, choices=Method, blank=True)
    perpetrators = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True


class IncidentQuerySet(models.QuerySet):
    """The domain's verbs over published incidents."""

    def newest_first(self) -> "IncidentQuerySet":
        """By the day they are counted on; those under "month unclear" last."""
        return self.order_by(models.F("counted_on").desc(nulls_last=True), "public_id")

    def counted_between(self, start, end) -> "IncidentQuerySet":
        return self.filter(counted_on__range=(start, end))

    def that_may_touch(self, start, end) -> "IncidentQuerySet":
        """Range overlap, for exploring only: it may have happened between the days."""
        return self.filter(earliest__lte=end, latest__gte=start)

    def linked(self) -> "IncidentQuerySet":
        """Those that other records may lead to (PublishedRecord.is_linked)."""
        return self.exclude(content__has_key="is_linked")

    def with_links(self) -> "IncidentQuerySet":
        """With `campaign_is_public`: an answer names no record that is not out."""
        return self.annotate(
            campaign_is_public=models.Exists(PublishedCampaign.objects.filter(pk=models.OuterRef("campaign")))
        )


class PublishedIncident(PublishedRecord, CellFields):
    """A released incident."""

    precision = models.CharField(max_length=10, choices=Precision)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    counted_on = models.DateField(null=True, db_index=True)
    events = models.PositiveIntegerField(default=1)
    place = models.CharField(max_length=60, blank=True)
    place_precision = models.CharField(max_length=15, choices=PlacePrecision)
    certainty = models.CharField(max_length=10, choices=Certainty)
    grade = models.CharField(max_length=10, choices=Grade)
    campaign = models.CharField(max_length=12, blank=True)
    search = models.TextField(blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        indexes = [
            models.Index(fields=["area", "counted_on"], name="publication_incident_by_area"),
            models.Index(fields=["type", "counted_on"], name="publication_incident_by_type"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("publication:incident", args=[self.public_id])


class PublishedIncidentPlace(models.Model):
    """An incident lies in this place: its own place, every place above it, the governorates a road crosses."""

    incident = models.ForeignKey(PublishedIncident, models.CASCADE, related_name="within")
    place = models.CharField(max_length=60)
    counted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "place"], name="publication_incident_place_once")
        ]
        indexes = [models.Index(fields=["place", "-counted_on"], name="publication_incidents_in_place")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.place}"


class PublishedCasualty(CellFields):
    """One released casualty line; `line` is its place in the document, `day` the one day on which it counts."""

    incident = models.ForeignKey(PublishedIncident, models.CASCADE, related_name="casualties")
    line = models.PositiveSmallIntegerField()
    day = models.DateField(null=True)
    place = models.CharField(max_length=400, blank=True)
    civil_status = models.CharField(max_length=10, choices=CivilStatus)
    parties = models.CharField(max_length=400, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    certainty = models.CharField(max_length=10, choices=Certainty)
    events = models.PositiveIntegerField(default=1)
    qualifier = models.CharField(max_length=10, choices=Qualifier)
    low = models.PositiveIntegerField(null=True)
    best = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    wording_ar = models.CharField(max_length=100, blank=True)
    wording_en = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "line"], name="publication_casualty_line_once")
        ]
        indexes = [
            # A day's or a month's lines, and the cell that a release must recount.
            models.Index(fields=["day", "area", "outcome"], name="publication_casualty_by_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}.{self.line}"

    @property
    def figure(self) -> Figure:
        return Figure(self.low, self.best, self.high, self.qualifier, self.wording_ar, self.wording_en)


class PublishedCampaign(PublishedRecord):
    """A released campaign; without an end it is ongoing."""

    start = models.DateField(db_index=True)
    end = models.DateField(null=True)
    area = models.CharField(max_length=60, blank=True)
    participants = models.CharField(max_length=400, blank=True)
    targets = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def get_absolute_url(self) -> str:
        return reverse("publication:campaign", args=[self.public_id])
