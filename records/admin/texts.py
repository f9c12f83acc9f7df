"""The texts of the public site, written like records: one submits, a second person verifies, an editor releases."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.entry import EntryAdmin
from records.forms.autocomplete import RemembersRelated
from records.models import StaffText


class StaffTextForm(RemembersRelated):
    class Meta:
        model = StaffText
        fields: list[str] = []  # the admin class says which


@admin.register(StaffText)
class StaffTextAdmin(EntryAdmin):
    form = StaffTextForm
    list_display = ["title_ar", "slot", "state"]
    list_filter = ["state", "slot"]
    search_fields = ["title_ar", "title_en", "public_id"]
    ordering = ["-updated_at"]
    fieldsets: Any = [
        (None, {"fields": ["slot", "title_ar", "body_ar"]}),
        (_("In English"), {"classes": ["collapse"], "fields": ["title_en", "body_en"]}),
        (_("Internal notes"), {"classes": ["collapse"], "fields": ["notes"]}),
    ]
