"""What is decided about people and sources today, brought into documents that were made earlier: the strictest of both
wins.
"""

import copy
from collections.abc import Iterator
from typing import Any

from django.db import connection

from records.disclosure import people_in, sources_in
from records.documents import Content
from records.models import Person, Source
from terms.choices import PlaceLimit


def with_todays_decisions(content: Content, public: Content | None = None) -> Content:
    """A copy of a document in which every person is at least as protected as the person is now.

    With `public`, a public document cut from the same one: as protected as there, too.
    """
    content = copy.deepcopy(content)
    references = list(_beside(content, public))
    people = Person.objects.in_bulk({reference["pk"] for reference, _shown in references})
    for reference, shown in references:
        person = people.get(reference["pk"])
        unnamed = shown is not None and not (shown["ar"] or shown["en"])
        if person is None or not person.name_is_public or unnamed:
            reference["name_decision"] = Person.NameDecision.WITHHELD.value
        if shown is not None and not shown.get("is_listed", True):
            reference["is_searchable"] = False
        if person is not None:
            reference["is_searchable"] = reference.get("is_searchable", True) and person.is_searchable
            _limit(reference, person.place_limit)
    for source, _now in confidential_by_now(content):
        source["is_confidential"] = True
    return content


def confidential_by_now(content: Content) -> list[tuple[Content, Source]]:
    """The references of a document to sources that are confidential today, each with its source."""
    references = list(sources_in(content))
    keys = {reference["pk"] for reference in references}
    secret = Source.objects.filter(is_confidential=True).in_bulk(keys) if keys else {}
    return [(one, secret[one["pk"]]) for one in references if one["pk"] in secret]


def under_code_names(content: Content) -> Content:
    """A copy of a document for staff to read, in which sources that are confidential today have today's code name.

    The stored document keeps the name of its day: it cannot be rewritten.
    """
    content = copy.deepcopy(content)
    for reference, source in confidential_by_now(content):
        reference |= {"key": source.key, "ar": source.name_ar, "en": source.name_en}
    return content


def with_limit(content: Content, limit: str) -> Content:
    """A copy of a document in which no person's limit on places is less strict than this."""
    content = copy.deepcopy(content)
    for reference in people_in(content):
        _limit(reference, limit)
    return content


def _limit(reference: Content, limit: str) -> None:
    limits = [reference.get("place_limit", PlaceLimit.LOCALITY), limit]
    reference["place_limit"] = max(limits, key=PlaceLimit.values.index)


def _beside(value: Any, public: Any) -> Iterator[tuple[Content, Content | None]]:
    """Every reference to a person, with what stands in its place in a public document that was cut from this one."""
    if isinstance(value, dict) and "name_decision" in value:
        yield value, public
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _beside(part, public.get(name) if isinstance(public, dict) else None)
    elif isinstance(value, list):
        rows = public if isinstance(public, list) else []
        for number, part in enumerate(value):
            yield from _beside(part, rows[number] if number < len(rows) else None)


def hold_decisions() -> None:
    """Until the transaction ends nobody else releases anything, or carries out a decision about a person.

    Otherwise a release that began before a decision could go out after it, and say what was just withheld. To be
    called before any record is locked. SQLite lets one writer in at a time already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x4D52_5350])


def people_of(documents: list[Content]) -> list[Person]:
    """The people whom documents name, each once."""
    keys = {reference["pk"] for content in documents for reference in people_in(content)}
    return list(Person.objects.filter(pk__in=keys).prefetch_related("names").order_by("pk"))
