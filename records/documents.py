"""Documents: a record with its children in canonical JSON, by one table per kind.

The table (`Spec`) names every field that makes up a case and says, field by field, what a release shows of it
(records.disclosure). Review compares documents; release cuts the public document out of one; a proposed correction
is a document put back into rows.
"""

import datetime
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from records.disclosure import SIBLING, Rule, people_in
from records.models import Document, Record
from records.models.figures import FigureFields

Content = dict[str, Any]


@dataclass(frozen=True)
class Spec:
    """What a document keeps of one model: its fields with their disclosure, and its children by relation name."""

    model: type[models.Model]
    fields: dict[str, Rule]
    children: dict[str, "Spec"] = field(default_factory=dict)
    #: For a kind of record: what one part of a document decides about another, before it is cut; gives a new document.
    prepare: Callable[[Content], Content] | None = None

    @property
    def has_figure(self) -> bool:
        return issubclass(self.model, FigureFields)


#: kind of record → its table; each app adds its own when it is loaded.
SPECS: dict[str, Spec] = {}


def register(kind: str, spec: Spec) -> None:
    SPECS[kind] = spec


def build(record: Record) -> Content:
    """The document of a record as its rows stand now. Labels that change with time are those of its own day."""
    record = record.concrete()
    content = _read(record, SPECS[record.kind], day=_day_of(record))
    return {"kind": record.kind, "id": record.public_id, **content}


def canonical(content: Content) -> str:
    """One spelling for one content: keys sorted, no spaces, characters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: Content) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def store(record: Record, user) -> Document:
    """The record's document as it stands now, stored; the last one again when nothing has changed."""
    content = build(record)
    sum_ = digest(content)
    last = record.documents.order_by("-number").first()
    if last is not None and last.digest == sum_:
        return last
    document = Document.objects.create(
        record_id=record.pk, number=last.number + 1 if last else 1, content=content, digest=sum_, made_by=user
    )
    document.people.set({reference["pk"] for reference in people_in(content)})
    return document


def put_back(record: Record, content: Content) -> None:
    """Make the rows of a record say what a document says, children included.

    Children that the document does not hold go; new ones come. Call inside a transaction.
    """
    record = record.concrete()
    _write(record, SPECS[record.kind], content)
    record.children_changed()


def _day_of(record: Any) -> datetime.date | None:
    """The day whose names of parties and areas hold for the record."""
    for name in ("counted_on", "earliest", "start", "period_start"):
        day = getattr(record, name, None)
        if day is not None:
            return day
    return None


def _read(obj: models.Model, spec: Spec, day: datetime.date | None) -> Content:
    content: Content = {name: _value(obj, name, day) for name in spec.fields}
    if isinstance(obj, FigureFields):
        content["figure"] = obj.figure.as_json()
    for name, child in spec.children.items():
        content[name] = [
            {"pk": row.pk, **_read(row, child, day)}
            for row in sorted(getattr(obj, name).all(), key=_place_in_order)
        ]
    return content


def _place_in_order(row: Any) -> tuple[int, int]:
    return (getattr(row, "position", 0), row.pk)


def _value(obj: models.Model, name: str, day: datetime.date | None) -> Any:
    kind = obj._meta.get_field(name)
    if isinstance(kind, models.ManyToManyField):
        found = [related.as_reference(day) for related in getattr(obj, name).all()]
        return sorted(found, key=lambda reference: reference["key"])
    value = getattr(obj, name)
    if isinstance(kind, models.ForeignKey):
        if value is None:
            return None
        if isinstance(value, Record):
            return {"pk": value.pk, "id": value.public_id, "ar": value.title_ar, "en": value.title_en}
        if isinstance(value, type(obj)):
            return {"pk": value.pk}
        return value.as_reference(day)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _write(obj: Any, spec: Spec, content: Content) -> None:
    many: dict[str, list[int]] = {}
    for name in spec.fields:
        kind = obj._meta.get_field(name)
        value = content[name]
        if isinstance(kind, models.ManyToManyField):
            many[name] = [reference["pk"] for reference in value]
        elif isinstance(kind, models.ForeignKey):
            if spec.fields[name] is not SIBLING:
                setattr(obj, kind.attname, value["pk"] if value else None)
        else:
            setattr(obj, name, kind.to_python(value))
    if isinstance(obj, FigureFields):
        from terms.figures import Figure

        obj.figure = Figure.from_json(content["figure"])
    obj.save()
    for name, keys in many.items():
        getattr(obj, name).set(keys)
    for name, child in spec.children.items():
        _write_children(obj, name, child, content[name])


def _write_children(obj: Any, name: str, spec: Spec, rows: list[Content]) -> None:
    """Children that stand keep their keys; others get new ones, for a key in a document may be another's by now."""
    relation = getattr(obj, name)
    standing = {row.pk: row for row in relation.all()}
    kept = {row["pk"] for row in rows if row["pk"] in standing}
    for pk, row in standing.items():
        if pk not in kept:
            row.delete()
    back_to_parent = relation.field.name
    written: dict[int, Any] = {}
    for row in rows:
        child = standing[row["pk"]] if row["pk"] in kept else spec.model(**{back_to_parent: obj})
        _write(child, spec, row)
        written[row["pk"]] = child
    for sibling in (name for name, rule in spec.fields.items() if rule is SIBLING):
        for row in rows:
            reference = row[sibling]
            setattr(written[row["pk"]], sibling, written[reference["pk"]] if reference else None)
            written[row["pk"]].save(update_fields=[sibling])
