"""The import of records in the staff site: choose a file, see what is wrong by row and column, confirm.

Mix into the admin class of a kind of record and name its resource:

    class IncidentAdmin(RecordImportMixin, EntryAdmin):
        resource_class = IncidentResource
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from import_export.results import Result

from records.imports import files, uploads
from records.imports.command import MOST_SHOWN, import_file
from records.imports.resource import RecordResource, problems_of

_SESSION = "import-upload"
#: Rows that a request can check in time (about 30 ms each); the commands take files.MAX_ROWS.
MAX_ROWS = 1000


class UploadForm(forms.Form):
    """The file, judged for its size before it is read."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX, at most 1,000 rows. The command takes larger files."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > files.MAX_BYTES:
            raise forms.ValidationError(files.too_large())
        return file


class RecordImportMixin:
    """Adds the import page and its link on the list, for those who may import records."""

    resource_class: ClassVar[type[RecordResource]]
    change_list_template = "admin/records/importable_list.html"
    import_template = "admin/records/import.html"

    def has_import_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("records.import_records")

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        return [path("import/", self.admin_site.admin_view(self.import_view), name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(
            request, {**(extra_context or {}), "may_import": self.has_import_permission(request)}
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Step one reads the file and writes nothing; step two imports what step one kept."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "confirm" in request.POST:
            return self._confirm(request)
        self._forget(request)
        if request.method != "POST":
            return self._page(request, UploadForm())
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form)
        name, data = form.cleaned_data["file"].name, form.cleaned_data["file"].read()
        try:
            result = import_file(self.resource_class, name, data, request.user, True, MAX_ROWS)
        except files.FileRefused as refusal:
            form.add_error("file", str(refusal))
            return self._page(request, form)
        if not _wrong(result):
            kept = {"token": uploads.keep(data), "name": name, "resource": self.resource_class.batch_kind}
            request.session[_SESSION] = kept
        return self._page(request, form, result, name)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        kept = request.session.get(_SESSION, {})
        data = uploads.read(kept["token"]) if kept.get("resource") == self.resource_class.batch_kind else None
        self._forget(request)
        if data is None:
            messages.error(request, _("The file was kept for an hour and is gone. Choose it again."))
            return HttpResponseRedirect(request.path)
        result = import_file(self.resource_class, kept["name"], data, request.user)
        if _wrong(result):  # something changed since the preview
            return self._page(request, UploadForm(), result, kept["name"])
        count = result.batch.records.count()
        done = ngettext("%(count)d record was imported.", "%(count)d records were imported.", count)
        messages.success(request, done % {"count": count})
        url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return HttpResponseRedirect(f"{url}?batch__id__exact={result.batch.pk}")

    @staticmethod
    def _forget(request: HttpRequest) -> None:
        """The file of an earlier preview goes as soon as another is chosen, or this one is confirmed."""
        kept = request.session.pop(_SESSION, None)
        if kept:
            uploads.drop(kept["token"])

    def _page(
        self, request: HttpRequest, form: UploadForm, result: Result | None = None, name: str = ""
    ) -> HttpResponse:
        problems = list(problems_of(result)) if result is not None else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import from a file"),
            "opts": self.opts,
            "form": form,
            "file_name": f"\u2068{name}\u2069",  # isolated: a Latin name would turn the Arabic sentence round
            "columns": self.resource_class.columns,
            "checked": result is not None,
            "problems": problems[:MOST_SHOWN],
            "more": max(len(problems) - MOST_SHOWN, 0),
            "problem_count": len(problems),
            "rows": [
                (row.number, row.key, f"{row.instance._meta.verbose_name}: {row.instance}")
                for row in (result.valid_rows()[:MOST_SHOWN] if result is not None and not problems else [])
            ],
            "row_count": result.total_rows if result is not None else 0,
            "gaps": result.gaps if result is not None and not problems else [],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.import_template, context)


def _wrong(result: Result) -> bool:
    return result.has_errors() or result.has_validation_errors()
