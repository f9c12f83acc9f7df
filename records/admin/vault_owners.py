"""Whose a confidential file is, as its page shows it, and who may see whose.

Records as their own rules say. Sources: whoever reads all records and has a right on the vault. Accounts: the same, of
correspondents alone; a correspondent reaches the own one, to write into it. An administrator of accounts has no right
on the vault, and so reaches none.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from records import vault
from records.admin.review import visible_record
from records.models import Person, Record, SealedFile, Source


@dataclass(frozen=True)
class Subject:
    """What the page of a file is about: `owner` is whose file is written into, `confirm` what is typed to destroy."""

    owner: Any
    files: list[SealedFile]
    model: type[models.Model]
    title: str
    confirm: str
    confirm_label: str
    not_confirmed: str
    back_url: str
    back_label: str
    record: Record | None = None
    #: By how their owner is called; a record's own file is just the file of this record.
    called: str = field(default="")

    def owns(self, file: SealedFile) -> bool:
        return file.owned_by == SealedFile.column_of(self.owner)


def record_subject(request: HttpRequest, pk: int) -> Subject:
    """Http404 for a record that the person may not see."""
    record = visible_record(request, pk)
    owner = vault.owner_of(record)
    return Subject(
        owner=owner,
        files=vault.files_of(record),
        model=Record,
        title=str(record),
        confirm=record.public_id,
        confirm_label=_("To confirm, type the public id of the record: %(id)s") % {"id": record.public_id},
        not_confirmed=_("Nothing was destroyed: to confirm, type the public id of the record."),
        back_url=reverse("admin:records_record_review", args=[record.pk]),
        back_label=_("Back to the record"),
        record=record,
        called=str(owner) if isinstance(owner, Person) else "",
    )


def source_subject(request: HttpRequest, pk: int) -> Subject:
    """Http404 for whoever does not read all records."""
    if not request.user.has_perm("records.view_all_records"):
        raise Http404
    source = get_object_or_404(Source, pk=pk)
    url = reverse("admin:records_source_change", args=[source.pk])
    return _by_code_name(source, Source, source.name, url, _("Back to the source"))


def account_subject(request: HttpRequest, pk: int) -> Subject:
    """Http404 for an account that is no correspondent's, or another's for whoever does not read all records."""
    account = get_object_or_404(accounts_for(request.user), pk=pk)
    url = reverse("admin:records_source_files")
    return _by_code_name(account, type(account), account.username, url, _("Back to the list"))


def _by_code_name(owner: Any, model: type[models.Model], name: str, url: str, label: str) -> Subject:
    column = SealedFile.column_of(owner)
    return Subject(
        owner=owner,
        files=list(SealedFile.objects.filter(**{column: owner}).select_related("destroyed_by")),
        model=model,
        title=name,
        confirm=name,
        confirm_label=_("To confirm, type the code name: %(name)s") % {"name": name},
        not_confirmed=_("Nothing was destroyed: to confirm, type the code name."),
        back_url=url,
        back_label=label,
        called=name,
    )


# By code name ----------------------------------------------------------------------------------------------


def accounts_for(user: Any) -> models.QuerySet[Any]:
    """The accounts whose confidential files the user may open: correspondents', and those that have one from when
    they were; of a user who does not read all records the own one.
    """
    accounts = get_user_model().objects.filter(
        Q(groups__name=vault.BY_CODE_NAME) | Q(sealed_file__isnull=False)
    )  # fmt: skip
    if not user.has_perm("records.view_all_records"):
        accounts = accounts.filter(pk=user.pk)
    return accounts.distinct().order_by("username")


def sources_for(user: Any) -> models.QuerySet[Source]:
    """The sources of whose confidential files the user may learn: confidential ones, and others that have one."""
    if not user.has_perm("records.view_all_records"):
        return Source.objects.none()
    return Source.objects.filter(Q(is_confidential=True) | Q(sealed_file__isnull=False)).order_by("name_ar")
