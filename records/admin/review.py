"""The review page of a record: what was submitted, what differs from the last verified version, and the next steps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from records import documents, workflow
from records.models import Document, Proposal, Record, ReviewRound
from records.models.review import State
from records.review.diff import Difference, differences
from records.review.reading import read

#: The steps that a button of this page takes; the others have pages of their own.
HERE = ["submit", "verify", "return", "reject", "recall", "discard", "reopen", "accept", "decline"]
#: The most wanted first.
ORDER = ["submit", "verify", "release", "accept", "decline", "propose", "return", "reject", "recall", "reopen",
         "withdraw", "suppress", "discard"]  # fmt: skip
#: Those that need words.
WITH_REASON = ["return", "reject"]


@dataclass(frozen=True)
class Offer:
    """A step as the page offers it; `refusal` says why it is not possible now."""

    name: str
    label: str
    refusal: str
    url: str = ""

    @property
    def needs_reason(self) -> bool:
        return self.name in WITH_REASON


@dataclass(frozen=True)
class Event:
    """One line of the history."""

    at: datetime
    who: Any
    what: str
    reason: str = ""


def visible_record(request: HttpRequest, pk: int) -> Record:
    """The record as its own kind. Http404 for what the person may not see, as if it were not there."""
    records = Record.objects.visible_to(request.user).select_related(
        "verified_round__document", "live_release", "created_by", "batch"
    )
    return get_object_or_404(records, pk=pk)


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the record, or carries out one step; a refused one is told with its reason and loses no typed word."""
    record = visible_record(request, pk)
    refusal = ""
    if request.method == "POST":
        name = request.POST.get("move", "")
        try:
            if name not in HERE:
                raise workflow.Refused(_("There is no such step."))
            reason, seen = request.POST.get("reason", "").strip(), request.POST.get("seen", "")
            workflow.move(record, name, request.user, reason=reason, seen=seen)
        except workflow.Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _done(record, name))
            seen = Record.objects.visible_to(request.user).filter(pk=pk).exists()
            return redirect("admin:records_record_review", pk) if seen else redirect("admin:index")
    return TemplateResponse(request, "admin/records/review.html", _context(request, record, refusal))


def _done(record: Record, name: str) -> str:
    return _("“%(title)s”: %(step)s. It is now: %(state)s.") % {
        "title": record,
        "step": workflow.MOVES[name].label,
        "state": record.get_state_display(),
    }


def _context(request: HttpRequest, record: Record, refusal: str) -> dict[str, Any]:
    rounds = list(record.rounds.select_related("document", "submitted_by", "decided_by").order_by("pk"))
    current = next((one for one in rounds if one.decision is None), None)
    content = current.document.content if current else documents.build(record)
    verified = record.verified_round.document if record.verified_round else None
    offers = offers_for(record, request.user)
    names = {offer.name for offer in offers}
    return {
        **admin.site.each_context(request),
        "title": record.title,
        "opts": Record._meta,
        "record": record,
        "seen": workflow.version_at_hand(record),
        "current": current,
        "document": read(content),
        "verified": verified,
        "differences": differences(verified.content if verified else None, content),
        "earlier": _since_last_round(rounds, current, verified, content),
        "proposal": _proposal(current),
        "offers": offers,
        "may_answer": bool(names & {"accept", "decline"}),
        "refusal": refusal,
        "typed_reason": request.POST.get("reason", ""),
        "typed_move": request.POST.get("move", ""),
        "problems": record.concrete().problems() if "submit" in names else [],
        "returned": rounds[-1] if rounds and record.state in (State.RETURNED, State.REJECTED) else None,
        "history": history_of(record, rounds),
        "hands": _hands(record),
        "change_url": change_url(record),
        "may_edit": may_change(record, request.user),
    }


def offers_for(record: Record, user: Any) -> list[Offer]:
    """The steps that state and role allow, possible or not, in the order of the table of moves."""
    pages = {
        "propose": f"{change_url(record).removesuffix('change/')}propose/",
        "release": reverse("admin:records_record_release", args=[record.pk]),
        "withdraw": reverse("admin:records_record_withdraw", args=[record.pk]),
        "suppress": reverse("admin:records_record_suppress", args=[record.pk]),
    }
    found = workflow.moves_with_refusals(record, user)
    # What another person's role asks of the record is no refusal worth telling: recall, answers, withdrawal.
    silent = ("recall", "accept", "decline", "withdraw", "suppress", "discard")
    return [
        Offer(name, str(workflow.MOVES[name].label), refusal, pages.get(name, ""))
        for name, refusal in sorted(found.items(), key=lambda one: ORDER.index(one[0]))
        if not (refusal and name in silent)
    ]


def change_url(record: Record) -> str:
    options = record.concrete()._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])


def may_change(record: Record, user: Any) -> bool:
    options = record.concrete()._meta
    return user.has_perm(f"{options.app_label}.change_{options.model_name}") and workflow.may_edit(
        record, user
    )


def _since_last_round(
    rounds: list[ReviewRound], current: ReviewRound | None, verified: Document | None, content: dict[str, Any]
) -> list[Difference]:
    """What the submitter changed since it was last judged; nothing where that is the verified version itself."""
    judged = [one.document for one in rounds if one is not current]
    if not judged or (verified is not None and judged[-1].pk == verified.pk):
        return []
    return differences(judged[-1].content, content)


def _proposal(current: ReviewRound | None) -> dict[str, Any] | None:
    if current is None:
        return None
    found = current.proposals.select_related("proposed_by").filter(answer=None).first()
    if found is None:
        return None
    return {"proposal": found, "differences": differences(current.document.content, found.content)}


def _hands(record: Record) -> list[Any]:
    """Who had a hand in the version at hand, and so cannot verify it."""
    ids = workflow.contributors_since_verified(record)
    found = record.contributions.filter(user__in=ids).select_related("user")
    return list({entry.user_id: entry.user for entry in found}.values())


def history_of(record: Record, rounds: list[ReviewRound]) -> list[Event]:
    """Steps, edits, proposals and decisions, newest first."""
    steps = record.transitions.select_related("user")
    events = [Event(step.at, step.user, _step_label(step.move), _reason(step)) for step in steps]
    events += [
        Event(entry.at, entry.user, entry.get_how_display())
        for entry in record.contributions.select_related("user")
    ]
    answered = Proposal.objects.filter(round__in=rounds).exclude(answer=None).select_related("proposed_by")
    events += [
        Event(
            one.answered_at,
            one.proposed_by,
            _("correction proposed: %(answer)s") % {"answer": one.get_answer_display()},
        )
        for one in answered
        if one.answered_at
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _step_label(name: str) -> str:
    step = workflow.MOVES.get(name)
    return str(step.label) if step else pgettext("history", "made a draft again by a change")


def _reason(step: Any) -> str:
    from terms.choices import SuppressionReason, WithdrawalReason

    if step.move == "withdraw" and step.reason in WithdrawalReason.values:
        return str(WithdrawalReason(step.reason).label)
    if step.move == "suppress" and step.reason in SuppressionReason.values:
        return str(SuppressionReason(step.reason).label)
    return str(step.reason)
