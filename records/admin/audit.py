"""The audit as an auditor reads it: newest first, in words, nothing to change."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.admin.read_only import ReadOnly
from records.models import AuditEntry, Contribution, Record
from records.workflow import MOVES

#: Acts that are no step of the workflow.
ACTS: dict[str, Any] = {
    "import": gettext_lazy("imported a file"),
    "release.release": gettext_lazy("a version went out"),
    "release.withdrawal": gettext_lazy("a withdrawal went out"),
    "record.revise": gettext_lazy("taken up again for changes"),
    "record.tighten": gettext_lazy("made stricter in public"),
    "vault.open_file": gettext_lazy("opened a confidential file for the first time"),
    "vault.write": gettext_lazy("wrote into a confidential file"),
    "vault.read": gettext_lazy("read in a confidential file"),
    "vault.destroy": gettext_lazy("destroyed a confidential file"),
    "vault.rotate": gettext_lazy("keys of confidential files wrapped again"),
    "source.confidential": gettext_lazy("made a source confidential"),
    "access.refused": gettext_lazy("was refused a page or a step"),
    "access.not_found": gettext_lazy("asked for a page that is not there, or not for them"),
    "sign_in": gettext_lazy("signed in"),
    "sign_out": gettext_lazy("signed out"),
    "sign_in.failed": gettext_lazy("failed to sign in"),
    "account.created": gettext_lazy("account made"),
    "account.changed": gettext_lazy("account changed"),
    "account.password": gettext_lazy("new password"),
    "account.role_granted": gettext_lazy("role granted"),
    "account.role_taken": gettext_lazy("role taken"),
    "account.sessions_ended": gettext_lazy("sessions ended"),
    "account.asked": gettext_lazy("asked for something about an account"),
    "account.granted": gettext_lazy("granted what another asked for about an account"),
    "account.refused": gettext_lazy("refused what another asked for about an account"),
    "account.taken_back": gettext_lazy("took back what they asked for about an account"),
    "account.shut": gettext_lazy("shut an account"),
    "account.link_made": gettext_lazy("made a link for the holder of an account"),
    "account.link_used": gettext_lazy("set a password with a link"),
    "account.link_refused": gettext_lazy("came with a dead link"),
    "account.acknowledged": gettext_lazy("read what was decided about their account"),
    "account.session_ended": gettext_lazy("one session ended"),
    "account.session_refused": gettext_lazy("a session that was ended was tried"),
    "account.factor_added": gettext_lazy("second step added"),
    "account.factor_removed": gettext_lazy("second step removed"),
    "account.factor_used": gettext_lazy("second step passed"),
    **{f"record.{how}": label for how, label in Contribution.How.choices},
    **{f"record.{name}": move.label for name, move in MOVES.items()},
}


def act_in_words(action: str) -> str:
    """An act without words of its own keeps its name: an old entry is never unreadable."""
    return str(ACTS.get(action, action))


class ActFilter(admin.SimpleListFilter):
    """The acts that occur, under the words that people read."""

    title = gettext_lazy("act")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = AuditEntry.objects.order_by("action").values_list("action", flat=True).distinct()
        return sorted(((action, act_in_words(action)) for action in found), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "actor", "act", "on_what", "is_sealed"]
    fields = ["at", "actor", "act", "on_what", "facts", "is_sealed"]
    list_filter = [ActFilter]
    search_fields = ["subject", "actor__username"]
    ordering = ["-pk"]
    list_per_page = 100
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        return super().get_queryset(request).select_related("actor", "link")

    @admin.display(description=gettext_lazy("act"), ordering="action")
    def act(self, entry: AuditEntry) -> str:
        return act_in_words(entry.action)

    @admin.display(description=gettext_lazy("on what"), ordering="subject")
    def on_what(self, entry: AuditEntry) -> str:
        """A record's kind in words; its id, and the name of an account, as they are."""
        kind, _space, key = entry.subject.partition(" ")
        kinds = dict(Record.Kind.choices)
        return f"{kinds[kind]} {key}" if kind in kinds else entry.subject

    @admin.display(description=gettext_lazy("chain"))
    def is_sealed(self, entry: AuditEntry) -> str:
        return _("sealed") if hasattr(entry, "link") else _("not sealed yet")
