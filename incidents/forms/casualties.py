"""A casualty line and a victim as a clerk fills them in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from incidents.forms.of_which import OfWhichField
from incidents.line_text import write_composition
from incidents.models import CasualtyLine, Subset, Victim
from incidents.rules import line_contradictions
from records.forms.autocomplete import RemembersRelated
from records.forms.figures import FigureForm
from records.models import Person, PersonName
from terms.choices import Sex
from terms.figures import Figure


class LineForm(RemembersRelated, FigureForm):
    """outcome, civil status, party, figure, and the labelled parts in one text."""

    of_which = OfWhichField(
        label=gettext_lazy("of which"),
        help_text=gettext_lazy("For example: officers: 8, women: about 3. Parts are never added to totals."),
        widget=forms.TextInput({"class": "vTextField"}),
    )

    class Meta:
        model = CasualtyLine
        fields: list[str] = []  # the admin class says which
        error_messages = {
            "outcome": {
                "required": gettext_lazy("A casualty line needs an outcome: killed, wounded, abducted…"),
            }
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["of_which"] = write_composition(self.instance.subsets.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        figure, parts = cleaned.get("figure"), cleaned.get("of_which")
        if isinstance(figure, Figure) and parts:
            for problem in line_contradictions(figure, parts):
                self.add_error("of_which", problem)
        return cleaned

    def save_parts(self) -> None:
        """Bring the labelled parts in step with the text; rows that say the same stay as they are."""
        if "of_which" not in self.changed_data and self.instance.subsets.exists():
            return
        standing = {subset.label_id: subset for subset in self.instance.subsets.all()}
        for label, figure in self.cleaned_data["of_which"]:
            subset = standing.pop(label.pk, None) or Subset(line=self.instance, label=label)
            if subset.pk is None or str_of(subset.figure) != str_of(figure):
                subset.figure = figure
                subset.save()
        for subset in standing.values():
            subset.delete()


def str_of(figure: Figure) -> str:
    """The figure as the text shows it; what the text does not show must not be lost by an edit elsewhere in it."""
    return figure.in_language(get_language() or "ar")


class VictimForm(RemembersRelated):
    """A named victim. The name is typed as text; who knows the person already chooses it instead."""

    name = forms.CharField(
        label=gettext_lazy("name"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"class": "vTextField"}),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("sex"), choices=Sex.choices, initial=Sex.UNKNOWN, required=False
    )
    agreed = forms.CharField(
        label=gettext_lazy("who agreed that the name be published"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=gettext_lazy("Without this the name is withheld, here and everywhere."),
    )

    class Meta:
        model = Victim
        fields: list[str] = []  # the admin class says which

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "person" in self.fields:
            self.fields["person"].required = False
            self.fields["person"].help_text = _("Only if the person stands in another record already.")
        self.person_before: Person | None = None
        if self.instance.pk is not None:
            person = self.person_before = self.instance.person
            self.initial["name"] = _main_name(person)
            self.initial["sex"] = person.sex
            self.initial["agreed"] = person.decision_reason if person.name_is_public else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        person = cleaned.get("person") or self.person_before
        if person is None and not cleaned.get("name"):
            raise ValidationError({"name": _("Write the name of the victim.")})
        public_already = person is not None and person.name_is_public
        if cleaned.get("show_name") and person is not None and person.decision_reason and not public_already:
            message = _("It was decided to withhold this name. Only the person's own page can change that.")
            raise ValidationError({"show_name": message})
        if cleaned.get("show_name") and not cleaned.get("agreed") and not public_already:
            raise ValidationError({"agreed": _("Write who agreed, for a name that may be shown.")})
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"person"}  # made on saving, from the name

    def tells_of_a_person(self) -> bool:
        """Whether it changes what is known of the person, who is no part of the record's document."""
        return self.person_before is None or bool({"name", "sex", "agreed"} & set(self.changed_data))

    def save_person(self) -> Person:
        """The person of this victim: the one chosen, else the one so far, else a new one; with what was typed."""
        cleaned = self.cleaned_data
        chosen = cleaned.get("person") if "person" in self.fields else self.person_before
        if chosen is not None and chosen != self.person_before:
            person, name = chosen, ""  # someone recorded elsewhere: the name and sex stand there
        else:
            person, name = chosen or Person(), cleaned.get("name", "")
            person.sex = cleaned.get("sex") or person.sex
        if cleaned.get("show_name") and cleaned.get("agreed"):
            person.name_decision, person.decision_reason = Person.NameDecision.RELEASED, cleaned["agreed"]
        is_new = person.pk is None
        person.save()
        if name and (is_new or name != self.initial.get("name")):
            _rename(person, name, "" if is_new else self.initial.get("name", ""))
        return person


def _main_name(person: Person) -> str:
    return person.full_name("ar") or person.full_name("en")


def _rename(person: Person, name: str, before: str) -> None:
    """Write the name where the old one stood; spellings beside it stay."""
    script = "en" if name.isascii() else "ar"
    standing = person.names.filter(text=before).first() if before else None
    if standing is None:
        PersonName.objects.create(person=person, text=name, script=script)
    else:
        standing.text, standing.script = name, script
        standing.save()
    person.index_names()
