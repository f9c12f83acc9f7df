"""Places, parties and areas travel inside the documents that speak of them; here they become rows of their own."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from publication.models import (
    PublishedArea,
    PublishedParty,
    PublishedPlace,
    PublishedUse,
)

#: The fields of documents that hold references, and the rows that they become.
FIELDS: dict[str, type[Model]] = {
    "place": PublishedPlace,
    "places": PublishedPlace,
    "area": PublishedArea,
    "areas": PublishedArea,
    "perpetrators": PublishedParty,
    "parties": PublishedParty,
    "participants": PublishedParty,
    "targets": PublishedParty,
    "involved": PublishedParty,
}

MODELS: dict[str, type[Model]] = {
    model.__name__: model for model in (PublishedPlace, PublishedParty, PublishedArea)
}


def references_in(content: Any) -> Iterator[tuple[type[Model], dict[str, Any]]]:
    """Every reference anywhere in a document, with the model that it belongs to."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name in FIELDS and value:
                for reference in value if isinstance(value, list) else [value]:
                    yield FIELDS[name], reference
            else:
                yield from references_in(value)
    elif isinstance(content, list):
        for item in content:
            yield from references_in(item)


def names_in(content: dict[str, Any]) -> list[str]:
    """The names of all that the document refers to, for searching."""
    found = [reference for _model, reference in references_in(content)]
    return [name for reference in found for name in (reference["ar"], reference["en"]) if name]


def keep_references(public_id: str, content: dict[str, Any]) -> None:
    """Write the rows of what a document refers to, ancestors first: the latest document's words stand.

    Remembers the use of each, and forgets what the record's earlier version alone spoke of.
    """
    used: set[tuple[str, str]] = set()
    for model, reference in references_in(content):
        chain = [*reference.get("above", []), reference]
        for depth, entry in enumerate(chain):
            _keep(model, entry, above="/" + "".join(f"{part['key']}/" for part in chain[:depth]))
        for entry in reference.get("crosses", []):
            _keep(model, entry, above=None)
        used |= {(model.__name__, entry["key"]) for entry in (*chain, *reference.get("crosses", []))}
    _note_uses(public_id, used)


def forget_references(public_id: str) -> None:
    """The record speaks of nothing any more."""
    _note_uses(public_id, set())


def _note_uses(public_id: str, used: set[tuple[str, str]]) -> None:
    before = set(PublishedUse.objects.filter(record=public_id).values_list("model", "key"))
    for name, key in before - used:
        PublishedUse.objects.filter(record=public_id, model=name, key=key).delete()
    PublishedUse.objects.bulk_create(
        PublishedUse(record=public_id, model=name, key=key) for name, key in sorted(used - before)
    )
    for name, key in before - used:
        if not PublishedUse.objects.filter(model=name, key=key).exists():
            MODELS[name]._default_manager.filter(pk=key).delete()


def _keep(model: type[Model], entry: dict[str, Any], above: str | None) -> None:
    values: dict[str, Any] = {"name_ar": entry["ar"], "name_en": entry["en"]}
    if model is PublishedPlace:
        values |= {"kind": entry["kind"], "pcode": entry["pcode"]}
    if model is PublishedArea:
        values |= {"position": entry.get("position", 0)}
    if above is not None:
        values["above"] = above
    model._default_manager.update_or_create(pk=entry["key"], defaults=values)
