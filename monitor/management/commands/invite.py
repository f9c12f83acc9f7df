"""manage.py invite USERNAME --role administrator: the first administrators, and those who must come back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from monitor import invitations, requests
from records.conditions import Refused


class Command(BaseCommand):
    help = (
        "Makes an administrator's account, or lets an administrator who lost access come back, and prints a link with "
        "which its holder sets a password. Only while fewer than two administrators are active: afterwards accounts "
        "are asked for and granted at the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="the name of the account; it may be a code name")
        parser.add_argument(
            "--role", choices=["administrator"], default="administrator", help="the only role given here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                code = invitations.make_link(requests.make_administrator(options["username"]), None)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            _("The link of %(name)s, after the site's address. It opens once, within 72 hours:")
            % {"name": options["username"]}
        )
        self.stdout.write(f"{reverse('invitation')}#{code}")
