"""The staff site: Django's own admin under our name and theme."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache


class MarsadAdminConfig(AdminConfig):
    default_site = "monitor.admin_site.MarsadAdminSite"

    def ready(self) -> None:
        """Nobody edits second factors or addresses of mail as rows: allauth's own admin is taken away again."""
        super().ready()
        from django.contrib import admin

        for label in ("account", "mfa"):
            for model in apps.get_app_config(label).get_models():
                if admin.site.is_registered(model):
                    admin.site.unregister(model)


class MarsadAdminSite(AdminSite):
    site_title = _("Marsad")
    site_header = _("Marsad: the staff desk")
    index_title = _("Desk")
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """After how long a page that nobody uses empties itself (static/js/left-alone.js)."""
        return {**super().each_context(request), "idle_seconds": settings.SESSION_IDLE_MINUTES * 60}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The desk: what waits for the one who looks, before the list of forms."""
        from monitor import desk as accounts
        from monitor import second_factor
        from records.admin import desk

        mine = {
            "desk": desk.context(request),
            "accounts": accounts.context(request.user),
            "lacks_second_factor": not second_factor.has_one(request.user),
        }
        return super().index(request, {**mine, **(extra_context or {})})

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """The first step of signing in, as Django has it; what follows a right password is allauth's."""
        from monitor.sign_in.forms import PasswordForm
        from monitor.sign_in.views import PasswordView

        index = reverse("admin:index", current_app=self.name)
        if request.method in ("GET", "HEAD") and self.has_permission(request):
            return HttpResponseRedirect(index)
        context = {
            **self.each_context(request),
            "title": gettext("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            **(extra_context or {}),
        }
        if REDIRECT_FIELD_NAME not in request.GET and REDIRECT_FIELD_NAME not in request.POST:
            context[REDIRECT_FIELD_NAME] = index
        request.current_app = self.name
        return PasswordView.as_view(
            extra_context=context,
            authentication_form=PasswordForm,
            template_name="admin/sign_in/password.html",
        )(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """As Django has it, except that wrong old passwords count like those at the door."""
        from django.contrib.auth.views import PasswordChangeView

        from monitor.sign_in.forms import ChangePasswordForm

        request.current_app = self.name
        return PasswordChangeView.as_view(
            form_class=ChangePasswordForm,
            success_url=reverse("admin:password_change_done", current_app=self.name),
            template_name=self.password_change_template or "registration/password_change_form.html",
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)
