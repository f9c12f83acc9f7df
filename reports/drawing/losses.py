"""The month's losses as bars: by area and group, one scale for all, the part that stands on a tally told apart."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.drawing.words import breakable, figure, figure_text, local, shortened
from terms.choices import Qualifier

Json = dict[str, Any]

#: A bar is never too short to be seen.
SHORTEST = 0.012
MEASURES = ("killed", "wounded")


def all_figures(figures: list[Json]) -> Iterator[Json]:
    """Figures with their parts, in order."""
    for item in figures:
        yield item
        yield from all_figures(item["parts"])


def every_figure(frozen: Json) -> Iterator[Json]:
    for area in frozen["areas"]:
        for kind in ("figures", "counters", "reported"):
            yield from all_figures(area[kind])


def area_name(area: Json, stem: str = "") -> str:
    return local(area, stem) or _("All areas")


def blocks(frozen: Json, limit: int = 0, room: float = 1) -> list[Json]:
    """Areas in order, each with its groups, the largest first; with a limit, only the largest, names shortened."""
    by_slug = {item["slug"]: item for item in every_figure(frozen)}
    rows = sorted(frozen["losses"], key=_weight, reverse=True)
    kept = rows[:limit] if limit else rows
    most = max((_best(row, measure) for row in rows for measure in MEASURES), default=0)
    areas: dict[str, Json] = {}
    for row in frozen["losses"]:
        if row in kept:
            areas.setdefault(row["area"], {"area": area_name(row, "area"), "rows": []})
    for row in kept:
        areas[row["area"]]["rows"].append(_row(row, by_slug, most))
    if limit:
        longest = int((110 if len(kept) <= 8 else 64) * room)
        for area in areas.values():
            area["area"] = shortened(area["area"], longest)
            for drawn in area["rows"]:
                drawn["label"] = shortened(drawn["label"], longest)
    return [area for area in areas.values() if area["rows"]]


def left_out(frozen: Json, limit: int) -> str:
    """What the limit keeps out of the picture, said in words."""
    rest = len(frozen["losses"]) - limit
    return _("Smaller groups, in the report: %(n)s") % {"n": rest} if rest > 0 else ""


def _best(row: Json, measure: str) -> int:
    return (row[measure] or {}).get("best") or 0


def _weight(row: Json) -> tuple[int, int]:
    return _best(row, "killed"), _best(row, "wounded")


def _row(row: Json, by_slug: dict[str, Json], most: int) -> Json:
    return {
        "label": breakable(local(row, "group")),
        "bars": [
            _bar(row, measure, [by_slug[slug] for slug in row["slugs"] if slug in by_slug], most)
            for measure in MEASURES
            if row[measure] is not None
        ],
    }


def _bar(row: Json, measure: str, behind: list[Json], most: int) -> Json:
    """One bar; without a number it has no length, and its words stand alone."""
    value = figure(row[measure])
    assert value is not None
    length = max((value.best or 0) / most, SHORTEST) if value.best and most else 0
    recorded = sum((item["recorded"] or {}).get("best") or 0 for item in behind if item["measure"] == measure)
    return {
        "measure": measure,
        "text": figure_text(row[measure], measure),
        "length": length,
        "recorded": min(recorded / value.best, 1) if value.best else 0,
        "exact": value.qualifier == Qualifier.EXACT,
    }


def legend(areas: list[Json]) -> list[Json]:
    """How to read the bars, only what is in the picture."""
    bars = [bar for area in areas for row in area["rows"] for bar in row["bars"] if bar["length"]]
    entries = [
        ("killed", _("killed, in recorded incidents"), _any(bars, "killed", recorded=True)),
        ("tally", _("killed, in a total only"), _any(bars, "killed", recorded=False)),
        ("wounded", _("wounded"), any(bar["measure"] == "wounded" for bar in bars)),
        ("inexact", _("fading: not exact"), any(not bar["exact"] for bar in bars)),
    ]
    return [{"swatch": swatch, "text": text} for swatch, text, present in entries if present]


def _any(bars: list[Json], measure: str, recorded: bool) -> bool:
    return any(
        bar["measure"] == measure and (bar["recorded"] > 0 if recorded else bar["recorded"] < 1)
        for bar in bars
    )
