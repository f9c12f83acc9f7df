"""Records as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")

    def ready(self) -> None:
        from records import audit, texts, triggers, typed  # noqa: F401  (some register what they hold by being imported)

        typed.guard(self)
