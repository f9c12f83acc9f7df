"""manage.py rotate_vault: what rests on VAULT_KEYS, the vault's files and the second factors, under the newest key."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor import second_factor
from records.management.commands.rotate_vault import Command as RotateFiles


class Command(RotateFiles):
    help = (
        f"{RotateFiles.help} Second factors are sealed again too: one command, so that no key is taken away that "
        "something still needs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Second factors first: both are done before a failure of either is said."""
        unopened = False
        try:
            count = second_factor.rotate()
        except second_factor.Unreadable:
            unopened = True
        else:
            self.stdout.write(
                ngettext(
                    "%(count)d second factor was sealed again.",
                    "%(count)d second factors were sealed again.",
                    count,
                )
                % {"count": count}
            )
        super().handle(*args, **options)
        if unopened:
            raise CommandError(
                _("Some second factors did not open with the keys that are set: keep the older keys.")
            )
