"""Asking for something about an account, and the page on which a second administrator decides."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from monitor import invitations, notices, requests, roles
from monitor.admin.ask_form import AskForm
from monitor.models import AccountNotice, AccountRequest, User
from records.admin.read_only import ReadOnly
from records.conditions import Refused

Kind = AccountRequest.Kind

#: What a granted request does, in a sentence for whoever asks, decides or is told.
EFFECTS: dict[str, Any] = {
    Kind.NEW: gettext_lazy(
        "The account is made with these roles and no password. One of the two administrators makes a link, passes it "
        "on by a safe way, and its holder sets a password that nobody else knows."
    ),
    Kind.ROLES: gettext_lazy(
        "The account has these roles instead of those that it has now. Its sessions end."
    ),
    Kind.REOPEN: gettext_lazy(
        "The account is open again with the roles that it had. The old password opens nothing: the holder sets a new "
        "one with a link, which one of the two administrators makes and passes on by a safe way."
    ),
    Kind.ACCESS: gettext_lazy(
        "The old password opens nothing any more and all sessions end, at once. The holder sets a new password with a "
        "link, which one of the two administrators makes and passes on by a safe way."
    ),
    Kind.SECOND_FACTOR: gettext_lazy(
        "The second factor is removed, the old password opens nothing any more and all sessions end, at once. The "
        "holder sets a new password with a link, which one of the two administrators makes and passes on by a safe "
        "way, and then another second factor. Be sure that it is the holder who asks."
    ),
    Kind.MACHINE: gettext_lazy(
        "It was made on the server itself, by whoever controls it, without a second person."
    ),
}


@admin.register(AccountRequest)
class AccountRequestAdmin(ReadOnly, admin.ModelAdmin):
    """All requests, the newest first. Adding asks; the page of one decides."""

    list_display = ["what", "account_name", "in_words", "asked_by", "asked_at", "decided_by", "decided_at"]
    list_filter = ["outcome", "kind"]
    list_select_related = ["asked_by", "decided_by"]
    search_fields = ["username"]
    ordering = ["-pk"]
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccountRequest]:
        return super().get_queryset(request).select_related("account", "asked_by", "decided_by")

    @admin.display(description=gettext_lazy("request"), ordering="kind")
    def what(self, request: AccountRequest) -> str:
        return request.get_kind_display()

    @admin.display(description=gettext_lazy("account"), ordering="username")
    def account_name(self, request: AccountRequest) -> str:
        return request.username

    @admin.display(description=gettext_lazy("state"), ordering="outcome")
    def in_words(self, request: AccountRequest) -> str:
        return str(request.state)

    # Pages ----------------------------------------------------------------------------------------------------

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("monitor.add_accountrequest")

    def get_urls(self) -> list[Any]:
        read = path(
            "<int:pk>/read/", self.admin_site.admin_view(acknowledge), name="monitor_accountrequest_read"
        )
        return [read, *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask: `?kind=` of AccountRequest.Kind, an invitation without it, and `?account=` whose it is."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        kind = request.GET.get("kind", Kind.NEW)
        if kind not in EFFECTS or kind == Kind.MACHINE:
            raise Http404
        account = (
            None if kind == Kind.NEW else get_object_or_404(User, pk=_number(request.GET.get("account")))
        )
        if refusal := requests.against_asking(kind, account, request.user):
            messages.error(request, refusal)
            return redirect("admin:monitor_user_changelist")
        form = AskForm(request.POST or None, kind=kind, account=account)
        if request.method == "POST" and form.is_valid():
            try:
                made = requests.ask(kind, request.user, account=account, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(
                    request, _("It waits for a second administrator, who sees it on their desk.")
                )
                return redirect(made)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{Kind(kind).label}: {account.username}" if account else Kind(kind).label,
            "opts": self.opts,
            "kind": kind,
            "account": account,
            "now": names_of(account.role_keys) if account else [],
            "effect": EFFECTS[kind],
            "form": form,
        }
        return TemplateResponse(request, "admin/monitor/ask.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One request: what it does, who asked, and what this administrator may do about it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = self.get_object(request, object_id)
        if asked is None:
            raise Http404
        link, refusal = "", ""
        if request.method == "POST":
            try:
                link = self._act(request, asked)
            except Refused as refused:
                refusal = str(refused)
            else:
                if not link:
                    return redirect(asked)
        return TemplateResponse(
            request, "admin/monitor/request.html", self._page(request, asked, link, refusal)
        )

    def _act(self, request: HttpRequest, asked: AccountRequest) -> str:
        """What was pressed. A link is answered with, this once, and kept nowhere; everything else leads on."""
        act = request.POST.get("act", "")
        if act == "link":
            code = invitations.make_link(asked, request.user)
            return f"{request.build_absolute_uri(reverse('invitation'))}#{code}"
        if act not in requests.DECISIONS:
            raise Refused(_("Choose what to do."))
        if act == "grant" and not request.POST.get("certain"):
            raise Refused(_("Say that you are certain of it, or refuse it. Nothing was granted."))
        done = requests.decide(asked, act, request.user)
        messages.success(request, _("It is %(state)s.") % {"state": done.get_outcome_display()})
        return ""

    def _page(self, request: HttpRequest, asked: AccountRequest, link: str, refusal: str) -> dict[str, Any]:
        asked.refresh_from_db()
        is_asker = request.user.pk == asked.asked_by_id
        return {
            **self.admin_site.each_context(request),
            "title": f"{asked.get_kind_display()}: {asked.username}",
            "opts": self.opts,
            "asked": asked,
            "refusal": refusal,
            "link": link,
            "effect": EFFECTS[asked.kind],
            "now": names_of(
                asked.account.role_keys if asked.account and asked.is_open else asked.roles_before
            ),
            "wanted": names_of(asked.roles),
            "warning": roles.warning(asked.roles),
            "erases_names": asked.kind == Kind.ROLES and "correspondent" in asked.roles and asked.is_open,
            "may_take_back": asked.is_open and is_asker,
            "against_deciding": requests.against_deciding(asked, request.user),
            "nobody_can": asked.is_open and not requests.deciders(asked).exists(),
            "against_link": invitations.against_link(asked, request.user),
            "is_linked": asked.kind in invitations.LINKED and asked.outcome == AccountRequest.Outcome.GRANTED,
            "links": asked.invitations.select_related("made_by", "request__account").order_by("-pk"),
        }


def names_of(keys: list[str]) -> list[dict[str, str]]:
    """Roles as people read them, each with what it lets somebody do."""
    return [{"name": roles.label_of(key), "meaning": str(roles.MEANINGS.get(key, ""))} for key in keys]


def _number(text: str | None) -> int:
    """0, which is nobody's key, for what is no number."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The holder has read what was decided about their account."""
    notice = get_object_or_404(AccountNotice, request=pk, request__account=request.user)
    notices.acknowledge(notice, request.user)
    return redirect("admin:index")
