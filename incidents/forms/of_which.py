"""“Of which”, as a clerk writes it: «ضباط: 8، نساء: نحو 3» (also «8 ضباط»), by the grammar of incidents.line_text."""

import re
from typing import Any

from django import forms

from incidents.line_text import parse_composition
from records.models import SubsetLabel
from terms.arabic.digits import to_latin
from terms.figures import Figure

Part = tuple[SubsetLabel, Figure]

#: «8 ضباط»: a figure and then a label, without a sign between them.
_FIGURE_FIRST = re.compile(
    r"(?P<before>^|[,،;؛\n])\s*(?P<figure>[^:=,،;؛\n]*\d)\s+(?P<label>[^\d:=,،;؛\n]+)(?=$|[,،;؛\n])"
)


class OfWhichField(forms.CharField):
    """Gives a list of (label, figure), in the order written."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"required": False, "max_length": 1000, "empty_value": "", **kwargs})

    def clean(self, value: Any) -> list[Part]:
        text = to_latin(super().clean(value))
        return parse_composition(_FIGURE_FIRST.sub(r"\g<before>\g<label>: \g<figure>", text))
