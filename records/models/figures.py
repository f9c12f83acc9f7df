"""The database form of a figure (terms.figures)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from terms.choices import Qualifier
from terms.figures import Figure, FigureError

_NO_NUMBER = Q(low=None, best=None, high=None)


class FigureFields(models.Model):
    """low, best, high (people or acts; null is unknown, never 0), the qualifier and the wording.

    The database itself refuses what the qualifier does not allow (docs/counting.md, rule of qualifiers).
    """

    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    low = models.PositiveIntegerField(_("lowest"), null=True, blank=True)
    best = models.PositiveIntegerField(_("best"), null=True, blank=True)
    high = models.PositiveIntegerField(_("highest"), null=True, blank=True)
    wording_ar = models.CharField(_("wording"), max_length=100, blank=True)
    wording_en = models.CharField(_("wording in English"), max_length=100, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(low=None) | Q(best=None) | Q(low__lte=F("best")))
                & (Q(best=None) | Q(high=None) | Q(best__lte=F("high")))
                & (Q(low=None) | Q(high=None) | Q(low__lte=F("high"))),
                name="%(app_label)s_%(class)s_low_best_high",
                violation_error_message=_(
                    "The lowest value must not be above the best one, nor the best above the highest."
                ),
            ),
            models.CheckConstraint(
                # A comparison with NULL is neither true nor false, and a check that is not false passes: say "known".
                condition=Q(
                    qualifier="exact",
                    low=F("best"),
                    high=F("best"),
                    low__isnull=False,
                    best__isnull=False,
                    high__isnull=False,
                )
                | Q(qualifier="about", low=None, best__isnull=False, high=None)
                | Q(
                    qualifier__in=["at_least", "more_than"],
                    low=F("best"),
                    low__isnull=False,
                    best__isnull=False,
                    high=None,
                )
                | Q(
                    qualifier="range",
                    low__lt=F("high"),
                    low__isnull=False,
                    best__isnull=False,
                    high__isnull=False,
                )
                | (Q(qualifier="wording") & _NO_NUMBER & (~Q(wording_ar="") | ~Q(wording_en="")))
                | (Q(qualifier="unknown") & _NO_NUMBER),
                name="%(app_label)s_%(class)s_figure_fits_qualifier",
                violation_error_message=_("The numbers do not fit the qualifier."),
            ),
        ]

    @property
    def figure(self) -> Figure:
        return Figure(self.low, self.best, self.high, self.qualifier, self.wording_ar, self.wording_en)

    @figure.setter
    def figure(self, figure: Figure) -> None:
        self.low, self.best, self.high = figure.low, figure.best, figure.high
        self.qualifier = figure.qualifier
        self.wording_ar, self.wording_en = figure.wording_ar, figure.wording_en

    def clean(self) -> None:
        super().clean()
        try:
            self.figure.check()
        except FigureError as error:
            raise ValidationError(str(error)) from error
