"""Accounts and roles as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitorConfig(AppConfig):
    name = "monitor"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from monitor import audit, cache, checks, roles, triggers  # noqa: F401  (registered by being imported)
        from records import typed

        typed.guard(self)
