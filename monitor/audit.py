"""What the audit writes of accounts: signing in and out, failures, roles, passwords. Never what was typed."""

import time
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver

from monitor.middleware import IdleSessionsEnd
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
        request.session[IdleSessionsEnd.KEY] = request.session[IdleSessionsEnd.BEGAN] = int(time.time())


@receiver(user_logged_out, dispatch_uid="monitor.audit.out")
def signed_out(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    if request is not None:
        request.session_ended = True
    if user is not None:
        audit.write("sign_out", user)


@receiver(user_login_failed, dispatch_uid="monitor.audit.failed")
def failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """The name only where an account bears it: people type their passwords into the wrong field."""
    user = User.objects.filter(username=credentials.get("username") or "").first()
    audit.write("sign_in.failed", None, subject_of(user) if user else "")


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
