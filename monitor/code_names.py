"""Correspondents appear under a code name: their accounts hold no name and no address (docs/threat-model.md)."""

from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from monitor.models import User
from records.vault import BY_CODE_NAME

_TELLING = ("first_name", "last_name", "email")


class CodeNamesOnly:
    """For the admin class of accounts: one with the role of a correspondent is saved without names and address."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (_NoNames, form), {})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if is_by_code_name(form.instance):
            forget_names(form.instance)


class _NoNames(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        values = super().clean()
        if "groups" in self.cleaned_data:
            is_one = any(group.name == BY_CODE_NAME for group in self.cleaned_data["groups"])
        else:
            is_one = self.instance.pk is not None and is_by_code_name(self.instance)
        if is_one:
            for name in _TELLING:
                if name in self.fields and self.cleaned_data.get(name):
                    self.add_error(name, ValidationError(_refusal()))
        return values


def is_by_code_name(user: User) -> bool:
    return user.groups.filter(name=BY_CODE_NAME).exists()


def forget_names(user: User) -> None:
    """The log of the desk called the account by its name as long as it had one."""
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).exclude(
        object_repr=user.username
    ).update(object_repr=user.username)


def _refusal() -> str:
    return _(
        "A correspondent appears under a code name alone, which is the name of the account. Leave this empty; "
        "an editor writes who it is into the confidential file."
    )
