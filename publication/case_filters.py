"""The one set of filters over published cases of the abducted: list, counts, CSV and API all read it."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from publication import choices
from publication.filter_base import FilterForm, RecordFilters
from publication.form_fields import GovernorateFilter, OneFilter, SeveralFilter, WordFilter, WordsFilter
from publication.keys import split
from publication.models import PublishedCase
from publication.search import containing
from publication.wording import language
from terms.choices import CaseStatus, Role, Subject
from terms.countries import country_name


class Resolved(TextChoices):
    """Whether a case has an answer: the person is free, or known to be dead."""

    OPEN = "open", pgettext_lazy("cases", "without an answer")
    CLOSED = "closed", pgettext_lazy("cases", "resolved")


class CaseFilterForm(FilterForm):
    FIRST = ("q", "state", "status", "governorate", "year")


class CaseFilters(RecordFilters):
    """Filters of cases. A governorate holds those taken in it and those who come from it; a year those who may have
    been taken in it; a holder is whoever a source that stands names.
    """

    q = WordsFilter(
        label=_("Words"), max_length=200, help_text=_("A name in any spelling, a place, a group.")
    )
    state = WordFilter(words=Resolved, label=_("Answer"), empty_label=_("All"))
    status = WordFilter(words=CaseStatus, label=_("Status"), empty_label=_("All"))
    governorate = GovernorateFilter(label=_("Governorate"), empty_label=_("All governorates"))
    year = OneFilter(label=_("Year of the abduction"), empty_label=_("All years"))
    subject = WordFilter(words=Subject, label=_("Person or group"), empty_label=_("All"))
    role = WordFilter(words=Role, label=_("Role"), empty_label=_("All"))
    nationality = OneFilter(label=_("Nationality"), empty_label=_("All"))
    holder = SeveralFilter(label=_("Alleged holder"))

    PLAIN = ("status", "subject", "role")

    class Meta:
        model = PublishedCase
        fields: list[str] = []
        form = CaseFilterForm

    def offered(self) -> dict[str, Any]:
        cases = PublishedCase.objects.listed()
        return {
            "state": Resolved.choices,
            "status": choices.used(cases, "status", CaseStatus),
            "subject": choices.used(cases, "subject", Subject),
            "role": choices.used(cases, "role", Role),
            "nationality": nationalities(),
            "year": years(),
            "holder": [("", _("All")), *choices.parties(PublishedCase, "holders", self.tree)],
        }

    def selected(self, queryset: QuerySet) -> QuerySet:
        chosen = self.chosen
        if chosen["state"]:
            queryset = queryset.filter(is_closed=chosen["state"] == Resolved.CLOSED)
        if chosen["governorate"]:
            queryset = queryset.filter(within__place=chosen["governorate"])
        if chosen["nationality"]:
            queryset = queryset.filter(nationalities__contains=chosen["nationality"])
        if chosen["year"]:
            queryset = queryset.filter(taken_in(int(chosen["year"])))
        if chosen["holder"]:
            held = self.sets_within(PublishedCase, "holders", chosen["holder"])
            queryset = queryset.filter(holders__in=held)
        return containing(queryset, chosen["q"]) if chosen["q"] else queryset


def taken_in(year: int) -> Q:
    """Cases whose day may lie in the year: fuzzy dates overlap, one without an end is open there, and a day of which
    nothing is known lies in no year.
    """
    begun = Q(earliest__lte=date(year, 12, 31)) | Q(earliest=None, latest__isnull=False)
    return begun & (Q(latest__gte=date(year, 1, 1)) | Q(latest=None))


def nationalities() -> choices.Choices:
    codes = {code for text in choices.values(PublishedCase, "nationalities") for code in split(text)}
    return sorted(((code, country_name(code, language())) for code in codes), key=lambda choice: choice[1])


def years() -> choices.Choices:
    """The years in which cases that are listed may have begun, newest first, with those between their bounds."""
    days = choices.values(PublishedCase, "earliest") | choices.values(PublishedCase, "latest")
    found = {day.year for day in days if day}
    return [(str(year), str(year)) for year in range(max(found), min(found) - 1, -1)] if found else []
