"""The page before a suppression: what would be taken away, the reason, and a confirmation not given by chance."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from records import suppression, workflow
from records.admin.review import visible_record
from records.models import Record
from terms.choices import SuppressionReason


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of everything public, for good. The reason is chosen, and the record's id typed, before anything happens."""
    record = visible_record(request, pk)
    if not request.user.has_perm("records.suppress_record"):
        raise PermissionDenied
    refusal = workflow.moves_with_refusals(record, request.user).get("suppress", "")
    if refusal:
        messages.error(request, refusal)
        return redirect("admin:records_record_review", pk)
    if request.method == "POST":
        try:
            if request.POST.get("confirm", "").strip() != record.public_id:
                raise workflow.Refused(_("Type the id of the record to confirm: nothing was suppressed."))
            workflow.move(record, "suppress", request.user, reason=request.POST.get("reason", ""))
        except workflow.Refused as refused:
            refusal = str(refused)
        else:
            _tell(request, record)
            return redirect("admin:records_record_review", pk)
    return TemplateResponse(request, "admin/records/suppress.html", _context(request, record, refusal))


def _tell(request: HttpRequest, record: Record) -> None:
    """Whether it has reached the public side; the outbox was drained as the step was committed."""
    if any(row.record_id == record.pk for row in suppression.pending().rows):
        messages.error(
            request,
            _("It is written down, but it has not reached the public side yet. Call the administrator now."),
        )
    else:
        messages.success(request, _("%(id)s is suppressed everywhere.") % {"id": record.public_id})


def _context(request: HttpRequest, record: Record, refusal: str) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "title": _("Suppress for good: %(title)s") % {"title": record},
        "opts": Record._meta,
        "record": record,
        "editions": suppression.editions_named(record),
        "reasons": SuppressionReason.choices,
        "chosen": request.POST.get("reason", ""),
        "refusal": refusal,
    }
