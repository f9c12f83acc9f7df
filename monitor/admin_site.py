"""The staff site: Django's own admin under our name and theme."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class MarsadAdminConfig(AdminConfig):
    default_site = "monitor.admin_site.MarsadAdminSite"


class MarsadAdminSite(AdminSite):
    site_title = _("Marsad")
    site_header = _("Marsad: the staff desk")
    index_title = _("Desk")
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """After how long a page that nobody uses empties itself (static/js/left-alone.js)."""
        return {**super().each_context(request), "idle_seconds": settings.SESSION_IDLE_MINUTES * 60}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The desk: what waits for the one who looks, before the list of forms."""
        from records.admin import desk

        return super().index(request, {"desk": desk.context(request), **(extra_context or {})})
