"""An incident: one event, or a series of n events that overlaps no other record (docs/counting.md)."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import AreaOfControl, Party, Place, Record
from records.models.dates import close_span, span_error
from terms.choices import (
    Certainty,
    EventType,
    Grade,
    Method,
    PlacePrecision,
    Precision,
)


class Incident(Record):
    """An event with its date, place, attribution and casualty lines.

    `start` and `end` are days known exactly; `earliest` and `latest` bound the day on which it began, whatever the
    precision. `counted_on` is the one day on which its casualties count; without it they stand under "month unclear".
    """

    KIND: ClassVar[str] = Record.Kind.INCIDENT

    precision = models.CharField(_("date known"), max_length=10, choices=Precision, default=Precision.DAY)
    start = models.DateField(_("date"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True, help_text=_("If it lasted more than a day."))
    earliest = models.DateField(_("earliest"), null=True, blank=True)
    latest = models.DateField(_("latest"), null=True, blank=True)
    found_on = models.DateField(
        _("found on"), null=True, blank=True, help_text=_("If it is known only from a find.")
    )
    counted_on = models.DateField(_("counted on"), null=True, blank=True)
    counted_reason = models.CharField(_("why counted on that day"), max_length=200, blank=True)
    month_unclear = models.BooleanField(_("month unclear"), default=False)
    events = models.PositiveIntegerField(
        _("number of events"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("More than one for a series."),
    )

    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    place_precision = models.CharField(
        _("place known"), max_length=15, choices=PlacePrecision, default=PlacePrecision.LOCALITY
    )
    show_exact_place = models.BooleanField(
        _("the exact place may be shown"),
        default=False,
        help_text=_("Otherwise the public sees the locality."),
    )
    area = models.ForeignKey(
        AreaOfControl,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area of control"),
    )
    type = models.CharField(_("type"), max_length=20, choices=EventType)
    method = models.CharField(_("method"), max_length=20, choices=Method, blank=True)
    perpetrators = models.ManyToManyField(
        Party,
        blank=True,
        related_name="+",
        verbose_name=_("perpetrators"),
        help_text=_("Several for a joint act."),
    )
    perpetrator_certainty = models.CharField(
        _("attribution"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    part_of = models.ForeignKey(
        "incidents.Campaign",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incidents",
        verbose_name=_("campaign"),
    )
    grade = models.CharField(_("grade"), max_length=10, choices=Grade, default=Grade.WEAK)
    description_ar = models.TextField(_("what happened"), blank=True)
    description_en = models.TextField(_("what happened, in English"), blank=True)

    history = HistoricalRecords(m2m_fields=[perpetrators])

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(start__isnull=False, end__gte=F("start")),
                name="incidents_incident_ends_after_its_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(earliest=None, latest=None)
                | Q(earliest__isnull=False, latest__isnull=False, latest__gte=F("earliest")),
                name="incidents_incident_earliest_before_latest",
                violation_error_message=_("The earliest date must not be after the latest."),
            ),
            models.CheckConstraint(
                condition=Q(precision="day", start__isnull=False, earliest=F("start"))
                | Q(precision__in=["days", "week", "month", "year"], start=None, earliest__isnull=False)
                | Q(precision="unknown", start=None),
                name="incidents_incident_date_fits_precision",
                violation_error_message=_("The dates do not fit how exactly the date is known."),
            ),
            models.CheckConstraint(
                condition=Q(counted_on__isnull=False, month_unclear=False)
                | Q(counted_on=None, month_unclear=True),
                name="incidents_incident_counts_once",
                violation_error_message=_(
                    "An incident counts on one day, or under “month unclear”, and not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(counted_on=None) | Q(counted_on=F("earliest")) | ~Q(counted_reason=""),
                name="incidents_incident_other_day_needs_reason",
                violation_error_message=_("Counting on another day than the earliest needs a reason."),
            ),
            models.CheckConstraint(condition=Q(events__gte=1), name="incidents_incident_at_least_one_event"),
        ]

    def settle_dates(self) -> None:
        """Fill the bounds that follow from what was typed; called before validation and before saving."""
        if self.precision == Precision.DAY:
            self.earliest = self.start
            self.latest = self.start
        elif self.start is not None and self.earliest is None:
            self.earliest, self.start = self.start, None
            if self.latest is None:
                self.latest = close_span(self.earliest, self.precision)
        if self.precision == Precision.UNKNOWN and self.earliest is None:
            self.month_unclear = True
        if self.month_unclear:
            self.counted_on = None
        elif self.counted_on is None:
            self.counted_on = self.earliest

    def clean(self) -> None:
        super().clean()
        self.settle_dates()
        errors: dict[str, str] = {}
        today = timezone.localdate()
        for name in ("start", "end", "earliest", "latest", "found_on", "counted_on"):
            day = getattr(self, name)
            if day is not None and day > today:
                errors[name] = str(_("This date is in the future."))
        if self.precision == Precision.DAY and self.start is None:
            errors["start"] = str(_("Give the day, or choose how exactly the date is known."))
        elif self.precision != Precision.UNKNOWN and self.earliest is None:
            errors["earliest"] = str(_("Give the earliest and the latest date."))
        if self.start and self.end and self.end < self.start:
            errors["end"] = str(_("The last day must not be before the first."))
        if wrong := span_error(self.earliest, self.latest, self.precision):
            errors["latest"] = wrong
        if self.counted_on and self.earliest and self.counted_on != self.earliest and not self.counted_reason:
            errors["counted_reason"] = str(_("Counting on another day than the earliest needs a reason."))
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs) -> None:
        self.settle_dates()
        super().save(*args, **kwargs)

    def problems(self) -> list[str]:
        """What is missing before someone else can judge the record."""
        from incidents.rules import incident_problems

        return incident_problems(self)
