"""manage.py apply_suppressions: apply the whole ledger to the public side again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records import suppression


class Command(BaseCommand):
    help = (
        "Takes everything in the ledger of suppressions out of the public side again, as after restoring it from a "
        "dump. As often as you like; fails while any of it is not there."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = suppression.apply_pending(everything=True)
        if options["verbosity"]:
            self.stdout.write(
                ngettext("%(count)d suppression was applied.", "%(count)d suppressions were applied.", done)
                % {"count": done}
            )
        if rows := suppression.pending().rows:
            names = ", ".join(row.record.public_id for row in rows)
            raise CommandError(_("NOT suppressed on the public side: %(names)s") % {"names": names})
