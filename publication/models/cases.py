"""Published cases of the abducted and the missing."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publication.models.base import PublishedRecord
from publication.models.incidents import PublishedIncident
from terms.choices import CaseStatus, Precision, Role, Subject


class CaseQuerySet(models.QuerySet):
    """The verbs of lists."""

    def listed(self) -> "CaseQuerySet":
        """Without those who are not to be found by name: only their own address leads to them."""
        return self.filter(is_listed=True)

    def open_first(self) -> "CaseQuerySet":
        """Those still held or missing, the newest abduction first, then the resolved; unknown days last."""
        return self.order_by("is_closed", "-sorted_on", "public_id")

    def linked(self) -> "CaseQuerySet":
        """The listed ones that other records may lead to (PublishedRecord.is_linked)."""
        return self.listed().exclude(content__has_key="is_linked")

    def with_links(self) -> "CaseQuerySet":
        """With `first_of_event`, `incident_is_public` and `listed_members`: a file or an answer names no record that is
        not out, and no case that nothing may lead to.

        Where nothing may lead to the first case of an event another of it stands in its place. Two who were taken with
        somebody who is not to be seen read like any two who were taken together.
        """
        linked = PublishedCase.objects.linked()
        of_event = linked.filter(event=models.OuterRef("event")).order_by("pk").values("pk")[:1]
        first = linked.filter(pk=models.OuterRef("event")).values("pk")
        members = PublishedMember.objects.filter(member__in=linked.values("pk")).order_by("member")
        incidents = PublishedIncident.objects.linked().filter(pk=models.OuterRef("incident"))
        return self.annotate(
            first_of_event=Coalesce(models.Subquery(first), models.Subquery(of_event)),
            incident_is_public=models.Exists(incidents),
        ).prefetch_related(models.Prefetch("members", members, to_attr="listed_members"))

    def known_by(self, day: date) -> "CaseQuerySet":
        """Cases of which something was known by the day: taken, or spoken of."""
        return self.filter(known_from__lte=day)

    def unanswered_on(self, day: date) -> "CaseQuerySet":
        """Cases known by the day and not resolved on it."""
        resolved = PublishedResolution.objects.filter(
            models.Q(until=None) | models.Q(until__gte=day), case=models.OuterRef("pk"), since__lte=day
        )
        return self.known_by(day).filter(~models.Exists(resolved))

    def longest_first(self) -> "CaseQuerySet":
        """The earliest abduction first, unknown days last."""
        unknown = models.Case(models.When(sorted_on=date.min, then=1), default=0)
        return self.order_by(unknown, "sorted_on", "public_id")


class PublishedCase(PublishedRecord):
    """A released case. `status` is derived from the released claims (terms.status); `ended` is the last day on which
    the case can have been resolved; `known_from` the first day by which it surely was: taken at the latest, or spoken
    of.

    `holders` and `nationalities` are sets: their keys sorted and joined by "|". Of a case that is not listed the
    columns that lists filter by stay empty.
    """

    subject = models.CharField(max_length=6, choices=Subject)
    status = models.CharField(_("status"), max_length=20, choices=CaseStatus)
    is_closed = models.BooleanField()
    is_contested = models.BooleanField()
    is_listed = models.BooleanField()
    has_size = models.BooleanField(help_text="Whether the number of a group is known at all.")
    role = models.CharField(max_length=12, blank=True, choices=Role)
    nationalities = models.CharField(max_length=5, blank=True)
    holders = models.CharField(max_length=400, blank=True)
    precision = models.CharField(max_length=10, choices=Precision)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    sorted_on = models.DateField(
        help_text="The latest day of the abduction; the first of all days where unknown."
    )
    ended = models.DateField(null=True)
    known_from = models.DateField(null=True, db_index=True)
    last_news = models.DateField(null=True)
    place = models.CharField(max_length=60, blank=True)
    event = models.CharField(max_length=12, db_index=True, help_text="The first case of the event.")
    incident = models.CharField(max_length=12, blank=True, db_index=True)
    search = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("abduction case")
        verbose_name_plural = _("abduction cases")
        indexes = [
            # The list: those without an answer first, the newest abduction first.
            models.Index(
                fields=["is_listed", "is_closed", "-sorted_on", "public_id"],
                name="publication_cases_open_first",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("publication:abductee", args=[self.public_id])


class PublishedCasePlace(models.Model):
    """A case was taken in this place, or comes from it: the place, every place above it, what a road crosses."""

    case = models.ForeignKey(PublishedCase, models.CASCADE, related_name="within")
    place = models.CharField(max_length=60, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "place"], name="publication_case_place_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.place}"


class PublishedResolution(models.Model):
    """The case counts as resolved on the days from `since` to `until`, both included; without an end until today.

    More than one where someone was set free and taken again within the same case, or where claims came to contradict
    each other.
    """

    case = models.ForeignKey(PublishedCase, models.CASCADE, related_name="resolutions")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "since"], name="publication_resolved_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.since}"


class PublishedCaseDay(models.Model):
    """A claim of a case speaks of this day: what makes it news in a month."""

    case = models.ForeignKey(PublishedCase, models.CASCADE, related_name="days")
    day = models.DateField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "day"], name="publication_case_day_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.day}"


class PublishedMember(models.Model):
    """A case belongs to a group; `member` is its public id, released or not."""

    group = models.ForeignKey(PublishedCase, models.CASCADE, related_name="members")
    member = models.CharField(max_length=12, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "member"], name="publication_member_once")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.member}"


class PublishedPhoto(models.Model):
    """The public copy of a photo, served from here; its address says the case's id and nothing of the person."""

    case = models.ForeignKey(PublishedCase, models.CASCADE, related_name="photos")
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="publication_photo_once")]

    def __str__(self) -> str:
        return self.digest[:12]


class PublishedText(PublishedRecord):
    """A released text of the site, by the place where it stands."""

    slot = models.CharField(max_length=20, unique=True)

    class Meta:
        verbose_name = _("text of the site")
        verbose_name_plural = _("texts of the site")
