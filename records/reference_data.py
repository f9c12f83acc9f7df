"""The starting set of reference data: records/reference/*.csv into places, parties, areas, labels, sources, groupings.

Rows are known by their key. What is missing is made; what is there belongs to the staff and is left as they have it,
unless `update` is asked for. Dated names and reporting groups have no key: they come and go with their owner.
One transaction: a file with an error changes nothing.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from records.models import (
    AreaLabel,
    AreaOfControl,
    Grouping,
    GroupingRule,
    Party,
    PartyLabel,
    Place,
    Source,
    SubsetLabel,
)

FOLDER = Path(__file__).parent / "reference"

Row = dict[str, str]


class ReferenceRefused(Exception):
    """Everything that is wrong with the files, one sentence per row; nothing was written."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Table:
    """One file and the model that its rows make."""

    file: str
    model: type[models.Model]
    #: column → the model that its key names.
    links: dict[str, type[models.Model]] = field(default_factory=dict)
    #: column of several keys → the model that they name.
    many: dict[str, type[models.Model]] = field(default_factory=dict)
    #: The link to the owner of rows that have no key of their own.
    owner: str = ""
    prepare: Callable[[Row], Row] = lambda row: row


def _grouping(row: Row) -> Row:
    """A version of a grouping is a row of its own: its key is the name and the version."""
    row["key"] = f"{row.pop('grouping')}-{row['version']}"
    return row


def _grouping_rule(row: Row) -> Row:
    row["grouping"] = f"{row['grouping']}-{row.pop('version')}"
    row["position"] = row.pop("order")
    row["civil_status"] = "" if row["civil_status"] == "any" else row["civil_status"]
    return row


TABLES = [
    Table("places.csv", Place, {"parent": Place}, {"crosses": Place}),
    Table("parties.csv", Party, {"parent": Party}),
    Table("party_labels.csv", PartyLabel, {"party": Party}, owner="party"),
    Table("areas.csv", AreaOfControl),
    Table("area_labels.csv", AreaLabel, {"area": AreaOfControl}, owner="area"),
    Table("subset_labels.csv", SubsetLabel),
    Table("sources.csv", Source),
    Table("groupings.csv", Grouping, prepare=_grouping),
    Table(
        "grouping_rules.csv",
        GroupingRule,
        {"grouping": Grouping},
        {"parties": Party},
        "grouping",
        _grouping_rule,
    ),
]


@dataclass
class Loaded:
    """How many rows of a file were made, brought up to date, and left as they are."""

    file: str
    made: int = 0
    updated: int = 0
    kept: int = 0


@transaction.atomic
def load(folder: Path = FOLDER, update: bool = False) -> list[Loaded]:
    """Load every file of the folder; raises ReferenceRefused with all that is wrong, and then writes nothing."""
    loader = _Loader(folder, update)
    counts = [loader.load(table) for table in TABLES]
    if loader.problems:
        raise ReferenceRefused(loader.problems)
    return counts


class _Loader:
    def __init__(self, folder: Path, update: bool) -> None:
        self.folder = folder
        self.update = update
        self.problems: list[str] = []
        #: Owners whose dated names or rules this load writes: those that it made, or all when updating.
        self.owners: dict[type[models.Model], set[str]] = {}

    def load(self, table: Table) -> Loaded:
        counts = Loaded(table.file)
        rows = list(self._rows(table))
        self.known = {model: {obj.key: obj for obj in model.objects.all()} for model in self._models(table)}
        if table.owner:
            self._load_owned(table, rows, counts)
        else:
            self._load_keyed(table, rows, counts)
        return counts

    def _models(self, table: Table) -> set[Any]:
        return {*table.links.values(), *table.many.values(), *(() if table.owner else (table.model,))}

    def _rows(self, table: Table) -> Iterator[tuple[int, Row]]:
        with (self.folder / table.file).open(encoding="utf-8-sig", newline="") as handle:
            for number, row in enumerate(csv.DictReader(handle), start=2):
                if None in row or None in row.values():
                    self._problem(table, number, _("The row does not have as many cells as the header."))
                    continue
                yield number, table.prepare({name: (cell or "").strip() for name, cell in row.items()})

    def _problem(self, table: Table, number: int, message: str) -> None:
        self.problems.append(
            _("%(file)s, row %(row)d: %(message)s") % {"file": table.file, "row": number, "message": message}
        )

    # Rows with a key --------------------------------------------------------------------------------------

    def _load_keyed(self, table: Table, rows: list[tuple[int, Row]], counts: Loaded) -> None:
        standing = self.known[table.model]
        written: list[tuple[int, Row, Any]] = []
        for number, row in self._parents_first(table, rows):
            obj = standing.get(row["key"])
            if obj is not None and not self.update:
                counts.kept += 1
                continue
            new = obj is None
            obj = obj or table.model()
            if self._write(table, number, row, obj):
                standing[row["key"]] = obj
                self.owners.setdefault(table.model, set()).add(row["key"])
                counts.made += new
                counts.updated += not new
                written.append((number, row, obj))
        for number, row, obj in written:
            self._write_many(table, number, row, obj)

    def _parents_first(self, table: Table, rows: list[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        """The rows so that every parent comes before its children; those that never get a parent are problems."""
        waiting: dict[str, tuple[int, Row]] = {}
        for number, row in rows:
            if row["key"] in waiting:
                self._problem(table, number, _("The key “%(key)s” stands twice.") % {"key": row["key"]})
            waiting[row["key"]] = (number, row)
        while waiting:
            ready = [key for key, (_number, row) in waiting.items() if row.get("parent", "") not in waiting]
            if not ready:
                circle = _("“%(key)s” and its parents make a circle: it would be a part of itself.")
                for number, row in waiting.values():
                    self._problem(table, number, circle % {"key": row["key"]})
                return
            for key in ready:
                yield waiting.pop(key)

    # Rows that belong to an owner ---------------------------------------------------------------------------

    def _load_owned(self, table: Table, rows: list[tuple[int, Row]], counts: Loaded) -> None:
        owner_model = table.links[table.owner]
        writable = self.owners.get(owner_model, set())
        if self.update:
            stale = {f"{table.owner}__key__in": writable & {row[table.owner] for _number, row in rows}}
            table.model.objects.filter(**stale).delete()
        for number, row in rows:
            if row[table.owner] in self.known[owner_model] and row[table.owner] not in writable:
                counts.kept += 1
                continue
            obj = table.model()
            if self._write(table, number, row, obj):
                self._write_many(table, number, row, obj)
                counts.made += 1

    # One row ------------------------------------------------------------------------------------------------

    def _write(self, table: Table, number: int, row: Row, obj: Any) -> bool:
        """Fill, judge and save one object; False when its row has a problem."""
        before = len(self.problems)
        for name, cell in row.items():
            if name in table.many:
                continue
            if name in table.links:
                setattr(obj, name, self._linked(table, number, name, cell))
            elif name == "aliases":
                obj.aliases = "\n".join(_parts(cell))
            else:
                model_field = obj._meta.get_field(name)
                setattr(obj, name, None if not cell and model_field.null else cell)
        if len(self.problems) > before:
            return False
        try:
            obj.full_clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                where = "" if name == "__all__" else f"{name}: "
                self._problem(table, number, where + " ".join(messages))
            return False
        obj.save()
        return True

    def _write_many(self, table: Table, number: int, row: Row, obj: Any) -> None:
        for name in table.many:
            found = [self._linked(table, number, name, key) for key in _parts(row[name])]
            getattr(obj, name).set([linked for linked in found if linked is not None])

    def _linked(self, table: Table, number: int, name: str, key: str) -> Any:
        if not key:
            return None
        model = table.links.get(name) or table.many[name]
        found = self.known[model].get(key)
        if found is None:
            self._problem(
                table,
                number,
                _("%(column)s: “%(key)s” is unknown; no %(kind)s has this key.")
                % {"column": name, "key": key, "kind": model._meta.verbose_name},
            )
        return found


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
