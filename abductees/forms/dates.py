"""A day known to lie between two others, as a form takes it."""

from typing import Any

from django.core.exceptions import ValidationError

from records.forms.autocomplete import RemembersRelated
from records.forms.fields import never_remembered
from terms.choices import Precision


class DatedForm(RemembersRelated):
    """For models with `KnownBetween`: `latest` is shown and read only where the day is not known."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.precision == Precision.DAY:
            self.initial["latest"] = None
        for field in self.fields.values():
            never_remembered(field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given_anew = {"earliest", "precision"} & set(self.changed_data)
        if cleaned.get("precision") == Precision.DAY or (given_anew and "latest" not in self.changed_data):
            cleaned["latest"] = None  # it follows, or belonged to the old date
        return cleaned

    def _update_errors(self, errors: ValidationError) -> None:
        """What was typed and is no date is said already; the model need not miss it as well."""
        if hasattr(errors, "error_dict"):
            for name in ("earliest", "latest"):
                if name in self.errors:
                    errors.error_dict.pop(name, None)
            if "earliest" in self.errors:
                errors.error_dict.pop("latest", None)  # it only follows
            if not errors.error_dict:
                return
        super()._update_errors(errors)
