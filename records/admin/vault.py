"""A confidential file: who wrote what kind of fact and when; adding, reading with a purpose, destroying.

One page for each whose file it is: a record (or the person whom it is about), a source, a correspondent's account. What
is read is shown once, on the page that answers the form: in no address, message or session. An error report hides
everything of these pages, in debug mode too: they are drawn within the decorated function for that reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from records import vault
from records.admin.vault_owners import Subject, account_subject, record_subject, source_subject
from records.models import EntryKind, Reading, SealedEntry, SealedFile
from records.models.vault import LEAST_PURPOSE

RIGHTS = ["records.write_vault", "records.read_vault", "records.destroy_vault"]


class AlwaysHiding(SafeExceptionReporterFilter):
    """Django hides in production alone."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True


@dataclass(frozen=True)
class Shelf:
    """A file as the page shows it; `is_current` is the one that is written into."""

    file: SealedFile
    entries: list[SealedEntry]
    is_current: bool


@dataclass(frozen=True)
class Answer:
    """What a posted form came to: the text of an entry, or why it was refused. `key` is of the form's entry or file."""

    action: str
    key: int | None = None
    text: str = field(default="", repr=False)
    refusal: str = ""


class Typed(dict[str, str]):
    """What was typed and refused, to be typed no second time. Logs of the template engine show its variables."""

    def __repr__(self) -> str:
        return f"<{len(self)} fields>"


def has_rights(user: Any) -> bool:
    """Whether the role may do anything at all with confidential files."""
    return any(user.has_perm(right) for right in RIGHTS)


def _page_of(find: Callable[[HttpRequest, int], Subject]) -> Callable[[HttpRequest, int], HttpResponse]:
    """The page of a kind of owner. `find` raises Http404 for one that the person may not see; then comes
    PermissionDenied without any right on the vault.
    """

    @sensitive_post_parameters()
    @sensitive_variables()
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        request.exception_reporter_filter = AlwaysHiding()
        subject = find(request, pk)
        if not has_rights(request.user):
            raise PermissionDenied
        answer = None
        if request.method == "POST":
            answer = _act(request, subject)
            if answer is None:
                return redirect(request.path)
        return render(request, "admin/records/confidential.html", _context(request, subject, answer))

    return page


record_page = _page_of(record_subject)
source_page = _page_of(source_subject)
account_page = _page_of(account_subject)


def _act(request: HttpRequest, subject: Subject) -> Answer | None:
    """Carry out one form. None when there is nothing to show but the page anew; a refusal loses no typed word."""
    action = request.POST.get("action", "")
    shelves = _shelves(subject, request.user)
    try:
        if action == "write":
            return _write(request, subject, shelves)
        if action == "read":
            entry = _one(request, "entry", [entry for shelf in shelves for entry in shelf.entries])
            purpose = request.POST.get("purpose", "")
            return Answer(action, entry.pk, text=vault.read(entry, request.user, purpose))
        if action == "destroy":
            return _destroy(request, subject, _one(request, "file", [shelf.file for shelf in shelves]))
    except ValidationError as error:
        return Answer(action, _number(request, action), refusal=" ".join(error.messages))
    except vault.Unreadable as unreadable:
        return Answer(action, _number(request, action), refusal=str(unreadable))
    return Answer("", refusal=_("There is no such step."))


def _write(request: HttpRequest, subject: Subject, shelves: list[Shelf]) -> None:
    replaces = None
    if request.POST.get("replaces"):
        replaces = _one(request, "replaces", [entry for shelf in shelves for entry in shelf.entries])
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "")
    vault.write(subject.owner, kind, text, request.user, replaces=replaces)
    messages.success(request, _("The entry is sealed."))


def _destroy(request: HttpRequest, subject: Subject, file: SealedFile) -> None:
    """Only when what the page asks for was typed: what is destroyed comes back for nobody."""
    if not request.user.has_perm("records.destroy_vault"):
        raise PermissionDenied
    if request.POST.get("confirm", "").strip() != subject.confirm:
        raise ValidationError(subject.not_confirmed)
    vault.destroy(file, request.user, request.POST.get("reason", ""))
    messages.success(request, _("The confidential file is destroyed."))


def _number(request: HttpRequest, action: str) -> int | None:
    posted = request.POST.get({"read": "entry", "destroy": "file"}.get(action, ""), "")
    return int(posted) if posted.isdecimal() else None


def _one(request: HttpRequest, name: str, choices: list[Any]) -> Any:
    """The posted one of those that the page offers; Http404 for any other."""
    for choice in choices:
        if str(choice.pk) == request.POST.get(name):
            return choice
    raise Http404


# What is shown ---------------------------------------------------------------------------------------------


def _shelves(subject: Subject, user: Any) -> list[Shelf]:
    shelves = [Shelf(file, list(_entries(file, user)), subject.owns(file)) for file in subject.files]
    return [shelf for shelf in shelves if shelf.entries]


def _entries(file: SealedFile, user: Any) -> QuerySet[SealedEntry]:
    """All, or one's own: a correspondent does not even learn that others know something of a person."""
    entries = file.entries.select_related("written_by").annotate(
        is_replaced=Exists(SealedEntry.objects.filter(replaces=OuterRef("pk")))
    )
    return entries if user.has_perm("records.view_all_records") else entries.filter(written_by=user)


def _context(request: HttpRequest, subject: Subject, answer: Answer | None) -> dict[str, Any]:
    shelves = _shelves(subject, request.user)
    may_read = request.user.has_perm("records.read_vault")
    readings = Reading.objects.filter(entry__file__in=[shelf.file for shelf in shelves])
    kinds = SealedFile.OWNERS[SealedFile.column_of(subject.owner)]
    return {
        **admin.site.each_context(request),
        "title": _("Confidential file: %(title)s") % {"title": subject.title},
        "opts": subject.model._meta,
        "subject": subject,
        "record": subject.record,
        "shelves": shelves,
        "is_closed": any(shelf.file.destroyed_at and shelf.is_current for shelf in shelves),
        "kinds": [(kind.value, kind.label) for kind in EntryKind if kind in kinds],
        "replaceable": [
            entry
            for shelf in shelves
            if shelf.is_current and not shelf.file.destroyed_at
            for entry in shelf.entries
            if not entry.is_replaced
        ],
        "answer": answer,
        "typed": Typed(request.POST.items()) if answer and answer.refusal else {},
        "may_write": request.user.has_perm("records.write_vault"),
        "may_read": may_read,
        "may_destroy": request.user.has_perm("records.destroy_vault"),
        "least": LEAST_PURPOSE,
        "most_words": vault.MOST_WORDS,
        "most_text": vault.MOST_TEXT,
        "readings": readings.select_related("user", "entry").order_by("-pk") if may_read else [],
    }
