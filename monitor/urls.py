"""All addresses: staff pages under /admin/, everything else is the public side. English stands under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from publication.site_urls import handler500

handler403 = "monitor.refusals.forbidden"
handler404 = "monitor.refusals.not_found"

urlpatterns = [
    path("", include("publication.api.urls")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("publication.urls")),
        prefix_default_language=False,
    ),
]
__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
