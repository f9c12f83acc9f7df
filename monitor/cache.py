"""The table of the cache that all processes share: `migrate` makes it, so that nobody can forget to."""

from typing import Any

from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.dispatch import receiver


@receiver(post_migrate, dispatch_uid="monitor.cache")
def make_table(sender: Any, using: str, **kwargs: Any) -> None:
    """Nothing where it is there already."""
    if sender.label == "monitor":
        call_command("createcachetable", database=using, verbosity=0)
