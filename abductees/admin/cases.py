"""The case's entry form and list."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from abductees.admin.inlines import (
    ClaimInline,
    CountInline,
    IdentificationInline,
    MembershipInline,
    PhotoInline,
)
from abductees.admin.no_news import no_news_view
from abductees.forms.cases import CaseForm
from abductees.imports import CaseResource
from abductees.models import Case, Photo
from records import documents
from records.admin import desk
from records.admin.entry import EntryAdmin
from records.admin.record_admin import attempt_of
from records.admin.search import ranked
from records.imports.admin import RecordImportMixin
from records.models import Person, PublicCopy, Record
from records.workflow import Refused
from terms.arabic.fold import fold
from terms.periods import add_months
from terms.status import DEATH, DEATH_TOLD, FREED

_NAME = [
    "name_en",
    ("given", "father"),
    ("grandfather", "family"),
    "spellings",
    ("kunya", "nickname"),
]
_FIRST = [
    "subject",
    "title_ar",
    "figure",
    "name_ar",
    "called_ar",
    "sex",
    ("earliest", "precision"),
    "latest",
    ("place", "place_precision"),
    "circumstances_ar",
    ("holders", "holder_certainty"),
]
_SHOWN = [
    "show_name",
    "agreed",
    "show_details",
    "show_exact_place",
    ("basis", "basis_on"),
    "basis_note",
]
_ABOUT = [
    "role",
    ("nationality", "second_nationality"),
    ("age_low", "age_high"),
    "about_ar",
    "origins",
]
_ENGLISH = ["title_en", "called_en", "about_en", "circumstances_en"]


class NewsFilter(admin.SimpleListFilter):
    """Open cases by how long nothing was heard of them; or those that are resolved."""

    title = gettext_lazy("without news for")
    parameter_name = "news"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("1", _("a month")),
            ("3", _("3 months")),
            ("6", _("6 months")),
            ("12", _("a year")),
            ("resolved", _("resolved")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        value = self.value()
        if value == "resolved":
            return queryset.filter(is_closed=True)
        if value in ("1", "3", "6", "12"):
            limit = add_months(timezone.localdate(), -int(value))
            return queryset.filter(Q(last_news=None) | Q(last_news__lt=limit), is_closed=False)
        return queryset


@admin.register(Case)
class CaseAdmin(RecordImportMixin, EntryAdmin):
    resource_class = CaseResource
    form = CaseForm
    change_form_template = "admin/abductees/case_form.html"
    inlines = [ClaimInline, CountInline, IdentificationInline, MembershipInline, PhotoInline]
    autocomplete_fields = ["person", "place", "origins", "holders", "of_incident", "same_event_as"]
    list_display = ["title_ar", "subject", "status_mark", "earliest", "last_news", "state"]
    list_filter = ["state", "subject", "present_status", NewsFilter]
    search_fields = ["title_ar"]  # so that the search field is there; get_search_results finds
    ordering = ["-updated_at"]
    actions = ["tell_no_news"]

    class Media:
        css = {"all": ["css/admin_cases.css"]}

    def get_urls(self) -> list[Any]:
        def view(function: Any) -> Any:
            return self.admin_site.admin_view(function)

        def no_news(request: HttpRequest, object_id: int | None = None) -> HttpResponse:
            return no_news_view(self, request, object_id)

        return [
            path("no-news/", view(no_news), name="abductees_case_no_news"),
            path("<int:object_id>/no-news/", view(no_news), name="abductees_case_no_news"),
            path("photo/<int:pk>/", view(self.photo_view), name="abductees_case_photo"),
            *super().get_urls(),
        ]

    # The form --------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        related = ("person", "place", "of_incident", "same_event_as")
        return super().get_queryset(request).select_related(*related).prefetch_related("person__names")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is asked first stands before the timeline. Who may not look up people types names only."""
        chooses = ["person"] if request.user.has_perm("records.view_person") else []
        overrides = (
            ["override_status", "override_reason"]
            if request.user.has_perm("abductees.override_status")
            else []
        )
        after = [
            (_("What may be shown, and why"), [], _SHOWN),
            (_("Who they are"), ["collapse"], _ABOUT),
            (_("The event"), ["collapse"], ["of_incident", "same_event_as"]),
            (_("In English"), ["collapse"], _ENGLISH),
            (_("Status by decision, time held"), ["collapse"], [*overrides, "clock_stopped_on"]),
            (_("Internal notes"), ["collapse"], ["notes"]),
        ]
        return [
            (None, {"fields": _FIRST}),
            (_("More of the name"), {"classes": ["collapse", "of-person"], "fields": [*_NAME, *chooses]}),
            *[
                (title, {"classes": ["after-lines", *classes], "fields": fields})
                for title, classes, fields in after
            ],
        ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only what the person may see can be chosen."""
        if db_field.name == "of_incident":
            kwargs["queryset"] = Record.objects.visible_to(request.user).filter(kind=Record.Kind.INCIDENT)
        elif db_field.name == "same_event_as":
            kwargs["queryset"] = Case.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        case = context.get("original")
        context["may_tell_no_news"] = (
            case is not None
            and not case.is_closed
            and self.has_submit_permission(request)
            and self.has_change_permission(request, case)
        )
        return super().render_change_form(request, context, *args, **kwargs)

    # Saving ----------------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Case, form: CaseForm, change: bool) -> None:
        """The person first, from what was typed; a name is part of what the record said before."""
        if attempt_of(request).proposing:
            if form.tells_of_a_person():
                raise Refused(
                    _("A correction cannot name or rename people: return the record with a reason.")
                )
            if form.decides():
                raise Refused(
                    _("A correction cannot decide about publishing: return the record with a reason.")
                )
        before = documents.digest(documents.build(Case.objects.get(pk=obj.pk))) if change else None
        form.settle_person()
        if form.decides():
            obj.basis_by = request.user.username if obj.basis else ""
        super().save_model(request, obj, form, change)
        form.digest_before = before

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Photo:
            attempt = attempt_of(request)
            for one in formset.forms:
                if one.has_changed() and one.instance.pk is None and one not in formset.deleted_forms:
                    if attempt.proposing:
                        raise Refused(_("A correction cannot add a photo: return the record with a reason."))
                    one.settle(request.user, attempt.trial)
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: CaseForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.names_anew() and request.user.has_perm("records.view_person"):
            self._warn_of_namesakes(request, form.instance.person)

    def _warn_of_namesakes(self, request: HttpRequest, person: Person) -> None:
        """Names that many bear are no mistake; the same person entered twice is one that nobody sees later."""
        if namesakes := namesakes_of(person):
            links = format_html_join(
                "، ",
                '<a href="{}">{}</a>',
                ((reverse("admin:records_person_change", args=[one.pk]), one) for one in namesakes),
            )
            text = _(
                "Someone of this name is recorded already. If it is the same person, choose them instead:"
            )
            self.message_user(request, format_html("{} {}", text, links), messages.WARNING)

    # The list --------------------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("present status"), ordering="present_status")
    def status_mark(self, case: Case) -> str:
        return format_html(
            '<span class="case-status case-status--{}">{}</span>',
            _end_of(case),
            case.get_present_status_display(),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Case], search_term: str
    ) -> tuple[QuerySet[Case], bool]:
        """By any spelling of a headline or of any of the person's names."""
        if not search_term.strip():
            return queryset, False
        people = ranked(Person.objects.all(), search_term).order_by().values("pk")
        titled = desk.found(queryset, search_term).order_by().values("pk")
        return queryset.filter(Q(person__in=people) | Q(pk__in=titled)), False

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("records.submit_record")

    @admin.action(description=gettext_lazy("No news as of today…"), permissions=["submit"])
    def tell_no_news(self, request: HttpRequest, queryset: QuerySet[Case]) -> HttpResponse:
        chosen = urlencode({"case": list(queryset.values_list("pk", flat=True))}, doseq=True)
        return HttpResponseRedirect(f"{reverse('admin:abductees_case_no_news')}?{chosen}")

    # Photos ----------------------------------------------------------------------------------------------------

    def photo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public copy of a photo, for those who may see its case; stored nowhere."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        visible = Case.objects.visible_to(request.user)
        photo = get_object_or_404(Photo, pk=pk, case__in=visible)
        copy = PublicCopy.objects.filter(digest=photo.copy).first()
        if copy is None:
            raise Http404
        headers = {"Cache-Control": "no-store, private", "X-Content-Type-Options": "nosniff"}
        return HttpResponse(bytes(copy.content), content_type="image/jpeg", headers=headers)


def _end_of(case: Case) -> str:
    """freed, dead, told (dead by a report alone) or open: the mark beside a status."""
    groups = {"freed": FREED, "dead": DEATH, "told": DEATH_TOLD}
    return next((name for name, group in groups.items() if case.present_status in group), "open")


def namesakes_of(person: Person) -> list[Person]:
    """Others with a full name that folds like one of the person's."""
    wanted = {fold(name.text) for name in person.names.all() if name.kind == "main"} - {""}
    likely = Q(pk__in=[])
    for name in wanted:
        likely |= Q(search__contains=name)
    others = Person.objects.filter(likely).exclude(pk=person.pk).prefetch_related("names").order_by("pk")
    return [one for one in others if wanted & {fold(name.text) for name in one.names.all()}]


__all__ = ["CaseAdmin", "namesakes_of"]
