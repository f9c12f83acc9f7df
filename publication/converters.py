"""What stands for a part of an address."""

import re

from publication.edition_files import TYPES
from terms.spans import PATTERN


class PeriodConverter:
    """The name of a year, a half-year or a run of months; anything else is left to the addresses of months."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class EditionFileConverter:
    """The name of a file of an edition: report.pdf, infographic.png, infographic.svg."""

    regex = "|".join(re.escape(name) for name in TYPES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
