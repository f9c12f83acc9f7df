"""Monthly summaries as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Monthly summaries")

    def ready(self) -> None:
        from records import typed
        from records.models import Record
        from records.release import FINISHES
        from reports import documents, editions  # noqa: F401  (registers its tables by being imported)

        typed.guard(self)
        FINISHES[Record.Kind.REPORT] = editions.finish
