"""manage.py load_sample [--passwords]: sample accounts and month 78, for trying the system on this machine."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from monitor import sample, sample_reports
from records.models import OutboxEntry


class Command(BaseCommand):
    help = (
        "Makes one sample account per role and loads month 78 through import, review and release. Only in debug mode. "
        "--passwords gives the sample accounts new passwords and prints them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--passwords", action="store_true", help="give the sample accounts new passwords")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(_("The sample is for debug mode only."))
        try:
            if options["passwords"]:
                self._print(sample.make_accounts())
                return
            if sample.is_loaded():
                self._publish_reports()
                self.stdout.write(_("The sample is loaded already. New passwords: load_sample --passwords"))
                return
            with transaction.atomic():
                passwords = sample.make_accounts()
                count = sample.load_records()
        except sample.SampleRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Loaded and released: %(count)d records.") % {"count": count})
        self._print(passwords)
        self._publish_reports()
        waiting = OutboxEntry.objects.filter(done_at=None).first()
        if waiting is not None:
            raise CommandError(_("The public side could not be filled: %(error)s") % {"error": waiting.error})

    def _publish_reports(self) -> None:
        """After the records are public: reports are made from what is. A start that was cut short makes them later."""
        with transaction.atomic():
            count = sample_reports.publish_reports()
        self.stdout.write(_("Reports published: %(count)d.") % {"count": count})

    def _print(self, passwords: dict[str, str]) -> None:
        """The table of accounts; passwords are nowhere else, so this is the one time they can be read."""
        self.stdout.write(_("Sample accounts; the passwords are shown this once:"))
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<15} {password}")
