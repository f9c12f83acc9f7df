"""What every staff response carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers


class StaffPagesAreNeverStored:
    """Nothing of a staff page is kept by a browser or a proxy once it is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith((reverse("admin:index"), "/en" + reverse("admin:index"))):
            add_never_cache_headers(response)
        return response
