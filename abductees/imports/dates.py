"""The day of a row: `date` when it is known to the day, else how exactly it is known and its bounds."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from records.imports.cells import Cells
from terms.choices import Precision

_BOUNDS = ("earliest", "latest")


def read_dates(cells: Cells) -> dict[str, Any]:
    """Precision, earliest and latest, as models on KnownBetween take them. Nothing that is typed is dropped.

    Empty `precision`: to the day with a `date`, else unknown. `date` beside a week, month or year begins it.
    """
    day, earliest, latest = (cells.date(column) for column in ("date", *_BOUNDS))
    typed = cells.choice("precision", Precision)
    precision = typed or (Precision.DAY if cells.text("date") else Precision.UNKNOWN)
    if precision == Precision.DAY:
        return {"precision": precision, **_to_the_day(cells, day or earliest, (earliest, latest))}
    if day and (precision == Precision.UNKNOWN or earliest not in (None, day)):
        cells.fail(
            "date", _("Write the day here only if it is known, else its bounds as earliest and latest.")
        )
    return {"precision": precision, "earliest": earliest or day, "latest": latest}


def _to_the_day(
    cells: Cells, day: date | None, bounds: tuple[date | None, date | None]
) -> dict[str, date | None]:
    if day is None and not any(cells.text(column) for column in ("date", *_BOUNDS)):
        cells.fail("date", _("Give the day, or choose how exactly the date is known."))
    for column, bound in zip(_BOUNDS, bounds, strict=True):
        if bound not in (None, day):
            cells.fail(column, _("A date known to the day has no bounds. Choose how exactly it is known."))
    return {"earliest": day, "latest": day}


def date_columns(cells: Cells) -> dict[str, str]:
    """Where what a model says of `earliest` is to be mended."""
    return {} if cells.text("earliest") and not cells.text("date") else {"earliest": "date"}
