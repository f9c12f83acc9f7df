"""The abducted in a month of a series: cases with news in it, and those without an answer when it ended."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from publication import choices
from publication.models import PublishedCase
from publication.models.cases import CaseQuerySet
from publication.months import MonthSummary
from terms.choices import Subject

#: A month page shows so many of each; the list has all.
SHOWN = 12


@dataclass(frozen=True)
class Number:
    """Cases of people and of groups, which are never added; `unnumbered` groups are of unknown size."""

    persons: int
    groups: int
    unnumbered: int


#: What each part of a Number counts.
COUNTED = {
    "persons": Q(subject=Subject.PERSON),
    "groups": Q(subject=Subject.GROUP),
    "unnumbered": Q(subject=Subject.GROUP, has_size=False),
}


def number_of(cases: QuerySet[PublishedCase]) -> Number:
    """How many these are, people and groups apart."""
    found = {what: Count("pk", filter=condition) for what, condition in COUNTED.items()}
    return Number(**cases.order_by().aggregate(**found))


@dataclass
class MonthOfTheAbducted:
    """The published cases within the scope of the month's series, as they stood on its last day."""

    summary: MonthSummary

    @cached_property
    def _in_scope(self) -> CaseQuerySet:
        """Cases whose alleged holders the series counts; all where it does not say whose acts count."""
        scope, tree = self.summary.scope, self.summary.tree
        cases = PublishedCase.objects.listed()
        for parties in (scope.involved, scope.perpetrators):
            if parties:
                held = choices.sets_within(PublishedCase, "holders", set(parties), tree, alone=False)
                cases = cases.filter(holders__in=held)
        return cases

    @cached_property
    def with_news(self) -> list[PublishedCase]:
        """Cases of which a claim speaks of a day of the month, or that began in it."""
        month = self.summary.month
        days = Q(days__day__range=(month.start, month.end)) | Q(latest__range=(month.start, month.end))
        return list(self._in_scope.filter(days).distinct().open_first()[:SHOWN])

    @property
    def _unanswered(self) -> CaseQuerySet:
        return self._in_scope.unanswered_on(self.summary.month.end)

    @cached_property
    def unanswered(self) -> list[PublishedCase]:
        """Cases known by the end of the month and not resolved then, the longest first."""
        return list(self._unanswered.longest_first()[:SHOWN])

    @cached_property
    def number(self) -> Number:
        return number_of(self._unanswered)

    @property
    def is_empty(self) -> bool:
        return not (self.with_news or self.unanswered)
