"""People named in records. What may be public of them is decided once, here: the strictest mention wins."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from terms.arabic.fold import search_text
from terms.choices import PlaceLimit, Sex


class Person(models.Model):
    """A person. The name is withheld until someone decides otherwise; withheld here is withheld everywhere.

    `place_limit` coarsens the places of every record that names the person. Someone who is not `is_searchable` is
    named on the page of the own case alone, which no list, file, search or index of ours leads to.
    """

    class NameDecision(models.TextChoices):
        WITHHELD = "withheld", _("withheld")
        RELEASED = "released", _("may be published")

    name_decision = models.CharField(
        _("name"), max_length=10, choices=NameDecision, default=NameDecision.WITHHELD
    )
    decision_reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Who agreed, or why the name is withheld.")
    )
    place_limit = models.CharField(
        _("places shown"),
        max_length=12,
        choices=PlaceLimit,
        default=PlaceLimit.LOCALITY,
        help_text=_("At the finest, in every record that names the person."),
    )
    is_searchable = models.BooleanField(
        _("may be found by name"),
        default=True,
        help_text=_(
            "Otherwise no list, search, file or feed names the person: only the case's own address does."
        ),
    )
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    search = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = pgettext_lazy("one", "person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.full_name("ar") or self.full_name("en") or str(_("unnamed person"))

    @property
    def name_is_public(self) -> bool:
        return self.name_decision == self.NameDecision.RELEASED

    def full_name(self, script: str) -> str:
        """The main name in a script ("ar" or "en"), else another spelling of it; never a kunya or a nickname."""
        names = [name for name in self.names.all() if name.script == script]
        for kind in (PersonName.Kind.MAIN, PersonName.Kind.VARIANT):
            if found := next((name.text for name in names if name.kind == kind), ""):
                return found
        return ""

    def index_names(self) -> None:
        """Keep the search column in step with the names; call after changing them."""
        self.search = search_text(*[name.text for name in self.names.all()])
        self.save(update_fields=["search"])

    def as_reference(self, day=None) -> dict[str, Any]:
        """All names, for staff documents; the disclosure rules decide what a release keeps of them."""
        return {
            "pk": self.pk,
            "name_decision": self.name_decision,
            "place_limit": self.place_limit,
            "is_searchable": self.is_searchable,
            "sex": self.sex,
            "ar": self.full_name("ar"),
            "en": self.full_name("en"),
            "names": [
                {"text": n.text, "script": n.script, "kind": n.kind, "given": n.given, "family": n.family}
                for n in self.names.all()
            ],
        }


class PersonName(models.Model):
    """One spelling of a person's name, with its parts where they are known."""

    class Kind(models.TextChoices):
        MAIN = "main", _("main")
        VARIANT = "variant", _("other spelling")
        KUNYA = "kunya", _("kunya")
        NICKNAME = "nickname", _("nickname")

    person = models.ForeignKey(Person, models.CASCADE, related_name="names", verbose_name=_("person"))
    text = models.CharField(_("name"), max_length=200)
    script = models.CharField(_("script"), max_length=2, choices=[("ar", _("Arabic")), ("en", _("Latin"))])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MAIN)
    given = models.CharField(_("given name"), max_length=60, blank=True)
    father = models.CharField(_("father's name"), max_length=60, blank=True)
    grandfather = models.CharField(_("grandfather's name"), max_length=60, blank=True)
    family = models.CharField(_("family name"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["person", "pk"]

    def __str__(self) -> str:
        return self.text
