"""The one set of filters over published incidents: list, totals, CSV and API all read it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from publication import choices
from publication.form_fields import (
    DayFilter,
    Days,
    GovernorateFilter,
    MonthFilter,
    OneFilter,
    SeveralFilter,
    WordField,
    WordFilter,
    WordsFilter,
)
from publication.models import PublishedCasualty, PublishedIncident, PublishedPlace
from publication.scope import Tree
from publication.search import containing
from publication.wording import language
from terms.choices import CivilStatus, EventType, Grade, Method, Outcome, PlaceKind
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


class IncidentFilters(django_filters.FilterSet):
    """Filters of incidents. Days are those on which they count; places, perpetrators and parties hold what is below.

    Outcome, civil status, party and perpetrator speak of one casualty line together: “civilians wounded by X”.
    """

    q = WordsFilter(label=_("Words"), max_length=200, help_text=_("Place, party or words of the text."))
    month = MonthFilter(label=_("Month"), empty_label=_("All months"))
    governorate = GovernorateFilter(label=_("Governorate"), empty_label=_("All governorates"))
    area = OneFilter(label=_("Area of control"), empty_label=_("All areas"))
    type = WordFilter(words=EventType, label=_("Type"), empty_label=_("All types"))
    since = DayFilter(label=_("From the day"))
    until = DayFilter(label=_("To the day"))
    perpetrator = SeveralFilter(label=_("Perpetrator"))
    party = SeveralFilter(label=_("Victims' party"))
    civil_status = WordFilter(words=CivilStatus, label=_("Civil status"), empty_label=_("All"))
    outcome = WordFilter(words=Outcome, label=_("Outcome"), empty_label=_("All"))
    method = WordFilter(words=Method, label=_("Method"), empty_label=_("All methods"))
    grade = WordFilter(words=Grade, label=_("Grade"), empty_label=_("All grades"))
    place = OneFilter(label=_("Place"), empty_label=None, widget=forms.HiddenInput)
    alone = django_filters.BooleanFilter(label=_("Without joint acts and tolls"), widget=forms.HiddenInput)

    #: Columns that a filter of the same name compares as they are.
    PLAIN = ("area", "type", "method", "grade")

    class Meta:
        model = PublishedIncident
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any):
        super().__init__(data if data is not None else QueryDict(), *args, **kwargs)
        incidents, lines = PublishedIncident.objects.all(), PublishedCasualty.objects.all()
        governorates = list(PublishedPlace.objects.filter(kind=PlaceKind.GOVERNORATE))
        offered = {
            "month": choices.months(),
            "governorate": choices.named(governorates),
            "area": choices.areas(),
            "type": choices.used(incidents, "type", EventType),
            "method": choices.used(incidents, "method", Method),
            "grade": choices.used(incidents, "grade", Grade),
            "outcome": choices.used(lines, "outcome", Outcome),
            "civil_status": choices.used(lines, "civil_status", CivilStatus),
            "perpetrator": [("", _("All")), *choices.parties("perpetrators", self.tree)],
            "party": [("", _("All")), *choices.parties("parties", self.tree)],
            "place": choices.places(),
        }
        for name, values in offered.items():
            self.filters[name].extra["choices"] = values
        self.filters["governorate"].extra["pcodes"] = {place.pcode: place.key for place in governorates}

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
        queryset = queryset.filter(**{name: chosen[name] for name in self.PLAIN if chosen[name]})
        for name in ("governorate", "place"):
            if chosen[name]:
                queryset = queryset.filter(within__place=chosen[name])
        queryset = self._by_lines(queryset)
        if chosen["q"]:
            queryset = containing(queryset, chosen["q"])
        return queryset

    # Days and casualty lines ------------------------------------------------------------------------------

    def _days(self, column: str) -> Q:
        """The condition on a day, from the month and the days together."""
        condition = Q()
        for span in (self.chosen["month"], Days(self.chosen["since"], self.chosen["until"])):
            if span and span.unclear:
                condition &= Q(**{column: None})
            if span and span.start:
                condition &= Q(**{f"{column}__gte": span.start})
            if span and span.end:
                condition &= Q(**{f"{column}__lte": span.end})
        return condition

    @cached_property
    def people(self) -> Q:
        """The condition on a line's people: outcome, civil status, party."""
        condition = Q(
            **{name: self.chosen[name] for name in ("outcome", "civil_status") if self.chosen[name]}
        )
        if self.chosen["party"]:
            condition &= Q(parties__in=self._sets("parties", self.chosen["party"]))
        return condition

    @cached_property
    def acts(self) -> Q:
        """The condition on the perpetrators of a line, or of an incident without one."""
        keys = self.chosen["perpetrator"]
        return Q(perpetrators__in=self._sets("perpetrators", keys)) if keys else Q()

    def _sets(self, field: str, keys: list[str]) -> set[str]:
        return choices.sets_within(field, set(keys), self.tree, bool(self.chosen["alone"]))

    @cached_property
    def scope(self) -> Q:
        """The condition of the series whose month is chosen: its pages count only that, and so do lists of it."""
        scope = self.chosen["month"].scope if self.chosen["month"] else None
        if scope is None:
            return Q()
        condition = Q()
        if scope.involved:
            condition &= self._any_of("perpetrators", scope.involved) | self._any_of(
                "parties", scope.involved
            )
        if scope.perpetrators:
            condition &= self._any_of("perpetrators", scope.perpetrators)
        plain = {"area": scope.areas, "outcome": scope.outcomes, "type": scope.types, "method": scope.methods}
        return condition & Q(**{f"{name}__in": values for name, values in plain.items() if values})

    def _any_of(self, field: str, keys: set[str]) -> Q:
        return Q(**{f"{field}__in": choices.sets_within(field, keys, self.tree, alone=False)})

    def _by_lines(self, incidents: QuerySet) -> QuerySet:
        lines = PublishedCasualty.objects.filter(self._days("day") & self.people & self.acts & self.scope)
        if self.people or self.scope:
            return incidents.filter(pk__in=lines.values("incident"))
        if self.acts:
            incidents = incidents.filter(self.acts | Q(pk__in=lines.values("incident")))
        days = self._days("counted_on")
        if days:
            # Someone wounded in one month who dies in the next counts there: a line may have a day of its own.
            elsewhere = lines.exclude(day=F("incident__counted_on"))
            incidents = incidents.filter(days | Q(pk__in=elsewhere.values("incident")))
        return incidents

    @property
    def lines(self) -> QuerySet:
        """The casualty lines that the selection counts: those of its incidents that fit the filters themselves."""
        return PublishedCasualty.objects.filter(
            self._days("day") & self.people & self.acts & self.scope,
            incident__in=self.qs.order_by().values("pk"),
        )

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
