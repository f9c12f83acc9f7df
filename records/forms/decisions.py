"""What is decided about a person, and what a stricter decision does to what is public already."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import tighten
from records.models import Person


class PersonForm(forms.ModelForm):
    """`user` is set by the admin class. With `effect`, the form is shown again and asks for a confirmation."""

    user: Any = None

    confirm_effect = forms.BooleanField(
        label=gettext_lazy("Do this now, with all the records listed"), required=False
    )

    class Meta:
        model = Person
        fields = ["sex", "name_decision", "decision_reason", "place_limit", "is_searchable"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.before = Person.objects.get(pk=self.instance.pk) if self.instance.pk is not None else None
        #: What would become of public records, as far as that must be confirmed or was.
        self.effect: tighten.Effect | None = None

    def clean_decision_reason(self) -> str:
        reason = self.cleaned_data["decision_reason"].strip()
        if self.cleaned_data.get("name_decision") == Person.NameDecision.RELEASED and not reason:
            raise ValidationError(_("Write who agreed, for a name that may be shown."))
        return reason

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or not self.is_stricter():
            return
        effect = foreseen(self.instance, self.user)
        if not (effect.tightened or effect.withdrawn):
            return
        self.effect = effect
        if not self.cleaned_data.get("confirm_effect"):
            self.add_error(
                "confirm_effect", _("This changes what is public, at once. Look at the list and confirm it.")
            )

    def is_stricter(self) -> bool:
        """Whether less may be public than before the form; the form must be valid so far."""
        return self.before is not None and tighten.is_stricter(self.before, self.instance)


def foreseen(person: Person, user: Any) -> tighten.Effect:
    """What `tighten.tighten` would do once the person is saved as it is now. Nothing is kept."""
    with transaction.atomic():
        person.save()
        effect = tighten.tighten(person, user)
        transaction.set_rollback(True)
    return effect
