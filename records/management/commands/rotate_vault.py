"""manage.py rotate_vault: wrap the keys of the vault's files under the newest outer key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records import vault


class Command(BaseCommand):
    help = (
        "Wraps the key of every confidential file under the first of VAULT_KEYS. Run it after a new key was put "
        "first; when it says 0, the older ones can be taken away. Fails when a file cannot be opened."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = vault.rotate()
        except vault.Unreadable as unreadable:
            raise CommandError(str(unreadable)) from None
        self.stdout.write(
            ngettext(
                "The key of %(count)d file was wrapped again.",
                "The keys of %(count)d files were wrapped again.",
                count,
            )
            % {"count": count}
        )
        self.stdout.write(_("The newest key is %(id)s.") % {"id": vault.key_id(vault.outer_keys()[0])})
