"""Everyone who has a confidential file, one of each, found by walking the model: no new owner can be forgotten."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from records.models import EntryKind, SealedFile
from tests.support.factories import dora, make_incident, person, source

#: Each column of owners with what makes one of them.
MAKERS: dict[str, Callable[[], Any]] = {
    "person": person,
    "record": make_incident,
    "source": lambda: source("albatross", name_ar="القطرس", name_en="Albatross", is_confidential=True),
    "account": dora,
}

#: The pages on which files are opened: by the column of the owner, its name and whose key it takes. A person's file is
#: opened on the pages of the person's cases.
PAGES = {
    "record": "records_record_confidential",
    "source": "records_source_confidential",
    "account": "records_source_account_confidential",
}


def columns() -> set[str]:
    """The columns of owners that the model has."""
    links = {field.name for field in SealedFile._meta.get_fields() if field.one_to_one and field.concrete}
    assert links == set(SealedFile.OWNERS) == set(MAKERS), (
        "a new owner needs its kinds, its maker and its page"
    )
    return links


def owners() -> dict[str, Any]:
    return {column: MAKERS[column]() for column in sorted(columns())}


def kinds_of(column: str) -> list[EntryKind]:
    return SealedFile.OWNERS[column]


@override("ar")
def page_of(column: str, owner: Any) -> str:
    """The address of the owner's confidential file, in Arabic."""
    return reverse(f"admin:{PAGES[column]}", args=[owner.pk])
