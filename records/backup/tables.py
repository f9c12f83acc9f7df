"""Rows as lines and back: what is backed up, in which order, and how a value is written so that both engines agree.

A line is the JSON list of a row's columns as the database holds them: no model is made, no signal is sent. The digest
of a table is over its rows in the order of their keys, with JSON values spelled in one way, because PostgreSQL does
not keep how they were written.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast, Collate
from django.utils.duration import duration_string

#: Tables that are not backed up, by model or by app, each with the reason.
LEFT_OUT = {
    "publication": "made again from the releases, which are backed up",
    "sessions": "a restored session would let in whoever had stolen its cookie",
    "usersessions": "they go with the sessions",
    "monitor.Invitation": "a restored link would open what its holder, or someone else, has opened since",
    "records.FormDraft": "what someone is typing and has not said to keep; dropped after a month anyway",
}

#: What setting up and load_reference write, each with its histories and lists: may be there before a restore, which
#: replaces it.
SET_UP = (
    *("contenttypes.ContentType", "auth.Permission", "auth.Group"),
    *(
        "records.AreaOfControl",
        "records.AreaLabel",
        "records.Party",
        "records.PartyLabel",
        "records.SubsetLabel",
    ),
    *("records.Grouping", "records.GroupingRule", "records.Place", "records.Source"),
)

#: Columns of these kinds are no plain text, number or truth in JSON.
_SPELLED = (
    *(models.DateField, models.TimeField, models.DecimalField),  # DateTimeField is a DateField
    *(models.BinaryField, models.UUIDField, models.DurationField),
)
_AT_ONCE = 500


@dataclass(frozen=True)
class Table:
    """A table and how its rows are read and written."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> list[Any]:
        return [one for one in self.model._meta.local_concrete_fields if not getattr(one, "generated", False)]

    @property
    def columns(self) -> list[str]:
        return [one.column for one in self.fields]

    @cached_property
    def json(self) -> list[int]:
        """The places of columns that hold JSON."""
        return [place for place, one in enumerate(self.fields) if isinstance(one, models.JSONField)]

    def rows(self, connection: Any) -> Iterator[list[Any]]:
        """Every row in the order of keys, as values of JSON; JSON itself as the text that the database holds."""
        wanted = [
            Cast(models.F(one.attname), models.TextField())
            if isinstance(one, models.JSONField)
            else one.attname
            for one in self.fields
        ]
        heavy = any(isinstance(one, models.BinaryField) for one in self.fields)
        query: models.QuerySet[Any] = models.QuerySet(model=self.model, using=connection.alias).order_by(
            self._order(connection)
        )
        for row in query.values_list(*wanted).iterator(chunk_size=10 if heavy else _AT_ONCE):
            yield [_spelled(value) for value in row]

    def _order(self, connection: Any) -> Any:
        """By key. Texts in the order of their bytes, whatever the language of the database."""
        key = self.model._meta.pk
        assert key is not None
        if connection.vendor == "postgresql" and isinstance(_kind(key), models.CharField | models.TextField):
            return Collate(models.F(key.attname), "C")
        return key.attname

    def load(self, connection: Any, rows: Iterator[list[Any]]) -> None:
        """Insert rows as they are written in a backup."""
        name = connection.ops.quote_name(self.name)
        columns = ", ".join(connection.ops.quote_name(column) for column in self.columns)
        kinds = [_kind(one) for one in self.fields]
        values = (
            [_stored(kind, value, connection) for kind, value in zip(kinds, row, strict=True)] for row in rows
        )
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                statement = f"COPY {name} ({columns}) FROM STDIN"
                with connection.wrap_database_errors, cursor.copy(statement) as copy:
                    for row in values:
                        copy.write_row(row)
                return
            places = ", ".join(["%s"] * len(self.columns))
            statement = f"INSERT INTO {name} ({columns}) VALUES ({places})"  # noqa: S608 -- our own tables
            while batch := list(islice(values, _AT_ONCE)):
                cursor.executemany(statement, batch)


@dataclass
class Digest:
    """The checksum of a table's rows, and how many there are."""

    json: list[int]
    rows: int = 0
    _sum: Any = field(default_factory=hashlib.sha256)

    def add(self, row: list[Any], line: bytes) -> None:
        """`line` is the row as `written` spells it, which is hashed as it stands unless the row holds JSON."""
        if self.json:
            row = list(row)
            for place in self.json:
                row[place] = canonical(row[place])
            line = written(row)
        self.rows += 1
        self._sum.update(line)

    def as_json(self) -> dict[str, Any]:
        return {"rows": self.rows, "sha256": self._sum.hexdigest()}


def digest(table: Table, connection: Any) -> dict[str, Any]:
    """What a table holds now."""
    made = Digest(table.json)
    for row in table.rows(connection):
        made.add(row, written(row))
    return made.as_json()


def written(row: list[Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def canonical(text: str | None) -> str | None:
    """JSON in one spelling, whichever engine kept it: keys in order, no spaces, whole numbers without a point."""
    if text is None:
        return None
    value = json.loads(text, parse_float=_number)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _number(text: str) -> float | int:
    value = float(text)
    return int(value) if value.is_integer() else value


def _kind(column: Any) -> Any:
    """The field that says what a column holds: of a link, the one that it names."""
    while column.remote_field is not None:
        column = column.target_field
    return column


_SPELLINGS: list[tuple[type | tuple[type, ...], Callable[[Any], Any]]] = [
    ((bool, int, str, float, type(None)), lambda value: value),
    (datetime, lambda value: value.astimezone(UTC).isoformat()),
    ((date, time), lambda value: value.isoformat()),
    ((Decimal, UUID), str),
    (timedelta, duration_string),
    ((bytes, memoryview), lambda value: base64.b64encode(value).decode()),
]


def _spelled(value: Any) -> Any:
    for kinds, spell in _SPELLINGS:
        if isinstance(value, kinds):
            return spell(value)
    raise TypeError(f"A backup has no spelling for {type(value).__name__}.")


def _stored(kind: Any, value: Any, connection: Any) -> Any:
    """A value of a backup as the database takes it; JSON stays the text that it is."""
    if value is None or not isinstance(kind, _SPELLED):
        return value
    return kind.get_db_prep_value(kind.to_python(value), connection, prepared=True)


def all_tables() -> list[Table]:
    """Everything that is backed up, a table after those that it points to, unless they point at each other."""
    found = {
        model: None
        for model in sorted(apps.get_models(include_auto_created=True), key=lambda one: one._meta.db_table)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped and not left_out(model)
    }
    ordered: dict[type[models.Model], None] = {}
    entered: set[type[models.Model]] = set()

    def visit(model: type[models.Model]) -> None:
        if model in entered:
            return
        entered.add(model)
        for column in model._meta.local_concrete_fields:
            if column.remote_field is not None and column.related_model in found:
                visit(column.related_model)
        ordered[model] = None

    for model in found:
        visit(model)
    return [Table(model) for model in ordered]


def left_out(model: type[models.Model]) -> bool:
    return model._meta.label in LEFT_OUT or model._meta.app_label in LEFT_OUT


def is_set_up(model: type[models.Model]) -> bool:
    """Whether setting up writes it, or it is a history or a list of links of what setting up writes."""
    owner: Any = getattr(model, "instance_type", None) or model._meta.auto_created
    return model._meta.label in SET_UP or bool(owner and owner is not model and is_set_up(owner))
