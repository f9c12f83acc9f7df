"""The campaign's entry form."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from incidents.admin.tallies import CLAIM_ROWS
from incidents.models import Campaign, CampaignClaim
from records.admin.entry import ChildInline, EntryAdmin
from records.forms.autocomplete import RemembersRelated


class CampaignForm(RemembersRelated):
    class Meta:
        model = Campaign
        fields: list[str] = []  # the admin class says which


class CampaignClaimForm(RemembersRelated):
    class Meta:
        model = CampaignClaim
        fields: list[str] = []  # the admin class says which


class CampaignClaimInline(ChildInline, admin.StackedInline):
    model = CampaignClaim
    form = CampaignClaimForm
    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": CLAIM_ROWS})]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj is not None else 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[CampaignClaim]:
        return super().get_queryset(request).select_related("source")


@admin.register(Campaign)
class CampaignAdmin(EntryAdmin):
    form = CampaignForm
    inlines = [CampaignClaimInline]
    autocomplete_fields = ["area", "places", "participants", "targets"]
    list_display = ["title_ar", "start", "end", "area", "state"]
    list_filter = ["state", "area"]
    search_fields = ["title_ar", "title_en", "public_id"]
    ordering = ["-updated_at"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title_ar",
                    ("start", "end"),
                    ("area", "places"),
                    ("participants", "targets"),
                    "aim_ar",
                ]
            },
        ),
        (_("In English"), {"classes": ["collapse"], "fields": ["title_en", "aim_en"]}),
        (_("Internal notes"), {"classes": ["collapse"], "fields": ["notes"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Campaign]:
        return super().get_queryset(request).select_related("area")
