"""All records in one list, with the queues as filters; several can be verified or released together."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from records.admin import desk, releasing, review, suppressing, vault
from records.admin.read_only import ReadOnly
from records.admin.together import together
from records.models import Record


class QueueFilter(admin.SimpleListFilter):
    title = _("queue")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(queue.key, queue.title) for queue in desk.queues_of(request.user)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        for queue in desk.queues_of(request.user):
            if queue.key == self.value():
                return queue.records(queryset, request.user)
        return queryset


class BatchFilter(admin.SimpleListFilter):
    title = _("import")
    parameter_name = "batch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return desk.batches_for(request.user)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        return queryset.filter(batch=int(value)) if value and value.isdecimal() else queryset


@admin.register(Record)
class QueueAdmin(ReadOnly, admin.ModelAdmin):
    """Read only: a record is changed in its own form and moved on its review page."""

    list_display = ["headline", "kind", "state_mark", "created_by", "updated_at", "batch"]
    list_display_links = None
    list_filter = [QueueFilter, "state", "kind", BatchFilter]
    list_select_related = ["created_by", "batch"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-updated_at"]
    search_fields = ["title_ar"]  # so that the search field is there; get_search_results finds
    actions = ["verify_together", "release_together"]

    def get_urls(self) -> list[Any]:
        pages = {"review": review.page, "release": releasing.page, "preview": releasing.preview,
                 "withdraw": releasing.withdraw_page, "suppress": suppressing.page,
                 "confidential": vault.record_page}  # fmt: skip
        mine = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"records_record_{name}")
            for name, view in pages.items()
        ]
        return [*mine, *super().get_urls()]

    # Who sees what ---------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Record]:
        return super().get_queryset(request).visible_to(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("records.view_all_records") or request.user.has_perm(
            "records.write_own_drafts"
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("admin:records_record_review", object_id)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return (desk.found(queryset, search_term) if search_term.strip() else queryset), False

    def get_ordering(self, request: HttpRequest) -> Any:
        """A queue with an order of its own keeps it in the list."""
        chosen = [queue for queue in desk.queues_of(request.user) if queue.key == request.GET.get("queue")]
        return chosen[0].order if chosen else self.ordering

    # Columns ---------------------------------------------------------------------------------------------------

    @admin.display(description=_("headline"), ordering="title_ar")
    def headline(self, record: Record) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:records_record_review", args=[record.pk]), record
        )

    @admin.display(description=_("state"), ordering="state")
    def state_mark(self, record: Record) -> str:
        return format_html(
            '<span class="state state--{}">{}</span>', record.state, record.get_state_display()
        )

    # Several at once -------------------------------------------------------------------------------------------

    def has_verify_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("records.verify_record")

    def has_release_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("records.release_record")

    @admin.action(description=_("Verify together"), permissions=["verify"])
    def verify_together(self, request: HttpRequest, queryset: QuerySet[Record]) -> HttpResponse | None:
        return together(self, request, queryset, "verify")

    @admin.action(description=_("Release together"), permissions=["release"])
    def release_together(self, request: HttpRequest, queryset: QuerySet[Record]) -> HttpResponse | None:
        return together(self, request, queryset, "release")
