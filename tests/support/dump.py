"""Everything that the public side holds, in one spelling: two equal dumps are two equal public sides."""

from typing import Any

from django.apps import apps
from django.db.models import Model

from publication.models import (
    Applied,
    Correction,
    PublishedCasualty,
    PublishedIncidentPlace,
    PublishedMonth,
    PublishedUse,
    Tombstone,
)

#: What a withdrawal and a second release leave behind by intention: the ledger, and the columns that tell of it.
LEDGER: list[type[Model]] = [Applied, Correction, Tombstone]
LEDGER_COLUMNS = {"version", "first_released", "last_released"}

#: Rows whose numbers are given by the database: they are named by what they say.
NUMBERED: list[type[Model]] = [
    PublishedCasualty,
    PublishedIncidentPlace,
    PublishedMonth,
    PublishedUse,
    Correction,
]


def dump(ledger: bool = True) -> dict[str, list[dict[str, Any]]]:
    """Every row of every public model by its name; without the ledger, only what readers see of the records."""
    models = apps.get_app_config("publication").get_models()
    return {model.__name__: _rows(model, ledger) for model in models if ledger or model not in LEDGER}


def _rows(model: type[Model], ledger: bool) -> list[dict[str, Any]]:
    left_out = set() if ledger else LEDGER_COLUMNS
    if model in NUMBERED:
        left_out = left_out | {"id"}
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]
    return sorted(model._default_manager.values(*names), key=repr)
