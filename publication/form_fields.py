"""Form fields of the public filters: what people type, and what is wrong with it in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django_filters import fields
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from publication.choices import UNCLEAR
from publication.models import PublishedSeries
from publication.months import series_and_months
from publication.scope import SeriesScope
from publication.wording import language
from terms.arabic.digits import to_latin
from terms.arabic.fold import query_forms
from terms.dates import format_month, format_period, parse_date
from terms.periods import add_months, month_containing


@dataclass(frozen=True)
class Days:
    """The days from `start` to `end`, both included; None leaves a side open. `label` is what a chip says.

    `unclear` stands for what counts in no month. A month of a series brings the scope of its series along.
    """

    start: date | None = None
    end: date | None = None
    label: str = ""
    unclear: bool = False
    scope: SeriesScope | None = None


class DayField(forms.CharField):
    """A day in any digits and orders that terms.dates reads."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class MonthField(fields.ChoiceField):
    """A calendar month (2021-01), a month of a series by number or first day (caliphate:78), or "unclear"."""

    def to_python(self, value: Any) -> Any:
        text = to_latin(super().to_python(value)).strip()
        if not text:
            return None
        if text == UNCLEAR:
            return Days(unclear=True, label=_("month unclear"))
        return _numbered(text) if ":" in text else _calendar(text)

    def validate(self, value: Any) -> None:
        """A month need not be among the choices: one without incidents is a month all the same."""


def _calendar(text: str) -> Days:
    try:
        first = date.fromisoformat(f"{text}-01")
        return Days(first, month_end(first), format_month(first, language()))
    except (ValueError, OverflowError) as error:
        raise ValidationError(_("Write a month as year-month, such as 2021-01.")) from error


def month_end(first: date) -> date:
    return date.fromordinal(add_months(first, 1).toordinal() - 1)


def _numbered(text: str) -> Days:
    slug, _colon, name = text.partition(":")
    series = PublishedSeries.objects.filter(slug=slug).first() if "\x00" not in slug else None
    if series is None:
        raise ValidationError(_("There is no series “%(series)s”."), params={"series": slug[:40]})
    months = series_and_months(series, name)
    if not months:
        raise ValidationError(_("The series has no month “%(month)s”."), params={"month": name[:40]})
    if len(months) > 1:
        raise ValidationError(
            _("This number names two months; choose one by its first day: %(days)s."),
            params={"days": " · ".join(f"{slug}:{month.start.isoformat()}" for month in months)},
        )
    month = months[0]
    assert month_containing(month.start, series.rules()) == month
    label = f"{month.ordinal} ({format_period(month.start, month.end, language())})"
    return Days(month.start, month.end, label, scope=SeriesScope.of(series.rule_on(month.start)))


class WordsField(forms.CharField):
    """Words to search for: at least one letter or digit."""

    widget = forms.TextInput(attrs={"type": "search"})

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not query_forms(value):
            raise ValidationError(_("Write at least one word or number to search for."))


class OneSelect(forms.SelectMultiple):
    """A select of one that keeps several values when an address has them."""

    allow_multiple_selected = False


class SeveralField(fields.MultipleChoiceField):
    """One choice in the form, several in an address; the empty choice is none."""

    widget = OneSelect

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if one]


class GovernorateField(fields.ChoiceField):
    """A governorate by its key or its p-code."""

    def __init__(self, *args: Any, pcodes: dict[str, str] | None = None, **kwargs: Any):
        self.pcodes = pcodes or {}
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return self.pcodes.get(text.upper(), text) if text else text


class WordField(fields.ChoiceField):
    """A word of one of the field's closed lists. Offered is what occurs; any word of the list may be asked for."""

    def __init__(self, *args: Any, words: type[TextChoices], **kwargs: Any):
        self.words = dict(words.choices)
        super().__init__(*args, **kwargs)

    def valid_value(self, value: str) -> bool:
        return value in self.words


# The filters that use them; the API's schema cannot guess their types.


@extend_schema_field(OpenApiTypes.DATE)
class DayFilter(django_filters.Filter):
    field_class = DayField


@extend_schema_field(OpenApiTypes.STR)
class MonthFilter(django_filters.ChoiceFilter):
    field_class = MonthField


@extend_schema_field(OpenApiTypes.STR)
class WordsFilter(django_filters.CharFilter):
    field_class = WordsField


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class SeveralFilter(django_filters.MultipleChoiceFilter):
    field_class = SeveralField


@extend_schema_field(OpenApiTypes.STR)
class WordFilter(django_filters.ChoiceFilter):
    field_class = WordField


@extend_schema_field(OpenApiTypes.STR)
class OneFilter(django_filters.ChoiceFilter):
    """One of what published rows hold."""


@extend_schema_field(OpenApiTypes.STR)
class GovernorateFilter(django_filters.ChoiceFilter):
    field_class = GovernorateField
