"""manage.py load_reference: the starting set of places, parties, areas, labels, sources and groupings."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from records import reference_data


class Command(BaseCommand):
    help = (
        "Loads the reference data of records/reference. Makes what is missing and leaves what is there as staff have "
        "it; --update overwrites it with the files."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--update", action="store_true", help="overwrite what staff have edited since")
        parser.add_argument(
            "--folder", type=Path, default=reference_data.FOLDER, help="another folder of CSV files"
        )

    def handle(self, *args, **options) -> None:
        try:
            loaded = reference_data.load(options["folder"], update=options["update"])
        except reference_data.ReferenceRefused as error:
            raise CommandError("\n".join([_("Nothing was loaded:"), *error.problems])) from error
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(_("A file could not be read: %(error)s") % {"error": error}) from error
        if options["verbosity"] > 0:
            for counts in loaded:
                self.stdout.write(
                    _("%(file)s: %(made)d made, %(updated)d brought up to date, %(kept)d left as they are")
                    % {
                        "file": counts.file,
                        "made": counts.made,
                        "updated": counts.updated,
                        "kept": counts.kept,
                    }
                )
