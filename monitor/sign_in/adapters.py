"""What allauth is told of this site: nobody signs up, there is no mail, and what it stores is sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitor import accounts, second_factor


class AccountAdapter(DefaultAccountAdapter):
    """Two steps of signing in and no other: the second factor, and whether the account may still come in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": gettext_lazy(
            "The password is not right. Look at the language of the keyboard."
        ),
        "rate_limited": accounts.SHUT,
        "too_many_login_attempts": accounts.SHUT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage", "monitor.sign_in.stages.StillMaySignIn"]

    def get_client_ip(self, request: HttpRequest) -> str:
        """What allauth keeps in the cache for its limits: never the address itself."""
        return accounts.address_of(request) or "unknown"

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """An account with a second factor confirms with it: who took a password must not remove what guards it."""
        methods = super().get_reauthentication_methods(user)
        beyond = [method for method in methods if method["id"] != "reauthenticate"]
        return beyond if user.is_authenticated and second_factor.has_one(user) else methods

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """There is no mail; the audit has it."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets sealed, and names that tell whoever searches a telephone as little as they can."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("The code is not right, or was used before. Type the next one."),
        "incorrect_passkey": gettext_lazy("The passkey was not accepted. Try again, or use another way."),
        "shut": accounts.SHUT,
        "unreadable": gettext_lazy(
            "Codes cannot be checked now: the key that opens them is not on the server. Tell whoever runs it."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Set up an authenticator app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        return second_factor.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.unseal(encrypted_text)

    def get_totp_label(self, user: Any) -> str:
        return user.username

    def _get_user_identifier(self, user: Any) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.username}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 -- allauth's name
        number = second_factor.Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """There is no mail; the audit has it."""
