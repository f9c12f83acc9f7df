"""Pieces that several models are made of."""

import secrets
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from terms.arabic.fold import search_text

#: No vowels and no look-alikes: an id spells no word and can be read out on the telephone.
PUBLIC_ID_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
PUBLIC_ID_LENGTH = 8


def new_public_id() -> str:
    """A short random id: 27^8 values, so that ids can be neither guessed nor counted."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


class Named(models.Model):
    """Something with an Arabic and an English name, found by any spelling of either."""

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("A short Latin key for imports and addresses; it never changes once used."),
    )
    name_ar = models.CharField(_("Arabic name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    aliases = models.TextField(
        _("other spellings"), blank=True, help_text=_("One per line, in any script; used for searching only.")
    )
    search = models.TextField(editable=False, default="")

    class Meta:
        abstract = True
        ordering = ["name_ar"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page, else the one there is."""
        if (get_language() or "ar").startswith("ar"):
            return self.name_ar
        return self.name_en or self.name_ar

    def save(self, *args, **kwargs) -> None:
        self.search = search_text(self.name_ar, self.name_en, *self.aliases.splitlines(), self.key)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search"}
        super().save(*args, **kwargs)


class Valid(models.Model):
    """Something that holds from a day to a day; either may be open."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_its_start",
                violation_error_message=_("The end must not be before the start."),
            )
        ]

    def holds_on(self, day: date | None) -> bool:
        """Whether it held on the day; an unknown day is taken as any."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class Tree(models.Model):
    """A parent of the same kind, without cycles. Depth is small, so ancestors are read one by one."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    path = models.CharField(editable=False, max_length=400, default="", db_index=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        above = self.parent
        while above is not None:
            if above.pk == self.pk and self.pk is not None:
                from django.core.exceptions import ValidationError

                raise ValidationError(
                    {"parent": _("This would make a circle: it would be a part of itself.")}
                )
            above = above.parent

    def save(self, *args, **kwargs) -> None:
        """Keep `path` (/id/id/ of the ancestors and itself), here and below."""
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            self.path = path
            type(self).objects.filter(pk=self.pk).update(path=path)
            for child in type(self).objects.filter(parent=self):
                child.save()

    def lineage(self) -> list:
        """The ancestors, topmost first, and itself."""
        chain = [self]
        while chain[0].parent is not None:
            chain.insert(0, chain[0].parent)
        return chain


def dated_label(base: Named, labels, day: date | None) -> dict[str, str]:
    """The names that held on `day`: a dated label where one covers it, else the base names."""
    for label in labels:
        if day is not None and label.holds_on(day):
            return {"ar": label.name_ar, "en": label.name_en or base.name_en}
    return {"ar": base.name_ar, "en": base.name_en}
