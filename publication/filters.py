"""The one set of filters over published incidents: list, totals, CSV and API all read it."""

from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from publication import choices
from publication.filter_base import FilterForm, RecordFilters
from publication.form_fields import (
    DayFilter,
    Days,
    GovernorateFilter,
    MonthFilter,
    OneFilter,
    SeveralFilter,
    WordFilter,
    WordsFilter,
)
from publication.models import PublishedCasualty, PublishedIncident
from publication.search import containing
from terms.choices import CivilStatus, EventType, Grade, Method, Outcome


class IncidentFilters(RecordFilters):
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

    PLAIN = ("area", "type", "method", "grade")

    class Meta:
        model = PublishedIncident
        fields: list[str] = []
        form = FilterForm

    def offered(self) -> dict[str, Any]:
        incidents, lines = PublishedIncident.objects.all(), PublishedCasualty.objects.all()
        return {
            "month": choices.months(),
            "area": choices.areas(),
            "type": choices.used(incidents, "type", EventType),
            "method": choices.used(incidents, "method", Method),
            "grade": choices.used(incidents, "grade", Grade),
            "outcome": choices.used(lines, "outcome", Outcome),
            "civil_status": choices.used(lines, "civil_status", CivilStatus),
            "perpetrator": [("", _("All")), *choices.parties(PublishedCasualty, "perpetrators", self.tree)],
            "party": [("", _("All")), *choices.parties(PublishedCasualty, "parties", self.tree)],
            "place": choices.places(),
        }

    def selected(self, queryset: QuerySet) -> QuerySet:
        chosen = self.chosen
        for name in ("governorate", "place"):
            if chosen[name]:
                queryset = queryset.filter(within__place=chosen[name])
        queryset = self._by_lines(queryset)
        return containing(queryset, chosen["q"]) if chosen["q"] else queryset

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
        return self.sets_within(PublishedCasualty, field, keys, bool(self.chosen["alone"]))

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
        return Q(**{f"{field}__in": self.sets_within(PublishedCasualty, field, list(keys))})

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
