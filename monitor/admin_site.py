"""The staff site: Django's own admin under our name and theme."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class MarsadAdminConfig(AdminConfig):
    default_site = "monitor.admin_site.MarsadAdminSite"


class MarsadAdminSite(AdminSite):
    site_title = _("Marsad")
    site_header = _("Marsad: the staff desk")
    index_title = _("Desk")
    enable_nav_sidebar = False
