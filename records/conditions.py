"""What must hold for a step besides its state and permission; each refuses with a sentence that says what would help.

With `asking` in its details a condition is asked in advance, before anything was typed.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.models import Record, ReviewRound


class Refused(Exception):
    """A move that the rules do not allow; the message says why and what would help."""


def contributors_since_verified(record: Record) -> set[int]:
    """The ids of those who had a hand in the record since its last verified version."""
    settled = (
        record.rounds.filter(decision=ReviewRound.Decision.VERIFIED)
        .order_by("-contributions_up_to")
        .values_list("contributions_up_to", flat=True)
        .first()
    )
    return set(record.contributions.filter(pk__gt=settled or 0).values_list("user_id", flat=True))


def faults_of_fields(record: Record) -> list[str]:
    """What the model itself refuses; a form says it earlier, rows that came another way are told here."""
    try:
        record.clean()
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            return list(error.messages)
        return [
            f"{_label(record, name)}: {' '.join(ValidationError(errors).messages)}"
            for name, errors in error.error_dict.items()
        ]
    return []


def _label(record: Record, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name) if name != "__all__" else str(record)


def open_round(record: Record) -> ReviewRound | None:
    return record.rounds.filter(decision=None).first()


def always(record: Record, user: Any, details: dict[str, Any]) -> None:
    """No condition besides state and role."""


def complete(record: Record, user: Any, details: dict[str, Any]) -> None:
    if details.get("asking"):
        return
    problems = record.concrete().problems()
    if problems:
        raise Refused(" ".join(problems))


def reason_given(record: Record, user: Any, details: dict[str, Any]) -> None:
    if not details.get("reason", "").strip():
        raise Refused(_("Write the reason: the others must understand what to do."))


def is_submitter(record: Record, user: Any, details: dict[str, Any]) -> None:
    current = open_round(record)
    if current is None or current.submitted_by_id != user.pk:
        raise Refused(_("Only the one who submitted the record can do this."))


def four_eyes(record: Record, user: Any, details: dict[str, Any]) -> None:
    if user.pk in contributors_since_verified(record):
        raise Refused(_("You had a hand in this version yourself: a second person must judge it."))
    current = open_round(record)
    if current is not None and current.submitted_by_id == user.pk:
        raise Refused(_("You submitted this version yourself: a second person must judge it."))
    if current is not None and current.proposals.filter(answer=None).exists() and not details.get("asking"):
        raise Refused(_("A proposed correction waits for the submitter's answer."))


def verifiable(record: Record, user: Any, details: dict[str, Any]) -> None:
    four_eyes(record, user, details)
    complete(record, user, details)  # the rules may have changed since it was submitted


def judge(record: Record, user: Any, details: dict[str, Any]) -> None:
    four_eyes(record, user, {**details, "asking": True})
    reason_given(record, user, details)


def may_propose(record: Record, user: Any, details: dict[str, Any]) -> None:
    judge(record, user, details)
    current = open_round(record)
    if current is not None and not current.submitted_by.has_perm("records.view_all_records"):
        raise Refused(_("The one who submitted it cannot read it any more. Return it with a reason instead."))


def disclosable(record: Record, user: Any, details: dict[str, Any]) -> None:
    if details.get("asking"):
        return
    from records.release import findings_of

    taken = {
        finding["key"] for finding in details.get("acknowledged", []) if finding.get("reason", "").strip()
    }
    notes = (details.get("note_ar", ""), details.get("note_en", ""))
    open_findings = [
        finding for finding in findings_of(record, *notes) if finding.blocks or finding.key not in taken
    ]
    if open_findings:
        raise Refused(
            ngettext(
                "The disclosure check found one thing: %(list)s",
                "The disclosure check found %(count)d things: %(list)s",
                len(open_findings),
            )
            % {"count": len(open_findings), "list": " · ".join(str(f.message) for f in open_findings)}
        )


def own_new_draft(record: Record, user: Any, details: dict[str, Any]) -> None:
    if record.created_by_id != user.pk:
        raise Refused(_("Only the one who began the draft can discard it."))
    if record.verified_round_id is not None:
        raise Refused(_("This record was verified before, so that it is kept."))


def live(record: Record, user: Any, details: dict[str, Any]) -> None:
    if record.live_release_id is None:
        raise Refused(_("The record is not public."))
    if not details.get("asking"):
        from terms.choices import WithdrawalReason

        if details.get("reason") not in WithdrawalReason.values:
            raise Refused(_("Choose the reason for withdrawing it."))
