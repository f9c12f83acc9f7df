"""The page on which a source becomes a code name, and the list of all who appear under one."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from records import code_names
from records.admin.vault import AlwaysHiding, has_rights
from records.admin.vault_owners import accounts_for, sources_for
from records.forms.code_names import CodeNameForm
from records.models import Record, Source


def may_give_code_name(user: Any) -> bool:
    return user.has_perm("records.change_source") and user.has_perm("records.write_vault")


@sensitive_post_parameters()
@sensitive_variables()
def give_code_name(request: HttpRequest, pk: int) -> HttpResponse:
    """From the names of a source to a code name: shown what it does, then confirmed, then done at once."""
    request.exception_reporter_filter = AlwaysHiding()
    if not may_give_code_name(request.user):
        raise PermissionDenied
    source = get_object_or_404(Source, pk=pk)
    if not code_names.needs_code_name(source):
        messages.info(request, _("This source is a code name already, and its history holds no other."))
        return redirect("admin:records_source_change", pk)
    form = CodeNameForm(source, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        code_ar, code_en = form.cleaned_data["code_ar"].strip(), form.cleaned_data["code_en"].strip()
        effect = code_names.make_confidential(source, code_ar, code_en, request.user)
        messages.success(request, _("The source is confidential. Who it is stands in its confidential file."))
        _tell(request, _("Published again, without the source:"), effect.tightened)
        _tell(request, _("Withdrawn, because the words say its name:"), effect.withdrawn)
        return redirect("admin:records_source_change", pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Make confidential: %(name)s") % {"name": source.name},
        "opts": Source._meta,
        "source": source,
        "form": form,
    }
    return render(request, "admin/records/code_name.html", context)


def _tell(request: HttpRequest, text: str, records: list[Record]) -> None:
    if records:
        links = format_html_join(
            " · ",
            '<a href="{}">{}</a>',
            ((reverse("admin:records_record_review", args=[one.pk]), one) for one in records),
        )
        messages.warning(request, format_html("{} {}", text, links))


def files(request: HttpRequest) -> HttpResponse:
    """Confidential sources and correspondents, by code name; a correspondent sees the own account alone."""
    if not has_rights(request.user):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": _("Confidential files"),
        "opts": Source._meta,
        "sources": sources_for(request.user).select_related("sealed_file"),
        "accounts": accounts_for(request.user).select_related("sealed_file"),
        "reads_all": request.user.has_perm("records.view_all_records"),
    }
    return render(request, "admin/records/confidential_files.html", context)
