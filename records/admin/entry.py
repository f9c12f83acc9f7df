"""What every entry form shares: any digits, autocompletes that find any spelling, and autosave."""

from typing import Any

from django.http import HttpRequest

from records.admin.autosave import Autosave
from records.admin.mixed import SaysMixedWords
from records.admin.record_admin import ChildRights, RecordAdmin
from records.forms.autocomplete import autocomplete_for
from records.forms.fields import TYPED_AS_SAID, never_remembered


class TypedAsSaid:
    """For admin classes and inlines: dates and numbers in any digits, relations by autocompletes."""

    formfield_overrides = TYPED_AS_SAID

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", autocomplete_for(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", autocomplete_for(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = never_remembered(super().formfield_for_dbfield(db_field, request, **kwargs))
        for right in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(getattr(field, "widget", None), right):
                setattr(field.widget, right, False)  # reference data has forms of its own
        return field


class EntryAdmin(Autosave, SaysMixedWords, TypedAsSaid, RecordAdmin):
    """The base of a record's entry form."""

    change_form_template = "admin/incidents/entry_form.html"


class ChildInline(ChildRights, TypedAsSaid):
    """To mix with an inline of Django's; the rights are those on the record."""

    extra = 0


__all__ = ["ChildInline", "EntryAdmin", "TypedAsSaid"]
