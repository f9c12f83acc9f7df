"""The public side as a Django application."""

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "publication"
    verbose_name = _("Public side")

    def ready(self) -> None:
        from publication.checks import only_public_and_only_to_read
        from publication.search_index import put_back_triggers

        post_migrate.connect(put_back_triggers, sender=self)
        if not settings.STAFF:
            register(only_public_and_only_to_read, Tags.database)
