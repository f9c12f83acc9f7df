"""The last step of signing in, after password and second factor or after a passkey alone."""

from typing import Any

from allauth.account.stages import LoginStage
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from monitor import accounts, audit

#: By what the account was known when its password was right; it is not if that was changed since.
KNOWN_BY = "sign_in_known_by"


class StillMaySignIn(LoginStage):
    """Minutes can lie between the steps, and a passkey alone asks no backend: nobody comes in whose account was shut,
    switched off or given another password or role meanwhile.
    """

    key = "still_may_sign_in"

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        known_by = self.request.session.pop(KNOWN_BY, None)
        unchanged = known_by is None or constant_time_compare(known_by, user.get_session_auth_hash())
        if (
            unchanged
            and user.is_staff
            and accounts.may_enter(self.request, user)
            and not accounts.is_refused(self.request, user.username)
        ):
            return None, True
        audit.attempt_failed(self.request, user, "last")
        return redirect("admin:login"), False
