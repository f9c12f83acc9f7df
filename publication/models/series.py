"""Published series: the rules by which months are named and what they count."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from publication.models.base import PublishedRecord
from terms.periods import Month, Rule


class PublishedSeries(PublishedRecord):
    """A released series; its rules are in the document."""

    slug = models.SlugField(max_length=40, unique=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")

    def get_absolute_url(self) -> str:
        return f"{reverse('publication:summaries')}#{self.slug}"

    def rules(self) -> list[Rule]:
        """The rules in the form that terms.periods reads."""
        return [
            Rule(
                date.fromisoformat(rule["valid_from"]),
                date.fromisoformat(rule["epoch"]),
                rule["ordinal_rule"],
            )
            for rule in self.content["rules"]
        ]

    def rule_on(self, day: date) -> dict:
        """The rule, with its scope, that is in force on the day; the first one before all."""
        rules = sorted(self.content["rules"], key=lambda rule: rule["valid_from"])
        in_force = [rule for rule in rules if date.fromisoformat(rule["valid_from"]) <= day]
        return in_force[-1] if in_force else rules[0]


class PublishedMonth(models.Model):
    """A month of a series for which something is published; kept by the projector, so that no list has to search."""

    series = models.ForeignKey(PublishedSeries, models.CASCADE, related_name="months")
    start = models.DateField()
    end = models.DateField()
    ordinal = models.PositiveIntegerField()
    kept = models.JSONField(
        null=True, help_text="Its figures and losses for lists and comparisons (publication.compared)."
    )
    is_stale = models.BooleanField(
        default=True, help_text="Something of it was released since: what is kept is to be made anew."
    )

    class Meta:
        verbose_name = _("month")
        verbose_name_plural = _("months")
        ordering = ["series", "-start"]
        constraints = [
            models.UniqueConstraint(fields=["series", "start"], name="publication_month_once_per_series")
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.start}"

    @property
    def month(self) -> Month:
        return Month(self.start, self.end, self.ordinal)
