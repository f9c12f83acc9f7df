"""People named in records. Whether a name may be public is decided once, here: the strictest mention wins."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from terms.arabic.fold import search_text
from terms.choices import Sex


class Person(models.Model):
    """A person. The name is withheld until someone decides otherwise; withheld here is withheld everywhere."""

    class NameDecision(models.TextChoices):
        WITHHELD = "withheld", _("withheld")
        RELEASED = "released", _("may be published")

    name_decision = models.CharField(
        _("name"), max_length=10, choices=NameDecision, default=NameDecision.WITHHELD
    )
    decision_reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Who agreed, or why the name is withheld.")
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
        """The main name in a script ("ar" or "en"), else nothing."""
        names = [name.text for name in self.names.all() if name.script == script]
        return names[0] if names else ""

    def index_names(self) -> None:
        """Keep the search column in step with the names; call after changing them."""
        self.search = search_text(*[name.text for name in self.names.all()])
        self.save(update_fields=["search"])

    def as_reference(self, day=None) -> dict[str, Any]:
        """All names, for staff documents; the disclosure rules decide what a release keeps of them."""
        return {
            "pk": self.pk,
            "name_decision": self.name_decision,
            "sex": self.sex,
            "ar": self.full_name("ar"),
            "en": self.full_name("en"),
            "names": [{"text": n.text, "script": n.script, "kind": n.kind} for n in self.names.all()],
        }


class PersonName(models.Model):
    """One spelling of a person's name."""

    class Kind(models.TextChoices):
        MAIN = "main", _("main")
        VARIANT = "variant", _("other spelling")
        KUNYA = "kunya", _("kunya")
        NICKNAME = "nickname", _("nickname")

    person = models.ForeignKey(Person, models.CASCADE, related_name="names", verbose_name=_("person"))
    text = models.CharField(_("name"), max_length=200)
    script = models.CharField(_("script"), max_length=2, choices=[("ar", _("Arabic")), ("en", _("Latin"))])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MAIN)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["person", "pk"]

    def __str__(self) -> str:
        return self.text
