"""manage.py project_outbox: project the releases that wait."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publication import database
from records import audit, outbox, photos, suppression
from records.imports import uploads
from records.models import OutboxEntry


class Command(BaseCommand):
    help = (
        "Projects releases that wait in the outbox, as after a crash. Run it at every start and every minute: a "
        "release is otherwise projected as soon as it is made. Suppressions that the public side lacks go first, "
        "and what the audit has gathered is sealed. Files whose import nobody confirmed are deleted. What a public "
        "database restored from an older dump has lost is put back. Fails, and says at which release, when one cannot "
        "be, and when the public database does not answer."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        uploads.purge()
        photos.purge_unfinished()
        try:
            done = outbox.drain(put_back=True)
        except outbox.NotPutBack as fault:
            kind = type(fault.__cause__).__name__
            text = _(
                "What the public side has lost could not be put back: %(kind)s. The log says at which release."
            )
            raise CommandError(text % {"kind": kind}) from fault
        finally:
            audit.seal()
        if done and options["verbosity"]:
            self.stdout.write(
                ngettext("%(count)d release was applied.", "%(count)d releases were applied.", done)
                % {"count": done}
            )
        if database.is_separate() and not database.answers():
            count = OutboxEntry.objects.filter(done_at=None).count()
            raise CommandError(
                _("The public database does not answer; releases that wait: %(count)d.") % {"count": count}
            )
        if waiting := suppression.pending().rows:
            names = ", ".join(row.record.public_id for row in waiting)
            raise CommandError(_("NOT suppressed on the public side: %(names)s") % {"names": names})
        stuck = OutboxEntry.objects.filter(done_at=None).exclude(error="").order_by("release_id").first()
        if stuck is not None:
            raise CommandError(
                _(
                    "Release %(release)d could not be projected (%(error)s, attempt %(attempts)d); later ones wait."
                )
                % {"release": stuck.pk, "error": stuck.error, "attempts": stuck.attempts}
            )
