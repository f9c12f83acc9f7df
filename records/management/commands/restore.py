"""manage.py restore FILE: a backup into an empty site; with --verify it is only read."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from records.backup import BackupRefused, archive, restoring


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty, migrated site and makes its public side. The whole file is checked before "
        "anything is written, and all of it is loaded or nothing. On PostgreSQL run it as the owner of the tables."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that the command backup wrote")
        parser.add_argument("--verify", action="store_true", help="only read the file and say what is in it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["verify"]:
                contents = restoring.verify(options["file"])
                self._say(_("The file is whole."), contents, options["verbosity"])
                return
            done = restoring.restore(options["file"])
        except BackupRefused as refused:
            raise CommandError(str(refused)) from None
        self._say(_("Restored; every checksum is right and the triggers are back."), done.contents, 1)
        self.stdout.write(_("Releases applied to the public side: %(count)d.") % {"count": done.releases})
        if done.audit_fault is not None:
            raise CommandError(
                _("The site is restored, but the chain of its audit is broken at link %(number)d.")
                % {"number": done.audit_fault}
            )
        self.stdout.write(
            _("The chain of the audit is whole, links: %(count)d.") % {"count": done.audit_links}
        )
        self.stdout.write(
            _("Now make the decisions again that are younger than the backup: withdrawals, withheld names, "
              "destroyed files of the vault.")
        )  # fmt: skip

    def _say(self, begin: str, contents: archive.Contents, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(begin)
            self.stdout.write(
                _("Made at %(time)s; rows %(rows)d, tables %(tables)d, files %(files)d.")
                % {
                    "time": contents.head["made_at"],
                    "rows": contents.rows,
                    "tables": len(contents.tables),
                    "files": len(contents.files),
                }
            )
