"""Autocompletes that do not ask the database again for what the page has already read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin import widgets
from django.db import models

from records.typed import TypedText


class _Remembering:
    """Shows the selected objects from `known` (pk → label) when all are there; else as Django does."""

    known: dict[str, str] = {}

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        selected = [text for text in value if text]
        if not all(text in self.known for text in selected):
            return super().optgroups(name, value, attr)
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for text in selected:
            options.append(self.create_option(name, text, self.known[text], True, len(options)))
        return [(None, options, 0)]


class Autocomplete(_Remembering, widgets.AutocompleteSelect):
    """One object."""


class AutocompleteMany(_Remembering, widgets.AutocompleteSelectMultiple):
    """Several objects."""


def autocomplete_for(db_field: models.Field, admin_site: Any) -> forms.Widget:
    """The widget for a relation, single or many."""
    widget = AutocompleteMany if isinstance(db_field, models.ManyToManyField) else Autocomplete
    return widget(db_field, admin_site)


def remember(field: forms.Field, objects: Iterable[models.Model | None]) -> None:
    """Tell a field's widget the labels of objects that are read already."""
    widget = getattr(field.widget, "widget", field.widget)
    widget.known = {str(obj.pk): str(obj) for obj in objects if obj is not None}


class RemembersRelated(TypedText, forms.ModelForm):
    """A form that shows its instance's related objects without a query each; they come prefetched or selected."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if not isinstance(getattr(field.widget, "widget", field.widget), _Remembering):
                continue
            if self.instance.pk is None:
                remember(field, [])
                continue
            relation = self.instance._meta.get_field(name) if name in _names(self.instance) else None
            if isinstance(relation, models.ManyToManyField):
                remember(field, getattr(self.instance, name).all())
            elif relation is not None:
                remember(field, [getattr(self.instance, name)])


def _names(instance: models.Model) -> set[str]:
    options = instance._meta
    return {field.name for field in (*options.fields, *options.many_to_many)}
