"""A code name for a source, and what giving it does to what is public."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from records import code_names, vault
from records.forms.people import text_line
from records.models import Source
from records.tighten import Effect
from records.typed import TypedText


class CodeNameForm(TypedText):
    """Asks once more with `effect`, what would become of public records: the form is valid when that was confirmed."""

    code_ar = forms.CharField(
        label=gettext_lazy("Code name in Arabic"),
        max_length=200,
        widget=text_line(),
        help_text=gettext_lazy("One word that nobody is called by, with a number if need be."),
    )
    code_en = forms.CharField(
        label=gettext_lazy("Code name in English"), max_length=200, required=False, widget=text_line()
    )
    confirm_effect = forms.BooleanField(
        label=gettext_lazy("I have read what this does, and what keeps the name"), required=False
    )

    def __init__(self, source: Source, user: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.source, self.user = source, user
        #: What would become of public records; None until both code names are in order.
        self.effect: Effect | None = None
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        try:
            self.effect = code_names.foreseen(
                self.source, values["code_ar"].strip(), values["code_en"].strip(), self.user
            )
        except vault.Unreadable as unreadable:
            raise ValidationError(str(unreadable)) from None
        if not values["confirm_effect"]:
            self.add_error("confirm_effect", _("Nothing was changed yet. Read the list and confirm it."))
        return values
