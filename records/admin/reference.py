"""Reference data as staff edit it: places, parties, areas, labels, groupings, sources, people."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from records import code_names as code_names_of
from records.admin import code_names, vault
from records.admin.entry import TypedAsSaid
from records.admin.mixed import SaysMixedWords
from records.admin.search import FoldedSearch
from records.forms.decisions import PersonForm
from records.models import (
    AreaLabel,
    AreaOfControl,
    Grouping,
    GroupingRule,
    Party,
    PartyLabel,
    Person,
    PersonName,
    Place,
    Record,
    Source,
    SubsetLabel,
)
from records.tighten import saying, tighten

_NAMES = ["name_ar", "name_en", "key", "aliases"]
_VALID = (_("Validity"), {"fields": [("valid_from", "valid_to")]})


class ReferenceAdmin(SaysMixedWords, FoldedSearch, TypedAsSaid, admin.ModelAdmin):
    """Found by any spelling. A key never changes once the row is there. Its history is kept in tables of its own."""

    list_per_page = 50
    ordering = ["name_ar"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["key"] if obj is not None else []


@admin.register(Place)
class PlaceAdmin(ReferenceAdmin):
    list_display = ["name_ar", "name_en", "kind", "parent", "pcode"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent", "crosses"]
    fieldsets = [
        (None, {"fields": [*_NAMES, ("kind", "parent"), "crosses"]}),
        (_("Codes"), {"classes": ["collapse"], "fields": [("pcode", "iso")]}),
        (_("Point (degrees)"), {"classes": ["collapse"], "fields": [("latitude", "longitude")]}),
        (_VALID[0], {"classes": ["collapse"], **_VALID[1]}),
    ]


class PartyLabelInline(TypedAsSaid, admin.TabularInline):
    model = PartyLabel
    extra = 0


@admin.register(Party)
class PartyAdmin(ReferenceAdmin):
    list_display = ["name_ar", "name_en", "kind", "parent", "valid_from", "valid_to"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent"]
    inlines = [PartyLabelInline]
    fieldsets = [(None, {"fields": [*_NAMES, ("kind", "parent")]}), _VALID]


class AreaLabelInline(TypedAsSaid, admin.TabularInline):
    model = AreaLabel
    extra = 0


@admin.register(AreaOfControl)
class AreaAdmin(ReferenceAdmin):
    list_display = ["name_ar", "name_en", "position", "valid_from", "valid_to"]
    ordering = ["position"]
    inlines = [AreaLabelInline]
    fieldsets = [(None, {"fields": [*_NAMES, "position"]}), _VALID]


@admin.register(SubsetLabel)
class SubsetLabelAdmin(ReferenceAdmin):
    list_display = ["name_ar", "name_en", "kind", "gender"]
    list_filter = ["kind"]
    fieldsets = [
        (None, {"fields": [*_NAMES, "kind"]}),
        (
            _("Forms for counting"),
            {
                "description": _("As they stand in a sentence: one, two, two after a verb, 3–10, 11–99."),
                "fields": [
                    ("singular_ar", "plural_ar", "singular_en"),
                    ("dual_ar", "dual_oblique_ar"),
                    ("accusative_ar", "gender"),
                ],
            },
        ),
    ]


class GroupingRuleInline(TypedAsSaid, admin.StackedInline):
    model = GroupingRule
    extra = 0
    autocomplete_fields = ["parties"]
    fieldsets = [
        (None, {"fields": [("position", "group_key"), ("label_ar", "label_en"), ("civil_status", "parties")]})
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[GroupingRule]:
        return super().get_queryset(request).prefetch_related("parties")


@admin.register(Grouping)
class GroupingAdmin(ReferenceAdmin):
    list_display = ["name_ar", "version", "valid_from", "valid_to"]
    inlines = [GroupingRuleInline]
    fieldsets = [(None, {"fields": [*_NAMES, "version"]}), _VALID]


@admin.register(Source)
class SourceAdmin(ReferenceAdmin):
    """A confidential source is a code name. A source becomes one on a page of its own, which leaves no name behind."""

    change_form_template = "admin/records/source_form.html"
    change_list_template = "admin/records/source_list.html"
    list_display = ["name_ar", "name_en", "kind", "reliability", "independence_group"]
    list_filter = ["kind", "reliability", "is_confidential"]
    fieldsets = [
        (None, {"fields": [*_NAMES, ("kind", "reliability"), "independence_group", "url"]}),
        (
            _("Confidentiality"),
            {
                "description": _(
                    "A confidential source has a code name and neither address nor other spellings. "
                    "Once saved, open its confidential file and write there who it is."
                ),
                "fields": ["is_confidential"],
            },
        ),
    ]

    def get_urls(self) -> list[Any]:
        pages = {
            "files": ("confidential/", code_names.files),
            "confidential": ("<int:pk>/confidential/", vault.source_page),
            "account_confidential": ("accounts/<int:pk>/confidential/", vault.account_page),
            "code_name": ("<int:pk>/code-name/", code_names.give_code_name),
        }
        mine = [
            path(address, self.admin_site.admin_view(view), name=f"records_source_{name}")
            for name, (address, view) in pages.items()
        ]
        return [*mine, *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A tick would leave the name in the history, and taking one away would publish a code name."""
        return [*super().get_readonly_fields(request, obj), *(["is_confidential"] if obj is not None else [])]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        source = context.get("original")
        context["may_open_files"] = vault.has_rights(request.user) and request.user.has_perm(
            "records.view_all_records"
        )
        context["needs_code_name"] = source is not None and code_names_of.needs_code_name(source)
        context["may_give_code_name"] = context["needs_code_name"] and code_names.may_give_code_name(
            request.user
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may = vault.has_rights(request.user)
        return super().changelist_view(request, {**(extra_context or {}), "may_open_files": may})


class PersonNameInline(TypedAsSaid, admin.TabularInline):
    model = PersonName
    extra = 0
    min_num = 1


def _has_new_names(formset: Any) -> bool:
    """Whether a saved formset added or changed a name of a person."""
    return formset.model is PersonName and bool(formset.new_objects or formset.changed_objects)


@admin.register(Person)
class PersonAdmin(SaysMixedWords, FoldedSearch, TypedAsSaid, admin.ModelAdmin):
    """What may be public of a person is decided here, once for every record that names the person.

    A stricter decision takes effect at once on what is public, after the one who takes it has seen on what. A name
    that is only new may be a namesake's: what says it in public is told, and somebody decides.
    """

    form = PersonForm
    change_form_template = "admin/records/person_form.html"
    list_display = ["__str__", "sex", "name_decision", "place_limit", "is_searchable"]
    list_filter = ["name_decision", "place_limit", "is_searchable"]
    inlines = [PersonNameInline]
    fieldsets = [
        (None, {"fields": ["sex", "name_decision", "decision_reason", "place_limit", "is_searchable"]})
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).prefetch_related("names")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        person = Person.objects.get(pk=form.instance.pk)
        person.index_names()
        if change and form.is_stricter():
            effect = tighten(person, request.user)
            self._say(request, _("Published again, with less:"), effect.tightened)
            self._say(request, _("Withdrawn, because the text says the name:"), effect.withdrawn)
        elif not person.name_is_public and any(_has_new_names(formset) for formset in formsets):
            told = _("Public texts say this name. If they mean this person, withdraw or mend them:")
            self._say(request, told, saying(person))

    def _say(self, request: HttpRequest, text: Any, records: list[Record]) -> None:
        if records:
            links = format_html_join(
                " · ",
                '<a href="{}">{}</a>',
                ((reverse("admin:records_record_review", args=[one.pk]), one) for one in records),
            )
            self.message_user(request, format_html("{} {}", text, links), messages.WARNING)
