"""Error pages that help."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or whose page is too old."""
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def refusal(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    """The page of 400, 404, 405, 413 or 429, in the language of the address; JSON in the API. Asks no database.

    `reason` says what was wrong where that is known better.
    """
    language = translation.get_language_from_path(request.path_info) or "ar"
    with translation.override(language):
        title, text = _words(status)
        if request.path_info.startswith("/api/"):
            response: HttpResponse = JsonResponse({"detail": title}, status=status)
        elif status == 404:
            response = render(request, "404.html", status=404)
        else:
            context = {"code": status, "title": title, "text": reason or text, "other_language_url": ""}
            response = render(request, "refused.html", context, status=status)
    response["Content-Language"] = language
    return response


def _words(status: int) -> tuple[str, str]:
    """What was wrong and how to go on."""
    if status == 429:
        return _("Too many addresses without a page"), _(
            "From your network many addresses were asked for that lead nowhere. Wait a minute and try again; "
            "lists and the front page stay open."
        )
    if status == 413:
        return _("What was sent is too large"), _("Send fewer or smaller files at a time.")
    if status == 405:
        return _("This address cannot be used in this way"), _("Open it as a page.")
    if status == 404:
        return _("There is no page at this address"), ""
    return _("This request cannot be read"), _(
        "The address may have been broken off or changed on its way. Begin again from the front page."
    )
