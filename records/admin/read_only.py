"""Lists from which nothing is added, changed or deleted."""

from typing import Any

from django.http import HttpRequest


class ReadOnly:
    """To mix with a ModelAdmin: what it lists comes into being elsewhere."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
