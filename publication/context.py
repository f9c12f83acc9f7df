"""What every public page knows."""

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def site(request: HttpRequest) -> dict[str, Any]:
    """The address of the same page in the other language."""
    other = "en" if (get_language() or "ar").startswith("ar") else "ar"
    return {"other_language": other, "other_language_url": translate_url(request.get_full_path(), other)}
