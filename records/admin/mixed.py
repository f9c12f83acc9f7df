"""Words of mixed scripts: they look like others and are found by no search, and sometimes they are meant."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from publication.wording import joined
from terms.signs import mixed

#: More would only hide the first.
MOST_SAID = 5


class SaysMixedWords:
    """For admin classes: after saving, which names and titles that were typed hold a letter of another script."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        forms_saved = [form, *(one for formset in formsets for one in formset.forms)]
        told = [words for one in forms_saved for words in _mixed_of(one)]
        if told:
            text = _("Saved. Look again at letters that may not be what they look like: %(letters)s.")
            self.message_user(request, text % {"letters": joined(told[:MOST_SAID])}, messages.WARNING)  # type: ignore[attr-defined]


def _mixed_of(form: forms.ModelForm) -> list[str]:
    """Of the lines that were changed; long texts quote what they quote."""
    lines = [
        form.cleaned_data[name]
        for name in form.changed_data
        if isinstance(form.cleaned_data.get(name), str)
        and not isinstance(form.fields[name].widget, forms.Textarea)
    ]
    return [
        _("after “%(before)s” a %(what)s (%(code)s)")
        % {"before": sign.before, "what": sign.what, "code": sign.code}
        for line in lines
        for sign in mixed(line)
    ]
