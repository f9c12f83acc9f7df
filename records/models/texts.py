"""Texts of the public site that staff write: reviewed and released like every record."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models.review import Record


class StaffText(Record):
    """A text at a place of the site that `slot` names, in both languages. Plain text: paragraphs and web addresses."""

    class Slot(models.TextChoices):
        CONTACT = "contact", _("how to reach us safely with information on someone")

    KIND: ClassVar[str] = Record.Kind.TEXT

    slot = models.CharField(_("where it stands"), max_length=20, choices=Slot, unique=True)
    body_ar = models.TextField(_("text"))
    body_en = models.TextField(_("text in English"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("text of the site")
        verbose_name_plural = _("texts of the site")

    def problems(self) -> list[str]:
        return [] if self.body_ar.strip() else [str(_("Write the text."))]
