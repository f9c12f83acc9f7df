"""Accounts in the staff site."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from monitor.models import User


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Rights are given by group only, so single permissions and the superuser switch are not offered."""

    list_display = ["username", "first_name", "last_name", "is_active", "role_names"]
    list_filter = ["groups", "is_active"]
    filter_horizontal: list[str] = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        return "، ".join(group.name for group in user.groups.all())
