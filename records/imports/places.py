"""The place of a row: `place`, how exactly it is known, and the governorate that checks it or stands for it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from records.imports.cells import Cells
from records.models import Place
from terms.choices import PlaceKind, PlacePrecision


def read_place(cells: Cells) -> tuple[Place | None, str]:
    """The place and how exactly it is known; a row that names only the governorate is known to the governorate."""
    place = cells.one("place", Place)
    governorate = cells.one("governorate", Place)
    default = PlacePrecision.LOCALITY if place else PlacePrecision.UNKNOWN
    if place is None and governorate is not None and "place" not in cells.errors:
        place, default = governorate, PlacePrecision.GOVERNORATE
    return place, cells.choice("place_precision", PlacePrecision, default)


def check_governorate(cells: Cells, places: Iterable[Place]) -> None:
    """The governorate is a check on the place: at least one of the places must lie in it."""
    governorate, places = cells.one("governorate", Place), list(places)
    if governorate is None:
        return
    if governorate.kind != PlaceKind.GOVERNORATE:
        cells.fail("governorate", _("“%(place)s” is not a governorate.") % {"place": governorate})
    elif places and not any(governorate in place.governorates() for place in places):
        cells.fail("governorate", _("“%(place)s” does not lie in “%(governorate)s”.")
                   % {"place": places[0], "governorate": governorate})  # fmt: skip
