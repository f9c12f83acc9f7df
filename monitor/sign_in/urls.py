"""Addresses of signing in, below the staff site's. The names are those by which allauth finds its own pages; what is
not here (sign-up, mail, forgotten passwords, accounts elsewhere) does not exist.
"""

from django.contrib import admin
from django.urls import path

from monitor.sign_in import views

urlpatterns = [
    path("login/", admin.site.login, name="account_login"),
    path("login/code/", views.CodeView.as_view(), name="mfa_authenticate"),
    path("login/passkey/", views.PasskeyAloneView.as_view(), name="mfa_login_webauthn"),
    path("security/", views.OverviewView.as_view(), name="mfa_index"),
    path("security/sessions/", views.EndSessionsView.as_view(), name="end_sessions"),
    path("security/confirm/", views.ConfirmPasswordView.as_view(), name="account_reauthenticate"),
    path("security/confirm/code/", views.ConfirmCodeView.as_view(), name="mfa_reauthenticate"),
    path("security/confirm/passkey/", views.ConfirmPasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("security/app/", views.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", views.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("security/passkeys/add/", views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/remove/", views.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path("security/codes/", views.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("security/codes/make/", views.MakeRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
]
