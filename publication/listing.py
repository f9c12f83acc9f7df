"""Pages of long lists, counted only as far as a count is read: up to 10,000, then "more than 10,000"."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from publication.filter_base import RecordFilters
from publication.wording import language
from terms.arabic.agreement import count, count_en, count_phrase

#: Counting half a million hits costs more than reading them is worth.
MOST_COUNTED = 10_000
PER_PAGE = 20


class CappedPaginator(Paginator):
    """Counts no further than the cap; pages beyond it are reached by narrowing the list. `noun` is what it counts."""

    def __init__(self, *args: Any, noun: str = "incident", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.noun = noun

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by()[: MOST_COUNTED + 1].count()  # type: ignore[attr-defined]

    @cached_property
    def count(self) -> int:  # type: ignore[override]
        return min(self.counted, MOST_COUNTED)

    @property
    def is_capped(self) -> bool:
        return self.counted > MOST_COUNTED

    @property
    def count_text(self) -> str:
        if not self.is_capped:
            return count(self.counted, self.noun, language())
        if language() == "ar":
            return f"أكثر من {count_phrase(MOST_COUNTED, self.noun, 'genitive')}"
        return f"more than {count_en(MOST_COUNTED, self.noun)}"


def page_query(data: Any) -> str:
    """The query string of the list without its page: empty, or ending in "&"."""
    kept = data.copy()
    kept.pop("page", None)
    query = kept.urlencode()
    return f"{query}&" if query else ""


def with_query(url: str, query: str) -> str:
    """The address with the query of a list (page_query)."""
    return f"{url}?{query.removesuffix('&')}" if query else url


def list_context(
    request: HttpRequest, filters: RecordFilters, paginator: CappedPaginator, csv: str, api: str
) -> dict[str, Any]:
    """What the template of every filtered list reads. `csv` and `api` name the routes of its file and its endpoint."""
    query = page_query(request.GET)
    return {
        "filter": filters,
        "chips": filters.chips(request.path),
        "clear_url": request.path,
        "count_text": paginator.count_text,
        "page_obj": paginator.get_page(request.GET.get("page")),
        "page_query": query,
        "csv_url": with_query(reverse(csv), query),
        "full_csv_url": reverse(csv),
        "api_url": with_query(reverse(api), query),
    }
