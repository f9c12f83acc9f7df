"""The lists of a case's form."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from abductees.forms.lists import (
    ClaimForm,
    ClaimFormSet,
    CountForm,
    CountFormSet,
    IdentificationForm,
    MemberForm,
    MemberFormSet,
    SaidFormSet,
)
from abductees.forms.photos import PhotoForm
from abductees.models import Case, CaseClaim, CaseCount, Identification, Membership, Photo
from records.admin.entry import ChildInline

_SHOWN = [("show_source", "show_link", "show_quotation")]
_WHERE_IT_SAYS_SO = ["quotation", ("url", "locator"), "supersedes"]


class ClaimInline(ChildInline, admin.StackedInline):
    """The timeline."""

    model = CaseClaim
    form = ClaimForm
    formset = ClaimFormSet
    autocomplete_fields = ["source", "place", "holders"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("status", "grade"),
                    ("earliest", "precision", "latest"),
                    ("source", "said_on"),
                    "note_ar",
                    ("place", "holders"),
                ]
            },
        ),
        (
            _("Quotation, link, what may be shown"),
            {"classes": ["collapse"], "fields": [*_WHERE_IT_SAYS_SO, *_SHOWN, "note_en"]},
        ),
    ]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj is not None else 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.may_override = request.user.has_perm("abductees.override_status")
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[CaseClaim]:
        return super().get_queryset(request).select_related("source", "place").prefetch_related("holders")


class CountInline(ChildInline, admin.StackedInline):
    model = CaseCount
    form = CountForm
    formset = CountFormSet
    classes = ["collapse"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": [("of", "figure"), ("as_of", "grade"), ("source", "said_on")]}),
        (
            _("Quotation, link, what may be shown"),
            {"classes": ["collapse"], "fields": [*_WHERE_IT_SAYS_SO, *_SHOWN]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CaseCount]:
        return super().get_queryset(request).select_related("source")


class IdentificationInline(ChildInline, admin.StackedInline):
    model = Identification
    form = IdentificationForm
    formset = SaidFormSet
    classes = ["collapse"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": [("name_ar", "name_en"), ("grade", "show_name"), ("source", "said_on")]}),
        (
            _("Quotation, link, what may be shown"),
            {"classes": ["collapse"], "fields": [*_WHERE_IT_SAYS_SO, *_SHOWN]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Identification]:
        return super().get_queryset(request).select_related("source")


class MembershipInline(ChildInline, admin.StackedInline):
    model = Membership
    fk_name = "group"
    form = MemberForm
    formset = MemberFormSet
    classes = ["collapse"]
    autocomplete_fields = ["member"]
    fieldsets = [(None, {"fields": ["member"]})]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only cases that the person may see can be chosen."""
        if db_field.name == "member":
            kwargs["queryset"] = Case.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("member")


class PhotoInline(ChildInline, admin.StackedInline):
    model = Photo
    form = PhotoForm
    classes = ["collapse"]
    extra = 1
    max_num = 1
    fieldsets = [(None, {"fields": ["file", ("consent", "show"), ("credit_ar", "credit_en")]})]
