"""The groups that a row belongs to: of rows above, or of earlier imports, whose content it then changes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from abductees.models import Case, Membership
from abductees.rules import member_contradictions
from records import workflow
from records.imports.cells import Cells
from records.models import Record


def join(cells: Cells, case: Case, groups: Iterable[Case], user: Any, batch: Any) -> None:
    """Make a saved case a member; what its groups, and those above them, cannot hold is an error of `member_of`."""
    for group in groups:
        if group.batch_id != batch.pk and not _changed(cells, group, user):
            continue
        Membership.objects.create(group=group, member=case)
        for one in [group, *groups_above(group)]:
            members = [row.member for row in one.members.select_related("member")]
            for message in member_contradictions(one.figure, members):
                cells.fail("member_of", f"{one}: {message}")


def groups_above(group: Case) -> list[Case]:
    """The groups that a group belongs to, at any height, each once."""
    found: dict[int, Case] = {}
    waiting = [group.pk]
    while waiting:
        rows = Membership.objects.filter(member__in=waiting).select_related("group")
        new = {row.group_id: row.group for row in rows if row.group_id not in found}
        found |= new
        waiting = list(new)
    return list(found.values())


def _changed(cells: Cells, group: Case, user: Any) -> bool:
    """Note that the account changes a group that was there before, as a form would."""
    try:
        if not workflow.may_edit(group, user):
            raise workflow.Refused(_("“%(group)s” may not be changed now.") % {"group": group})
        workflow.contributed(group, user)
    except workflow.Refused as refusal:
        cells.fail("member_of", str(refusal))
        return False
    # Whoever has it open in a form is told that it changed.
    Record.objects.filter(pk=group.pk).update(revision=F("revision") + 1)
    return True
