"""manage.py check_suppressions: fails while a suppression has not reached the public side within two minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from records import suppression


class Command(BaseCommand):
    help = (
        "Asks the public side whether everything in the ledger of suppressions is gone from it. Exits non-zero when "
        "one waits for more than two minutes, when the public side does not answer, or when it knows of one that the "
        "ledger does not. Let a monitor run it every minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = suppression.pending()
        if found.rows and not found.answered:
            raise CommandError(_("The public side does not answer: suppressions cannot be confirmed."))
        if late := found.overdue:
            names = ", ".join(row.record.public_id for row in late)
            raise CommandError(
                _("NOT suppressed on the public side for %(minutes)d minutes: %(names)s")
                % {"minutes": found.minutes, "names": names}
            )
        if found.unknown:
            raise CommandError(
                _("Suppressed on the public side, and not in the ledger: %(names)s")
                % {"names": ", ".join(found.unknown)}
            )
