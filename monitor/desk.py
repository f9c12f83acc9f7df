"""What the desk says of accounts: to each person about their own, to administrators what waits for them."""

from typing import Any

from django.utils import timezone

from monitor.admin.requests import EFFECTS, names_of
from monitor.models import AccountNotice, AccountRequest
from monitor.requests import active_administrators, against_deciding


def context(user: Any) -> dict[str, Any]:
    """`notices` that the person has not read, and for an administrator the open `requests`, with what stands against
    deciding each, and whether there are `too_few` administrators to decide anything.
    """
    notices = (
        AccountNotice.objects.filter(request__account=user.pk, acknowledged_at=None)
        .select_related("request__asked_by", "request__decided_by")
        .order_by("pk")
    )
    found: dict[str, Any] = {"notices": [_told(notice.request) for notice in notices]}
    if user.has_perm("monitor.view_accountrequest"):
        waiting = (
            AccountRequest.objects.filter(outcome=AccountRequest.Outcome.OPEN, expires_at__gt=timezone.now())
            .select_related("asked_by", "account")
            .order_by("asked_at")
        )
        found["is_administrator"] = True
        found["requests"] = [{"asked": one, "against": against_deciding(one, user)} for one in waiting]
        found["too_few"] = active_administrators().count() < 2
    return found


def _told(request: AccountRequest) -> dict[str, Any]:
    return {
        "asked": request,
        "effect": EFFECTS[request.kind],
        "before": [role["name"] for role in names_of(request.roles_before)],
        "after": [role["name"] for role in names_of(request.roles)],
    }
