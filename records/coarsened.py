"""What a release makes coarser, in sentences with the reason: shown beside the preview, so that nobody is surprised."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from records.disclosure import Content, cut, parts_with
from records.documents import SPECS
from records.models import Document
from records.people import with_todays_decisions


def coarsened(document: Document) -> list[str]:
    """A sentence for each way in which the public document says less exactly what the document says."""
    content = with_todays_decisions(document.content)
    return list(_sentences(content, cut(content, SPECS[content["kind"]])))


def _sentences(content: Content, shown: Content) -> Iterator[str]:
    left = {part["key"] for place in _places(shown) for part in (*place["above"], place)}
    finer = dict.fromkeys(place["ar"] for place in _places(content) if place["key"] not in left)
    if finer:
        yield _("These places go out as a wider one: %(places)s.") % {"places": "، ".join(finer)}
    if not shown.get("is_linked", True):
        yield _(
            "Someone it names has a limit on places: it leads to no other record and none leads to it, for these could "
            "say where it was."
        )
    if any(
        _ages(public)[0] is not None and _ages(row) != _ages(public)
        for row, public in _people(content, shown)
    ):
        yield _("The age of someone without a name goes out as a band of years.")
    if any(row["person"]["sex"] != public["person"]["sex"] for row, public in _people(content, shown)):
        yield _("The sex of someone without a name who may be alive goes out with the other details only.")


def _places(content: Any) -> Iterator[Content]:
    return parts_with(content, "pcode", "above")


def _people(content: Content, shown: Content) -> list[tuple[Content, Content]]:
    """Each person of a document beside what the public gets: the one of a case, the victims of an incident."""
    if content.get("person"):
        return [(content, shown)]
    return list(zip(content.get("victims", []), shown.get("victims", []), strict=True))


def _ages(row: Content) -> tuple[Any, ...]:
    """The ages that a row shows; a hidden one is no other one."""
    return (row.get("age_low", row.get("age")), row.get("age_high", row.get("age")))
