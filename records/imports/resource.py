"""Rows into records: what every import of records shares, on django-import-export's Resource and Result.

All or nothing: one transaction, and every error of every row is collected before it is undone. Each record gets the
account, the batch and its key in the file, and a contribution "imported", so that four eyes hold from the start.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import Error, Result, RowResult
from rapidfuzz import process

from records import workflow
from records.imports.cells import Cells, Column, key_of
from records.imports.files import ROW, FileDataset
from records.imports.names import Names
from records.models import Contribution, ImportBatch, Record, Source
from records.models.review import State
from terms.arabic.fold import fold

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which row of the file (0: the file as a whole), in which column (or none)."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.row:
            return self.message
        where = _("Row %(row)d") % {"row": self.row}
        if self.column:
            where = _("Row %(row)d, column %(column)s") % {"row": self.row, "column": self.column}
        return f"{where}: {self.message}"


class RecordResource(resources.Resource):
    """A kind of import file. A subclass names its columns and its kinds of rows, and says what each row makes."""

    columns: ClassVar[tuple[Column, ...]] = ()
    #: What `ImportBatch.kind` says.
    batch_kind: ClassVar[str] = ""
    #: The kinds of rows, where there are several.
    kinds: ClassVar[type[models.TextChoices] | None] = None
    #: The column that holds a row's key.
    key_column: ClassVar[str] = "key"

    class Meta:
        use_transactions = True
        skip_diff = True
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader

    #: kind of row → what makes its objects; raises ValidationError by column.
    def makers(self) -> dict[str, Callable[[Cells], Any]]:
        raise NotImplementedError

    # The import ---------------------------------------------------------------------------------------------

    def import_data(self, dataset: FileDataset, dry_run: bool = False, **kwargs: Any) -> Result:
        """Import the table for `user`; on any error, or when dry, nothing stays. Never raises for bad content."""
        kwargs = {
            **kwargs,
            "use_transactions": True,
            "rollback_on_validation_errors": True,
            "raise_errors": False,
        }
        refusals = [*self._header_problems(dataset), *self._repeated(dataset)]
        if refusals:
            result = self.get_result_class()()
            result.total_rows = len(dataset)
            for message in refusals:
                result.append_base_error(Error(ValidationError(message)))
            return result
        return super().import_data(dataset, dry_run=dry_run, **kwargs)

    def _header_problems(self, dataset: FileDataset) -> list[str]:
        """Columns unknown, twice or missing. Arabic headings are understood and replaced by the column names."""
        by_label = {fold(column.name): column.name for column in self.columns}
        for language in ("en", "ar"):
            with override(language):
                by_label |= {fold(str(column.label)): column.name for column in self.columns}
        names = [column.name for column in self.columns]
        problems, found = [], []
        for heading in dataset.headers[1:]:
            name = by_label.get(fold(heading), heading)
            if name not in names:
                near = process.extractOne(name, names, score_cutoff=75)
                hint = _("Did you mean “%(name)s”?") % {"name": near[0]} if near else ""
                problems.append(
                    f"{_('The column “%(name)s” is unknown.') % {'name': heading}} {hint}".strip()
                )
            elif name in found:
                problems.append(_("The column “%(name)s” stands twice.") % {"name": name})
            found.append(name)
        problems += [
            _("The column “%(name)s” is missing.") % {"name": column.name}
            for column in self.columns
            if column.required and column.name not in found
        ]
        if not problems:
            dataset.headers = [ROW, *found]
        return problems

    def _repeated(self, dataset: FileDataset) -> list[str]:
        """The same file, its records still there, would double them."""
        earlier = ImportBatch.objects.filter(digest=dataset.digest, records__isnull=False).first()
        if not dataset.digest or earlier is None:
            return []
        return [
            _("This very file was imported on %(day)s by %(user)s (%(name)s). It would double its records.")
            % {"day": f"{earlier.at:%Y-%m-%d}", "user": earlier.user, "name": earlier.file_name}
        ]

    def before_import(self, dataset: FileDataset, **kwargs: Any) -> None:
        self.user = kwargs["user"]
        self.names = Names()
        #: key in the file → the record that its row made, and the row's number.
        self.made: dict[str, tuple[Record, int]] = {}
        #: Keys whose row, or a row that belongs to it, was refused: what depends on them is judged, not saved.
        self.broken: set[str] = set()
        self.rows_of_keys: dict[str, int] = {}
        for row in dataset.dict:
            key = key_of(row.get(self.key_column) or "")
            if key:
                self.rows_of_keys.setdefault(key, row[ROW])
        self.standing_keys = set(
            Record.objects.exclude(import_key="")
            .exclude(state__in=[State.REJECTED, State.WITHDRAWN])
            .filter(import_key__in=self.rows_of_keys)
            .values_list("import_key", flat=True)
        )
        self.batch = ImportBatch.objects.create(
            kind=self.batch_kind,
            file_name=(kwargs.get("file_name") or "")[-200:],
            digest=dataset.digest,
            rows=dataset.height,
            user=self.user,
        )

    def import_row(self, row: dict[str, Any], instance_loader: Any, **kwargs: Any) -> RowResult:
        """One row: read its cells, make its objects, keep its errors."""
        number = row.pop(ROW)
        row_result = self.get_row_result_class()()
        row_result.number = number
        row_result.row_values = row
        cells = Cells(number, {**{column.name: "" for column in self.columns}, **row}, self.names)
        row_result.key = cells.text(self.key_column)
        try:
            with transaction.atomic():
                kind = cells.choice("record", self.kinds, needed=True) if self.kinds else ""
                maker = self.makers().get(kind)
                instance = maker(cells) if maker else None
                cells.raise_errors()
            row_result.import_type = RowResult.IMPORT_TYPE_NEW
            row_result.instance = instance
            row_result.add_instance_info(instance)
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                error = ValidationError({NON_FIELD_ERRORS: error.messages})
            self._break(cells)
            row_result.import_type = RowResult.IMPORT_TYPE_INVALID
            row_result.validation_error = error
        except Exception as error:  # a fault of ours, not of the file: said plainly, logged in full
            log.exception("Row %s could not be imported", number)
            self._break(cells)
            row_result.import_type = RowResult.IMPORT_TYPE_ERROR
            row_result.errors.append(self.get_error_result_class()(error, row=row, number=number))
        return row_result

    def _break(self, cells: Cells) -> None:
        self.broken.update({key_of(cells.text(self.key_column)), *self.depends_on(cells)} - {""})

    def depends_on(self, cells: Cells) -> set[str]:
        """The keys of other rows that this row belongs to."""
        return set()

    def after_import(self, dataset: FileDataset, result: Result, **kwargs: Any) -> None:
        """Number the errors as the file does, and note what still keeps each record from review: gaps are no errors."""
        numbers = [row[ROW] for row in dataset.dict]
        for invalid in result.invalid_rows:
            invalid.number = numbers[invalid.number - 1]
        for failed in result.error_rows:
            failed.number = numbers[failed.number - 1]
        result.batch = self.batch
        result.gaps = [
            Problem(number, "", message)
            for record, number in self.made.values()
            if not result.has_validation_errors()
            for message in record.problems()
        ]

    # For the makers of subclasses -----------------------------------------------------------------------------

    def new_key(self, cells: Cells) -> str:
        """The key of a row that makes a record: needed, once in the file, and not in use from an earlier import."""
        key = key_of(cells.needed(self.key_column))
        if key and self.rows_of_keys.get(key) != cells.row:
            cells.fail(self.key_column, _("The key “%(key)s” stands twice.") % {"key": key})
        if key in self.standing_keys:
            message = _("The key “%(key)s” was imported before; it would double the record.")
            cells.fail(self.key_column, message % {"key": key})
        return key

    def row_above(self, cells: Cells, column: str) -> Record | None:
        """The record of a row above that a cell names by its key; None (with an error kept) when there is none."""
        return self.row_named(cells, column, key_of(cells.text(column)))

    def row_named(self, cells: Cells, column: str, key: str) -> Record | None:
        """The same for one of several keys in a cell."""
        if key in self.made:
            return self.made[key][0]
        if not key or key in self.broken:
            return None
        number = self.rows_of_keys.get(key)
        if number == cells.row:
            cells.fail(column, _("The row names itself."))
        elif number and number > cells.row:
            cells.fail(column, _("“%(key)s” stands further down (row %(row)d); it must come first.")
                       % {"key": key, "row": number})  # fmt: skip
        else:
            cells.fail(column, _("No row has the key “%(key)s”.") % {"key": key})
        return None

    def save_record(self, cells: Cells, record: Any, key: str, columns: dict[str, str] | None = None) -> bool:
        """Judge and save a record as imported by this account; False when the row has errors."""
        record.created_by, record.batch, record.import_key = self.user, self.batch, key
        if not self.judge(cells, record, columns):
            return False
        record._history_user = self.user
        record.save()
        workflow.contributed(record, self.user, how=Contribution.How.IMPORT)
        self.made[key] = (record, cells.row)
        return True

    def judge(self, cells: Cells, obj: Any, columns: dict[str, str] | None = None, column: str = "") -> bool:
        """The model's own validation, its messages under the columns they came from; False when the row has errors.

        Constraints of a figure alone follow from `parse_figure`, and the database holds them: asking it for each
        figure of each line would take half of the time. Of a row that was not read whole they would say nothing true.
        """
        unread = [
            field.name
            for field in obj._meta.fields
            if (columns or {}).get(field.name, field.name) in cells.errors
            or (field.is_relation and self._is_unsaved(obj, field))
        ]
        try:
            obj.full_clean(exclude=[*unread, "kind"], validate_constraints=not column and not cells.errors)
        except ValidationError as error:
            cells.add(error, columns, column)
        return not cells.errors

    @staticmethod
    def _is_unsaved(obj: Any, field: models.Field) -> bool:
        related = field.get_cached_value(obj, default=None)
        return field.auto_created or (related is not None and related.pk is None)


#: What a source said; the same columns in every file.
SAID = (
    Column("source", gettext_lazy("source")),
    Column("said_on", gettext_lazy("said on")),
    Column("url", gettext_lazy("link")),
    Column("locator", gettext_lazy("where in it")),
    Column("quotation", gettext_lazy("quotation")),
    Column("show_source", gettext_lazy("the source may be shown")),
    Column("show_link", gettext_lazy("the link may be shown")),
    Column("show_quotation", gettext_lazy("the quotation may be shown")),
)
CLAIM_COLUMNS = tuple(column.name for column in SAID)


def read_claim(cells: Cells) -> dict[str, Any]:
    """The fields of a claim from a row."""
    if not cells.needed("source"):
        return {}
    return {
        "source": cells.one("source", Source),
        "said_on": cells.date("said_on"),
        "url": cells.text("url"),
        "locator": cells.text("locator"),
        "quotation": cells.text("quotation"),
        "show_source": cells.flag("show_source"),
        "show_link": cells.flag("show_link"),
        "show_quotation": cells.flag("show_quotation"),
    }


def has_claim(cells: Cells) -> bool:
    return any(cells.text(column) for column in CLAIM_COLUMNS)


def problems_of(result: Result) -> Iterator[Problem]:
    """Everything that is wrong, in the order of the file."""
    for failure in result.base_errors:
        for message in getattr(failure.error, "messages", None) or [_unexpected(failure.error)]:
            yield Problem(0, "", message)
    for failed in result.error_rows:
        for failure in failed.errors:
            yield Problem(failed.number, "", _unexpected(failure.error))
    for invalid in result.invalid_rows:
        for column, messages in invalid.error_dict.items():
            for message in messages:
                yield Problem(invalid.number, "" if column == NON_FIELD_ERRORS else column, str(message))


def _unexpected(error: Exception) -> str:
    return _("An unexpected error (%(name)s); it was logged. Nothing was written.") % {
        "name": type(error).__name__
    }
