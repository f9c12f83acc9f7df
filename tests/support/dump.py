"""Everything that the public side holds, in one spelling: two equal dumps are two equal public sides."""

from typing import Any

from django.apps import apps
from django.db.models import Model

from publication.models import Applied, Correction, Heartbeat, Tombstone

#: What a withdrawal and a second release leave behind by intention: the ledger, and the columns that tell of it.
LEDGER: list[type[Model]] = [Applied, Correction, Tombstone]
LEDGER_COLUMNS = {"version", "first_released", "last_released"}


def dump(ledger: bool = True) -> dict[str, list[dict[str, Any]]]:
    """Every row of every public model by its name, but for the hour of the heartbeat; without the ledger, only what
    readers see of the records.
    """
    models = set(apps.get_app_config("publication").get_models()) - {Heartbeat}
    return {
        model.__name__: _rows(model, ledger)
        for model in sorted(models, key=lambda one: one.__name__)
        if ledger or model not in LEDGER
    }


def _rows(model: type[Model], ledger: bool) -> list[dict[str, Any]]:
    left_out = set() if ledger else LEDGER_COLUMNS
    if number := model._meta.auto_field:  # given by the database: such rows are named by what they say
        left_out = left_out | {number.attname}
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]
    rows = [
        {name: _comparable(value) for name, value in row.items()}
        for row in model._default_manager.values(*names)
    ]
    return sorted(rows, key=repr)


def _comparable(value: Any) -> Any:
    """PostgreSQL gives bytes as a view, whose repr is its place in memory."""
    return bytes(value) if isinstance(value, memoryview) else value
