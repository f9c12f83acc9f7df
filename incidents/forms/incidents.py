"""The incident as a clerk fills it in from a phone call: one date and how exactly it is known, and a first source."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.claims import first_claim
from incidents.models import Incident, IncidentClaim
from records.forms.autocomplete import RemembersRelated
from records.forms.fields import DayField
from terms.choices import Precision

#: Field of the form → field of the claim.
CLAIM_FIELDS = {
    "claim_source": "source",
    "claim_said_on": "said_on",
    "claim_url": "url",
    "claim_quotation": "quotation",
}


class IncidentForm(RemembersRelated):
    """`start` is the date as typed; together with the precision it gives the day, or the earliest and latest day.

    The four `claim_…` fields are there until the incident has its first claim.
    """

    claim_said_on = DayField(label=gettext_lazy("said on"), required=False)
    claim_url = forms.URLField(
        label=gettext_lazy("link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput({"class": "vURLField", "dir": "ltr"}),
    )
    claim_quotation = forms.CharField(
        label=gettext_lazy("quotation"),
        required=False,
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 3}),
        help_text=gettext_lazy("In the words of the source."),
    )

    class Meta:
        model = Incident
        fields: list[str] = []  # the admin class says which

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        incident = self.instance
        if incident.precision != Precision.DAY and incident.earliest is not None:
            self.initial.setdefault("start", incident.earliest)
            self.initial["start"] = self.initial["start"] or incident.earliest
        if incident.precision == Precision.DAY:
            self.initial["latest"] = None
        if incident.counted_on == incident.earliest:
            self.initial["counted_on"] = None  # follows the date unless someone decides otherwise

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.earliest = None
        if cleaned.get("precision") == Precision.DAY:
            cleaned["latest"] = None
        elif cleaned.get("precision") and not self.errors:
            self._read_span(cleaned)
        if not cleaned.get("claim_source") and any(
            cleaned.get(name) for name in CLAIM_FIELDS if name in self.fields
        ):
            self.add_error("claim_source", _("Choose who said it."))
        return cleaned

    def _read_span(self, cleaned: dict[str, Any]) -> None:
        """A date known less than to the day: typed as its earliest day, and its latest where that was given."""
        if cleaned.get("end"):
            self.add_error(
                "end", _("A last day goes with a date known to the day; use “latest” for an uncertain one.")
            )
        given_anew = {"start", "precision"} & set(self.changed_data)
        if given_anew and "latest" not in self.changed_data:
            cleaned["latest"] = None  # the old one belonged to the old date
        if cleaned.get("latest") and cleaned.get("start"):
            self.instance.earliest, cleaned["start"] = cleaned["start"], None
        elif cleaned.get("latest"):
            self.add_error("start", _("Give the earliest date as well."))

    def _update_errors(self, errors: ValidationError) -> None:
        """The model speaks of `earliest`, which on this form is the date; what follows from the date says no more."""
        found = getattr(errors, "error_dict", None)
        if found is None:
            super()._update_errors(errors)
            return
        if "earliest" in found:
            found["start"] = found.pop("earliest")
        if "start" in found or "start" in self.errors:
            found.pop(NON_FIELD_ERRORS, None)  # constraints on dates
            if "start" in self.errors:
                found.pop("start", None)  # what was typed there is no date; that is said already
            for follower in ("latest", "counted_on"):
                if not self.data.get(self.add_prefix(follower)):
                    found.pop(follower, None)
            if found == {}:
                return
        super()._update_errors(errors)

    def after_children(self) -> None:
        """The first claim, once the lines are saved whose figures it copies (called by RecordAdmin)."""
        if said := self.said():
            first_claim(self.instance, **said)

    def said(self) -> dict[str, Any]:
        """The first claim's own fields, if a source was chosen."""
        if not self.cleaned_data.get("claim_source"):
            return {}
        return {
            field: value
            for name, field in CLAIM_FIELDS.items()
            if (value := self.cleaned_data.get(name)) not in (None, "")
        }


def source_field() -> Any:
    """The relation whose autocomplete the first claim's source uses."""
    return IncidentClaim._meta.get_field("source")
