"""The lists of a case: claims, counts, tentative identifications and members, judged row by row and as a whole."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from abductees.forms.dates import DatedForm
from abductees.models import CaseClaim, CaseCount, Identification, Membership
from abductees.rules import before_abduction, count_contradictions, leads_back, member_contradictions
from abductees.timeline import count_claims, status_claims
from records.forms.autocomplete import RemembersRelated
from records.forms.fields import keep_choice, never_remembered
from records.forms.figures import FigureForm
from terms.counts import group_counts
from terms.status import may_override


class SaidForm(RemembersRelated):
    """What a source said: not on a day to come."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            never_remembered(field)

    def clean_said_on(self) -> Any:
        day = self.cleaned_data["said_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This date is in the future."))
        return day


class ClaimForm(DatedForm, SaidForm):
    class Meta:
        model = CaseClaim
        fields: list[str] = []  # the admin class says which


class CountForm(FigureForm, SaidForm):
    class Meta:
        model = CaseCount
        fields: list[str] = []  # the admin class says which


class IdentificationForm(SaidForm):
    class Meta:
        model = Identification
        fields: list[str] = []  # the admin class says which

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("name_ar") or cleaned.get("name_en")):
            self.add_error("name_ar", _("Give a name in Arabic or in Latin letters."))
        return cleaned


class MemberForm(RemembersRelated):
    class Meta:
        model = Membership
        fields: list[str] = []  # the admin class says which

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        keep_choice(self, "member")


class CaseFormSet(forms.BaseInlineFormSet):
    """Rows of a case; `instance` is the case with what its form says, also where that is not saved yet."""

    def standing(self) -> Iterator[forms.ModelForm]:
        """The rows that will be there, as far as they could be read."""
        for form in self.forms:
            gone = self.can_delete and self._should_delete_form(form)
            if not gone and form.is_bound and (form.instance.pk is not None or form.has_changed()):
                yield form

    @property
    def readable(self) -> list[Any]:
        """The instances of the rows without a fault."""
        return [form.instance for form in self.standing() if form.is_valid()]


class OfGroups(CaseFormSet):
    """Rows that only a group has."""

    def clean(self) -> None:
        super().clean()
        if self.instance.is_of_a_person:
            if any(True for _form in self.standing()):
                raise ValidationError(
                    _("Members and counts belong to a group, and this case is of one person.")
                )
        elif problems := self.contradictions():
            raise ValidationError(problems)

    def contradictions(self) -> list[str]:
        raise NotImplementedError


class SaidFormSet(CaseFormSet):
    """Claims that may replace earlier ones of the same case."""

    @cached_property
    def _earlier(self) -> list[Any]:
        return list(self.get_queryset()) if self.instance.pk is not None else []

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if (field := form.fields.get("supersedes")) is not None:
            field.queryset = self.model._default_manager.filter(case=self.instance.pk).exclude(
                pk=form.instance.pk
            )
            # Read once for all rows.
            others = [(row.pk, str(row)) for row in self._earlier if row.pk != form.instance.pk]
            field.widget.choices = [("", "—"), *others]

    def clean(self) -> None:
        super().clean()
        replaces = {row.pk: row.supersedes_id for row in self.readable if row.pk is not None}
        for form in self.standing():
            step, seen = form.instance.supersedes_id, set()
            while step is not None and step not in seen:
                if step == form.instance.pk:
                    form.add_error(
                        "supersedes", _("This would make a circle: the claim would replace itself.")
                    )
                    break
                seen.add(step)
                step = replaces.get(step)


class ClaimFormSet(SaidFormSet):
    """The timeline. `may_override` says whether the one who edits can set a status beside it."""

    may_override = False

    def clean(self) -> None:
        super().clean()
        for form in self.standing():
            claim = form.instance
            problem = before_abduction(self.instance, claim.latest, claim.status)
            if problem and not form.errors:
                form.add_error("latest" if form.cleaned_data.get("latest") else "earliest", problem)
        override = self.instance.override_status
        if self.may_override and override and not may_override(override, status_claims(self.readable)):
            raise ValidationError(
                _("No source that stands says “%(status)s”, so that an editor cannot set it.")
                % {"status": self.instance.get_override_status_display()}
            )


class CountFormSet(SaidFormSet, OfGroups):
    """What sources count of a group, held against its size."""

    def contradictions(self) -> list[str]:
        return count_contradictions(group_counts(self.instance.figure, count_claims(self.readable)))


class MemberFormSet(OfGroups):
    """The cases of a group. None twice, none that the group itself belongs to."""

    def clean(self) -> None:
        super().clean()
        for form in self.standing():
            if not form.is_valid() or self.instance.pk is None:
                continue
            member = form.instance.member
            if member.pk == self.instance.pk:
                form.add_error("member", _("A group is no member of itself."))
            elif form.has_changed() and leads_back(self.instance, member):
                form.add_error(
                    "member", _("This would make a circle: the group would be a member of itself.")
                )

    def contradictions(self) -> list[str]:
        return member_contradictions(self.instance.figure, [row.member for row in self.readable])
