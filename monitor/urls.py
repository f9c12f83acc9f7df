"""All addresses: staff pages under /admin/, everything else is the public side. English stands under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from monitor import invitation_pages
from publication.site_urls import handler400, handler500

handler403 = "monitor.refusals.forbidden"
handler404 = "monitor.refusals.not_found"

urlpatterns = [
    path("", include("publication.api.urls")),
    *i18n_patterns(
        path("admin/invitation/", invitation_pages.arrive, name="invitation"),
        path("admin/invitation/password/", invitation_pages.set_password, name="invitation_password"),
        path("admin/", include("monitor.sign_in.urls")),
        path("admin/", admin.site.urls),
        path("", include("publication.urls")),
        prefix_default_language=False,
    ),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
