"""What is decided about people today, brought into documents that were made earlier: the strictest of both wins."""

import copy

from records.disclosure import people_in
from records.documents import Content
from records.models import Person
from terms.choices import PlaceLimit


def with_todays_decisions(content: Content) -> Content:
    """A copy of a document in which every person is at least as protected as the person is now."""
    content = copy.deepcopy(content)
    references = list(people_in(content))
    people = Person.objects.in_bulk({reference["pk"] for reference in references})
    for reference in references:
        person = people.get(reference["pk"])
        if person is None or not person.name_is_public:
            reference["name_decision"] = Person.NameDecision.WITHHELD.value
        if person is not None:
            reference["is_searchable"] = reference.get("is_searchable", True) and person.is_searchable
            limits = [reference.get("place_limit", PlaceLimit.LOCALITY), person.place_limit]
            reference["place_limit"] = max(limits, key=PlaceLimit.values.index)
    return content


def people_of(documents: list[Content]) -> list[Person]:
    """The people whom documents name, each once."""
    keys = {reference["pk"] for content in documents for reference in people_in(content)}
    return list(Person.objects.filter(pk__in=keys).prefetch_related("names").order_by("pk"))
