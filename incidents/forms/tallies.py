"""Tallies, their claims, and adopting one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from incidents.models import Tally, TallyClaim
from records.forms.autocomplete import RemembersRelated
from records.forms.figures import FigureForm
from records.typed import TypedText


class TallyForm(RemembersRelated, FigureForm):
    class Meta:
        model = Tally
        fields: list[str] = []  # the admin class says which


class TallyClaimForm(RemembersRelated, FigureForm):
    class Meta:
        model = TallyClaim
        fields: list[str] = []  # the admin class says which


class AdoptForm(TypedText):
    """Why this tally is the one that counts."""

    reason_ar = forms.CharField(
        label=gettext_lazy("reason for adopting it"),
        max_length=300,
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
    )
    reason_en = forms.CharField(
        label=gettext_lazy("reason in English"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, tally: Tally, **kwargs: Any):
        self.tally = tally
        initial = {"reason_ar": tally.adoption_reason_ar, "reason_en": tally.adoption_reason_en}
        super().__init__(*args, initial=initial, **kwargs)

    def save(self) -> None:
        self.tally.adopted = True
        self.tally.adoption_reason_ar = self.cleaned_data["reason_ar"]
        self.tally.adoption_reason_en = self.cleaned_data["reason_en"]
        self.tally.save()
