"""manage.py verify_audit [--head "NUMBER DIGEST"]: walks the chain of the audit and names the first broken link."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from records import audit
from records.models import AuditEntry

SENTENCES = {
    "missing": gettext_noop("Link %(number)d is missing."),
    "changed": gettext_noop("Link %(number)d is broken: entry %(entry)s is not what was sealed."),
    "head": gettext_noop(
        "The chain does not hold link %(number)d with the digest that was kept: it was made anew or cut off."
    ),
}


class Command(BaseCommand):
    help = "Verifies the chain of the audit; fails with the first broken link. --head: a head printed before."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="the head that seal_audit printed, kept elsewhere: NUMBER DIGEST")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = None
        if options["head"]:
            try:
                kept = audit.Head.read(options["head"])
            except ValueError as error:
                raise CommandError(_("A head is a number and 64 hexadecimal digits.")) from error
        for fault in audit.faults(kept):
            raise CommandError(_(SENTENCES[fault.kind]) % {"number": fault.number, "entry": fault.entry})
        waiting = AuditEntry.objects.filter(link=None).count()
        self.stdout.write(
            _("The chain is whole: %(count)d links. Not sealed yet: %(waiting)d.")
            % {"count": audit.head().number, "waiting": waiting}
        )
