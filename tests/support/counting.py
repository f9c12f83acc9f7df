"""Released documents made by hand, and counting done once more, the plain way. Everything in them is invented."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from publication.keys import digest
from publication.models import PublishedIncident, Total
from publication.projector import ReleasedVersion, apply
from terms.figures import Figure, total

DAY = date(2021, 1, 10)
COUNTRY = {"key": "landia", "kind": "country", "pcode": "LA", "ar": "لانديا", "en": "Landia"}


def place(
    key: str, name: str = "", above: Iterable[dict[str, Any]] = (COUNTRY,), **fields: Any
) -> dict[str, Any]:
    values = {
        "kind": "governorate",
        "pcode": "",
        "ar": name or key,
        "en": key,
        "above": list(above),
        "crosses": [],
    }
    return {"key": key, **values, **fields}


def party(key: str, name: str = "", above: Iterable[str] = ()) -> dict[str, Any]:
    return {"key": key, "ar": name or key, "en": key, "above": [{"key": k, "ar": k, "en": k} for k in above]}


def area(key: str, position: int = 1) -> dict[str, Any]:
    return {"key": key, "ar": key, "en": key, "position": position}


def line(figure: Figure, outcome: str = "killed", **fields: Any) -> dict[str, Any]:
    values = {
        "outcome": outcome, "civil_status": "combatant", "parties": [], "places": [], "perpetrators": [],
        "perpetrator_certainty": "", "counted_on": None, "counted_reason": "", "subsets": [],
    }  # fmt: skip
    return {**values, **fields, "figure": figure.as_json()}


def incident(public_id: str, *lines: dict[str, Any], day: date | None = DAY, **fields: Any) -> dict[str, Any]:
    """The public document of an incident; without a day it stands under "month unclear"."""
    said = day.isoformat() if day else None
    values = {
        "kind": "incident", "id": public_id, "title_ar": f"حدث {public_id}", "title_en": "",
        "precision": "day" if day else "unknown", "start": said, "end": None, "earliest": said, "latest": said,
        "found_on": None, "counted_on": said, "counted_reason": "", "month_unclear": day is None, "events": 1,
        "place": place("north"), "place_precision": "governorate", "area": area("east"), "type": "clash", "method": "",
        "perpetrators": [], "perpetrator_certainty": "unknown", "part_of": None, "grade": "weak",
        "description_ar": "", "description_en": "", "victims": [], "claims": [],
    }  # fmt: skip
    return {**values, **fields, "lines": list(lines)}


def series(public_id: str, slug: str, *rules: dict[str, Any]) -> dict[str, Any]:
    values = {"title_ar": slug, "title_en": slug, "slug": slug, "about_ar": "", "about_en": ""}
    return {"kind": "series", "id": public_id, **values, "rules": list(rules)}


def rule(
    valid_from: str, epoch: str = "", ordinal_rule: str = "elapsed_at_start", **scope: Any
) -> dict[str, Any]:
    empty: dict[str, Any] = {
        side: [] for side in ("involved", "perpetrators", "areas", "outcomes", "types", "methods")
    }
    return {
        "valid_from": valid_from, "epoch": epoch or valid_from, "ordinal_rule": ordinal_rule,
        "grouping": None, **empty, **scope,
    }  # fmt: skip


def project(position: int, content: dict[str, Any], version: int = 0, **fields: Any) -> bool:
    """Apply a release; `withdrawn_for` makes it a withdrawal."""
    withdrawn = "withdrawn_for" in fields
    return apply(
        ReleasedVersion(
            position=position,
            public_id=content["id"],
            kind=content["kind"],
            version=version or position,
            day=DAY,
            digest=digest(content),
            content={} if withdrawn else content,
            **fields,
        )
    )


def fresh_totals() -> dict[tuple[Any, ...], dict[str, Any]]:
    """Totals counted from the published documents themselves, without a kept row: cell → what it says."""
    cells: dict[tuple[Any, ...], list[tuple[str, int, Figure]]] = defaultdict(list)
    for published in PublishedIncident.objects.exclude(grade="discounted"):
        content = published.content
        for entry in content["lines"]:
            day = entry["counted_on"] or content["counted_on"]
            by = entry["perpetrators"] or content["perpetrators"]
            cell = (
                date.fromisoformat(day) if day else None,
                _keys(entry["places"]) or content["place"]["key"],
                content["area"]["key"],
                content["type"],
                content["method"],
                _keys(by),
                entry["civil_status"],
                _keys(entry["parties"]),
                entry["outcome"],
            )
            cells[cell].append((content["id"], content["events"], Figure.from_json(entry["figure"])))
    return {cell: _counted(lines) for cell, lines in cells.items()}


def kept_totals() -> dict[tuple[Any, ...], dict[str, Any]]:
    return {
        tuple(getattr(row, name) for name in Total.CELL): {
            "figure": row.figure,
            "unknown_bounds": row.unknown_bounds,
            "lines": row.lines,
            "incidents": row.incidents,
            "events": row.events,
        }
        for row in Total.objects.all()
    }


def _counted(lines: list[tuple[str, int, Figure]]) -> dict[str, Any]:
    figures = [figure for _id, _events, figure in lines]
    events = {public_id: events for public_id, events, _figure in lines}
    return {
        "figure": total(figures),
        "unknown_bounds": sum(figure.low is None or figure.high is None for figure in figures),
        "lines": len(figures),
        "incidents": len(events),
        "events": sum(events.values()),
    }


def _keys(references: list[dict[str, Any]]) -> str:
    return "|".join(sorted({reference["key"] for reference in references}))
