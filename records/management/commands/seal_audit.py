"""manage.py seal_audit: chains what the audit has gathered, and prints the head to be kept elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from records import audit


class Command(BaseCommand):
    help = "Seals the entries of the audit into its chain and prints the chain's head, to be kept on another machine."

    def handle(self, *args: Any, **options: Any) -> None:
        count = audit.seal()
        if options["verbosity"] > 1:
            self.stderr.write(_("Entries sealed: %(count)d.") % {"count": count})
        self.stdout.write(str(audit.head()))
