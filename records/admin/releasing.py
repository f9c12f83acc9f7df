"""The pages before a release and a withdrawal: the preview, the disclosure check, the public note, the reason."""

import re
from base64 import b64encode
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from publication import database, projector
from publication.released import ReleasedVersion
from publication.rows import KINDS
from records import documents, outbox, suppression, workflow
from records.admin.review import change_url, visible_record
from records.coarsened import coarsened
from records.models import Record, Release
from records.release import Finding, findings_of, finished, public_document
from records.review.diff import differences
from terms.choices import WithdrawalReason


@csp_replace({"frame-src": [SELF]})
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go out, what the check found, and the button. A refused release says why and loses no typed word."""
    record = _for_editors(request, pk)
    if record.verified_round is None:
        messages.error(request, _("Nothing of this record is verified yet, so nothing can be released."))
        return redirect("admin:records_record_review", pk)
    notes = [request.POST.get(name, "") for name in ("note_ar", "note_en")]
    findings = findings_of(record, *notes)
    refusal = ""
    if request.method == "POST":
        try:
            workflow.move(record, "release", request.user, **_details(request, findings))
        except workflow.Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("“%(title)s” is public.") % {"title": record})
            return redirect("admin:records_record_review", pk)
    return TemplateResponse(
        request, "admin/records/release.html", _context(request, record, findings, refusal)
    )


def _for_editors(request: HttpRequest, pk: int) -> Record:
    record = visible_record(request, pk)
    if not request.user.has_perm("records.release_record"):
        raise PermissionDenied
    return record


def _details(request: HttpRequest, findings: list[Finding]) -> dict[str, Any]:
    """What the editor wrote: the public note, and a reason for each finding taken on."""
    taken = [
        {
            "key": finding.key,
            "message": str(finding.message),
            "reason": request.POST.get(f"take-{finding.key}", "").strip(),
        }
        for finding in findings
        if not finding.blocks
    ]
    return {
        "note_ar": request.POST.get("note_ar", "").strip()[:300],
        "note_en": request.POST.get("note_en", "").strip()[:300],
        "acknowledged": [one for one in taken if one["reason"]],
        "seen": request.POST.get("seen", ""),
    }


def _context(request: HttpRequest, record: Record, findings: list[Finding], refusal: str) -> dict[str, Any]:
    assert record.verified_round is not None
    live = record.live_release
    before = live.document.content if live and live.document else None
    return {
        **admin.site.each_context(request),
        "title": _("Release: %(title)s") % {"title": record},
        "opts": Record._meta,
        "record": record,
        "seen": workflow.version_at_hand(record),
        "live": live,
        "is_live_already": bool(live and live.document_id == record.verified_round.document_id),
        "differences": differences(before, record.verified_round.document.content),
        "verified_round": record.verified_round,
        "coarsened": coarsened(record.verified_round.document),
        "blocking": [finding for finding in findings if finding.blocks],
        "others": [
            {"finding": finding, "typed": request.POST.get(f"take-{finding.key}", "")}
            for finding in findings
            if not finding.blocks
        ],
        "refusal": refusal,
        "note_ar": request.POST.get("note_ar", ""),
        "note_en": request.POST.get("note_en", ""),
        "obstacle": workflow.moves_with_refusals(record, request.user).get("release", _not_verified(record)),
        "change_url": change_url(record),
        "preview_url": reverse("admin:records_record_preview", args=[record.pk]),
    }


def _not_verified(record: Record) -> str:
    return _("This step is not possible from the state “%(state)s”.") % {"state": record.get_state_display()}


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page itself, drawn by the public side from what would go out; nothing of it is kept.

    `?language=en` draws the English page. The document is projected inside a transaction that is rolled back, so that
    the page is the public one to the letter: same view, same template, same data.
    """
    record = _for_editors(request, pk)
    if record.verified_round is None:
        return _no_page(request, _("Nothing of this record is verified yet."))
    language = "en" if request.GET.get("language") == "en" else "ar"
    try:
        return _drawn(request, record, language)
    except database.AWAY:
        if database.answers():
            raise
        return _no_page(request, _("The public database does not answer: the page cannot be drawn now."))


def _drawn(request: HttpRequest, record: Record, language: str) -> HttpResponse:
    with database.atomic(), translation.override(language):
        release = _would_be(record)
        projector.apply(release)
        row = KINDS[record.kind].query(record.public_id).get()
        url = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
        response = (
            _with_pictures(_draw(request, url), release)
            if url
            else _no_page(request, _("Records of this kind have no page of their own."))
        )
        transaction.set_rollback(True, using=database.alias())
    return response


def _would_be(record: Record) -> ReleasedVersion:
    """The release that the button would write."""
    assert record.verified_round is not None
    made = finished(record, public_document(record.verified_round.document))
    content = made.content
    last = record.releases.order_by("-version").first()
    newest = Release.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return ReleasedVersion(
        position=newest + 1,
        public_id=record.public_id,
        kind=record.kind,
        version=last.version + 1 if last else 1,
        day=timezone.localdate(),
        digest=documents.digest(content),
        content=content,
        files=outbox.files_of({**content, "files": {}}) | made.files,
        suppressed=suppression.ledger(),
    )


def _draw(request: HttpRequest, url: str) -> HttpResponse:
    """The answer of the public view at the address, to a request that carries no one's account."""
    url = url.partition("#")[0]
    match = resolve(url)
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info = "GET", url, url
    asked.META = {
        name: request.META[name]
        for name in ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO")
        if name in request.META
    }
    asked.resolver_match = match
    asked.LANGUAGE_CODE = translation.get_language()
    response: HttpResponse = match.func(asked, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response.render()
    return response


def _with_pictures(response: HttpResponse, release: ReleasedVersion) -> HttpResponse:
    """The page carries its own pictures: what is not public yet has no address that a browser could ask."""
    for digest, content in release.files.items():
        data = f"data:image/jpeg;base64,{b64encode(content).decode()}"
        address = rf'src="[^"]*{re.escape(digest[:16])}[^"]*"'
        response.content = re.sub(address, f'src="{data}"', response.content.decode()).encode()
    return response


def _no_page(request: HttpRequest, message: str) -> HttpResponse:
    return TemplateResponse(request, "admin/records/no_preview.html", {"message": message}).render()


def withdraw_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the public side, with a reason from the closed list; its tombstone says the day and that reason."""
    record = _for_editors(request, pk)
    refusal = workflow.moves_with_refusals(record, request.user).get("withdraw", "")
    if refusal:
        messages.error(request, refusal)
        return redirect("admin:records_record_review", pk)
    if request.method == "POST":
        try:
            workflow.move(record, "withdraw", request.user, reason=request.POST.get("reason", ""))
        except workflow.Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("“%(title)s” is public no more.") % {"title": record})
            return redirect("admin:records_record_review", pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Withdraw from the public: %(title)s") % {"title": record},
        "opts": Record._meta,
        "record": record,
        "reasons": WithdrawalReason.choices,
        "refusal": refusal,
    }
    return TemplateResponse(request, "admin/records/withdraw.html", context)
