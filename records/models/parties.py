"""Parties to the conflict, the labels of subsets, and the groupings that reports read them by."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models.base import Named, Tree, Valid, dated_label
from terms.choices import CivilStatus, PartyKind


class Party(Tree, Named, Valid):
    """A party, in a tree: a militia belongs to its umbrella. Its label may change with the date (PartyLabel)."""

    kind = models.CharField(_("kind"), max_length=20, choices=PartyKind, default=PartyKind.ARMED_GROUP)
    history = HistoricalRecords()

    class Meta(Named.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = Valid.Meta.constraints

    def as_reference(self, day: date | None = None) -> dict[str, Any]:
        """What a document keeps of a party: its label as it was on the day, and its ancestors."""
        return {
            "pk": self.pk,
            "key": self.key,
            **dated_label(self, self.labels.all(), day),
            "above": [{"key": p.key, **dated_label(p, p.labels.all(), day)} for p in self.lineage()[:-1]],
        }


class PartyLabel(Valid):
    """The name of a party in a span of time (قوات النظام until 8 December 2024, then النظام السابق)."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="labels", verbose_name=_("party"))
    name_ar = models.CharField(_("Arabic name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("dated name")
        verbose_name_plural = _("dated names")
        ordering = ["party", "valid_from", "pk"]
        constraints = Valid.Meta.constraints

    def __str__(self) -> str:
        return self.name_ar


class SubsetLabel(Named):
    """The name of a part of a casualty line (officers, women, notables), with the forms that Arabic counting needs."""

    class Kind(models.TextChoices):
        SEX_AGE = "sex_age", _("sex and age")
        ROLE = "role", _("role")
        FORCE = "force", _("force")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ROLE)
    singular_en = models.CharField(_("singular in English"), max_length=60, blank=True)
    singular_ar = models.CharField(_("singular"), max_length=60)
    dual_ar = models.CharField(_("dual"), max_length=60)
    dual_oblique_ar = models.CharField(_("dual, oblique"), max_length=60)
    plural_ar = models.CharField(_("plural"), max_length=60)
    accusative_ar = models.CharField(_("accusative singular"), max_length=60)
    gender = models.CharField(
        _("gender"), max_length=1, choices=[("m", _("masculine")), ("f", _("feminine"))]
    )
    history = HistoricalRecords()

    class Meta(Named.Meta):
        verbose_name = _("subset label")
        verbose_name_plural = _("subset labels")

    def as_reference(self, day: date | None = None) -> dict[str, Any]:
        """The label with its grammatical forms, for counting phrases on public pages."""
        return {
            "pk": self.pk,
            "key": self.key,
            "ar": self.name_ar,
            "en": self.name_en,
            "kind": self.kind,
            "forms": {
                "singular_en": self.singular_en or self.name_en,
                "singular": self.singular_ar,
                "dual": self.dual_ar,
                "dual_oblique": self.dual_oblique_ar,
                "plural": self.plural_ar,
                "accusative": self.accusative_ar,
                "gender": self.gender,
            },
        }


class Grouping(Named, Valid):
    """How reports of a time group the dead: a version of a definition, applied on reading, never stored on a case."""

    version = models.PositiveSmallIntegerField(_("version"), default=1)
    history = HistoricalRecords()

    class Meta(Named.Meta):
        verbose_name = _("grouping")
        verbose_name_plural = _("groupings")
        constraints = Valid.Meta.constraints

    def as_reference(self, day: date | None = None) -> dict[str, Any]:
        """The definition with its groups in order, so that a released series never depends on later edits."""
        return {
            "pk": self.pk,
            "key": self.key,
            "version": self.version,
            "ar": self.name_ar,
            "en": self.name_en,
            "groups": [
                {
                    "key": rule.group_key,
                    "ar": rule.label_ar,
                    "en": rule.label_en,
                    "civil_status": rule.civil_status,
                    "members": sorted(rule.parties.values_list("key", flat=True)),
                }
                for rule in self.rules.all()
            ],
        }


class GroupingRule(models.Model):
    """One reporting group: a civil status (or any) and the parties it covers, subtrees included. First match wins."""

    grouping = models.ForeignKey(Grouping, models.CASCADE, related_name="rules", verbose_name=_("grouping"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    group_key = models.SlugField(_("group key"), max_length=60)
    label_ar = models.CharField(_("Arabic label"), max_length=200)
    label_en = models.CharField(_("English label"), max_length=200)
    civil_status = models.CharField(_("civil status"), max_length=10, choices=CivilStatus, blank=True)
    parties = models.ManyToManyField(Party, blank=True, verbose_name=_("parties"))

    class Meta:
        verbose_name = _("reporting group")
        verbose_name_plural = _("reporting groups")
        ordering = ["grouping", "position"]
        constraints = [
            models.UniqueConstraint(fields=["grouping", "group_key"], name="records_one_rule_per_group_key")
        ]

    def __str__(self) -> str:
        return self.label_ar
