"""The public addresses: Arabic at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("publication.api.urls")),
    *i18n_patterns(path("", include("publication.urls")), prefix_default_language=False),
]
handler400 = "publication.views.errors.bad_request"
handler404 = "publication.views.errors.not_found"
handler403 = "publication.views.errors.forbidden"
handler500 = "publication.views.errors.server_error"
