"""What the import commands share: read the file, import it for an account, and say all that is wrong."""

from pathlib import Path
from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from import_export.results import Result

from records.imports import files
from records.imports.resource import RecordResource, problems_of

#: How many problems are listed; a file that is wrong throughout need not fill the screen.
MOST_SHOWN = 200


def import_file(
    resource_class: type[RecordResource],
    name: str,
    data: bytes,
    user: Any,
    dry_run: bool = False,
    most_rows: int = files.MAX_ROWS,
) -> Result:
    """Import the bytes of a file for an account. Raises files.FileRefused; other problems are in the result."""
    table = files.read(name, data, most_rows)
    return resource_class().import_data(table, dry_run=dry_run, user=user, file_name=name)


class ImportCommand(BaseCommand):
    """manage.py import_… FILE --user NAME [--dry-run]: the same resource as the staff site's import."""

    resource_class: ClassVar[type[RecordResource]]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV or XLSX file; docs/import-format.md describes it")
        parser.add_argument("--user", required=True, help="the account that imports; it needs the right to")
        parser.add_argument("--dry-run", action="store_true", help="check the whole file and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        user = get_user_model().objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(_("There is no active account “%(name)s”.") % {"name": options["user"]})
        if not user.has_perm("records.import_records"):
            raise CommandError(_("The account “%(name)s” may not import.") % {"name": options["user"]})
        try:
            with path.open("rb") as handle:
                data = handle.read(files.MAX_BYTES + 1)
            result = import_file(self.resource_class, path.name, data, user, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(_("The file cannot be read: %(error)s") % {"error": error.strerror}) from error
        except files.FileRefused as error:
            raise CommandError(str(error)) from error
        problems = list(problems_of(result))
        if problems:
            lines = [_("Nothing was written."), *map(str, problems[:MOST_SHOWN]), *_rest(problems)]
            raise CommandError("\n".join(lines))
        if options["verbosity"] > 0:
            done = _("Checked %(rows)d rows; nothing is wrong, and nothing was written.")
            if not options["dry_run"]:
                done = _("Imported %(rows)d rows.")
            self.stdout.write(done % {"rows": result.total_rows})
            for gap in result.gaps[:MOST_SHOWN]:
                self.stdout.write(_("Before review: %(gap)s") % {"gap": gap})


def _rest(problems: list[Any]) -> list[str]:
    more = len(problems) - MOST_SHOWN
    return (
        [ngettext("… and %(count)d more.", "… and %(count)d more.", more) % {"count": more}]
        if more > 0
        else []
    )
