"""One claim of an incident with its figures. Changing it changes the incident: same rights, same revision."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from incidents.models import ClaimFigure, Incident, IncidentClaim
from records import documents, workflow
from records.admin.entry import TypedAsSaid
from records.forms.autocomplete import RemembersRelated
from records.forms.fields import never_remembered
from records.forms.figures import FigureForm

_CONFLICT = _("Someone else saved this record while you were writing. Check it, then save again.")


class ClaimFigureForm(RemembersRelated, FigureForm):
    class Meta:
        model = ClaimFigure
        fields: list[str] = []  # the admin class says which


class OfTheIncident:
    """Rights on a claim are the rights on its incident."""

    def _incident(self, obj: Any) -> Incident | None:
        return getattr(obj, "incident", None)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("incidents.view_incident")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        incident = self._incident(obj)
        return request.user.has_perm("incidents.change_incident") and (
            incident is None or workflow.may_edit(incident, request.user)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class FigureInline(OfTheIncident, TypedAsSaid, admin.StackedInline):
    model = ClaimFigure
    form = ClaimFigureForm
    extra = 0
    autocomplete_fields = ["parties", "label"]
    fieldsets = [(None, {"fields": [("outcome", "civil_status", "figure"), ("parties", "label")]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimFigure]:
        return super().get_queryset(request).select_related("label").prefetch_related("parties")


class ClaimForm(RemembersRelated):
    class Meta:
        model = IncidentClaim
        fields: list[str] = []  # the admin class says which

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "supersedes" in self.fields:  # only a claim of the same incident, and not itself
            self.fields["supersedes"].queryset = (
                IncidentClaim.objects.filter(incident=self.instance.incident_id)
                .exclude(pk=self.instance.pk)
                .select_related("source")
            )
        for field in self.fields.values():
            never_remembered(field)

    def clean_supersedes(self) -> IncidentClaim | None:
        older = step = self.cleaned_data["supersedes"]
        while step is not None:
            if step.pk == self.instance.pk:
                raise ValidationError(_("This would make a circle: the claim would replace itself."))
            step = step.supersedes
        return older


@admin.register(IncidentClaim)
class IncidentClaimAdmin(OfTheIncident, TypedAsSaid, admin.ModelAdmin):
    form = ClaimForm
    inlines = [FigureInline]
    change_form_template = "admin/incidents/claim_form.html"
    autocomplete_fields = ["source", "perpetrators"]
    fieldsets = [
        (None, {"fields": [("source", "said_on"), "quotation", "url", "locator", "supersedes"]}),
        (_("What may be shown"), {"fields": ["show_source", "show_link", "show_quotation"]}),
        (
            _("Perpetrators that it names"),
            {"classes": ["collapse"], "fields": ["perpetrators", "perpetrator_certainty"]},
        ),
    ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False  # reached from its incident only

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # the incident's form and “new toll” add claims

    def get_queryset(self, request: HttpRequest) -> QuerySet[IncidentClaim]:
        visible = Incident.objects.visible_to(request.user)
        return super().get_queryset(request).filter(incident__in=visible).select_related("incident", "source")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        claim = self.get_object(request, unquote(object_id or ""))
        if request.method != "POST" or claim is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                seen = request.POST.get("revision", "")
                before = documents.digest(documents.build(claim.incident))
                workflow.claim_revision(claim.incident, int(seen) if seen.isdecimal() else -1)
                response = super().changeform_view(request, object_id, form_url, extra_context)
                incident = Incident.objects.get(pk=claim.incident_id)
                if response.status_code != 302 or documents.digest(documents.build(incident)) == before:
                    transaction.set_rollback(True)
                else:
                    workflow.contributed(incident, request.user)
                return response
        except workflow.Conflict:
            self.message_user(request, _CONFLICT, messages.ERROR)
        except workflow.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        request.claim_conflict = True
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """After a conflict the form is shown again with what was typed, and not saved."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if not getattr(request, "claim_conflict", False):
            return form
        return type(form)(
            form.__name__, (form,), {"is_valid": lambda self: super(form, self).is_valid() and False}
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        incident = context["original"].incident
        incident.refresh_from_db(fields=["revision"])
        conflict = getattr(request, "claim_conflict", False)
        seen = "" if conflict else request.POST.get("revision", "")
        context.update(
            revision=seen or incident.revision,
            incident=incident,
            incidents_title=capfirst(incident._meta.verbose_name_plural),
            show_save_and_add_another=False,
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: IncidentClaim) -> None:
        """Taking a claim away changes the incident as well."""
        with transaction.atomic():
            incident = obj.incident
            workflow.claim_revision(incident, incident.revision)
            super().delete_model(request, obj)
            workflow.contributed(incident, request.user)

    def response_post_save_change(self, request: HttpRequest, obj: IncidentClaim) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:incidents_incident_change", args=[obj.incident_id]))

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        self.message_user(request, _("The claim is gone."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:incidents_incident_changelist"))
