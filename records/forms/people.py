"""Someone named in a record's form: typed as text, or chosen where the person stands in another record already."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.forms.autocomplete import RemembersRelated
from records.models import Person, PersonName
from records.typed import TypedText
from terms.arabic.fold import script_of
from terms.choices import Sex


def text_line() -> forms.TextInput:
    return forms.TextInput({"class": "vTextField"})


class NamesSomeone(RemembersRelated):
    """The form of a row with a `person` and `show_name`; a form of its own writes the names (`write_names`).

    Who knows the person already chooses it, and then nothing typed about the person counts. What is decided to be
    withheld is never released from here: only the person's own page can.
    """

    #: The fields that change what is known of the person.
    TELLS: ClassVar[frozenset[str]] = frozenset({"sex", "agreed"})

    sex = forms.ChoiceField(
        label=gettext_lazy("sex"), choices=Sex.choices, initial=Sex.UNKNOWN, required=False
    )
    agreed = forms.CharField(
        label=gettext_lazy("who agreed that the name be published"),
        max_length=300,
        required=False,
        widget=text_line(),
        help_text=gettext_lazy("Without this the name is withheld, here and everywhere."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "person" in self.fields:
            self.fields["person"].required = False
            self.fields["person"].help_text = _("Only if the person stands in another record already.")
        self.person_before: Person | None = self.instance.person if self.instance.pk is not None else None
        if self.person_before is not None:
            person = self.person_before
            self.initial["sex"] = person.sex
            self.initial["agreed"] = person.decision_reason if person.name_is_public else ""
            self.initial.update(self.names_of(person))

    def names_of(self, person: Person) -> dict[str, str]:
        """What the fields for names show of a person."""
        raise NotImplementedError

    def write_names(self, person: Person, is_new: bool) -> None:
        """Write what was typed into the fields for names."""
        raise NotImplementedError

    def showing_errors(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """Why the name may not be shown, by field."""
        person = cleaned.get("person") or self.person_before
        public_already = person is not None and person.name_is_public
        if not cleaned.get("show_name") or public_already:
            return {}
        if person is not None and person.decision_reason:
            message = _("It was decided to withhold this name. Only the person's own page can change that.")
            return {"show_name": message}
        if not cleaned.get("agreed"):
            return {"agreed": _("Write who agreed, for a name that may be shown.")}
        return {}

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"person"}  # made on saving, from the name

    def tells_of_a_person(self) -> bool:
        """Whether it changes what is known of the person, who is no part of the record's document."""
        return self.person_before is None or bool(self.TELLS & set(self.changed_data))

    def save_person(self) -> Person:
        """The person of this row: the one chosen, else the one so far, else a new one; with what was typed."""
        cleaned = self.cleaned_data
        chosen = cleaned.get("person") if "person" in self.fields else self.person_before
        elsewhere = chosen is not None and chosen != self.person_before
        person = chosen or Person()
        if not elsewhere:  # someone recorded elsewhere: the name and sex stand there
            person.sex = cleaned.get("sex") or person.sex
        if cleaned.get("show_name") and cleaned.get("agreed"):
            person.name_decision, person.decision_reason = Person.NameDecision.RELEASED, cleaned["agreed"]
        is_new = person.pk is None
        person.save()
        if not elsewhere:
            self.write_names(person, is_new)
        return person


class NameFields(TypedText):
    """All that may be known of someone's names. Mixed into a form; the fields are no fields of its model."""

    NAMES: ClassVar[tuple[str, ...]] = (
        "name_ar", "name_en", "given", "father", "grandfather", "family", "spellings", "kunya", "nickname",
    )  # fmt: skip
    PARTS: ClassVar[tuple[str, ...]] = ("given", "father", "grandfather", "family")

    name_ar = forms.CharField(
        label=gettext_lazy("full name"), max_length=200, required=False, widget=text_line()
    )
    name_en = forms.CharField(
        label=gettext_lazy("full name in Latin letters"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"class": "vTextField", "dir": "ltr"}),
    )
    given = forms.CharField(
        label=gettext_lazy("given name"), max_length=60, required=False, widget=text_line()
    )
    father = forms.CharField(
        label=gettext_lazy("father's name"), max_length=60, required=False, widget=text_line()
    )
    grandfather = forms.CharField(
        label=gettext_lazy("grandfather's name"), max_length=60, required=False, widget=text_line()
    )
    family = forms.CharField(
        label=gettext_lazy("family name"), max_length=60, required=False, widget=text_line()
    )
    spellings = forms.CharField(
        label=gettext_lazy("other spellings"),
        required=False,
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("One per line, in any script."),
    )
    kunya = forms.CharField(label=gettext_lazy("kunya"), max_length=200, required=False, widget=text_line())
    nickname = forms.CharField(
        label=gettext_lazy("nickname"), max_length=200, required=False, widget=text_line()
    )

    def clean_spellings(self) -> str:
        """The spellings one a line, each once."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["spellings"].splitlines()]
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("A name has at most 200 letters. Write one per line."))
        return "\n".join(dict.fromkeys(line for line in lines if line))

    @staticmethod
    def lacks_main_name(cleaned: dict[str, Any]) -> dict[str, str]:
        """Which other names have no full name in their script: pages would take them for it. By field."""
        return {
            name: _("Write the full name in the same script as well.")
            for name in ("kunya", "nickname")
            if (text := cleaned.get(name)) and not cleaned.get(f"name_{script_of(text)}")
        }


def names_in_fields(person: Person) -> dict[str, str]:
    """A person's names as NameFields shows them."""
    names = list(person.names.all())
    main = {script: _first(names, PersonName.Kind.MAIN, script) for script in ("ar", "en")}
    others = {
        field: _first(names, kind)
        for field, kind in [("kunya", PersonName.Kind.KUNYA), ("nickname", PersonName.Kind.NICKNAME)]
    }
    return {
        **{f"name_{script}": name.text if name else "" for script, name in main.items()},
        **{part: getattr(main["ar"], part, "") for part in NameFields.PARTS},
        **{field: name.text if name else "" for field, name in others.items()},
        "spellings": "\n".join(name.text for name in names if name.kind == PersonName.Kind.VARIANT),
    }


def write_names(person: Person, typed: dict[str, str], changed: set[str]) -> None:
    """Bring a person's names in step with NameFields; only the fields in `changed`, and rows that agree stay."""
    names = list(person.names.all())
    if changed & {"name_ar", *NameFields.PARTS}:
        parts = {part: typed.get(part, "") for part in NameFields.PARTS}
        _put(
            person,
            _first(names, PersonName.Kind.MAIN, "ar"),
            PersonName.Kind.MAIN,
            typed["name_ar"],
            "ar",
            **parts,
        )
    if "name_en" in changed:
        _put(person, _first(names, PersonName.Kind.MAIN, "en"), PersonName.Kind.MAIN, typed["name_en"], "en")
    if "spellings" in changed:
        _put_spellings(person, names, typed["spellings"].splitlines())
    for field, kind in [("kunya", PersonName.Kind.KUNYA), ("nickname", PersonName.Kind.NICKNAME)]:
        if field in changed:
            _put(person, _first(names, kind), kind, typed[field], script_of(typed[field]))
    # Read anew: the names may have come prefetched.
    Person.objects.get(pk=person.pk).index_names()
    getattr(person, "_prefetched_objects_cache", {}).pop("names", None)
    person.refresh_from_db(fields=["search"])


def _first(names: list[PersonName], kind: str, script: str = "") -> PersonName | None:
    return next((name for name in names if name.kind == kind and (not script or name.script == script)), None)


def _put(
    person: Person, standing: PersonName | None, kind: str, text: str, script: str, **parts: str
) -> None:
    if not text:
        if standing is not None:
            standing.delete()
        return
    name = standing or PersonName(person=person, kind=kind)
    name.text, name.script = text, script
    for part, value in parts.items():
        setattr(name, part, value)
    name.save()


def _put_spellings(person: Person, names: list[PersonName], lines: list[str]) -> None:
    standing = {name.text: name for name in names if name.kind == PersonName.Kind.VARIANT}
    for text in lines:
        if standing.pop(text, None) is None:
            _put(person, None, PersonName.Kind.VARIANT, text, script_of(text))
    for name in standing.values():
        name.delete()
