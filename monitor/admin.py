"""Accounts in the staff site."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from monitor.code_names import CodeNamesOnly
from monitor.models import User
from monitor.roles import role_label
from publication.wording import joined
from records import audit

# Roles are fixed by monitor.roles; a page that edits or lists groups would only show their keys.
admin.site.unregister(Group)


class RoleFilter(admin.RelatedFieldListFilter):
    """Accounts by role, under the names that people read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("roles")

    def field_choices(self, field: Any, request: Any, model_admin: Any) -> list[tuple[Any, str]]:
        groups = field.remote_field.model.objects.order_by("pk")
        return [(group.pk, role_label(group)) for group in groups]


@admin.register(User)
class AccountAdmin(CodeNamesOnly, UserAdmin):
    """Rights are given by group only, so single permissions and the superuser switch are not offered."""

    list_display = ["username", "first_name", "last_name", "may_sign_in", "role_names"]
    list_filter = [("groups", RoleFilter), "is_active"]
    filter_horizontal: list[str] = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    actions = ["end_sessions"]

    @admin.action(description=_("End all sessions of the chosen accounts"), permissions=["change"])
    def end_sessions(self, request: Any, accounts: Any) -> None:
        for account in accounts:
            account.end_sessions()
            audit.write("account.sessions_ended", request.user, f"user {account.username}"[:60])
        self.message_user(request, _("All their sessions are ended, here and elsewhere."), messages.SUCCESS)

    def get_queryset(self, request: Any) -> Any:
        """A superuser's account is changed by superusers only."""
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """Nobody gives rights to themselves."""
        own = obj is not None and obj.pk == request.user.pk and not request.user.is_superuser
        return [*self.readonly_fields, *(["is_active", "is_staff", "groups"] if own else [])]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        formfield = super().formfield_for_manytomany(db_field, request, **kwargs)
        if formfield and db_field.name == "groups":
            formfield.label = _("roles")
            formfield.label_from_instance = role_label
        return formfield

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        return joined([role_label(group) for group in user.groups.all()])

    @admin.display(description=_("active"), ordering="is_active")
    def may_sign_in(self, user: User) -> str:
        """In words: the sign for it has an English name in every language."""
        return str(_("yes") if user.is_active else _("no"))
