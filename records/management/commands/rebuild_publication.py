"""manage.py rebuild_publication: empty the public side and apply every release again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from records import outbox
from records.models import Release

#: A line of progress after so many releases.
STEP = 1000


class Command(BaseCommand):
    help = (
        "Empties the public tables and applies every release again, in order; working rows are not read. One "
        "transaction: readers see the old rows until all is there. On SQLite no one can save in the meantime."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        every = Release.objects.count()

        def tell(count: int) -> None:
            if options["verbosity"] and count % STEP == 0:
                self.stdout.write(f"{count} / {every}")

        done = outbox.rebuild(tell)
        if options["verbosity"]:
            self.stdout.write(
                ngettext("%(count)d release was applied.", "%(count)d releases were applied.", done)
                % {"count": done}
            )
