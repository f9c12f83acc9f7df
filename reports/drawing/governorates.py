"""The map: governorates shaded by the killed of recorded incidents, with a legend and the figures in words."""

from typing import Any

from django.utils.translation import gettext as _

from publication.governorates import shapes
from reports.drawing.words import figure_text, language, local, losses_text, shortened

Json = dict[str, Any]

#: The least number of killed of each shade, from light to dark.
STEPS = (1, 5, 15, 50, 150)


def map_data(frozen: Json, limit: int, longest: int = 40) -> Json:
    """Shapes with their shade, labels of the shaded ones, the legend, and up to `limit` rows of figures."""
    drawing, found = shapes(), {place["pcode"]: place for place in frozen["places"]}
    shades = {code: _shade(place) for code, place in found.items()}
    rows = [
        {"name": shortened(local(place), longest), "text": killed_text(place), "all": losses_text(place)}
        for place in _ordered(frozen["places"])
    ]
    return {
        "size": list(drawing.size),
        "shapes": [
            {
                "rings": shape.rings[:1],
                "shade": shades.get(code),
                "label": shortened(local(found[code]), longest) if code in found else "",
                "at": list(shape.at),
                "room": shape.width,
            }
            for code, shape in sorted(drawing.governorates.items(), key=lambda item: -item[1].width)
        ],
        "golan": drawing.golan.rings[0],
        "golan_label": _("the occupied Syrian Golan"),
        "rows": rows[:limit],
        # What is said of the rest when so many rows are shown.
        "more": [
            _("Other governorates: %(n)s") % {"n": len(rows) - shown} if shown < len(rows) else ""
            for shown in range(min(limit, len(rows)) + 1)
        ],
        "unplaced": killed_text(frozen["unplaced"]),
        "unplaced_all": losses_text(frozen["unplaced"]),
        "legend": _legend(shades),
        "alt": alt(frozen),
    }


def alt(frozen: Json) -> str:
    """What the map shows, in words."""
    lines = [f"{local(place)}: {losses_text(place)}" for place in _ordered(frozen["places"])]
    if not lines:
        return _("Map of Syria’s governorates: no recorded incident of this month lies in one of them.")
    return _("Map of Syria’s governorates, recorded incidents only. %(places)s.") % {
        "places": ("؛ " if language() == "ar" else "; ").join(lines)
    }


def killed_text(place: Json) -> str:
    """The killed, as the map shades them; the wounded only where nobody is known to have been killed."""
    return figure_text(place["killed"], "killed") or figure_text(place["wounded"], "wounded")


def _best(place: Json) -> int:
    return (place["killed"] or {}).get("best") or 0


def _ordered(places: list[Json]) -> list[Json]:
    return sorted(places, key=lambda place: (-_best(place), place["pcode"]))


def _shade(place: Json) -> int:
    """0 where losses are recorded and no number of killed is, else the step that the number reaches."""
    return sum(_best(place) >= step for step in STEPS)


def _legend(shades: dict[str, int]) -> list[Json]:
    top = max(shades.values(), default=0)
    entries = [{"shade": 0, "text": _("no number of killed")}] if 0 in shades.values() else []
    for number, step in enumerate(STEPS[:top], 1):
        above = STEPS[number] - 1 if number < len(STEPS) else None
        text = _("%(low)s or more") % {"low": step} if above is None else f"{step}–{above}"
        entries.append({"shade": number, "text": text})
    return entries
