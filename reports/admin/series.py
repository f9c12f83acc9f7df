"""The series' entry form, and what a typed date means in each series."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from records.admin.entry import ChildInline, EntryAdmin
from records.forms.autocomplete import RemembersRelated
from reports.models import Coverage, Series, SeriesRule
from terms.dates import format_day, format_period, parse_date, weekday_name
from terms.periods import month_containing


class RuleForm(RemembersRelated):
    """The three closed lists as boxes to tick; none ticked leaves that side open."""

    class Meta:
        model = SeriesRule
        fields: list[str] = []  # the admin class says which

    outcomes = forms.MultipleChoiceField(
        label=gettext_lazy("only the outcomes"),
        required=False,
        choices=SeriesRule.CHOICES["outcomes"].choices,
        widget=forms.CheckboxSelectMultiple,
    )
    types = forms.MultipleChoiceField(
        label=gettext_lazy("only the types"),
        required=False,
        choices=SeriesRule.CHOICES["types"].choices,
        widget=forms.CheckboxSelectMultiple,
    )
    methods = forms.MultipleChoiceField(
        label=gettext_lazy("only the methods"),
        required=False,
        choices=SeriesRule.CHOICES["methods"].choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("epoch") and cleaned.get("valid_from") and cleaned["epoch"] > cleaned["valid_from"]:
            self.add_error("epoch", _("A rule cannot be valid before the founding day that it counts from."))
        return cleaned


class RuleInline(ChildInline, admin.StackedInline):
    model = SeriesRule
    form = RuleForm
    autocomplete_fields = ["involved", "perpetrators", "areas", "grouping"]
    fieldsets = [
        (None, {"fields": [("valid_from", "epoch", "ordinal_rule"), ("involved", "perpetrators"),
                           ("areas", "grouping")]}),
        (gettext_lazy("Only some outcomes, types or methods"),
         {"classes": ["collapse"], "fields": ["outcomes", "types", "methods"]}),
    ]  # fmt: skip

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj is not None else 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[SeriesRule]:
        return (
            super()
            .get_queryset(request)
            .select_related("grouping")
            .prefetch_related("involved", "perpetrators", "areas")
        )


class CoverageInline(ChildInline, admin.TabularInline):
    """Only where coverage is declared complete may a text say “the highest since”."""

    model = Coverage
    fields = ["start", "end", "reason"]


class SeriesForm(RemembersRelated):
    class Meta:
        model = Series
        fields: list[str] = []  # the admin class says which


@admin.register(Series)
class SeriesAdmin(EntryAdmin):
    form = SeriesForm
    inlines = [RuleInline, CoverageInline]
    list_display = ["title_ar", "slug", "state"]
    search_fields = ["title_ar", "title_en", "slug"]
    fieldsets = [
        (None, {"fields": ["title_ar", "slug", "since_ar", "about_ar"]}),
        (
            gettext_lazy("In English"),
            {"classes": ["collapse"], "fields": ["title_en", "since_en", "about_en"]},
        ),
        (gettext_lazy("Internal notes"), {"classes": ["collapse"], "fields": ["notes"]}),
    ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.months_view)
        return [path("months/", view, name="reports_series_months"), *super().get_urls()]

    def months_view(self, request: HttpRequest) -> HttpResponse:
        """For a day as typed (`day`): its weekday and date in words, and the month of each series that it falls in.

        Series that are public, or that the user may see. An unreadable day answers with a sentence in `error`.
        """
        language = get_language() or "ar"
        try:
            day = parse_date(request.GET.get("day", ""))
        except ValueError as error:
            return JsonResponse({"error": str(error)})
        mine = (
            Series.objects.visible_to(request.user)
            if self.has_view_permission(request)
            else Series.objects.none()
        )
        seen = Series.objects.filter(Q(pk__in=mine.values("pk")) | Q(live_release__isnull=False))
        found = [
            (series, month)
            for series in seen.prefetch_related("rules").order_by("pk")
            if (month := month_containing(day, series.rule_set())) is not None
        ]
        months = [
            _("%(series)s: month %(ordinal)d, %(days)s")
            % {
                "series": series,
                "ordinal": month.ordinal,
                "days": format_period(month.start, month.end, language),
            }
            for series, month in found
        ]
        return JsonResponse(
            {"day": f"{weekday_name(day, language)} {format_day(day, language)}", "months": months}
        )
