"""“No news as of today” for one case or several at once: each by the rules as alone, and those refused are told."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from abductees.forms.news import NoNewsForm
from abductees.models import Case, CaseClaim
from abductees.rules import before_abduction
from records import conditions, workflow
from records.admin.together import summary_of
from records.models.review import State
from terms.choices import CaseStatus, ClaimGrade, Precision

#: More at once would be said without anybody having asked.
MOST = 200


@dataclass
class Item:
    """A case on the page: what stands against adding to it, and what became of it."""

    case: Case
    against: str = ""
    done: bool = False
    #: Saved, but not submitted, and why.
    kept_back: str = ""


def no_news_view(admin: Any, request: HttpRequest, object_id: int | None) -> HttpResponse:
    """The form with the chosen cases below it; posted, what became of each."""
    if not (admin.has_submit_permission(request) and admin.has_change_permission(request)):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    cases = _chosen(admin, request, object_id)
    form = NoNewsForm(data, admin_site=admin.admin_site)
    done = data is not None and form.is_valid()
    items = [
        _told(admin, request, case, form.cleaned_data) if done else Item(case, _against(admin, request, case))
        for case in cases
    ]
    context = {
        **admin.admin_site.each_context(request),
        "title": _("No news as of today"),
        "opts": admin.opts,
        "form": form,
        "items": items,
        "done": done,
        "summary": summary_of(items, done),
        "any_possible": any(not item.against for item in items),
        "media": admin.media + form.media,
    }
    return TemplateResponse(request, "admin/abductees/no_news.html", context)


def _chosen(admin: Any, request: HttpRequest, object_id: int | None) -> list[Case]:
    """The cases of the address or the selection that the person may see. Http404 when there is none."""
    keys = [str(object_id)] if object_id is not None else _posted(request).getlist("case")
    numbers = [int(key) for key in keys if key.isdecimal() and len(key) < 19][:MOST]
    cases = list(admin.get_queryset(request).filter(pk__in=numbers).order_by("last_news", "pk"))
    if not cases:
        raise Http404
    return cases


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else request.GET


def _against(admin: Any, request: HttpRequest, case: Case) -> str:
    """In a sentence, why nothing can be added to the case now."""
    if case.state == State.SUBMITTED:
        return _("The record is in review. Take it back before changing it.")
    if case.state in (State.REJECTED, State.WITHDRAWN):
        return _("This step is not possible from the state “%(state)s”.") % {
            "state": case.get_state_display()
        }
    if case.is_closed:
        return _("The case is resolved.")
    if not admin.has_change_permission(request, case):
        return _("Your role does not allow this step.")
    return ""


def _unfinished(case: Case, user: Any) -> str:
    """In a sentence, whose work on the case would be submitted along with the claim; empty when nobody's would."""
    if case.state == State.RETURNED:
        return _("It was returned in review and waits for its corrections.")
    if case.state == State.DRAFT and conditions.contributors_since_verified(case) - {user.pk}:
        return _("It is a draft on which somebody else has worked.")
    return ""


def _told(admin: Any, request: HttpRequest, case: Case, said: dict[str, Any]) -> Item:
    """One case: the claim, the contribution and the submission, or the reason why not."""
    seen = request.POST.get(f"seen-{case.pk}", "")
    try:
        with transaction.atomic():
            workflow.claim_revision(case, int(seen) if seen.isdecimal() else -1)
            case.refresh_from_db()
            if against := _against(admin, request, case):
                raise workflow.Refused(against)
            unfinished = _unfinished(case, request.user)
            _add(case, said)
            workflow.contributed(case, request.user)
            case.children_changed()
    except workflow.Conflict:
        return Item(case, _("The record has changed since you opened the page. Look at it again."))
    except workflow.Refused as refusal:
        return Item(case, str(refusal))
    except ValidationError as error:
        return Item(case, " ".join(error.messages))
    if unfinished:
        return Item(case, done=True, kept_back=unfinished)
    try:
        workflow.move(case, "submit", request.user)
    except workflow.Refused as refusal:
        return Item(case, done=True, kept_back=str(refusal))
    return Item(case, done=True)


def _add(case: Case, said: dict[str, Any]) -> None:
    """Raises ValidationError or Refused for a day that the claim cannot speak of."""
    claim = CaseClaim(
        case=case,
        status=CaseStatus.NO_NEWS,
        grade=ClaimGrade.REPORTED,
        precision=Precision.DAY,
        earliest=said["day"],
        source=said["source"],
        said_on=said["day"],
    )
    claim.full_clean()
    if problem := before_abduction(case, claim.latest, claim.status):
        raise workflow.Refused(problem)
    claim.save()
    if said["asked"]:
        line = f"{said['day']:%Y-%m-%d} · {claim.get_status_display()}: {said['asked']}"
        case.notes = "\n".join(part for part in (case.notes, line) if part)
        case.save(update_fields=["notes", "updated_at"])
