"""A stricter decision about a person, carried out on everything that is public, at once (docs/threat-model.md).

Records that name the person go out again with less; those whose text says a withheld name are withdrawn until someone
has mended the text. Leaving a name on a page until an editor has time would be the greater harm.
"""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from publication.models import PublishedRecord
from publication.search import containing
from records import workflow
from records.models import Person, Record


@dataclass
class Effect:
    """What became of public records: those that went out again, and those that were withdrawn."""

    tightened: list[Record] = field(default_factory=list)
    withdrawn: list[Record] = field(default_factory=list)


def reached_by(person: Person) -> list[Record]:
    """Public records that may have to change: those that name the person, and those whose text may say a name."""
    named = Q(live_release__document__people=person)
    spoken = Q(public_id__in=_speaking_of([name.text for name in person.names.all()]))
    return list(Record.objects.live().filter(named | spoken).distinct().order_by("pk"))


def _speaking_of(names: list[str]) -> set[str]:
    """The public ids of records whose public words hold a name; kinds without a search column are few: all of them."""
    found: set[str] = set()
    for model in apps.get_app_config("publication").get_models():
        if not issubclass(model, PublishedRecord):
            continue
        rows = model._default_manager.all()
        if any(column.name == "search" for column in model._meta.fields):
            for name in names:
                found |= set(containing(rows, name).values_list("pk", flat=True))
        else:
            found |= set(rows.values_list("pk", flat=True))
    return found


@transaction.atomic
def tighten(person: Person, user: Any) -> Effect:
    """Bring every public record in step with what is decided about the person now."""
    effect = Effect()
    for record in reached_by(person):
        step = workflow.enforce(record, user)
        if step == "tighten":
            effect.tightened.append(record)
        elif step == "withdraw":
            effect.withdrawn.append(record)
    return effect


def is_stricter(before: Person, after: Person) -> bool:
    """Whether less may be public of the person than before."""
    from terms.choices import PlaceLimit

    order = PlaceLimit.values.index
    return (
        (before.name_is_public and not after.name_is_public)
        or (before.is_searchable and not after.is_searchable)
        or order(after.place_limit) > order(before.place_limit)
    )
