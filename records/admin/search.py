"""Finding by any spelling: دير الزور when typed ديرالزور or deir, in lists and in autocompletes alike."""

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.http import HttpRequest

from terms.arabic.fold import fold, query_forms, squash


class FoldedSearch:
    """For models that keep `search` (terms.arabic.fold.search_text). Names that begin as typed come first."""

    search_fields = ["search"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        if not search_term.strip():
            return queryset, False
        return ranked(queryset, search_term), False


def ranked(queryset: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """The rows whose `search` meets what was typed: those that begin with it, then a word that does, then the rest."""
    met = Q(pk__in=[])
    for form in query_forms(typed):
        every = Q()
        for part in form:
            every &= Q(search__contains=part)
        met |= every
    starts = {form for form in (fold(typed), squash(typed)) if form}
    begins, word_begins = Q(pk__in=[]), Q(pk__in=[])
    for start in starts:
        begins |= Q(search__startswith=start)
        word_begins |= Q(search__contains=f" {start}")
    return (
        queryset.filter(met)
        .annotate(
            rank=Case(
                When(begins, then=Value(0)),
                When(word_begins, then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            ),
            spread=Length("name_ar" if hasattr(queryset.model, "name_ar") else "search"),
        )
        .order_by("rank", "spread", "pk")
    )
