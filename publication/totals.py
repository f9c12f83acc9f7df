"""Keeping totals: the cells that a release touched are counted again from their lines, under the projector's lock."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from publication.keys import digest
from publication.models import PublishedCasualty, Total
from terms.figures import total

Cell = tuple[Any, ...]


def cell_of(line: PublishedCasualty) -> Cell:
    return tuple(getattr(line, name) for name in Total.CELL)


def recount(cells: Iterable[Cell]) -> None:
    """Bring the totals of these cells in step with their lines; a cell without lines has no total."""
    for cell in set(cells):
        values = dict(zip(Total.CELL, cell, strict=True))
        conditions = Q(**{name: value for name, value in values.items() if value is not None})
        if values["day"] is None:
            conditions &= Q(day=None)
        lines = list(PublishedCasualty.objects.filter(conditions).order_by("incident_id", "line"))
        if lines:
            Total.objects.update_or_create(pk=digest(*cell), defaults={**values, **counted(lines)})
        else:
            Total.objects.filter(pk=digest(*cell)).delete()


def counted(lines: list[PublishedCasualty]) -> dict[str, Any]:
    """What a total says of lines of one cell; at least one line. Events of an incident count once."""
    figure = total(line.figure for line in lines)
    assert figure is not None
    events = {line.incident_id: line.events for line in lines}
    return {
        **figure.as_json(),
        "unknown_bounds": sum(line.low is None or line.high is None for line in lines),
        "lines": len(lines),
        "incidents": len(events),
        "events": sum(events.values()),
    }
