"""Series: how months are named and what they count."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from records.models import AreaOfControl, Grouping, Party, Record
from terms.choices import EventType, Method, OrdinalRule, Outcome
from terms.periods import Rule


class Series(Record):
    """A series of months, such as those counted from 29 June 2014. Reviewed and released like any record."""

    KIND: ClassVar[str] = Record.Kind.SERIES

    slug = models.SlugField(_("address"), max_length=40, unique=True)
    since_ar = models.CharField(
        _("since what its months count"),
        max_length=120,
        blank=True,
        help_text=_(
            "What follows the number in the name of a month, for example “since the declaration of …”."
        ),
    )
    since_en = models.CharField(_("since what, in English"), max_length=120, blank=True)
    about_ar = models.TextField(_("what it counts"), blank=True)
    about_en = models.TextField(_("what it counts, in English"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")

    def rule_set(self) -> list[Rule]:
        """The rules as terms.periods reads them."""
        return [Rule(rule.valid_from, rule.epoch, rule.ordinal_rule) for rule in self.rules.all()]

    def problems(self) -> list[str]:
        if self.rules.exists():
            return []
        return [str(_("A series needs at least one rule: from when, and how it counts."))]


class SeriesRule(models.Model):
    """From `valid_from` on: the founding day, how months are numbered, and the scope: what the pages count.

    Empty scope fields leave that side open. `involved` holds the parties whose acts and losses count.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="rules", verbose_name=_("series"))
    valid_from = models.DateField(_("valid from"))
    epoch = models.DateField(_("founding day"))
    ordinal_rule = models.CharField(_("ordinal rule"), max_length=20, choices=OrdinalRule)
    involved = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name=_("parties whose acts and losses count")
    )
    perpetrators = models.ManyToManyField(Party, blank=True, related_name="+", verbose_name=_("only acts of"))
    areas = models.ManyToManyField(AreaOfControl, blank=True, related_name="+", verbose_name=_("only in"))
    outcomes = models.JSONField(_("only the outcomes"), default=list, blank=True)
    types = models.JSONField(_("only the types"), default=list, blank=True)
    methods = models.JSONField(_("only the methods"), default=list, blank=True)
    grouping = models.ForeignKey(
        Grouping, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reporting groups")
    )

    class Meta:
        verbose_name = _("rule of a series")
        verbose_name_plural = _("rules of a series")
        ordering = ["series", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["series", "valid_from"], name="reports_one_rule_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(ordinal_rule__in=OrdinalRule.values), name="reports_rule_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.get_ordinal_rule_display()}"

    #: The closed lists that the three JSON fields choose from.
    CHOICES: ClassVar[dict] = {"outcomes": Outcome, "types": EventType, "methods": Method}


class Coverage(models.Model):
    """The organisation declares that within the scope of the series it recorded everything of these days.

    Only within such spans may a text say “the highest since”; elsewhere it speaks of what is recorded here.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="coverage", verbose_name=_("series"))
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    reason = models.CharField(_("on what grounds"), max_length=300)

    class Meta:
        verbose_name = _("complete coverage")
        verbose_name_plural = _("complete coverage")
        ordering = ["series", "start"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="reports_coverage_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.start} – {self.end}"
