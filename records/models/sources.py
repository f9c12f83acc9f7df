"""Sources, and what they claim."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from records.models.base import Named
from terms.choices import Reliability, SourceKind


def is_code_name(text: str) -> bool:
    """Whether a name is one word, with a number if need be: «النورس», «النورس 12». No form of words can tell more."""
    return sum(not word.isdigit() for word in text.split()) == 1


class Source(Named):
    """Someone or something that said so. A confidential source is a code name here and nothing more, and stays so; who
    it is stands in the vault (`records.code_names`).

    Two sources are independent only when their independence groups differ: press that quotes a monitor
    stands in the monitor's group.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, default=SourceKind.OTHER)
    reliability = models.CharField(
        _("reliability"), max_length=20, choices=Reliability, default=Reliability.UNKNOWN
    )
    independence_group = models.SlugField(
        _("independence group"),
        max_length=60,
        blank=True,
        help_text=_("Sources that repeat each other share one."),
    )
    url = models.URLField(_("address"), blank=True)
    is_confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Write a code name only. It is never published.")
    )
    history = HistoricalRecords()

    class Meta(Named.Meta):
        verbose_name = pgettext_lazy("one", "source")
        verbose_name_plural = _("sources")

    def save(self, *args, **kwargs) -> None:
        self.independence_group = self.independence_group or self.key
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Of a confidential source nothing is kept here but a code name."""
        super().clean()
        if not self.is_confidential:
            return
        wrong: dict[str, Any] = {}
        for name in ("name_ar", "name_en"):
            if getattr(self, name) and not is_code_name(getattr(self, name)):
                wrong[name] = _(
                    "A code name is one word that nobody is called by, with a number if need be. "
                    "Who the source is belongs in its confidential file."
                )
        if self.url:
            wrong["url"] = _("An address identifies the source. Keep it in the confidential file.")
        if self.aliases:
            wrong["aliases"] = _("Other spellings identify the source. Keep them in the confidential file.")
        if wrong:
            raise ValidationError(wrong)

    def as_reference(self, day: date | None = None) -> dict[str, Any]:
        return {
            "pk": self.pk,
            "key": self.key,
            "ar": self.name_ar,
            "en": self.name_en,
            "kind": self.kind,
            "reliability": self.reliability,
            "independence_group": self.independence_group,
            "is_confidential": self.is_confidential,
        }


class Claim(models.Model):
    """What one source said, when, and in which words. Concrete beside what it speaks of.

    The source, the link and the quotation are each withheld from the public until someone releases them
    for this claim.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    said_on = models.DateField(_("said on"), null=True, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    locator = models.CharField(
        _("where in it"), max_length=200, blank=True, help_text=_("Page, headline, minute…")
    )
    quotation = models.TextField(_("quotation"), blank=True)
    supersedes = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("replaces"),
    )
    show_source = models.BooleanField(_("the source may be shown"), default=False)
    show_link = models.BooleanField(_("the link may be shown"), default=False)
    show_quotation = models.BooleanField(_("the quotation may be shown"), default=False)

    class Meta:
        abstract = True
        ordering = ["said_on", "pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.said_on or ''}".strip()
