"""The text of a report. It begins on the desk of its month; saving it keeps the figures that it was written by."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from records.admin.entry import ChildInline, EntryAdmin
from records.forms.autocomplete import RemembersRelated
from reports.admin import month_desk
from reports.admin.month_words import figures_to_bind
from reports.desk import Desk
from reports.drafting import keep_figures
from reports.models import Report, Section
from terms.bound import paragraphs, plain


class ReportForm(RemembersRelated):
    class Meta:
        model = Report
        fields: list[str] = []  # the admin class says which

    def after_children(self) -> None:
        """The figures as they stand go with the text; what it says otherwise is flagged on the desk."""
        keep_figures(self.instance)


class SectionInline(ChildInline, admin.StackedInline):
    model = Section
    fieldsets = [
        (None, {"fields": ["heading_ar", "body_ar"]}),
        (_("In English"), {"classes": ["collapse"], "fields": ["heading_en", "body_en"]}),
        (_("Order"), {"classes": ["collapse"], "fields": ["position"]}),
    ]


@admin.register(Report)
class ReportAdmin(EntryAdmin):
    """The list is that of the months; a report is begun on the desk of its month."""

    form = ReportForm
    change_form_template = "admin/reports/report_form.html"
    inlines = [SectionInline]
    search_fields = ["title_ar", "title_en", "public_id"]
    fieldsets = [
        (None, {"fields": ["title_ar"]}),
        (_("In English"), {"classes": ["collapse"], "fields": ["title_en"]}),
        (_("Internal notes"), {"classes": ["collapse"], "fields": ["notes"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the desk of a month begins a report: its figures decide what there is to say."""
        return False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.month_view)
        return [path("month/<slug:series>/<str:start>/", view, name="reports_month"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return month_desk.months_page(self, request)

    def month_view(self, request: HttpRequest, series: str, start: str) -> HttpResponse:
        return month_desk.month_page(self, request, series, start)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        report = context.get("original")
        if report is not None:
            context["desk"] = Desk(report)
            context["figures"] = figures_to_bind(context["desk"])
            context["month_url"] = month_url(report)
            context["read"] = as_read(report)
        return super().render_change_form(request, context, *args, **kwargs)


def as_read(report: Report) -> list[dict[str, Any]]:
    """The saved text as people will read it, without marks: Arabic and English beside each other."""
    return [
        {
            language: {
                "heading": getattr(section, f"heading_{language}"),
                "paragraphs": [plain(text) for text in paragraphs(getattr(section, f"body_{language}"))],
            }
            for language in ("ar", "en")
        }
        for section in report.sections.all()
    ]


def month_url(report: Report) -> str:
    return reverse("admin:reports_month", args=[report.of_series.slug, report.month_start.isoformat()])
