"""Every form that proves who someone is. Each asks whether attempts are looked at now, and counts its failures with
those of all others (monitor.accounts): there is no way in on which guessing is free.
"""

import struct
from typing import Any

from allauth.account.forms import ReauthenticateForm as ConfirmPassword
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from monitor import accounts, audit, second_factor
from records.typed import TypedText

#: How a passkey's answer fails to be read that is not one.
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)


def refuse_if_shut(user: Any, step: str) -> None:
    """ValidationError while the account or the address is shut. Only where the password or a session was right
    already: it tells that the account is there.
    """
    if accounts.is_refused(context.request, user.username):
        audit.attempt_failed(context.request, user, step)
        raise get_adapter().validation_error("shut")


# Passwords -------------------------------------------------------------------------------------------------


class PasswordForm(AdminAuthenticationForm):
    """The first step. Of a shut address it says so, which tells of no account; of a shut account it does not."""

    def clean(self) -> dict[str, Any]:
        if accounts.is_address_shut(self.request):
            raise ValidationError(accounts.SHUT, code="shut")
        return super().clean()


class ConfirmPasswordForm(ConfirmPassword):
    """The password once more, before factors are changed by an account that has none."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_password(self) -> str:
        refuse_if_shut(self.user, "password")
        return super().clean_password()


class ChangePasswordForm(AdminPasswordChangeForm):
    """A new password. Django's own form looks at the old one as often as anyone likes; here it counts."""

    def clean_old_password(self) -> str:
        refuse_if_shut(self.user, "password")
        old = self.cleaned_data["old_password"]
        if authenticate(context.request, username=self.user.username, password=old) is None:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


# Codes -----------------------------------------------------------------------------------------------------


def _code_field(label: Any, digits: str) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "autofocus": True}
    return forms.CharField(
        label=label, max_length=20, widget=forms.TextInput(attrs={**attributes, "class": digits})
    )


class _Code(TypedText):
    user: Any
    code = _code_field(_("Code"), "code-input")

    def clean_code(self) -> str:
        refuse_if_shut(self.user, "code")
        try:
            return super().clean_code()  # type: ignore[misc]
        except second_factor.Unreadable:
            raise get_adapter().validation_error("unreadable") from None


class CodeForm(_Code, AuthenticateForm):
    """The second step: a code of the app, or a recovery code."""


class ConfirmCodeForm(_Code, ReauthenticateForm):
    """A code once more, before factors are changed."""


class ActivateAppForm(TypedText, ActivateTOTPForm):
    """The first code of an app that was just given its secret."""

    code = _code_field(_("Code that the app shows"), "code-input")


# Passkeys --------------------------------------------------------------------------------------------------


class _Passkey(forms.Form):
    user: Any

    def clean_credential(self) -> Any:
        if self.user is not None:
            refuse_if_shut(self.user, "passkey")
        try:
            factor = super().clean_credential()  # type: ignore[misc]
        except (ValidationError, *MALFORMED):
            # Without a password first, whose account it is is a claim: it is not counted against them.
            audit.attempt_failed(context.request, self.user, "passkey")
            raise get_adapter().validation_error("incorrect_passkey") from None
        refuse_if_shut(factor.user, "passkey")
        return factor


class PasskeyForm(_Passkey, AuthenticateWebAuthnForm):
    """The second step, with a passkey."""


class ConfirmPasskeyForm(_Passkey, ReauthenticateWebAuthnForm):
    """A passkey once more, before factors are changed."""


class PasskeyAloneForm(_Passkey, LoginWebAuthnForm):
    """A passkey instead of both steps: one that asked for a fingerprint, face or PIN, which is the second factor."""

    def clean_credential(self) -> Any:
        if accounts.is_address_shut(context.request):
            raise get_adapter().validation_error("shut")
        return super().clean_credential()


class AddPasskeyForm(TypedText, AddWebAuthnForm):
    """A new passkey, under a name by which its owner knows it."""

    name = forms.CharField(label=_("Name"), required=False, max_length=60)
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone"),
        required=False,
        initial=True,
        help_text=_(
            "It then asks for a fingerprint, face or PIN each time. Leave it out for a key that cannot."
        ),
    )

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except (*MALFORMED,):
            raise get_adapter().validation_error("incorrect_passkey") from None
