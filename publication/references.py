"""Places, parties and areas travel inside the documents that speak of them; here they become rows of their own.

Each row says what the newest of the published documents says: a document that is withdrawn takes its words with it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q

from publication.models import (
    Applied,
    PublishedArea,
    PublishedParty,
    PublishedPlace,
    PublishedUse,
)
from publication.models.base import PublishedRecord
from terms.choices import PlaceKind

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
    "holders": PublishedParty,
    "origins": PublishedPlace,
}

MODELS: dict[str, type[Model]] = {
    model.__name__: model for model in (PublishedPlace, PublishedParty, PublishedArea)
}

#: A name, by its model and key → the columns that a document gives it.
Words = dict[tuple[str, str], dict[str, Any]]

#: Names with more uses are looked for among all records, newest first; others among their own uses.
COMMON = 1000


def references_in(content: Any) -> Iterator[tuple[type[Model], dict[str, Any]]]:
    """Every reference anywhere in a document, with the model that it belongs to."""
    if isinstance(content, dict):
        for name, value in sorted(content.items()):  # PostgreSQL keeps keys in an order of its own
            if name in FIELDS and value:
                for reference in value if isinstance(value, list) else [value]:
                    yield FIELDS[name], reference
            else:
                yield from references_in(value)
    elif isinstance(content, list):
        for item in content:
            yield from references_in(item)


def names_in(content: dict[str, Any]) -> list[str]:
    """The names of all that the document refers to and of what holds it, for searching: each once."""
    found = [
        part
        for _model, reference in references_in(content)
        for part in (*reference.get("above", []), reference, *reference.get("crosses", []))
    ]
    return list(dict.fromkeys(name for part in found for name in (part["ar"], part["en"]) if name))


def keep_references(public_id: str, position: int, content: dict[str, Any]) -> None:
    """Write the rows of what a document refers to, and forget what the record's earlier version alone spoke of.

    `position` is that of the document's release: where a newer document speaks of the same, its words stand.
    """
    words = words_of(content)
    forgotten = _note_uses(public_id, set(words))
    newer = Applied.objects.filter(position__gt=position).exclude(pk=public_id).exists()
    for name, columns in _news(words).items():
        latest = _latest_use(name) if newer else None
        if latest is None or latest.position <= position:
            _write(name, columns)
    _settle(forgotten)


def forget_references(public_id: str) -> None:
    """The record speaks of nothing any more."""
    _settle(_note_uses(public_id, set()))


def words_of(content: dict[str, Any]) -> Words:
    """What a document says of each place, party and area: of those it names and of all above and across them."""
    words: Words = {}
    for model, reference in references_in(content):
        chain = [*reference.get("above", []), reference]
        for depth, entry in enumerate(chain):
            above = "/" + "".join(f"{part['key']}/" for part in chain[:depth])
            words.setdefault((model.__name__, entry["key"]), {}).update(_columns(model, entry), above=above)
        # Of a governorate that a road crosses the document says no more than the country, which is the road's own.
        country = "/" + "".join(
            f"{part['key']}/" for part in chain[:-1] if part.get("kind") == PlaceKind.COUNTRY
        )
        for entry in reference.get("crosses", []):
            said = words.setdefault((model.__name__, entry["key"]), {"above": country})
            said.update(_columns(model, entry))
    return words


def _columns(model: type[Model], entry: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {"name_ar": entry["ar"], "name_en": entry["en"]}
    if model is PublishedPlace:
        values |= {"kind": entry["kind"], "pcode": entry["pcode"]}
    if model is PublishedArea:
        values |= {"position": entry.get("position", 0)}
    return values


def _news(words: Words) -> Words:
    """Those of the words that the rows do not say already: mostly none."""
    said: dict[tuple[str, str], Any] = {}
    for name, model in MODELS.items():
        rows = model._default_manager.in_bulk([key for owner, key in words if owner == name])
        said |= {(name, key): row for key, row in rows.items()}
    return {
        name: columns
        for name, columns in words.items()
        if name not in said or any(getattr(said[name], column) != value for column, value in columns.items())
    }


def _write(name: tuple[str, str], columns: dict[str, Any]) -> None:
    model, key = name
    MODELS[model]._default_manager.update_or_create(pk=key, defaults=columns)


def _note_uses(public_id: str, used: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Bring the record's uses in step; gives the names that it used to speak of."""
    before = set(PublishedUse.objects.filter(record=public_id).values_list("model", "key"))
    for model, key in before - used:
        PublishedUse.objects.filter(record=public_id, model=model, key=key).delete()
    PublishedUse.objects.bulk_create(
        PublishedUse(record=public_id, model=model, key=key) for model, key in sorted(used - before)
    )
    return before - used


def _settle(names: Iterable[tuple[str, str]]) -> None:
    """Names that a record speaks of no more: the newest other document's words stand, or the row goes."""
    for name in sorted(names):
        latest = _latest_use(name)
        if latest is None:
            MODELS[name[0]]._default_manager.filter(pk=name[1]).delete()
        else:
            _write(name, words_of(_document(latest.public_id))[name])


def _latest_use(name: tuple[str, str]) -> Applied | None:
    """The newest release of the published records that speak of it.

    A name that every other record uses is found at once from the newest record backwards; a rare one is not.
    """
    model, key = name
    uses = PublishedUse.objects.filter(model=model, key=key)
    users = list(uses.values_list("record", flat=True)[: COMMON + 1])
    speaking = Applied.objects.filter(
        Exists(uses.filter(record=OuterRef("pk"))) if len(users) > COMMON else Q(pk__in=users)
    )
    return speaking.order_by("-position").first()


def _document(public_id: str) -> dict[str, Any]:
    """The published document of a record, whatever its kind."""
    for model in apps.get_app_config("publication").get_models():
        if issubclass(model, PublishedRecord):
            content = model._default_manager.filter(pk=public_id).values_list("content", flat=True).first()
            if content is not None:
                return content
    raise LookupError(public_id)
