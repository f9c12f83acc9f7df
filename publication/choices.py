"""What filters offer: only what published rows hold, so that no choice gives away what is not released."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import Model, QuerySet, TextChoices
from django.utils.translation import gettext as _

from publication import database
from publication.keys import split
from publication.models import (
    Applied,
    PublishedArea,
    PublishedIncident,
    PublishedMonth,
    PublishedPlace,
    PublishedSeries,
)
from publication.months import address_of
from publication.scope import Tree
from publication.wording import language
from terms.dates import format_month, format_period
from terms.periods import Month

#: The value of the month filter for incidents that count in no month.
UNCLEAR = "unclear"

Choices = list[tuple[str, Any]]


def places() -> Choices:
    """All places that published records speak of; their titles stand on chips."""
    return named(PublishedPlace.objects.all())


def areas() -> Choices:
    return [(area.key, area.name) for area in PublishedArea.objects.all()]


def named(rows: Iterable[Any]) -> Choices:
    return sorted(((row.key, row.name) for row in rows), key=lambda choice: choice[1])


def used(rows: QuerySet, field: str, words: type[TextChoices]) -> Choices:
    """The values of a closed list that occur in the rows, in the order of the list."""
    found = values(rows.model, field)
    return [(value, label) for value, label in words.choices if value in found]


def values(model: type[Model], field: str) -> set[Any]:
    """The different values of a column in rows that are listed. Reading them goes over the whole table: once for each
    release.
    """
    if database.connection().in_atomic_block:
        return _values(model, field)  # a transaction may see rows of a release that is not through
    latest = Applied.objects.order_by("-position").values_list("position", "public_id", "digest").first()
    return set(_kept_values(model, field, latest))


@lru_cache(maxsize=64)
def _kept_values(model: type[Model], field: str, latest: object) -> frozenset[Any]:
    return frozenset(_values(model, field))


def _values(model: type[Model], field: str) -> set[Any]:
    rows = model._default_manager.all()
    if hasattr(rows, "listed"):
        rows = rows.listed()  # a choice would tell of a case that no list may lead to
    return set(rows.order_by().values_list(field, flat=True).distinct())


def parties(model: type[Model], field: str, tree: Tree) -> Choices:
    """The parties of a set-valued column (`perpetrators`, `parties`, `holders`), and all above them."""
    keys = {key for text in _sets(model, field, tree) for key in split(text) if key in tree.parties}
    above = {
        key for own in keys for key in tree.parties[own].above.strip("/").split("/") if key in tree.parties
    }
    return named(tree.parties[key] for key in keys | above)


def sets_within(model: type[Model], field: str, keys: set[str], tree: Tree, alone: bool) -> set[str]:
    """The values of a set-valued column of which some member, or every one (`alone`), lies under the keys."""
    holds = tree.all_within if alone else tree.any_within
    return {text for text in _sets(model, field, tree) if holds(text, keys)}


def _sets(model: type[Model], field: str, tree: Tree) -> set[str]:
    """The values of a set-valued column, read once for a page."""
    if field not in tree.sets:
        tree.sets[field] = values(model, field)
        if field == "perpetrators":
            tree.sets[field] |= values(PublishedIncident, field)
    return tree.sets[field]


def months() -> Choices:
    """Calendar months with published incidents, and the numbered months of each series; newest first."""
    counted = values(PublishedIncident, "counted_on")
    days = sorted({day.replace(day=1) for day in counted if day}, reverse=True)
    choices: Choices = [
        (_("Calendar months"), [(f"{day:%Y-%m}", format_month(day, language())) for day in days])
    ]
    rows = PublishedMonth.objects.select_related("series").order_by("series__slug", "-start")
    for series, own in groupby(rows, key=lambda row: row.series):
        choices.append((series.title, [_month_choice(series, row.month) for row in own]))
    if None in counted:
        choices.append((_("Without a month"), [(UNCLEAR, _("month unclear"))]))
    return choices


def _month_choice(series: PublishedSeries, month: Month) -> tuple[str, str]:
    label = f"{month.ordinal}: {format_period(month.start, month.end, language())}"
    return f"{series.slug}:{address_of(series, month)}", label
