"""The headers of every response: of pages and files, of errors and redirects, of what another middleware refused."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from publication.protection import is_of_staff

#: No page of ours needs any of these; signing in with a key may come, on our own pages.
_NO_USE = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone",
    "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _NO_USE)
#: The page of the API, the only public one with a script.
SCRIPTED = "/api/v1/docs/"


class Headers:
    """Stands first, so that nothing is answered without it.

    Pages of staff are kept by nothing. Public pages may be kept and are asked for anew each time; a view that says
    otherwise (files, photos, tombstones) is heard. An error is kept by nothing, since what was not there may come.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        # Django's own, for the one answer that it leaves out: to a host that is not ours, asked by plain http.
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if is_of_staff(request):
            add_never_cache_headers(response)
        elif response.status_code >= 400:
            response["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        if not is_of_staff(request):
            # No public page sends a form that needs it, and the address of a page says who was read about.
            response["Referrer-Policy"] = "no-referrer"
        return response


class PublicPolicy:
    """Public pages run no script and ask for nothing by themselves, so that none that got in could."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_of_staff(request) and request.path_info != SCRIPTED:
            response._csp_replace = settings.PUBLIC_PAGES_POLICY  # type: ignore[attr-defined]
        return response
