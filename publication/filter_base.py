"""What the sets of public filters share: their form, reading what was chosen, and the chips of active filters."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from publication import choices
from publication.form_fields import Days, WordField
from publication.models import PublishedPlace
from publication.scope import Tree
from publication.wording import language
from terms.choices import PlaceKind
from terms.dates import format_day


@dataclass(frozen=True)
class Chip:
    """An active filter; following `remove_url` takes it off."""

    label: str
    value: str
    remove_url: str


class FilterForm(forms.Form):
    """The form of the filters; those that only links use are shown as chips and kept as hidden fields."""

    #: Shown first; the others are folded away.
    FIRST = ("q", "month", "governorate", "area", "type")

    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    def more_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    def more_is_open(self) -> bool:
        return any(field.data or field.errors for field in self.more_fields())

    def hidden_errors(self) -> list[str]:
        return [f"{field.label}: {error}" for field in self.hidden_fields() for error in field.errors]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end is before the start."))
        return cleaned


class RecordFilters(django_filters.FilterSet):
    """Filters over one kind of published record. A subclass declares them and says what its choices offer."""

    #: Columns that a filter of the same name compares as they are.
    PLAIN: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any):
        super().__init__(data if data is not None else QueryDict(), *args, **kwargs)
        governorates = list(PublishedPlace.objects.filter(kind=PlaceKind.GOVERNORATE))
        for name, values in {"governorate": choices.named(governorates), **self.offered()}.items():
            self.filters[name].extra["choices"] = values
        self.filters["governorate"].extra["pcodes"] = {place.pcode: place.key for place in governorates}

    def offered(self) -> dict[str, Any]:
        """The choices of each filter that has any; only what published rows hold."""
        raise NotImplementedError

    @cached_property
    def tree(self) -> Tree:
        return Tree()

    @property
    def chosen(self) -> dict[str, Any]:
        return self.form.cleaned_data

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """A selection with a mistake in it is empty, never everything."""
        if not self.form.is_valid():
            return queryset.none()
        chosen = self.chosen
        return self.selected(queryset.filter(**{name: chosen[name] for name in self.PLAIN if chosen[name]}))

    def selected(self, queryset: QuerySet) -> QuerySet:
        """The rows that meet the filters that are no plain comparison."""
        raise NotImplementedError

    def sets_within(self, model: type[Model], field: str, keys: list[str], alone: bool = False) -> set[str]:
        """The values of a set-valued column of which a member (or every one) lies under the keys."""
        return choices.sets_within(model, field, set(keys), self.tree, alone)

    # Active filters -----------------------------------------------------------------------------------------

    def chips(self, path: str) -> list[Chip]:
        """The active filters in words, each with the address of the list without it."""
        if not self.is_bound or not self.form.is_valid():
            return []
        found = []
        for name, field in self.form.fields.items():
            value = self.chosen.get(name)
            for one in value if isinstance(value, list) else [value]:
                if one:
                    found.append(Chip(str(field.label), _said(field, one), self._without(path, name, one)))
        return found

    def _without(self, path: str, name: str, value: Any) -> str:
        data = self.data.copy()
        data.pop("page", None)
        rest = [kept for kept in data.getlist(name) if kept != value] if isinstance(value, str) else []
        data.setlist(name, rest if len(data.getlist(name)) > 1 else [])
        query = "&".join(part for part in data.urlencode().split("&") if part and not part.endswith("="))
        return f"{path}?{query}" if query else path


def _said(field: Any, value: Any) -> str:
    """A chosen value as people read it."""
    if isinstance(value, Days):
        return value.label
    if isinstance(value, bool):
        return str(_("yes"))
    if isinstance(field, WordField):
        return str(field.words[value])
    if hasattr(field, "choices"):
        return str(dict(field.choices).get(value, value))
    return format_day(value, language()) if not isinstance(value, str) else value
