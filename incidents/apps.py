"""Incidents and tallies as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncidentsConfig(AppConfig):
    name = "incidents"
    verbose_name = _("Incidents and tallies")

    def ready(self) -> None:
        from incidents import documents  # noqa: F401  (registers its tables by being imported)
        from records import typed

        typed.guard(self)
