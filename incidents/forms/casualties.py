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
from records.forms.people import NamesSomeone, text_line
from records.models import Person, PersonName
from terms.arabic.fold import script_of
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


class VictimForm(NamesSomeone):
    """A named victim. The name is typed as text; who knows the person already chooses it instead."""

    TELLS = NamesSomeone.TELLS | {"name"}

    name = forms.CharField(label=gettext_lazy("name"), max_length=200, required=False, widget=text_line())

    class Meta:
        model = Victim
        fields: list[str] = []  # the admin class says which

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("person") or self.person_before or cleaned.get("name")):
            raise ValidationError({"name": _("Write the name of the victim.")})
        if errors := self.showing_errors(cleaned):
            raise ValidationError(errors)
        return cleaned

    def names_of(self, person: Person) -> dict[str, str]:
        return {"name": person.full_name("ar") or person.full_name("en")}

    def write_names(self, person: Person, is_new: bool) -> None:
        """Write the name where the old one stood; spellings beside it stay."""
        name, before = self.cleaned_data.get("name", ""), "" if is_new else self.initial.get("name", "")
        if not name or name == before:
            return
        standing = person.names.filter(text=before).first() if before else None
        standing = standing or PersonName(person=person)
        standing.text, standing.script = name, script_of(name)
        standing.save()
        person.index_names()
