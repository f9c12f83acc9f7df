"""The incident's entry form: what a phone call gives first, the rest folded away."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _

from incidents.admin.new_toll import new_toll_view
from incidents.claims import standing_figures, with_figures
from incidents.forms.casualties import LineForm, VictimForm
from incidents.forms.incidents import CLAIM_FIELDS, IncidentForm, source_field
from incidents.imports import IncidentResource
from incidents.models import Campaign, CasualtyLine, Incident, Victim
from records.admin.entry import ChildInline, EntryAdmin
from records.admin.record_admin import attempt_of
from records.forms.autocomplete import Autocomplete
from records.forms.fields import never_remembered
from records.imports.admin import RecordImportMixin
from records.models import Source
from records.workflow import Refused

_FIRST = [("start", "precision"), "latest", ("place", "place_precision"), ("area", "type"),
          ("perpetrators", "perpetrator_certainty"), "title_ar", "description_ar"]  # fmt: skip
_FOLDED = [
    (
        _("More about the date"),
        ["end", "found_on", ("counted_on", "counted_reason"), "month_unclear", "events"],
    ),
    (_("Method, campaign, grade"), ["method", "part_of", "grade", "show_exact_place"]),
    (_("In English"), ["title_en", "description_en"]),
    (_("Internal notes"), ["notes"]),
]


class LineInline(ChildInline, admin.StackedInline):
    """Casualty lines with their labelled parts."""

    model = CasualtyLine
    form = LineForm
    autocomplete_fields = ["parties", "places", "perpetrators"]
    fieldsets = [
        (None, {"fields": [("outcome", "civil_status", "figure"), ("parties", "of_which")]}),
        (
            _("Own perpetrators, places or day of this line"),
            {
                "classes": ["collapse"],
                "fields": [
                    "perpetrators",
                    "perpetrator_certainty",
                    "places",
                    ("counted_on", "counted_reason"),
                ],
            },
        ),
    ]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj is not None else 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[CasualtyLine]:
        return (
            super()
            .get_queryset(request)
            .prefetch_related("parties", "places", "perpetrators", "subsets__label")
        )


class VictimInline(ChildInline, admin.StackedInline):
    """Named victims; names are withheld unless someone agreed."""

    model = Victim
    form = VictimForm
    autocomplete_fields = ["person"]
    classes = ["collapse"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may not look up people types names only."""
        chooses = [("person",)] if request.user.has_perm("records.view_person") else []
        main = [("name", "outcome"), ("sex", "age", "role"), "about_ar"]
        shown = ["show_name", "agreed", "show_role", "about_en", *chooses]
        return [
            (None, {"fields": main}),
            (_("What may be shown"), {"classes": ["collapse"], "fields": shown}),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Victim]:
        return super().get_queryset(request).select_related("person").prefetch_related("person__names")


@admin.register(Incident)
class IncidentAdmin(RecordImportMixin, EntryAdmin):
    resource_class = IncidentResource
    form = IncidentForm
    change_form_template = "admin/incidents/incident_form.html"
    inlines = [LineInline, VictimInline]
    autocomplete_fields = ["place", "area", "perpetrators", "part_of"]
    list_display = ["title_ar", "counted_on", "place", "area", "type", "state"]
    list_filter = ["state", "type", "area"]
    list_select_related = ["place", "area"]
    search_fields = ["title_ar", "title_en", "public_id"]
    ordering = ["-updated_at"]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(lambda request, object_id: new_toll_view(self, request, object_id))
        return [
            path("<path:object_id>/new-toll/", view, name="incidents_incident_new_toll"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Incident]:
        return super().get_queryset(request).select_related("place", "area", "part_of")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A campaign that the person may not see cannot be chosen by its number either."""
        if db_field.name == "part_of":
            kwargs["queryset"] = Campaign.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        sets: list[Any] = [(None, {"fields": _FIRST})]
        if self._asks_for_source(request, obj):
            rows = [("claim_source", "claim_said_on"), "claim_quotation", "claim_url"]
            sets.append((_("Who said so"), {"classes": ["after-lines"], "fields": rows}))
        return sets + [
            (name, {"classes": ["collapse", "after-lines"], "fields": fields}) for name, fields in _FOLDED
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """With the fields of the first claim until there is one; they are no fields of the model."""
        base = self.form
        if self._asks_for_source(request, obj):
            source = forms.ModelChoiceField(
                label=_("source"),
                queryset=Source.objects.all(),
                required=False,
                widget=Autocomplete(source_field(), self.admin_site),
            )
            fields: dict[str, Any] = {"claim_source": source}
        else:
            fields = dict.fromkeys(CLAIM_FIELDS)  # None takes an inherited field away
        form = type(base)(base.__name__, (base,), {**fields, "__module__": base.__module__})
        built = super().get_form(request, obj, change=change, form=form, **kwargs)
        for field in built.base_fields.values():
            never_remembered(field)
        return built

    def _asks_for_source(self, request: HttpRequest, obj: Any) -> bool:
        """Asked once per request: a new incident, or one that nobody has said anything of yet."""
        if not hasattr(request, "asks_for_source"):
            request.asks_for_source = obj is None or not obj.claims.exists()
        return request.asks_for_source

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Victim:
            for one in formset.forms:
                if one.has_changed() and one not in formset.deleted_forms:
                    if attempt_of(request).proposing and one.tells_of_a_person():
                        raise Refused(
                            _("A correction cannot name or rename people: return the record with a reason.")
                        )
                    one.instance.person = one.save_person()
        super().save_formset(request, form, formset, change)
        if formset.model is CasualtyLine:
            for one in formset.forms:
                if one.instance.pk is not None and one not in formset.deleted_forms:
                    one.save_parts()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        incident = context.get("original")
        if incident is not None:
            claims = list(with_figures(incident))
            standing = {figure.pk for figure in standing_figures(claims)}
            context["claims"] = [
                {
                    "claim": claim,
                    "figures": [(figure, figure.pk in standing) for figure in claim.figures.all()],
                }
                for claim in claims
            ]
            context["may_change"] = self.has_change_permission(request, incident)
        return super().render_change_form(request, context, *args, **kwargs)
