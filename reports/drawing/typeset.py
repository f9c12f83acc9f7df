"""typst, held to what we ask of it: one font, no other file, no warning passed over, no date of its own.

Text reaches typst as JSON in an input and is never part of a source, so no text can be markup. The root is the folder
of our templates, which holds nothing else; typst reads nothing outside it. Nothing is downloaded.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils.translation import gettext as _

TEMPLATES = Path(__file__).parent / "typ"
#: Made by script/fonts from the package justmytype-intl-rtl.
FONTS = Path(__file__).parent / "fonts"
FAMILY = "Noto Sans Arabic"

Format = Literal["pdf", "png", "svg"]
Standard = Literal["ua-1", "a-2a"]


class DrawingError(Exception):
    """The picture would have a fault: a letter that the font lacks, text that does not fit, a warning of typst."""


class DoesNotFit(DrawingError):
    """There is more to show than the page holds; less may fit."""


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Our font and no other, so that a letter without a glyph cannot be drawn from somewhere else unseen."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    if FAMILY not in found.families():
        raise DrawingError(f"The font {FAMILY} of the drawings is not there: run script/fonts.")
    return found


class Sheet:
    """A template with its data, to be drawn in one form or several; the layout is worked out once."""

    def __init__(self, template: str, data: dict[str, Any], day: date, root: Path = TEMPLATES) -> None:
        self.time = datetime(day.year, day.month, day.day, tzinfo=UTC)
        try:
            self.compiler = typst.Compiler(
                str(root / template),
                root=str(root),
                font_paths=fonts(),
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps({**data, "font": FAMILY}, ensure_ascii=False)},
            )
        except (RuntimeError, UnicodeError) as error:
            raise _explained(error) from error

    def drawn(self, form: Format, standards: Sequence[Standard] = ()) -> bytes:
        """The drawing; a warning is an error, and so are several pages where there is room for one (PNG, SVG)."""
        try:
            result, warnings = self.compiler.compile_with_warnings(
                format=form, ppi=72, pdf_standards=list(standards), timestamp=self.time
            )
        except (RuntimeError, UnicodeError) as error:
            raise _explained(error) from error
        if warnings:
            raise DrawingError("; ".join(warning.message for warning in warnings))
        if not isinstance(result, bytes):
            raise DoesNotFit(_("The picture does not fit its page."))
        return result


def _explained(error: Exception) -> DrawingError:
    message = str(getattr(error, "message", error))
    if "overflow" in message:
        return DoesNotFit(_("The picture does not fit its page."))
    if "could not be displayed" in message:
        return DrawingError(
            _("The font has no glyph for a character of the text: %(message)s") % {"message": message}
        )
    return DrawingError(message)
