"""A report drawn from its public document alone: the infographic (PNG, SVG) and the report (PDF)."""

from reports.drawing.draw import draw
from reports.drawing.typeset import DrawingError

__all__ = ["DrawingError", "draw"]
