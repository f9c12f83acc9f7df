"""A new toll in one step: who said it, and beside each casualty line the figure that it now gives."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.claims import add_figure, last_of, same_people, shifted, standing_figures, with_figures
from incidents.forms.incidents import CLAIM_FIELDS, source_field
from incidents.forms.of_which import OfWhichField
from incidents.models import CasualtyLine, ClaimFigure, Incident, IncidentClaim, Subset
from incidents.rules import line_contradictions
from records.forms.autocomplete import Autocomplete, AutocompleteMany
from records.forms.fields import DayField, never_remembered
from records.forms.figures import FigureField
from records.models import Party, Source
from records.typed import TypedText
from terms.choices import CivilStatus, Outcome
from terms.figures import Figure

#: Empty rows for what the incident's lines do not hold yet.
NEW_ROWS = 2


class TollForm(TypedText):
    """Who said it, when, where; and whether its figures become ours."""

    source = forms.ModelChoiceField(label=gettext_lazy("source"), queryset=Source.objects.all())
    said_on = DayField(label=gettext_lazy("said on"), required=False)
    quotation = forms.CharField(
        label=gettext_lazy("quotation"),
        required=False,
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 3}),
    )
    url = forms.URLField(
        label=gettext_lazy("link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput({"class": "vURLField", "dir": "ltr"}),
    )
    locator = forms.CharField(
        label=gettext_lazy("where in it"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
    )
    use_as_ours = forms.BooleanField(
        label=gettext_lazy("Use these as our figures"),
        required=False,
        help_text=gettext_lazy("The casualty lines of the incident then say what this toll says."),
    )

    def __init__(self, *args: Any, admin_site: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["source"].widget = Autocomplete(source_field(), admin_site)
        self.fields["source"].widget.choices = self.fields["source"].choices
        self.fields["source"].widget.is_required = True
        for field in self.fields.values():
            never_remembered(field)


class RowForm(TypedText):
    """The toll's figure for one line; left empty, the toll says nothing of it."""

    figure = FigureField(label=gettext_lazy("number"), required=False)
    of_which = OfWhichField(label=gettext_lazy("of which"), widget=forms.TextInput({"class": "vTextField"}))

    def __init__(self, *args: Any, line: CasualtyLine, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.line = line
        for field in self.fields.values():
            never_remembered(field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        figure, parts = cleaned.get("figure"), cleaned.get("of_which") or []
        if parts and figure is None and "figure" not in self.errors:
            self.add_error("figure", _("Write the number that these are a part of."))
        elif figure is not None:
            for problem in line_contradictions(figure, parts):
                self.add_error("of_which", problem)
        return cleaned

    def contradicts_kept_parts(self) -> list[str]:
        """Labelled parts that our line keeps because the toll is silent about them, and that are above its figure."""
        given = {label.pk for label, _figure in self.cleaned_data.get("of_which") or []}
        kept = [(part.label, part.figure) for part in self.line.subsets.all() if part.label_id not in given]
        return line_contradictions(self.cleaned_data["figure"], kept)


class NewRowForm(RowForm):
    """A figure for people whom no line of the incident tells of yet."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("outcome"), choices=[("", "—"), *Outcome.choices], required=False
    )
    civil_status = forms.ChoiceField(
        label=gettext_lazy("civil status"),
        choices=CivilStatus.choices,
        initial=CivilStatus.UNKNOWN,
        required=False,
    )
    parties = forms.ModelMultipleChoiceField(
        label=gettext_lazy("of which party"), queryset=Party.objects.all(), required=False
    )
    field_order = ["outcome", "civil_status", "parties", "figure", "of_which"]

    def __init__(self, *args: Any, admin_site: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        widget = AutocompleteMany(CasualtyLine._meta.get_field("parties"), admin_site)
        self.fields["parties"].widget = widget
        widget.choices = self.fields["parties"].choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("figure") is not None and not cleaned.get("outcome"):
            self.add_error("outcome", _("A casualty line needs an outcome: killed, wounded, abducted…"))
        return cleaned


@dataclass
class Toll:
    """The whole page: the form, a row per line, and empty rows."""

    incident: Incident
    form: TollForm
    rows: list[RowForm]
    new_rows: list[NewRowForm]

    @classmethod
    def of(cls, incident: Incident, admin_site: Any, data: Any = None, died: str = "") -> "Toll":
        lines = list(incident.lines.prefetch_related("parties", "subsets__label"))
        standing = standing_figures(with_figures(incident))
        initial, new_initial = _after_a_death(lines, died)
        rows = []
        for line in lines:
            row = RowForm(data, prefix=f"line-{line.pk}", line=line, initial=initial.get(line.pk, {}))
            row.earlier = [one for one in standing if one.label_id is None and same_people(one, line)]
            rows.append(row)
        new_rows = [
            NewRowForm(
                data,
                prefix=f"new-{n}",
                line=CasualtyLine(incident=incident),
                admin_site=admin_site,
                initial=new_initial if n == 0 else {},
            )
            for n in range(NEW_ROWS)
        ]
        form = TollForm(data, admin_site=admin_site, initial={"use_as_ours": bool(died)})
        return cls(incident, form, rows, new_rows)

    @property
    def said(self) -> list[RowForm]:
        """The rows that were filled in; the forms must be valid."""
        return [row for row in (*self.rows, *self.new_rows) if row.cleaned_data.get("figure") is not None]

    def is_valid(self) -> bool:
        judged = [form.is_valid() for form in (self.form, *self.rows, *self.new_rows)]  # every one
        valid = all(judged)
        if valid and not self.said:
            self.form.add_error(None, _("Write at least one figure of the new toll."))
        elif valid and self.form.cleaned_data["use_as_ours"]:
            for row in self.rows:
                if row.cleaned_data.get("figure") is not None:
                    for problem in row.contradicts_kept_parts():
                        row.add_error("figure", problem)
        return self.form.is_valid() and all(row.is_valid() for row in (*self.rows, *self.new_rows))

    @transaction.atomic
    def save(self) -> IncidentClaim:
        """Write the claim, which supersedes the source's last one; and bring our lines in step if that is asked."""
        values = self.form.cleaned_data
        said = {name: values[name] for name in (*CLAIM_FIELDS.values(), "locator")}
        claim = IncidentClaim.objects.create(
            incident=self.incident, supersedes=last_of(self.incident, values["source"]), **said
        )
        for row in self.said:
            self._write(claim, row, values["use_as_ours"])
        return claim

    def _write(self, claim: IncidentClaim, row: RowForm, ours: bool) -> None:
        line, figure, parts = row.line, row.cleaned_data["figure"], row.cleaned_data["of_which"]
        line.figure = figure
        if line.pk is None:
            line.outcome = row.cleaned_data["outcome"]
            line.civil_status = row.cleaned_data["civil_status"] or CivilStatus.UNKNOWN
        if ours:
            is_new = line.pk is None
            line.save()
            if is_new:
                line.parties.set(row.cleaned_data["parties"])
        for label, part in [(None, figure), *parts]:
            _figure(claim, row, part, label)
            if ours and label is not None:
                subset = Subset.objects.filter(line=line, label=label).first() or Subset(
                    line=line, label=label
                )
                subset.figure = part
                subset.save()


def _figure(claim: IncidentClaim, row: RowForm, figure: Figure, label: Any) -> None:
    if row.line.pk is not None:
        add_figure(claim, row.line, figure, label)
        return
    said = ClaimFigure(claim=claim, outcome=row.line.outcome, civil_status=row.line.civil_status, label=label)
    said.figure = figure
    said.save()
    said.parties.set(row.cleaned_data["parties"])


def _after_a_death(lines: list[CasualtyLine], died: str) -> tuple[dict[int, Any], dict[str, Any]]:
    """What the page starts with when one of the wounded of a line has died: one more killed, one fewer wounded."""
    wounded = next((ln for ln in lines if str(ln.pk) == died and ln.outcome == Outcome.WOUNDED), None)
    if wounded is None:
        return {}, {}
    who = {party.pk for party in wounded.parties.all()}
    killed = next(
        (
            ln
            for ln in lines
            if ln.outcome == Outcome.KILLED
            and ln.civil_status == wounded.civil_status
            and {party.pk for party in ln.parties.all()} == who
        ),
        None,
    )
    initial = {wounded.pk: {"figure": shifted(wounded.figure, -1)}}
    if killed is not None:
        initial[killed.pk] = {"figure": shifted(killed.figure, 1)}
        return initial, {}
    return initial, {
        "outcome": Outcome.KILLED,
        "civil_status": wounded.civil_status,
        "parties": [party.pk for party in wounded.parties.all()],
        "figure": Figure.exact(1),
    }
