"""The staff site: Django's own admin under our name and theme."""

from typing import Any

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

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The desk: what waits for the one who looks, before the list of forms."""
        from monitor import desk as accounts
        from records.admin import desk

        mine = {"desk": desk.context(request), "accounts": accounts.context(request.user)}
        return super().index(request, {**mine, **(extra_context or {})})
