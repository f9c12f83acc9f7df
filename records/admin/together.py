"""Many records of one import verified or released together: each by the same move and the same rules as alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records import workflow
from records.models import Record
from records.release import findings_of

#: More at once would be approved unread.
MOST = 200


@dataclass
class Item:
    """A record on the confirmation page: what stands against the move, and what became of it."""

    record: Record
    against: list[str] = field(default_factory=list)
    done: bool = False
    #: What the confirmation is for (workflow.version_at_hand).
    seen: str = ""


def together(
    model_admin: Any, request: HttpRequest, records: QuerySet[Record], move: str
) -> HttpResponse | None:
    """First the confirmation, with what stands against each; then each record by itself: those refused stay."""
    if records.count() > MOST:
        message = _("Choose at most %(most)d records at once, so that each can be looked at.") % {
            "most": MOST
        }
        model_admin.message_user(request, message, messages.ERROR)
        return None
    records = records.select_related("verified_round__document").order_by(
        F("batch_id").asc(nulls_last=True), "pk"
    )
    confirmed = "confirmed" in request.POST
    if confirmed:
        items = [
            _carried_out(record, move, request.user, request.POST.get(f"seen-{record.pk}", ""))
            for record in records
        ]
    else:
        items = [
            Item(record, _against(record, move, request.user), seen=workflow.version_at_hand(record))
            for record in records
        ]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": workflow.MOVES[move].label,
        "items": items,
        "confirmed": confirmed,
        "summary": summary_of(items, confirmed),
        "action": request.POST.get("action", ""),
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "back": request.get_full_path(),
        "any_possible": any(not item.against for item in items),
        "move": move,
        "opts": model_admin.opts,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/records/together.html", context)


def _against(record: Record, move: str, user: Any) -> list[str]:
    """In sentences, what would refuse the move, known before trying it."""
    offers = workflow.moves_with_refusals(record, user)
    if move not in offers:
        return [
            _("This step is not possible from the state “%(state)s”.") % {"state": record.get_state_display()}
        ]
    refusals = [offers[move]] if offers[move] else []
    if move == "release":
        return refusals + [finding.message for finding in findings_of(record)]
    return refusals + record.concrete().problems()


def _carried_out(record: Record, move: str, user: Any, seen: str) -> Item:
    try:
        workflow.move(record, move, user, seen=seen)
    except workflow.Refused as refusal:
        return Item(record, [str(refusal)])
    return Item(record, done=True)


def summary_of(items: Sequence[Any], confirmed: bool) -> str:
    """In a sentence, how many can be done (`against`), or were (`done`)."""
    if not confirmed:
        free = sum(not item.against for item in items)
        return ngettext(
            "Nothing stands against %(free)d of %(count)d record.",
            "Nothing stands against %(free)d of %(count)d records.",
            len(items),
        ) % {"free": free, "count": len(items)}
    done = sum(item.done for item in items)
    if done == len(items):
        return ngettext("Done: %(count)d record.", "Done: %(count)d records.", done) % {"count": done}
    return ngettext(
        "Done: %(done)d of %(count)d record. The others stay as they were.",
        "Done: %(done)d of %(count)d records. The others stay as they were.",
        len(items),
    ) % {"done": done, "count": len(items)}
