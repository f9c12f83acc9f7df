"""Forms that are kept on the server as they are typed, and taken up again later.

The page's script (static/js/autosave.js) posts the form to `draft/` a few seconds after a change. Nothing is kept in
the browser. A draft is a form as posted; taking it up again shows the same form, bound to it and not yet judged.
"""

from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from records import drafts
from records.admin.record_admin import attempt_of
from records.forms.fields import never_remembered


class Autosave:
    """For record admins; stands before `RecordAdmin` among the bases."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_draft"
        view = self.admin_site.admin_view(require_POST(self.draft_view))
        return [path("draft/", view, name=name), *super().get_urls()]

    def draft_view(self, request: HttpRequest) -> HttpResponse:
        """Keep or discard one unsaved form. Answers 409 when someone else has signed in on this device meanwhile."""
        object_id = request.POST.get("object", "")
        if request.POST.get("user") != str(request.user.pk):
            return JsonResponse({"other_user": True}, status=409)
        if not self._may_write(request, object_id):
            raise PermissionDenied
        form, token = self._form_name(object_id), request.POST.get("token", "")
        if "discard" in request.POST:
            drafts.discard(request.user, form, token)
            return redirect(self._form_url(object_id))
        try:
            draft = drafts.keep(request.user, form, token, request.POST.get("data", ""))
        except ValueError:
            return HttpResponseBadRequest()
        return JsonResponse({"saved_at": timezone.localtime(draft.saved_at).strftime("%H:%M")})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if request.method == "POST":
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if response.status_code == 302 and drafts.is_token(request.POST.get("_draft", "")):
                drafts.discard(request.user, self._form_name(object_id or ""), request.POST["_draft"])
            return response
        token = request.GET.get("draft", "")
        draft = drafts.find(request.user, self._form_name(object_id or ""), token) if token else None
        if draft is None or not self._may_write(request, object_id or ""):
            return super().changeform_view(request, object_id, form_url, extra_context)
        return self._taken_up(request, draft.data, object_id, form_url, extra_context)

    def _taken_up(
        self, request: HttpRequest, data: str, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        """The form as it was left: bound, never valid, and without the errors of what is not finished."""
        _no_files = request.FILES  # read now: Django would read the body again and lose what is set here
        request.method, request.POST = "POST", QueryDict(data)
        request.taking_up = True
        attempt_of(request).trial = True  # so that nothing is claimed or written down
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if (context := getattr(response, "context_data", None)) and "adminform" in context:
            context["errors"] = []
            _hush(context["adminform"].form)
            for inline in context["inline_admin_formsets"]:
                inline.formset._errors, inline.formset._non_form_errors = [], ErrorList()
                for form in inline.formset.forms:
                    _hush(form)
        return response

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if not getattr(request, "taking_up", False):
            return form
        return type(form)(form.__name__, (form,), {"is_valid": lambda self: False})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """What the script and the offer to go on need."""
        record = context.get("original")
        object_id = str(record.pk) if record else ""
        if not context.get("is_popup") and self._may_write(request, object_id):
            taken_up = getattr(request, "taking_up", False)
            token = request.GET.get("draft", "") if taken_up else request.POST.get("_draft", "")
            token = token if drafts.is_token(token) else drafts.new_token()
            waiting = drafts.waiting(request.user, self._form_name(object_id))
            context["draft"] = {
                "url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_draft"),
                "object": object_id,
                "user": request.user.pk,
                "token": token,
                "taken_up": taken_up,
                "waiting": [] if request.method == "POST" else [w for w in waiting if w["token"] != token],
                "page": self._form_url(object_id),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return never_remembered(super().formfield_for_dbfield(db_field, request, **kwargs))

    def _may_write(self, request: HttpRequest, object_id: str) -> bool:
        if not object_id:
            return self.has_add_permission(request)
        obj = self.get_object(request, unquote(object_id))
        return obj is not None and self.has_change_permission(request, obj)

    def _form_name(self, object_id: str) -> str:
        return f"{self.opts.label_lower}:{object_id or 'add'}"

    def _form_url(self, object_id: str) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[object_id]) if object_id else reverse(f"{name}_add")


def _hush(form: forms.BaseForm) -> None:
    form._errors = ErrorDict()
