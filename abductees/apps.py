"""The abducted and the missing as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AbducteesConfig(AppConfig):
    name = "abductees"
    verbose_name = _("The abducted")

    def ready(self) -> None:
        from abductees import documents  # noqa: F401  (registers the table of its records)
        from records import typed

        typed.guard(self)
