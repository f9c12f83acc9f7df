"""Places, parties and areas that released documents speak of, in the words of the latest document that does."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publication.models.base import in_language


class PublishedReference(models.Model):
    """A name with its place in a tree; `above` holds the keys of its ancestors, topmost first, as /a/b/."""

    key = models.CharField(primary_key=True, max_length=60)
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    above = models.CharField(max_length=600, default="/", db_index=True)

    class Meta:
        abstract = True
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language({"ar": self.name_ar, "en": self.name_en})

    @property
    def parent_key(self) -> str:
        """The key of what it is directly a part of, or nothing."""
        return self.above.strip("/").rpartition("/")[2]


class PublishedPlace(PublishedReference):
    kind = models.CharField(max_length=20)
    pcode = models.CharField(max_length=20, blank=True)

    class Meta(PublishedReference.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")


class PublishedParty(PublishedReference):
    class Meta(PublishedReference.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")


class PublishedArea(PublishedReference):
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(PublishedReference.Meta):
        verbose_name = _("area of control")
        verbose_name_plural = _("areas of control")
        ordering = ["position", "key"]


class PublishedUse(models.Model):
    """A published record speaks of this place, party or area; a name without uses is forgotten."""

    record = models.CharField(max_length=12)
    model = models.CharField(max_length=20)
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "model", "key"], name="publication_use_once_per_record")
        ]
        indexes = [models.Index(fields=["model", "key"], name="publication_uses_of_a_name")]

    def __str__(self) -> str:
        return f"{self.record} {self.key}"
