"""The base of every record's entry form: who may change it and when, and that no one's work is lost.

A kind's own admin class derives from `RecordAdmin`, its children from `ChildRights` and an inline of Django's:

    class LineInline(ChildRights, admin.StackedInline): ...

    @admin.register(Incident)
    class IncidentAdmin(RecordAdmin):
        inlines = [LineInline]

The page posts a hidden `revision` beside its fields (templates/admin/records/record_form.html puts it there). Whoever
restores an unsaved form restores that value with it, so that what was typed on an older version is seen as such.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from records import documents, workflow
from records.admin.posted import as_new_rows
from records.models import Record
from records.models.review import State
from records.review.diff import differences


@dataclass
class Attempt:
    """What becomes of one posted form. `trial` forms are saved only to see what they would say, then rolled back."""

    trial: bool = False
    proposing: bool = False
    #: Why the form is shown again, as it was typed, instead of being saved.
    refusal: str = ""
    #: The document that the form makes, once it was valid.
    content: documents.Content | None = None
    #: The document says what it said before.
    unchanged: bool = False
    #: No field was touched either; what a document does not hold (the reason of a decision on a name) may have been.
    untouched: bool = False


def attempt_of(request: HttpRequest) -> Attempt:
    """The attempt that the request carries; an ordinary one where none was begun."""
    if not hasattr(request, "record_attempt"):
        request.record_attempt = Attempt()
    return request.record_attempt


class ChildRights:
    """For inlines: the rights on children are those on the record, removal included."""

    def _may(self, request: HttpRequest, *actions: str) -> bool:
        options = self.parent_model._meta
        return any(
            request.user.has_perm(f"{options.app_label}.{get_permission_codename(action, options)}")
            for action in actions
        )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", "change")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add", "change")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add", "change")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add", "change")


class RecordAdmin(admin.ModelAdmin):
    """A record's entry form: rights by state and role, one saver at a time, contributions written down."""

    change_form_template = "admin/records/record_form.html"
    save_on_top = False
    actions = None
    date_hierarchy = None

    # Who sees and changes what ---------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        if obj is None:
            return True
        attempt = attempt_of(request)
        if attempt.refusal:
            return True  # the form is only shown again; saving it will be asked anew
        if attempt.proposing:
            return obj.state == State.SUBMITTED
        return workflow.may_edit(obj, request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Records are kept; an unwanted draft is discarded, which is a step of its own (records.workflow)."""
        return False

    # Saving ----------------------------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if request.method != "POST" or attempt_of(request).trial:
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                if object_id is not None:
                    self._claim(request, object_id)
                response = super().changeform_view(request, object_id, form_url, extra_context)
                attempt = attempt_of(request)
                if attempt.content is None or attempt.untouched:
                    transaction.set_rollback(True)  # nothing to save, so the revision does not move either
                return response
        except workflow.Conflict:
            reason = _(
                "Someone else saved this record while you were writing. Nothing of yours is lost: see below."
            )
        except workflow.Refused as refusal:
            reason = str(refusal)
        return self._conflict(request, str(object_id), reason, form_url)

    def _claim(self, request: HttpRequest, object_id: str) -> None:
        """Take the right to save before any form is judged. Raises Conflict or Refused."""
        record = self.get_object(request, unquote(object_id))
        if record is None or not super().has_change_permission(request, record):
            return  # Django answers that itself
        if not self.has_change_permission(request, record):
            raise workflow.Refused(
                _("The record went into review while you were writing; it cannot be changed now.")
            )
        seen = request.POST.get("revision", "")
        workflow.claim_revision(record, int(seen) if seen.isdecimal() else -1)

    def _conflict(self, request: HttpRequest, object_id: str, reason: str, form_url: str) -> HttpResponse:
        """The form again with everything that was typed, beside what is saved now; saving again is then knowing."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        now = documents.build(record)
        request.POST = as_new_rows(request.POST, now)
        _response, trial = self.try_saving(request, object_id, refusal=reason)
        request.POST["revision"] = str(record.revision)
        context = {
            "conflict": reason,
            "saved_last": record.contributions.select_related("user").last(),
            "differences": differences(now, trial.content) if trial.content else None,
        }
        response = self._show_again(request, object_id, reason, form_url, context)
        if trial.content and hasattr(response, "context_data"):
            response.context_data["errors"] = []  # the notice says it all: nothing of the form is wrong
        return response

    def _show_again(
        self,
        request: HttpRequest,
        object_id: str,
        refusal: str,
        form_url: str,
        context: dict[str, Any],
        **options: bool,
    ) -> HttpResponse:
        """The posted form as it was typed, with the refusal above it."""
        request.record_attempt = Attempt(refusal=refusal, **options)
        return super().changeform_view(request, object_id, form_url, context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which after a conflict refuses to be valid, so that it is shown and not saved."""
        form = super().get_form(request, obj, change=change, **kwargs)
        attempt = attempt_of(request)
        if not attempt.refusal or attempt.trial:
            return form

        def clean(self: Any) -> Any:
            cleaned = super(refusing, self).clean()
            self.add_error(None, attempt.refusal)
            return cleaned

        refusing = type(form)(form.__name__, (form,), {"clean": clean})
        return refusing

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """The revision that the form was begun on goes with it, and what the state means for the one who edits.

        Who may not change the record reads it in words on its review page; a form with its fields shut says less.
        """
        record = context.get("original")
        if record and request.method != "POST" and not self.has_change_permission(request, record):
            if record.state == State.SUBMITTED:
                self.message_user(
                    request,
                    _(
                        "This record is in review and cannot be changed now. Whoever submitted it may take it back "
                        "on its review page."
                    ),
                    messages.INFO,
                )
            return redirect("admin:records_record_review", record.pk)
        seen = request.POST.get("revision", "") if request.method == "POST" else ""
        context["revision"] = seen or (record.revision if record else "")
        context["reopens"] = bool(record and record.state in (State.VERIFIED, State.RELEASED))
        context["may_submit"] = request.user.has_perm("records.submit_record") and (
            record is None or self.has_change_permission(request, record)
        )
        if context.get("proposing"):
            context["draft"] = None  # a proposal is no version of the record to take up later
            context["may_change"] = False  # nor are the forms that hang on this one part of it
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            form.digest_before = documents.digest(documents.build(self.model.objects.get(pk=obj.pk)))
        else:
            form.digest_before = None
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """After the children: write down who contributed, unless the record says what it said before."""
        super().save_related(request, form, formsets, change)
        # What else a kind's form writes (the first claim of an incident), before the document is made.
        getattr(form, "after_children", lambda: None)()
        attempt = attempt_of(request)
        attempt.content = documents.build(self.model.objects.get(pk=form.instance.pk))
        attempt.unchanged = documents.digest(attempt.content) == form.digest_before
        attempt.untouched = attempt.unchanged and not any(part.has_changed() for part in (form, *formsets))
        if not attempt.trial and not attempt.unchanged:
            workflow.contributed(form.instance, request.user)

    def try_saving(
        self, request: HttpRequest, object_id: str, context: Any = None, **options: Any
    ) -> tuple[HttpResponse, Attempt]:
        """The posted form as if saved: its response, and the document it would make. Nothing is kept."""
        request.record_attempt = Attempt(trial=True, **options)
        with transaction.atomic():
            response = super().changeform_view(request, object_id, "", context)
            transaction.set_rollback(True)
        return response, request.record_attempt

    def message_user(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Nothing is said of a form that was only tried."""
        if not attempt_of(request).trial:
            super().message_user(request, *args, **kwargs)

    # After saving ----------------------------------------------------------------------------------------------

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._submitted(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        submitted = self._submitted(request, obj)
        if submitted is not None:
            return submitted
        if attempt_of(request).untouched:
            self.message_user(request, _("Nothing was changed, so nothing was saved."), messages.INFO)
            if "_continue" in request.POST:
                return HttpResponseRedirect(request.path)
            return self.response_post_save_change(request, obj)
        return super().response_change(request, obj)

    def _submitted(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        """“Save and submit”: the draft stays saved when the submission is refused."""
        attempt = attempt_of(request)
        if "_submit" not in request.POST or attempt.trial:
            return None
        try:
            workflow.move(obj, "submit", request.user)
        except workflow.Refused as refusal:
            self.message_user(
                request, _("Saved, but not submitted: %(reason)s") % {"reason": refusal}, messages.WARNING
            )
            return HttpResponseRedirect(self.change_url(obj))
        attempt.untouched = False  # the submission is to stay, even where the content is as before
        self.message_user(
            request, _("“%(title)s” waits for a second person now.") % {"title": obj}, messages.SUCCESS
        )
        return HttpResponseRedirect(reverse("admin:index"))

    # Proposing a correction -------------------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        options = self.model._meta
        view = self.admin_site.admin_view(self.propose_view)
        name = f"{options.app_label}_{options.model_name}_propose"
        return [path("<int:object_id>/propose/", view, name=name), *super().get_urls()]

    def propose_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The form as a verifier corrects it: the document it makes is kept as a proposal; the rows stay."""
        record = get_object_or_404(self.get_queryset(request), pk=object_id)
        refusal = workflow.moves_with_refusals(record, request.user).get("propose")
        if refusal is None and not request.user.has_perm("records.verify_record"):
            raise PermissionDenied
        if refusal is None or refusal:
            reason = refusal or _("A correction can be proposed only while the record is in review.")
            self.message_user(request, reason, messages.ERROR)
            return redirect("admin:records_record_review", record.pk)
        context = {"proposing": True, "proposal_reason": request.POST.get("proposal_reason", "")}
        if request.method != "POST":
            request.record_attempt = Attempt(proposing=True)
            return super().changeform_view(request, str(object_id), "", context)
        try:
            response, trial = self.try_saving(request, str(object_id), context, proposing=True)
            if trial.content is None:
                return response
            if trial.unchanged:
                raise workflow.Refused(_("Nothing was changed, so there is nothing to propose."))
            workflow.move(
                record,
                "propose",
                request.user,
                reason=context["proposal_reason"].strip(),
                content=trial.content,
            )
        except workflow.Refused as again:
            return self._show_again(request, str(object_id), str(again), "", context, proposing=True)
        request.record_attempt = Attempt()
        self.message_user(request, _("The correction waits for the submitter's answer."), messages.SUCCESS)
        return redirect("admin:records_record_review", record.pk)

    def change_url(self, record: Record) -> str:
        options = self.model._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
