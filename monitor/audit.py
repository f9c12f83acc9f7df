"""What the audit writes of accounts: signing in and out, failures, roles, passwords, second factors. Never what was
typed.
"""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from monitor import accounts, cache, sessions
from monitor.models import User
from records import audit

ROLE_ACTIONS = {
    "post_add": "account.role_granted",
    "post_remove": "account.role_taken",
    "pre_clear": "account.role_taken",
}


def subject_of(user: User) -> str:
    return f"user {user.username}"[:60]


@receiver(user_logged_in, dispatch_uid="monitor.audit.in")
def signed_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    audit.write("sign_in", user)
    if request is not None:
        sessions.begin(request)
        cache.forget_expired()


@receiver(user_logged_out, dispatch_uid="monitor.audit.out")
def signed_out(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    if request is not None:
        request.session_ended = True
    if user is not None:
        audit.write("sign_out", user)


@receiver(user_login_failed, dispatch_uid="monitor.audit.failed")
def failed(sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    """The name only where an account bears it: people type their passwords into the wrong field."""
    user = User.objects.filter(username=credentials.get("username") or "").first()
    attempt_failed(request, user, "password")


@receiver(authentication_failed, dispatch_uid="monitor.audit.code_failed")
def code_failed(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    attempt_failed(request, user, "code")


def attempt_failed(request: Any, user: Any, step: str) -> None:
    """Something that should prove an account did not. It counts towards shutting the account and the address."""
    audit.write("sign_in.failed", None, subject_of(user) if user else "", step=step)
    accounts.count_failure(request)


def session_refused(key: str) -> None:
    """A cookie came of a session that was ended by a new password or role, or by hand. Once: its row is gone now."""
    user = User.objects.filter(pk=key).first()
    audit.write("account.session_refused", None, subject_of(user) if user else "")


# Second factors: from the rows, so that none can be added or taken away unseen, and sessions end with it ------------


@receiver(authenticator_used, dispatch_uid="monitor.audit.factor_used")
def factor_used(sender: Any, user: Any, authenticator: Any, reauthenticated: bool, **kwargs: Any) -> None:
    audit.write(
        "account.factor_used", user, subject_of(user), kind=authenticator.type, confirming=reauthenticated
    )


@receiver(post_save, sender=Authenticator, dispatch_uid="monitor.audit.factor_added")
def factor_saved(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        _factors_changed("account.factor_added", instance)


@receiver(post_delete, sender=Authenticator, dispatch_uid="monitor.audit.factor_removed")
def factor_deleted(sender: Any, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    if not isinstance(origin, User):  # with the account itself nothing is left to end
        _factors_changed("account.factor_removed", instance)


def _factors_changed(action: str, factor: Any) -> None:
    """Written down, and every other session of the account is over."""
    request = context.request
    actor = request.user if request is not None and request.user.is_authenticated else None
    own = actor is not None and actor.pk == factor.user_id
    # The request's own object, so that the session in which it is done knows the account again.
    user: Any = actor if own else factor.user
    audit.write(action, actor, subject_of(user), kind=factor.type)
    user.end_sessions()
    if own:
        update_session_auth_hash(request, user)


@receiver(pre_save, sender=User, dispatch_uid="monitor.audit.before")
def before_saving(sender: Any, instance: User, **kwargs: Any) -> None:
    """What the account was, to tell what of it changed."""
    instance._audit_before = User.objects.filter(pk=instance.pk).first() if instance.pk else None  # type: ignore[attr-defined]


@receiver(post_save, sender=User, dispatch_uid="monitor.audit.saved")
def saved(sender: Any, instance: User, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    before = getattr(instance, "_audit_before", None)
    if created:
        audit.write("account.created", None, subject_of(instance))
    elif before is not None:
        if before.password != instance.password:
            audit.write("account.password", None, subject_of(instance))
        names = ("username", "is_active", "is_staff", "is_superuser", "is_sample")
        changed = [name for name in names if getattr(before, name) != getattr(instance, name)]
        if changed:
            audit.write("account.changed", None, subject_of(instance), fields=changed)
            instance.end_sessions()


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="monitor.audit.roles")
def roles_changed(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, model: Any, **kwargs: Any
) -> None:
    """Roles of one account; a change from the side of the group tells of each account."""
    if action not in ROLE_ACTIONS:
        return
    users = (
        [instance]
        if not reverse
        else list(User.objects.filter(pk__in=pk_set or instance.user_set.values("pk")))
    )
    for user in users:
        groups = (
            [instance] if reverse else (model.objects.filter(pk__in=pk_set) if pk_set else user.groups.all())
        )
        names = sorted(group.name for group in groups)
        if names:
            audit.write(ROLE_ACTIONS[action], None, subject_of(user), roles=names)
            user.end_sessions()
