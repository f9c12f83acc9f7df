"""The tally's entry form, and the page on which an editor adopts it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from incidents.admin.new_toll import save_on
from incidents.forms.tallies import AdoptForm, TallyClaimForm, TallyForm
from incidents.imports import TallyResource
from incidents.models import Tally, TallyClaim
from records import workflow
from records.admin.entry import ChildInline, EntryAdmin
from records.imports.admin import RecordImportMixin
from records.models import Contribution


@admin.display(description=gettext_lazy("figure"))
def in_words(row: Tally | TallyClaim) -> str:
    return row.figure.in_language(get_language() or "ar")


@admin.display(description=gettext_lazy("adopted"), ordering="adopted")
def adopted_in_words(tally: Tally) -> str:
    return _("yes") if tally.adopted else _("no")


#: The fields of a claim, as its inlines lay them out.
CLAIM_ROWS = [
    ("source", "said_on"),
    "quotation",
    ("url", "locator"),
    ("show_source", "show_link", "show_quotation"),
]


class TallyClaimInline(ChildInline, admin.StackedInline):
    model = TallyClaim
    form = TallyClaimForm
    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": ["figure", *CLAIM_ROWS]})]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj is not None else 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[TallyClaim]:
        return super().get_queryset(request).select_related("source")


@admin.register(Tally)
class TallyAdmin(RecordImportMixin, EntryAdmin):
    """Adopting is a step of its own, with a reason; the form cannot do it."""

    resource_class = TallyResource
    form = TallyForm
    change_form_template = "admin/incidents/tally_form.html"
    inlines = [TallyClaimInline]
    autocomplete_fields = ["area", "places", "perpetrators", "parties", "label", "parent"]
    list_display = ["title_ar", "measure", in_words, "period_start", "period_end", adopted_in_words, "state"]
    list_filter = ["state", "measure", "adopted", "area"]
    search_fields = ["title_ar", "title_en", "public_id"]
    ordering = ["-updated_at"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title_ar",
                    ("measure", "figure"),
                    ("period_start", "period_end", "reported_for"),
                    ("area", "places"),
                    ("perpetrators", "perpetrator_certainty"),
                    ("civil_status", "parties", "label"),
                    ("relation", "parent"),
                    ("contains_recorded", "excludes_ar"),
                ]
            },
        ),
        (
            gettext_lazy("Type, method, number of events"),
            {"classes": ["collapse"], "fields": [("type", "method"), "events"]},
        ),
        (gettext_lazy("In English"), {"classes": ["collapse"], "fields": ["title_en", "excludes_en"]}),
        (gettext_lazy("Internal notes"), {"classes": ["collapse"], "fields": ["notes"]}),
    ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.adopt_view)
        return [path("<path:object_id>/adopt/", view, name="incidents_tally_adopt"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tally]:
        return super().get_queryset(request).select_related("area", "label", "parent")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        tally = context.get("original")
        context["may_adopt"] = tally is not None and self._may_adopt(request, tally)
        return super().render_change_form(request, context, *args, **kwargs)

    def _may_adopt(self, request: HttpRequest, tally: Tally) -> bool:
        return request.user.has_perm("records.adopt_tally") and workflow.may_edit(tally, request.user)

    def adopt_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Adopt a tally with a reason, or take the adoption back. Either is a contribution to the record."""
        tally = self.get_object(request, unquote(object_id))
        if tally is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self._may_adopt(request, tally):
            raise PermissionDenied
        taking_back = "take_back" in request.POST
        form = TakeBack(tally) if taking_back else AdoptForm(request.POST or None, tally=tally)
        problem = ""
        if request.method == "POST":
            try:
                if save_on(
                    tally, request.POST.get("revision", ""), request.user, form, Contribution.How.ADOPT
                ):
                    done = _("The adoption is taken back.") if taking_back else _("The tally is adopted.")
                    self.message_user(request, done, messages.SUCCESS)
                    return HttpResponseRedirect(self.change_url(tally))
            except workflow.Conflict:
                problem = _(
                    "Someone else saved this record while you were writing. Check it, then save again."
                )
            except workflow.Refused as refusal:
                problem = str(refusal)
            tally = self.get_object(request, unquote(object_id))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Adopt the tally"),
            "subtitle": str(tally),
            "opts": self.opts,
            "original": tally,
            "form": form if isinstance(form, forms.Form) else AdoptForm(tally=tally),
            "problem": problem,
            "words": in_words(tally),
            "claims": [(claim, in_words(claim)) for claim in tally.claims.select_related("source")],
            "rivals": Tally.objects.visible_to(request.user)
            .filter(adopted=True, measure=tally.measure, reported_for=tally.reported_for, area=tally.area)
            .exclude(pk=tally.pk),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/incidents/adopt_tally.html", context)


class TakeBack:
    """The adoption undone; the reason goes with it."""

    def __init__(self, tally: Tally):
        self.tally = tally

    def is_valid(self) -> bool:
        return self.tally.adopted

    def save(self) -> None:
        self.tally.adopted = False
        self.tally.adoption_reason_ar = self.tally.adoption_reason_en = ""
        self.tally.save()
