"""The three files of a report in one language. Pure: the same document gives the same bytes."""

import html
import re
from datetime import date
from typing import Any

from django.utils.translation import override

from reports.drawing.infographic import infographic_data
from reports.drawing.paper import paper_data
from reports.drawing.typeset import DoesNotFit, DrawingError, Sheet, Standard
from reports.drawing.words import cleaned

#: Width and height of the infographic in pixels; its template draws one point for each.
SIZE = (1080, 1350)
#: How many groups the infographic shows, at most, and how much of long texts; less is tried when it does not fit.
ATTEMPTS = ((14, 1.0), (10, 1.0), (7, 0.8), (4, 0.6), (4, 0.4))
#: A tagged PDF for screen readers (PDF/UA) that also stands alone in an archive (PDF/A).
STANDARDS: tuple[Standard, ...] = ("ua-1", "a-2a")
_FORBIDDEN = re.compile(rb"<script|<foreignObject|javascript:|href=\"(?!#)", re.IGNORECASE)


def draw(content: dict[str, Any], language: str) -> dict[str, bytes]:
    """Draw the report's public document; raises DrawingError rather than give a picture with a fault in it."""
    content = cleaned(content)
    try:
        day = date.fromisoformat(content["day"])
        with override(language):
            pictures = [infographic_data(content, *attempt) for attempt in ATTEMPTS]
            paper = paper_data(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DrawingError(f"The document of the report is not as it should be: {error!r}") from error
    with override(language):
        infographic, picture = _that_fits(pictures, day)
        return {
            "report.pdf": Sheet("report.typ", paper, day).drawn("pdf", STANDARDS),
            "infographic.png": infographic.drawn("png"),
            "infographic.svg": _svg(infographic.drawn("svg"), picture),
        }


def _that_fits(pictures: list[dict[str, Any]], day: date) -> tuple[Sheet, dict[str, Any]]:
    """The infographic with as many groups as find room; what is left out it says."""
    for number, picture in enumerate(pictures, 1):
        sheet = Sheet("infographic.typ", picture, day)
        try:
            # As a PDF for screen readers it is refused when a character has no glyph; the other forms say nothing.
            sheet.drawn("pdf", STANDARDS)
        except DoesNotFit:
            if number == len(pictures):
                raise
        else:
            return sheet, picture
    raise AssertionError


def _svg(drawn: bytes, picture: dict[str, Any]) -> bytes:
    """The SVG with its size in pixels, and with words for those who do not see it."""
    opening = re.match(rb"<svg[^>]*>", drawn)
    if opening is None or _FORBIDDEN.search(drawn):
        raise DrawingError("The SVG holds something that a picture does not need.")
    width, height = SIZE
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="typst-doc" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" lang="{picture["language"]}">'
        f"<title>{html.escape(picture['title'])}</title><desc>{html.escape(picture['alt'])}</desc>"
    )
    return head.encode() + drawn[opening.end() :]
