"""The list and the pages of accounts. Nothing here gives an account anything: that needs monitor.requests."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as _registers_groups  # noqa: F401
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from monitor import requests, second_factor
from monitor.models import AccountRequest, User
from monitor.roles import role_label
from publication.wording import joined
from records import audit
from records.conditions import Refused

# Roles are fixed by monitor.roles; a page that edits or lists groups would only show their keys.
admin.site.unregister(Group)

#: What may be asked for an account that is there, as the buttons on its page say it.
ASKED_HERE: dict[str, Any] = {
    AccountRequest.Kind.ROLES: _("Ask for other roles"),
    AccountRequest.Kind.ACCESS: _("Ask for renewed access"),
    AccountRequest.Kind.SECOND_FACTOR: _("Ask to reset the second factor"),
    AccountRequest.Kind.REOPEN: _("Ask to open it again"),
}


class RoleFilter(admin.RelatedFieldListFilter):
    """Accounts by role, under the names that people read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("roles")

    def field_choices(self, field: Any, request: Any, model_admin: Any) -> list[tuple[Any, str]]:
        groups = field.remote_field.model.objects.order_by("pk")
        return [(group.pk, role_label(group)) for group in groups]


class AccountForm(forms.ModelForm):
    """The names of an account's holder, unless it is to say nothing of them."""

    class Meta:
        model = User
        fields = requests.NAMES
        help_texts = {"username": ""}

    def clean(self) -> dict[str, Any] | None:
        if self.instance.bears_a_code_name and any(self.data.get(name) for name in requests.NAMES):
            raise ValidationError(
                gettext(
                    "A correspondent's account bears a code name and nothing else: whoever opens this list must not "
                    "learn who writes from the field. Nothing was saved."
                )
            )
        if not any(name in self.data for name in requests.NAMES):
            raise ValidationError(gettext("Nothing was sent, and nothing was saved."))
        return super().clean()


@admin.register(User)
class AccountAdmin(admin.ModelAdmin):
    """Names can be changed here; roles, state, password and second factor are shown, never set."""

    form = AccountForm
    change_form_template = "admin/monitor/account.html"
    change_list_template = "admin/monitor/accounts.html"
    list_display = ["username", "first_name", "last_name", "may_sign_in", "role_names"]
    list_filter = [("groups", RoleFilter), "is_active"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    actions = ["end_sessions"]

    @admin.action(description=_("End all sessions of the chosen accounts"), permissions=["change"])
    def end_sessions(self, request: Any, accounts: Any) -> None:
        for account in accounts:
            account.end_sessions()
            audit.write("account.sessions_ended", request.user, f"user {account.username}"[:60])
        self.message_user(request, _("All their sessions are ended, here and elsewhere."), messages.SUCCESS)

    # What is shown --------------------------------------------------------------------------------------------

    def get_queryset(self, request: Any) -> Any:
        """A superuser's account is changed by superusers only."""
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An account begins with a request."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What someone wrote and verified stays under their account."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        names = (
            [] if obj is not None and obj.bears_a_code_name else [(_("Person"), {"fields": requests.NAMES})]
        )
        return [
            (
                None,
                {"fields": ["username", "may_sign_in", "role_names", "has_password", "has_second_factor"]},
            ),
            *names,
            (_("Dates"), {"fields": ["last_login", "date_joined"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["username", "may_sign_in", "role_names", "has_password", "has_second_factor", "last_login",
                "date_joined"]  # fmt: skip

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        return joined([role_label(group) for group in user.groups.all()]) or gettext("none")

    @admin.display(description=_("active"), ordering="is_active")
    def may_sign_in(self, user: User) -> str:
        """In words: the sign for it has an English name in every language."""
        return str(_("yes") if user.is_active else _("no"))

    @admin.display(description=_("password"))
    def has_password(self, user: User) -> str:
        """Nobody but its holder sets or learns one."""
        return gettext("set by the holder") if user.has_usable_password() else gettext("none yet")

    @admin.display(description=_("second factor"))
    def has_second_factor(self, user: User) -> str:
        return gettext("set up") if second_factor.has_one(user) else gettext("not set up")

    # Pages ----------------------------------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        shut = path("<int:pk>/shut/", self.admin_site.admin_view(self.shut_page), name="monitor_user_shut")
        return [shut, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        account = self.get_object(request, object_id)
        context: dict[str, Any] = {}
        if account is not None:
            names = not account.bears_a_code_name
            steps = steps_for(account, request.user)
            context = {"steps": steps, "show_save": names, "show_save_and_continue": names}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def shut_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What will happen, then at once: one administrator is enough to take away."""
        account = self.get_object(request, str(pk))
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        if account is None:
            raise Http404
        back = redirect("admin:monitor_user_change", pk)
        if refusal := requests.against_shutting(account, request.user):
            messages.error(request, refusal)
            return back
        if request.method == "POST" and request.POST.get("certain"):
            try:
                requests.shut(account, request.user)
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                done = gettext("The account of %(name)s is shut. All its sessions and links are dead.")
                messages.success(request, done % {"name": account.username})
            return back
        left = requests.active_administrators().exclude(pk=account.pk).count()
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Shut the account of %(name)s") % {"name": account.username},
            "opts": self.opts,
            "account": account,
            "too_few_left": left < 2 and "administrator" in account.role_keys,
        }
        return TemplateResponse(request, "admin/monitor/shut.html", context)


def steps_for(account: User, asker: Any) -> list[dict[str, Any]]:
    """What the administrator may do about the account: a button each, with its address; none for one's own."""
    steps = [
        {
            "label": label,
            "url": f"{reverse('admin:monitor_accountrequest_add')}?kind={kind}&account={account.pk}",
        }
        for kind, label in ASKED_HERE.items()
        if not requests.against_asking(kind, account, asker)
    ]
    if not requests.against_shutting(account, asker):
        shut = reverse("admin:monitor_user_shut", args=[account.pk])
        steps.append({"label": pgettext_lazy("account", "Shut it now"), "url": shut, "harms": True})
    return steps
