"""The table of the cache that all processes share: codes that were used and attempts that failed."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import timezone


@receiver(post_migrate, dispatch_uid="monitor.cache")
def make_table(sender: Any, using: str, **kwargs: Any) -> None:
    """`migrate` makes it, so that nobody can forget to. Nothing where it is there already."""
    if sender.label == "monitor":
        call_command("createcachetable", database=using, verbosity=0)


def forget_expired() -> None:
    """Delete what has run out. Django's cache passes over it but keeps it, and where attempts came from is kept for no
    longer than it counts, even as a hash.
    """
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 -- a name of the settings
