"""The one way a record changes its state: a table of moves, and one function that checks, changes and logs.

Nothing else assigns a state. Conditions that must hold against every program, not only this one, are held by the
database as well (records.triggers).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import documents
from records.conditions import (
    Refused,
    always,
    complete,
    contributors_since_verified,
    disclosable,
    is_submitter,
    judge,
    live,
    may_propose,
    open_round,
    own_new_draft,
    verifiable,
)
from records.models import Contribution, Proposal, Record, ReviewRound, Transition
from records.models.review import State
from records.people import hold_decisions
from records.suppression import is_suppressed, refuse_suppressed, suppressible


class Conflict(Exception):
    """Someone else saved the record in the meantime."""


@dataclass(frozen=True)
class Move:
    """From which states, to which, by whom (a permission), under what condition, and what is done besides."""

    label: Any
    sources: tuple[str, ...]
    target: str
    permission: str
    condition: Callable[[Record, Any, dict[str, Any]], None]
    effect: Callable[[Record, Any, dict[str, Any]], Any]


def lock(record: Record) -> Record:
    """The record's row, held until the transaction ends, fresh and as its own kind."""
    return Record.objects.select_for_update().get(pk=record.pk)


def move(record: Record, name: str, user: Any, **details: Any) -> Any:
    """Carry out a move: check its state, permission and condition, change, and log; all or nothing.

    `details`: `reason` (return, reject, withdraw, propose), `note_ar`, `note_en`, `acknowledged` (release),
    `content` (propose), `seen` (version_at_hand() of what the person looked at; a page that was left open approves
    nothing newer). Raises Refused with a sentence for the person at the desk.
    """
    step = MOVES[name]
    with transaction.atomic():
        if name == "release":
            hold_decisions()
        row = lock(record)
        if not (
            user.has_perm(step.permission) and Record.objects.visible_to(user).filter(pk=row.pk).exists()
        ):
            raise Refused(_("Your role does not allow this step."))
        refuse_suppressed(row)
        if row.state not in step.sources:
            raise Refused(
                _("This step is not possible from the state “%(state)s”.")
                % {"state": row.get_state_display()}
            )
        if details.get("seen") and details["seen"] != version_at_hand(row):
            raise Refused(_("The record has changed since you opened the page. Look at it again."))
        step.condition(row, user, details)
        before = row.state
        result = step.effect(row, user, details)
        row.state = step.target
        row.save(update_fields=["state", "verified_round", "live_release", "updated_at"])
        Transition.objects.create(
            record=row, move=name, before=before, after=row.state, user=user, reason=details.get("reason", ""),
            document=getattr(result, "document", None),
        )  # fmt: skip
    record.refresh_from_db()
    return result


def version_at_hand(record: Record) -> str:
    """Names what a person looks at before a step: the saved content, its submission, and a proposal for it."""
    current = record.rounds.order_by("-pk").values_list("pk", flat=True).first()
    proposal = Proposal.objects.filter(round=current).order_by("-pk").values_list("pk", flat=True).first()
    return f"{record.revision}-{current or 0}-{proposal or 0}"


def enforce(record: Record, user: Any, sources: Iterable[str] = ()) -> str:
    """Bring what is public of a record in step with what was decided about people and sources since, by whomever;
    `sources` are former names of a source that nothing public may say any more.

    The live version goes out again with less in it ("tighten"), or is withdrawn when its text itself says a name that
    is now withheld; gives the name of the step, "" where nothing had to change. The working state stays as it was,
    unless the record was withdrawn.
    """
    from records.release import says_withheld_names, tighten

    with transaction.atomic():
        row = lock(record)
        if row.live_release is None or row.live_release.document is None:
            return ""
        before, details = row.state, {"reason": "safety"}
        if says_withheld_names(row.live_release, sources):
            name, result = "withdraw", _withdraw(row, user, details)
            row.state = State.WITHDRAWN
        elif (result := tighten(row, user)) is not None:
            name = "tighten"
        else:
            return ""
        row.save(update_fields=["state", "live_release", "updated_at"])
        Transition.objects.create(
            record=row, move=name, before=before, after=row.state, user=user, document=result.document,
            reason=details["reason"] if name == "withdraw" else "",
        )  # fmt: skip
    record.refresh_from_db()
    return name


def possible_moves(record: Record, user: Any) -> list[str]:
    """The moves that the user can make now, conditions included; what the desk offers as buttons."""
    return [name for name, refusal in moves_with_refusals(record, user).items() if not refusal]


def moves_with_refusals(record: Record, user: Any) -> dict[str, str]:
    """The moves that the state and the user's role allow, each with what stands against it ("" for nothing)."""
    found = {}
    for name, step in MOVES.items():
        if record.state in step.sources and user.has_perm(step.permission):
            try:
                refuse_suppressed(record)
                step.condition(record, user, {"reason": "?", "asking": True})
                found[name] = ""
            except Refused as refusal:
                found[name] = str(refusal)
    return found


# Changing content ------------------------------------------------------------------------------------------


def claim_revision(record: Record, seen: int) -> None:
    """Take the right to save: only one of two people who saw the same revision gets it. Raises Conflict.

    Call before the forms of children are judged, inside the transaction that saves.
    """
    taken = Record.objects.filter(pk=record.pk, revision=seen).update(revision=seen + 1)
    if not taken:
        raise Conflict
    record.revision = seen + 1


def may_edit(record: Record, user: Any) -> bool:
    """Whether the content may be changed now: not while it is in review, and by no one who may only read."""
    if record.pk is None or record._state.adding:
        return True
    if record.state == State.SUBMITTED or is_suppressed(record):
        return False
    return user.has_perm("records.view_all_records") or record.created_by_id == user.pk


@transaction.atomic
def contributed(record: Record, user: Any, how: str = Contribution.How.EDIT) -> None:
    """Write down that the user changed the content, and make it a draft again; what is public stays as it is."""
    row = lock(record)
    if row.state == State.SUBMITTED and how != Contribution.How.ACCEPT:
        raise Refused(_("The record is in review. Take it back before changing it."))
    refuse_suppressed(row)
    Contribution.objects.create(record=row, user=user, how=how)
    if row.state not in (State.DRAFT, State.RETURNED, State.SUBMITTED):
        Transition.objects.create(record=row, move="revise", before=row.state, after=State.DRAFT, user=user)
        row.state = State.DRAFT
        row.save(update_fields=["state", "updated_at"])
    record.refresh_from_db(fields=["state"])


# Effects ---------------------------------------------------------------------------------------------------


def _submit(record: Record, user: Any, details: dict[str, Any]) -> ReviewRound:
    document = documents.store(record, user)
    last = record.contributions.order_by("-pk").values_list("pk", flat=True).first()
    return ReviewRound.objects.create(
        record=record, document=document, contributions_up_to=last or 0, submitted_by=user
    )


def _decide(decision: str) -> Callable[[Record, Any, dict[str, Any]], ReviewRound]:
    def effect(record: Record, user: Any, details: dict[str, Any]) -> ReviewRound:
        current = open_round(record)
        assert current is not None
        current.decision, current.decided_by, current.decided_at = decision, user, timezone.now()
        current.reason = details.get("reason", "")
        current.save()
        if decision == ReviewRound.Decision.VERIFIED:
            record.verified_round = current
        return current

    return effect


def _nothing(record: Record, user: Any, details: dict[str, Any]) -> None:
    """No effect besides the state."""


def _propose(record: Record, user: Any, details: dict[str, Any]) -> Proposal:
    current = open_round(record)
    assert current is not None
    current.proposals.filter(answer=None).update(answer=Proposal.Answer.DECLINED, answered_at=timezone.now())
    return Proposal.objects.create(
        round=current, content=details["content"], reason=details["reason"], proposed_by=user
    )


def _accept(record: Record, user: Any, details: dict[str, Any]) -> ReviewRound:
    """The submitter makes the correction their own: it is put into the rows and submitted anew."""
    proposal = _open_proposal(record)
    proposal.answer, proposal.answered_at = Proposal.Answer.ACCEPTED, timezone.now()
    proposal.save()
    _decide(ReviewRound.Decision.RECALLED)(record, user, {"reason": str(_("Correction accepted."))})
    documents.put_back(record, proposal.content)
    Record.objects.filter(pk=record.pk).update(revision=record.revision + 1)
    Contribution.objects.create(record=record, user=user, how=Contribution.How.ACCEPT)
    return _submit(record, user, details)


def _decline(record: Record, user: Any, details: dict[str, Any]) -> Proposal:
    proposal = _open_proposal(record)
    proposal.answer, proposal.answered_at = Proposal.Answer.DECLINED, timezone.now()
    proposal.save()
    return proposal


def _open_proposal(record: Record) -> Proposal:
    current = open_round(record)
    proposal = current.proposals.filter(answer=None).first() if current else None
    if proposal is None:
        raise Refused(_("No proposed correction waits for an answer."))
    return proposal


def _has_proposal(record: Record, user: Any, details: dict[str, Any]) -> None:
    is_submitter(record, user, details)
    _open_proposal(record)


def _release(record: Record, user: Any, details: dict[str, Any]) -> Any:
    from records.release import release

    return release(record, user, details)


def _withdraw(record: Record, user: Any, details: dict[str, Any]) -> Any:
    """Off the public side at once. A newer version that was in review goes back: nobody is to judge it as if public."""
    from records.release import withdraw
    from terms.choices import WithdrawalReason

    if open_round(record) is not None:
        reason = _("Withdrawn from the public: %(reason)s") % {
            "reason": WithdrawalReason(details["reason"]).label
        }
        _decide(ReviewRound.Decision.RETURNED)(record, user, {"reason": reason})
    return withdraw(record, user, details["reason"])


def _suppress(record: Record, user: Any, details: dict[str, Any]) -> Any:
    """Out of everything public at once and for good. A newer version that was in review goes back."""
    from records import outbox, suppression

    if open_round(record) is not None:
        _decide(ReviewRound.Decision.RETURNED)(record, user, {"reason": str(_("The record was suppressed."))})
    written = suppression.write(record, user, details["reason"])
    record.live_release = None
    outbox.drain_after_commit(urgent=True)
    return written


MOVES: dict[str, Move] = {
    "submit": Move(
        gettext_lazy("Submit for review"), (State.DRAFT, State.RETURNED), State.SUBMITTED,
        "records.submit_record", complete, _submit,
    ),
    "recall": Move(
        gettext_lazy("Take back"), (State.SUBMITTED,), State.DRAFT,
        "records.submit_record", is_submitter, _decide(ReviewRound.Decision.RECALLED),
    ),
    "return": Move(
        gettext_lazy("Return with a reason"), (State.SUBMITTED,), State.RETURNED,
        "records.verify_record", judge, _decide(ReviewRound.Decision.RETURNED),
    ),
    "reject": Move(
        gettext_lazy("Reject with a reason"), (State.SUBMITTED,), State.REJECTED,
        "records.verify_record", judge, _decide(ReviewRound.Decision.REJECTED),
    ),
    "propose": Move(
        gettext_lazy("Propose a correction"), (State.SUBMITTED,), State.SUBMITTED,
        "records.verify_record", may_propose, _propose,
    ),
    "accept": Move(
        gettext_lazy("Accept the correction"), (State.SUBMITTED,), State.SUBMITTED,
        "records.submit_record", _has_proposal, _accept,
    ),
    "decline": Move(
        gettext_lazy("Decline the correction"), (State.SUBMITTED,), State.SUBMITTED,
        "records.submit_record", _has_proposal, _decline,
    ),
    "discard": Move(
        gettext_lazy("Discard the draft"), (State.DRAFT, State.RETURNED), State.REJECTED,
        "records.submit_record", own_new_draft, _nothing,
    ),
    "reopen": Move(
        gettext_lazy("Take up again"), (State.REJECTED, State.WITHDRAWN), State.DRAFT,
        "records.submit_record", always, _nothing,
    ),
    "verify": Move(
        gettext_lazy("Verify"), (State.SUBMITTED,), State.VERIFIED,
        "records.verify_record", verifiable, _decide(ReviewRound.Decision.VERIFIED),
    ),
    "release": Move(
        gettext_lazy("Release"), (State.VERIFIED,), State.RELEASED,
        "records.release_record", disclosable, _release,
    ),
    "withdraw": Move(
        gettext_lazy("Withdraw from the public"), tuple(State.values), State.WITHDRAWN,
        "records.release_record", live, _withdraw,
    ),
    "suppress": Move(
        gettext_lazy("Suppress for good"), tuple(State.values), State.WITHDRAWN,
        "records.suppress_record", suppressible, _suppress,
    ),
}  # fmt: skip

__all__ = [
    "MOVES",
    "Conflict",
    "Refused",
    "contributed",
    "contributors_since_verified",
    "enforce",
    "move",
    "open_round",
    "possible_moves",
]
