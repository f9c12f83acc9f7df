"""What the holder of an account is told of a granted request, and that they have read it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from monitor.audit import subject_of
from monitor.models import AccountNotice
from records import audit


@transaction.atomic
def acknowledge(notice: AccountNotice, holder: Any) -> None:
    """The holder has read it; nobody else says so. ValueError for someone else."""
    if notice.request.account_id != holder.pk:
        raise ValueError("not the holder")
    done = AccountNotice.objects.filter(pk=notice.pk, acknowledged_at=None).update(
        acknowledged_at=timezone.now()
    )
    if done:
        audit.write("account.acknowledged", holder, subject_of(holder), request=notice.request_id)
