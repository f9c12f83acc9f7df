"""Monthly summaries as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Monthly summaries")

    def ready(self) -> None:
        from reports import documents  # noqa: F401  (registers its tables by being imported)
