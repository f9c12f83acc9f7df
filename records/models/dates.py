"""A day that is known to lie between two others, with how exactly it is known."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terms.choices import PRECISION_SPAN, Precision


class KnownBetween(models.Model):
    """`earliest` and `latest` bound the day, both included; to the day they are one. Unknown may have neither."""

    precision = models.CharField(
        gettext_lazy("date known"), max_length=10, choices=Precision, default=Precision.DAY
    )
    earliest = models.DateField(gettext_lazy("date, or the earliest"), null=True, blank=True)
    latest = models.DateField(
        gettext_lazy("latest"), null=True, blank=True, help_text=gettext_lazy("If the day is not known.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(latest__gte=F("earliest")),
                name="%(app_label)s_%(class)s_earliest_before_latest",
                violation_error_message=gettext_lazy("The earliest date must not be after the latest."),
            ),
            models.CheckConstraint(
                condition=Q(
                    precision="day", earliest__isnull=False, latest=F("earliest"), latest__isnull=False
                )
                | Q(
                    precision__in=["days", "week", "month", "year"],
                    earliest__isnull=False,
                    latest__isnull=False,
                )
                | Q(precision="unknown"),
                name="%(app_label)s_%(class)s_date_fits_precision",
                violation_error_message=gettext_lazy("The dates do not fit how exactly the date is known."),
            ),
        ]

    def settle_dates(self) -> None:
        """Fill the bound that follows from what was typed; called before validation and before saving."""
        if self.precision == Precision.DAY:
            self.latest = self.earliest
        elif self.precision != Precision.UNKNOWN and self.earliest is not None and self.latest is None:
            self.latest = close_span(self.earliest, self.precision)

    def date_errors(self) -> dict[str, str]:
        """What is wrong with the dates, by field."""
        self.settle_dates()
        errors = {
            name: _("This date is in the future.")
            for name in ("earliest", "latest")
            if (day := getattr(self, name)) is not None and day > timezone.localdate()
        }
        if self.precision == Precision.DAY and self.earliest is None:
            errors["earliest"] = _("Give the day, or choose how exactly the date is known.")
        elif self.precision != Precision.UNKNOWN and self.earliest is None:
            errors["earliest"] = _("Give the earliest and the latest date.")
        elif wrong := span_error(self.earliest, self.latest, self.precision):
            errors["latest"] = wrong
        if "earliest" in errors and errors.get("latest") == errors["earliest"]:
            del errors["latest"]  # it only follows
        return errors

    def clean(self) -> None:
        super().clean()
        if errors := self.date_errors():
            raise ValidationError(errors)

    def save(self, *args, **kwargs) -> None:
        self.settle_dates()
        super().save(*args, **kwargs)


def close_span(earliest: date, precision: str) -> date:
    """The latest day that a first day and a precision leave open; a month or year from its own first day."""
    if precision == Precision.MONTH and earliest.day == 1:
        return (earliest.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if precision == Precision.YEAR and (earliest.month, earliest.day) == (1, 1):
        return earliest.replace(month=12, day=31)
    return (
        earliest + timedelta(days=PRECISION_SPAN[precision] - 1) if precision in PRECISION_SPAN else earliest
    )


def span_error(earliest: date | None, latest: date | None, precision: str) -> str:
    """Why two days do not bound a date of this precision; "" when they do, or when one is missing."""
    if earliest is None or latest is None:
        return ""
    span, longest = (latest - earliest).days + 1, PRECISION_SPAN.get(precision)
    if span < 1:
        return _("The earliest date must not be after the latest.")
    if longest is not None and span > longest:
        return _("These dates are %(span)d days apart; this precision allows %(longest)d.") % {
            "span": span,
            "longest": longest,
        }
    return ""
