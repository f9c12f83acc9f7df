"""What keeps a case from being submitted, in sentences for the one who typed it.

As with incidents there are contradictions, which no form and no import lets in, and gaps, with which a draft may be
saved but not submitted. `Case.problems()` asks here for both.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from abductees.models import Case, Membership
from abductees.timeline import counts_of, status_claims
from records.conditions import faults_of_fields
from terms.choices import CaseStatus, Certainty, ClaimGrade, CountOf, PlacePrecision, Subject
from terms.counts import GroupCounts
from terms.figures import Figure, exceeds, total
from terms.status import may_override


def case_problems(case: Case) -> list[str]:
    claims = list(case.claims.select_related("source").order_by("pk"))
    found = [*faults_of_fields(case), *_who(case), *_where(case)]
    if not claims:
        found.append(_("Give at least one status with its source: who says so, and when."))
    found += [
        f"{claim}: {problem}"
        for claim in claims
        if (problem := before_abduction(case, claim.latest, claim.status))
    ]
    if case.holder_certainty != Certainty.UNKNOWN and not case.holders.exists():
        found.append(
            _("The attribution is “%(certainty)s”, but no holder is named.")
            % {"certainty": case.get_holder_certainty_display()}
        )
    if case.override_status and not may_override(case.override_status, status_claims(claims)):
        found.append(
            _("No source that stands says “%(status)s”, so that an editor cannot set it.")
            % {"status": case.get_override_status_display()}
        )
    if case.clock_stopped_on and not any(
        claim.status == CaseStatus.BELIEVED_DEAD and claim.grade != ClaimGrade.REFUTED for claim in claims
    ):
        found.append(
            _("The time held stops at the family's wish only: add the claim that says what they believe.")
        )
    return found + _group(case) + _circle(case)


def before_abduction(case: Any, latest: date | None, status: str) -> str:
    """Why a claim cannot speak of its day: nothing becomes of someone who is not yet taken."""
    if latest is None or case.earliest is None or latest >= case.earliest:
        return ""
    return _("The status is dated before the abduction.")


def count_contradictions(counts: GroupCounts) -> list[str]:
    """Fates of a group that are above its size, one by one, and together."""
    if not counts.size.has_number:
        return []
    found = [
        _("“%(fate)s” (%(part)s) is above the size of the group (%(whole)s).")
        % {"fate": _label(of), "part": _read(figure), "whole": _read(counts.size)}
        for of, figure in counts.fates.items()
        if exceeds(figure, counts.size)
    ]
    if not found and counts.is_exceeded:
        found.append(
            _("The counts together (%(part)s) are above the size of the group (%(whole)s).")
            % {"part": _read(total(counts.fates.values())), "whole": _read(counts.size)}
        )
    return found


def member_contradictions(size: Figure, members: Iterable[Case]) -> list[str]:
    """Members that a group of this size cannot have: more people by name, or a smaller group that is larger."""
    members = list(members)
    people = people_below(members)
    found = []
    limit = size.high
    if limit is not None and len(people) > limit:
        found.append(
            _("The group has %(count)d people by name, above its size (%(whole)s).")
            % {"count": len(people), "whole": _read(size)}
        )
    found += [
        _("The member “%(member)s” (%(part)s) is larger than the group (%(whole)s).")
        % {"member": member, "part": _read(member.figure), "whole": _read(size)}
        for member in members
        if member.subject == Subject.GROUP and size.has_number and exceeds(member.figure, size)
    ]
    return found


def people_below(members: Iterable[Case]) -> set[int]:
    """The persons' cases among members and the members of those, at any depth, each once."""
    found: set[int] = set()
    waiting, seen = list(members), set()
    while waiting:
        one = waiting.pop()
        if one.pk in seen:
            continue
        seen.add(one.pk)
        if one.subject == Subject.PERSON:
            found.add(one.pk)
        waiting += [row.member for row in Membership.objects.filter(group=one).select_related("member")]
    return found


def leads_back(group: Case, member: Case) -> bool:
    """Whether the group stands, at any depth, among the members of its new member."""
    waiting, seen = [member.pk], set()
    while waiting:
        if group.pk in waiting:
            return True
        seen |= set(waiting)
        below = Membership.objects.filter(group__in=waiting).values_list("member", flat=True)
        waiting = [pk for pk in below if pk not in seen]
    return False


def _who(case: Case) -> list[str]:
    if case.is_of_a_person and not case.called_ar:
        return [_("Write how pages call the person while the name is withheld, such as “a driver”.")]
    if not case.is_of_a_person and not case.title_ar:
        return [_("Describe the group in a headline.")]
    return []


def _where(case: Case) -> list[str]:
    if case.place_id is None and case.place_precision != PlacePrecision.UNKNOWN:
        return [_("Choose the place, or say that it is unknown (“place known”).")]
    return []


def _group(case: Case) -> list[str]:
    members = [row.member for row in case.members.select_related("member")]
    if case.is_of_a_person:
        kept = [*members, *case.counts.all()]
        return [_("Members and counts belong to a group, and this case is of one person.")] if kept else []
    found = count_contradictions(counts_of(case)) + member_contradictions(case.figure, members)
    if any(leads_back(case, member) for member in members):
        found.append(_("This would make a circle: the group would be a member of itself."))
    return found


def _circle(case: Case) -> list[str]:
    first = case.same_event_as
    if first is None:
        return []
    if first.pk == case.pk or first.same_event_as_id is not None:
        return [_("Name the first case of the event: one that is not itself taken together with another.")]
    return []


def _label(of: str) -> str:
    return str(CountOf(of).label)


def _read(figure: Figure | None) -> str:
    return figure.in_language(get_language() or "ar") if figure else "0"
