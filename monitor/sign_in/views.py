"""The pages of signing in and of an account's own security: allauth's views in the frame of the staff site."""

from typing import Any

from allauth.account.utils import perform_login
from allauth.account.views import ReauthenticateView
from allauth.core.internal import ratelimit
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from monitor import second_factor, sessions
from monitor.audit import subject_of
from monitor.sign_in.stages import KNOWN_BY
from records import audit

OVERVIEW = reverse_lazy("mfa_index")


class PasswordView(LoginView):
    """The first step. A right password signs nobody in by itself: allauth takes it from there."""

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        self.request.session[KNOWN_BY] = user.get_session_auth_hash()
        return perform_login(self.request, user, redirect_url=self.get_success_url())


class StaffPage:
    """What the frame of the staff site needs around a view of allauth."""

    title: Any = ""
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frame = admin.site.each_context(self.request)
        return {**frame, "title": self.title, **super().get_context_data(**kwargs)}


class OwnPage(StaffPage):
    """A page of one's own account: for those who may enter the staff site, and nobody else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not admin.site.has_permission(request):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return super().dispatch(request, *args, **kwargs)


# Signing in ------------------------------------------------------------------------------------------------


class CodeView(StaffPage, mfa.AuthenticateView):
    template_name = "admin/sign_in/code.html"
    title = gettext_lazy("Second step")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which ways the account has: a passkey is not offered to who has none."""
        kinds = Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        return {**super().get_context_data(**kwargs), "kinds": set(kinds)}


# A GET begins a challenge, and with it a session: it is limited as well.
@method_decorator(
    ratelimit.decorator(app="allauth.mfa", action="webauthn_login", limit_get=True), name="dispatch"
)
class PasskeyAloneView(webauthn.LoginWebAuthnView):
    """Has no page: the button stands on that of the first step."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.session.pop(KNOWN_BY, None)  # of a password that was begun with and left
        return super().dispatch(request, *args, **kwargs)


# Confirming ------------------------------------------------------------------------------------------------


class ConfirmPasswordView(OwnPage, ReauthenticateView):
    template_name = "admin/sign_in/confirm_password.html"
    title = gettext_lazy("Confirm that it is you")


class ConfirmCodeView(OwnPage, mfa.ReauthenticateView):
    template_name = "admin/sign_in/confirm_code.html"
    title = gettext_lazy("Confirm that it is you")


class ConfirmPasskeyView(OwnPage, webauthn.ReauthenticateWebAuthnView):
    template_name = "admin/sign_in/confirm_passkey.html"
    title = gettext_lazy("Confirm that it is you")

    def form_invalid(self, form: Any) -> HttpResponse:
        """Here again, with what was wrong, and not at the sign-in, which sends those signed in to the desk."""
        return self.render_to_response(self.get_context_data(form=form))


# Factors ---------------------------------------------------------------------------------------------------


class OverviewView(OwnPage, mfa.IndexView):
    template_name = "admin/sign_in/overview.html"
    title = gettext_lazy("Two-step verification and sessions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        user = self.request.user
        codes = found["authenticators"].get(Authenticator.Type.RECOVERY_CODES)
        try:
            left = len(codes.get_unused_codes()) if codes else 0
        except second_factor.Unreadable:
            left = None
        return {
            **found,
            "has_second_factor": second_factor.has_one(user),
            "must_set_up": second_factor.is_missing(user),
            "codes_left": left,
            "sessions": sessions.open_sessions(user, self.request.session.session_key),
        }


class ActivateAppView(OwnPage, totp.ActivateTOTPView):
    template_name = "admin/sign_in/app_activate.html"
    title = gettext_lazy("Set up an authenticator app")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        app.wrap().validate_code(form.cleaned_data["code"])  # used up: it signs nobody in any more
        return response


class RemoveAppView(OwnPage, totp.DeactivateTOTPView):
    template_name = "admin/sign_in/app_remove.html"
    title = gettext_lazy("Remove the authenticator app")


class AddPasskeyView(OwnPage, webauthn.AddWebAuthnView):
    template_name = "admin/sign_in/passkey_add.html"
    title = gettext_lazy("Add a passkey")


class RemovePasskeyView(OwnPage, webauthn.RemoveWebAuthnView):
    template_name = "admin/sign_in/passkey_remove.html"
    title = gettext_lazy("Remove a passkey")
    success_url = OVERVIEW


class RecoveryCodesView(OwnPage, recovery_codes.ViewRecoveryCodesView):
    template_name = "admin/sign_in/codes.html"
    title = gettext_lazy("Recovery codes")


class MakeRecoveryCodesView(OwnPage, recovery_codes.GenerateRecoveryCodesView):
    template_name = "admin/sign_in/codes_make.html"
    title = gettext_lazy("New recovery codes")


# Sessions --------------------------------------------------------------------------------------------------


class EndSessionsView(OwnPage, TemplateView):
    """Ends one session of one's own, or all others. Needs no confirming: who does it can but sign in again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        handle = request.POST.get("session", "")
        user: Any = request.user
        if handle == "others":
            user.end_sessions()
            update_session_auth_hash(request, user)
            audit.write("account.sessions_ended", user, subject_of(user))
            messages.success(request, _("All other sessions are ended."))
        elif sessions.end(user, handle):
            audit.write("account.session_ended", user, subject_of(user))
            messages.success(request, _("The session is ended."))
        else:
            messages.info(request, _("That session was over already."))
        return redirect(f"{OVERVIEW}#sessions")
