"""The cells of one row: each read as what its column means, every error kept with its column."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from records.imports.names import Names, UnknownName
from terms.arabic.digits import parse_integer, to_latin
from terms.arabic.fold import fold
from terms.dates import parse_date
from terms.figures import Figure, FigureError, parse_figure
from terms.signs import cleaned, refused

#: What a spreadsheet would compute: = @ or a control character first, or a sign before anything but a number.
_FORMULA = re.compile(r"[=@＝＠\t\r\n]|[+\-＋－](?![\d\s().,/-]*$)")

_YES = {"yes", "y", "true", "1", "نعم"}
_NO = {"", "no", "n", "false", "0", "لا"}


@dataclass(frozen=True)
class Column:
    """A column of an import file; docs/import-format.md says the same at more length, and a test compares them."""

    name: str
    label: Any
    required: bool = False


class Cells:
    """One row. Reading never raises: an error is kept under its column and the reader gives None or nothing."""

    def __init__(self, row: int, cells: dict[str, str], names: Names) -> None:
        self.row = row
        self.names = names
        self.errors: dict[str, list[str]] = {}
        self._cells = {name: cleaned(cell).strip() for name, cell in cells.items()}
        for name, cell in cells.items():
            if (hostile := refused(self._cells[name])) is not None:
                self.fail(name, hostile.message)
                self._cells[name] = ""
            elif _FORMULA.match(cell) or _FORMULA.match(self._cells[name]):
                self.fail(name, _("The cell begins like a formula. Begin it with a letter or a digit."))
                self._cells[name] = ""

    def fail(self, column: str, message: str) -> None:
        self.errors.setdefault(column, []).append(str(message))

    def raise_errors(self) -> None:
        """Raise what was found as one ValidationError, by column, in the order of the file."""
        if self.errors:
            order = [*self._cells, *self.errors]
            raise ValidationError({name: self.errors[name] for name in sorted(self.errors, key=order.index)})

    def add(self, error: ValidationError, columns: dict[str, str] | None = None, column: str = "") -> None:
        """Take over what a model refused: its fields by the columns that fill them, else under `column`.

        A cell that could not be read is not refused once more for being empty; a field that the model fills by
        itself, or a constraint, does not say again what a cell was told.
        """
        unread, said = (
            set(self.errors),
            {message for messages in self.errors.values() for message in messages},
        )
        by_field: dict[str, list[str]] = (
            error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        )
        names = sorted(
            by_field,
            key=lambda name: (name == NON_FIELD_ERRORS, not self.text((columns or {}).get(name, name) or "")),
        )
        for name in names:
            known = (columns or {}).get(name) or (name if name in self._cells and not column else "")
            for message in by_field[name]:
                if known in unread or (message in said and not self.text(known)):
                    continue
                if message in self.errors.get(known or column, ()):
                    continue  # of two fields that one cell fills
                said.add(message)
                self.fail(known or column or NON_FIELD_ERRORS, message)

    # Readers ------------------------------------------------------------------------------------------------

    def text(self, column: str) -> str:
        return self._cells.get(column, "")

    def needed(self, column: str) -> str:
        """The text of a cell that must not be empty."""
        value = self.text(column)
        if not value and column not in self.errors:
            self.fail(column, _("This cell must not be empty."))
        return value

    def date(self, column: str) -> date | None:
        return self._read(column, parse_date)

    def number(self, column: str) -> int | None:
        return self._read(column, parse_integer)

    def flag(self, column: str) -> bool:
        value = self.text(column).lower()
        if value not in _YES | _NO:
            self.fail(column, _("Write yes or no."))
        return value in _YES

    def choice(
        self, column: str, choices: type[models.TextChoices], default: str = "", needed: bool = False
    ) -> str:
        """One of a closed list, by its value or its name in either language."""
        text = self.needed(column) if needed else self.text(column)
        if not text:
            return default
        found = _by_name(choices).get(fold(text.replace("_", " ")))
        if found is None:
            self.fail(
                column,
                _("“%(text)s” is none of: %(list)s.")
                % {"text": text[:60], "list": "، ".join(choices.values)},
            )
            return default
        return found

    def figure(self, column: str) -> Figure | None:
        return self._read(column, parse_figure)

    def one(self, column: str, model: type[models.Model]) -> Any:
        """The place, party, source… that the cell names."""
        return self._read(column, lambda text: self.names.find(model, text))

    def many(self, column: str, model: type[models.Model]) -> list[Any]:
        """Several, separated by semicolons."""
        found = []
        for part in parts(self.text(column)):
            try:
                found.append(self.names.find(model, part))
            except UnknownName as error:
                self.fail(column, str(error))
        return found

    def only(self, columns: Collection[str], kind: str | Promise) -> None:
        """Refuse what stands in columns that a row of this kind does not have: nothing is dropped in silence."""
        for name, cell in self._cells.items():
            if cell and name not in columns:
                self.fail(
                    name, _("A row of the kind “%(kind)s” has nothing in this column.") % {"kind": kind}
                )

    def _read(self, column: str, reader: Callable[[str], Any]) -> Any:
        text = self.text(column)
        if not text:
            return None
        try:
            return reader(text)
        except (FigureError, UnknownName, ValueError) as error:
            self.fail(column, str(error))
            return None


def parts(text: str) -> list[str]:
    """The parts of a cell that are separated by semicolons, Arabic or Latin."""
    return [part.strip() for part in re.split("[;؛]", text) if part.strip()]


def _by_name(choices: type[models.TextChoices]) -> dict[str, str]:
    names = {fold(str(value).replace("_", " ")): str(value) for value in choices.values}
    for language in ("ar", "en"):
        with override(language):
            names |= {fold(str(label)): str(value) for value, label in choices.choices}
    return names


def key_of(text: str) -> str:
    """A row's key as it is compared: digits made Latin, spaces trimmed."""
    return to_latin(text).strip()
