"""A figure in a row, with its words in columns of their own where it has no number."""

from django.utils.translation import gettext as _

from records.imports.cells import Cells
from terms.figures import Figure, FigureError, parse_figure


def read_figure(cells: Cells, column: str = "figure") -> Figure:
    """The figure of a cell; its words may be given as `wording_ar`, `wording_en` where it has no number."""
    text, arabic, english = cells.text(column), cells.text("wording_ar"), cells.text("wording_en")
    try:
        figure = parse_figure(text) if text else Figure.unknown()
    except FigureError as error:
        if any(character.isdecimal() for character in text) or not (arabic or english):
            cells.fail(column, str(error))
        return Figure.in_words(arabic or text, english)
    if figure.has_number and (arabic or english):
        cells.fail("wording_ar", _("A figure with a number has no wording of its own."))
    return figure if figure.has_number or not (arabic or english) else Figure.in_words(arabic, english)
