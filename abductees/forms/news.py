"""“No news as of today”: who was asked, and when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from abductees.models import CaseClaim
from records.forms.autocomplete import Autocomplete
from records.forms.fields import DayField, never_remembered
from records.models import Source
from records.typed import TypedText


class NoNewsForm(TypedText):
    """The source that has heard nothing, and the day of asking."""

    source = forms.ModelChoiceField(label=gettext_lazy("source"), queryset=Source.objects.all())
    day = DayField(label=gettext_lazy("as of"))
    asked = forms.CharField(
        label=gettext_lazy("who was asked"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=gettext_lazy("Goes to the internal notes; never published."),
    )

    def __init__(self, *args: Any, admin_site: Any, **kwargs: Any):
        super().__init__(*args, initial={"day": timezone.localdate()}, **kwargs)
        self.fields["source"].widget = Autocomplete(CaseClaim._meta.get_field("source"), admin_site)
        self.fields["source"].widget.choices = self.fields["source"].choices
        self.fields["source"].widget.is_required = True
        for field in self.fields.values():
            never_remembered(field)

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("This date is in the future."))
        return day
