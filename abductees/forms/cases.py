"""The case as a clerk fills it in: who it is about, typed as text, and a group by its description and size."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from abductees.forms.dates import DatedForm
from abductees.models import Case
from abductees.timeline import status_claims
from records.forms.fields import keep_choice
from records.forms.figures import FigureForm
from records.forms.people import NameFields, NamesSomeone, names_in_fields, write_names
from records.models import Person
from terms.choices import CaseStatus, Subject
from terms.status import may_override

#: The fields by which someone answers for publishing the case; whoever changes one is the decider.
BASIS = ("basis", "basis_on", "basis_note")


class CaseForm(NameFields, NamesSomeone, FigureForm, DatedForm):
    """Of a person the headline follows from the name; a group has a headline and a size, and no name."""

    TELLS = NamesSomeone.TELLS | set(NameFields.NAMES)

    class Meta:
        model = Case
        fields: list[str] = []  # the admin class says which
        labels = {
            "title_ar": gettext_lazy("description of the group"),
            "title_en": gettext_lazy("description of the group, in English"),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in {"title_ar", "figure"} & set(self.fields):  # a shut form has neither
            self.fields[name].required = False
        if "figure" in self.fields:
            self.fields["figure"].label = _("size of the group")
        if self.instance.pk is not None and self.instance.is_of_a_person:
            self.initial["title_ar"] = self.initial["title_en"] = ""  # it follows from the name
        if "override_status" in self.fields:
            self._offer_statuses()
        for name in ("of_incident", "same_event_as"):
            keep_choice(self, name)

    def _offer_statuses(self) -> None:
        """Only what a source that stands has said, and what is there already; the form's lists judge it once more."""
        claims = status_claims(self.instance.claims.order_by("pk")) if self.instance.pk is not None else []
        now = self.instance.override_status
        offered = [
            (status.value, status.label)
            for status in CaseStatus
            if status == now or may_override(status, claims)
        ]
        self.fields["override_status"].widget.choices = [("", "—"), *offered]

    # Judging ---------------------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("subject") == Subject.GROUP:
            errors = self._group_errors(cleaned)
        else:
            errors = self._person_errors(cleaned)
            for name in ("title_ar", "title_en"):
                cleaned[name] = getattr(self.instance, name)
        for name, message in {**errors, **self._decision_errors(cleaned)}.items():
            self.add_error(name if name in self.fields else None, message)
        return cleaned

    def _group_errors(self, cleaned: dict[str, Any]) -> dict[str, str]:
        errors = {}
        if not cleaned.get("title_ar"):
            errors["title_ar"] = _("Describe the group in a headline.")
        if cleaned.get("figure") is None and "figure" not in self.errors:
            errors["figure"] = _("Write the number, or choose “number unknown”.")
        typed = [
            name for name in (*NameFields.NAMES, "person") if name in self.changed_data and cleaned.get(name)
        ]
        if typed:
            errors[typed[0]] = _("A group has no name: its members have cases of their own.")
        cleaned["person"], cleaned["show_name"] = None, False
        return errors

    def _person_errors(self, cleaned: dict[str, Any]) -> dict[str, str]:
        self.errors.pop("figure", None)  # one person is one
        if cleaned.get("person") is None or cleaned["person"] == self.person_before:
            errors = self.lacks_main_name(cleaned)
        else:
            errors = {}  # the names stand there
        if not (
            cleaned.get("person")
            or cleaned.get("name_ar")
            or cleaned.get("name_en")
            or cleaned.get("called_ar")
        ):
            errors["name_ar"] = _("Write the name, or below it how pages call the person.")
        elif not cleaned.get("name_ar") and any(cleaned.get(part) for part in NameFields.PARTS):
            errors["name_ar"] = _("Write the full name as well as its parts.")
        return {**errors, **self.showing_errors(cleaned)}

    def _decision_errors(self, cleaned: dict[str, Any]) -> dict[str, str]:
        errors = {}
        if cleaned.get("basis") and not cleaned.get("basis_note"):
            errors["basis_note"] = _("Write who agreed, or how the risk was weighed.")
        if cleaned.get("override_status") and not cleaned.get("override_reason"):
            errors["override_reason"] = _("A status that an editor sets needs a reason.")
        return errors

    def clean_same_event_as(self) -> Case | None:
        """Cases of one event all name its first one, so that they need no order among themselves."""
        first = self.cleaned_data["same_event_as"]
        if first is None:
            return None
        if first.pk == self.instance.pk or first.same_event_as_id is not None:
            raise ValidationError(
                _("Name the first case of the event: one that is not itself taken together with another.")
            )
        if self.instance.pk is not None and self.instance.taken_with.exists():
            raise ValidationError(_("Other cases name this one as the first of their event."))
        return first

    # Saving ----------------------------------------------------------------------------------------------------

    def names_of(self, person: Person) -> dict[str, str]:
        return names_in_fields(person)

    def write_names(self, person: Person, is_new: bool) -> None:
        changed = set(NameFields.NAMES) if is_new else set(self.changed_data) & set(NameFields.NAMES)
        if changed:
            write_names(person, self.cleaned_data, changed)

    def tells_of_a_person(self) -> bool:
        return self.cleaned_data["subject"] == Subject.PERSON and super().tells_of_a_person()

    def names_anew(self) -> bool:
        """Whether a name was typed that nobody had under this case before."""
        return self.instance.is_of_a_person and bool({"name_ar", "name_en"} & set(self.changed_data))

    def decides(self) -> bool:
        """Whether it changes why the case is published."""
        return bool(set(BASIS) & set(self.changed_data))

    def settle_person(self) -> None:
        """Make or mend the person, and the headline after the name; before the case itself is saved."""
        case = self.instance
        case.person = self.save_person() if case.is_of_a_person else None
        case.keep_title()

    def after_children(self) -> None:
        """The kept present follows the claims that were saved just now (called by RecordAdmin)."""
        self.instance.children_changed()
