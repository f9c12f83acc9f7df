"""manage.py backup FILE: the private tables and the originals of photos in one encrypted file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from records.backup import BackupRefused, making


class Command(BaseCommand):
    help = (
        "Writes an encrypted backup of the database and of the originals of photos. BACKUP_KEYS holds the key. Nobody "
        "who is writing waits for it, and the file has its name only once it is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to write; it must not be there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = making.make(options["file"])
        except BackupRefused as refused:
            raise CommandError(str(refused)) from None
        if options["verbosity"]:
            self.stdout.write(
                _("Written: rows %(rows)d, tables %(tables)d, files %(files)d, bytes %(size)d.")
                % {"rows": made.rows, "tables": made.tables, "files": made.files, "size": made.size}
            )
        if made.altered:
            raise CommandError(
                _(
                    "The backup is complete but for originals of photos that were altered since they were kept: "
                    "%(names)s"
                )
                % {"names": ", ".join(made.altered)}
            )
