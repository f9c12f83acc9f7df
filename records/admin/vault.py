"""The confidential file of a record: who wrote what kind of fact and when; adding, reading with a purpose, destroying.

What is read is shown once, on the page that answers the form: in no address, message or session. An error report hides
everything of this page, in debug mode too: the page is drawn within the decorated function for that reason.
"""

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
from records.admin.review import visible_record
from records.models import EntryKind, Person, Reading, Record, SealedEntry, SealedFile
from records.models.vault import LEAST_PURPOSE

RIGHTS = ["records.write_vault", "records.read_vault", "records.destroy_vault"]


class AlwaysHiding(SafeExceptionReporterFilter):
    """Django hides in production alone."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True


@dataclass(frozen=True)
class Shelf:
    """A file as the page shows it."""

    file: SealedFile
    entries: list[SealedEntry]

    @property
    def of_a_person(self) -> bool:
        return self.file.person_id is not None


@dataclass(frozen=True)
class Answer:
    """What a posted form came to: the text of an entry, or why it was refused. `key` is of the form's entry or file."""

    action: str
    key: int | None = None
    text: str = field(default="", repr=False)
    refusal: str = ""


@sensitive_post_parameters()
@sensitive_variables()
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Http404 for a record that the person may not see, PermissionDenied without any right on the vault."""
    request.exception_reporter_filter = AlwaysHiding()
    record = visible_record(request, pk)
    if not any(request.user.has_perm(right) for right in RIGHTS):
        raise PermissionDenied
    answer = None
    if request.method == "POST":
        answer = _act(request, record)
        if answer is None:
            return redirect("admin:records_record_confidential", pk)
    return render(request, "admin/records/confidential.html", _context(request, record, answer))


def _act(request: HttpRequest, record: Record) -> Answer | None:
    """Carry out one form. None when there is nothing to show but the page anew; a refusal loses no typed word."""
    action = request.POST.get("action", "")
    shelves = _shelves(record, request.user)
    try:
        if action == "write":
            return _write(request, record, shelves)
        if action == "read":
            entry = _one(request, "entry", [entry for shelf in shelves for entry in shelf.entries])
            purpose = request.POST.get("purpose", "")
            return Answer(action, entry.pk, text=vault.read(entry, request.user, purpose))
        if action == "destroy":
            return _destroy(request, record, _one(request, "file", [shelf.file for shelf in shelves]))
    except ValidationError as error:
        return Answer(action, _number(request, action), refusal=" ".join(error.messages))
    except vault.Unreadable as unreadable:
        return Answer(action, _number(request, action), refusal=str(unreadable))
    return Answer("", refusal=_("There is no such step."))


def _write(request: HttpRequest, record: Record, shelves: list[Shelf]) -> None:
    replaces = None
    if request.POST.get("replaces"):
        replaces = _one(request, "replaces", [entry for shelf in shelves for entry in shelf.entries])
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "")
    vault.write(vault.owner_of(record), kind, text, request.user, replaces=replaces)
    messages.success(request, _("The entry is sealed."))


def _destroy(request: HttpRequest, record: Record, file: SealedFile) -> None:
    """Only when the record's public id was typed: what is destroyed comes back for nobody."""
    if not request.user.has_perm("records.destroy_vault"):
        raise PermissionDenied
    if request.POST.get("confirm", "").strip() != record.public_id:
        raise ValidationError(_("Nothing was destroyed: to confirm, type the public id of the record."))
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


def _shelves(record: Record, user: Any) -> list[Shelf]:
    shelves = [Shelf(file, list(_entries(file, user))) for file in vault.files_of(record)]
    return [shelf for shelf in shelves if shelf.entries]


def _entries(file: SealedFile, user: Any) -> QuerySet[SealedEntry]:
    """All, or one's own: a correspondent does not even learn that others know something of a person."""
    entries = file.entries.select_related("written_by").annotate(
        is_replaced=Exists(SealedEntry.objects.filter(replaces=OuterRef("pk")))
    )
    return entries if user.has_perm("records.view_all_records") else entries.filter(written_by=user)


def _context(request: HttpRequest, record: Record, answer: Answer | None) -> dict[str, Any]:
    shelves = _shelves(record, request.user)
    may_read = request.user.has_perm("records.read_vault")
    readings = Reading.objects.filter(entry__file__in=[shelf.file for shelf in shelves])
    owner = vault.owner_of(record)
    return {
        **admin.site.each_context(request),
        "title": _("Confidential file: %(title)s") % {"title": record},
        "opts": Record._meta,
        "record": record,
        "owner": owner,
        "owner_is_person": isinstance(owner, Person),
        "shelves": shelves,
        "is_closed": any(
            shelf.file.destroyed_at and shelf.of_a_person == isinstance(owner, Person) for shelf in shelves
        ),
        "kinds": EntryKind.choices,
        "replaceable": [
            entry
            for shelf in shelves
            if shelf.of_a_person == isinstance(owner, Person) and not shelf.file.destroyed_at
            for entry in shelf.entries
            if not entry.is_replaced
        ],
        "answer": answer,
        "typed": request.POST if answer and answer.refusal else {},
        "may_write": request.user.has_perm("records.write_vault"),
        "may_read": may_read,
        "may_destroy": request.user.has_perm("records.destroy_vault"),
        "least": LEAST_PURPOSE,
        "most_words": vault.MOST_WORDS,
        "most_text": vault.MOST_TEXT,
        "readings": readings.select_related("user", "entry").order_by("-pk") if may_read else [],
    }
