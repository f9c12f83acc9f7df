"""Dates and numbers as people type them: ٠–٩ and ۰–۹ beside 0–9, 30/12/2020 beside 2020-12-30."""

import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from terms.arabic.digits import parse_integer, to_latin
from terms.dates import parse_date


class DayWidget(AdminDateWidget):
    """A day, written left to right; Django's calendar beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"dir": "ltr", **(attrs or {})})


class DayField(forms.DateField):
    """A day in any of the ways in which people write it (terms.dates.parse_date)."""

    widget = DayWidget

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.date):
            return value
        try:
            return parse_date(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class CountWidget(forms.TextInput):
    """A whole number. Not type="number": browsers refuse ٠–٩ there."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"dir": "ltr", "inputmode": "numeric", "class": "vIntegerField", **(attrs or {})})


class CountField(forms.IntegerField):
    """A whole number, zero or more, in any digits, grouped by thousands or not."""

    widget = CountWidget

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return parse_integer(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # min and max are for number inputs


class DegreesField(forms.DecimalField):
    """A coordinate in degrees, in any digits, with “.” or “٫”."""

    widget = CountWidget

    def to_python(self, value: Any) -> Any:
        return super().to_python(to_latin(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal"}


def never_remembered(field: Any) -> Any:
    """The browser is told to keep nothing of a field."""
    if field is not None:
        widget = getattr(field.widget, "widget", field.widget)
        for part in (widget, *getattr(widget, "widgets", [])):
            part.attrs.setdefault("autocomplete", "off")
    return field


#: For `ModelAdmin.formfield_overrides`.
TYPED_AS_SAID: dict[type[models.Field], dict[str, Any]] = {
    models.DateField: {"form_class": DayField, "widget": DayWidget},
    models.IntegerField: {"form_class": CountField, "widget": CountWidget},
    models.DecimalField: {"form_class": DegreesField, "widget": CountWidget},
    models.URLField: {"assume_scheme": "https"},
}


def keep_choice(form: forms.ModelForm, name: str) -> None:
    """What another person chose may be out of the sight of the one who edits, and stays all the same."""
    chosen = getattr(form.instance, f"{name}_id")
    if chosen is not None and name in form.fields:
        field = form.fields[name]
        visible = field.queryset.values("pk")
        field.queryset = field.queryset.model._default_manager.filter(Q(pk__in=visible) | Q(pk=chosen))
