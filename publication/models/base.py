"""What every published record has."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_language(data: dict[str, Any], stem: str = "") -> str:
    """The text of a bilingual part in the language of the page, else in the one there is.

    `stem` "title" reads title_ar and title_en; without a stem the keys are ar and en.
    """
    arabic, english = (f"{stem}_ar", f"{stem}_en") if stem else ("ar", "en")
    first, second = (arabic, english) if (get_language() or "ar").startswith("ar") else (english, arabic)
    return data.get(first) or data.get(second) or ""


class PublishedRecord(models.Model):
    """A released document with the columns that lists and filters need. Times are whole days."""

    public_id = models.CharField(primary_key=True, max_length=12)
    version = models.PositiveIntegerField()
    first_released = models.DateField(_("first released"))
    last_released = models.DateField(_("last released"), db_index=True)
    title_ar = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    content = models.JSONField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_linked(self) -> bool:
        """Whether other records may lead here and this one to others: not where its places were widened for someone's
        sake, for these would say where it was (records.disclosure.cut).
        """
        return bool(self.content.get("is_linked", True))

    @property
    def title(self) -> str:
        return in_language({"ar": self.title_ar, "en": self.title_en})
