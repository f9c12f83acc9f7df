"""The cell of named victims: `Arabic name | Latin name | outcome | sex | role | public | description | in English; …`.

A name is released only where the cell says yes; it is withheld otherwise. One name in one cell is one person, whatever
happened to them (abducted, then killed).
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from incidents.models import Incident, Victim
from records.imports.cells import Cells, parts
from records.models import Person, PersonName
from terms.arabic.fold import fold
from terms.choices import Outcome, Role, Sex

#: The parts of one victim, in order.
PARTS = ("name_ar", "name_en", "outcome", "sex", "role", "public", "about_ar", "about_en")


@dataclass
class VictimText:
    """One victim as written; values are those of the closed lists."""

    name_ar: str
    name_en: str
    outcome: str
    sex: str
    role: str
    public: bool
    about_ar: str
    about_en: str


def read_victims(cells: Cells, column: str = "victims") -> list[VictimText]:
    """The victims of the cell; what cannot be read is kept as errors of its column."""
    found = []
    for number, text in enumerate(parts(cells.text(column)), start=1):
        values = [part.strip() for part in text.split("|")]
        if len(values) > len(PARTS):
            cells.fail(column, _("Victim %(number)d has more than %(most)d parts.")
                       % {"number": number, "most": len(PARTS)})  # fmt: skip
            continue
        one = Cells(cells.row, dict(zip(PARTS, values, strict=False)), cells.names)
        victim = _read(one)
        for name, messages in one.errors.items():
            for message in messages:
                cells.fail(column, f"{_('Victim %(number)d') % {'number': number}}, {name}: {message}")
        found.append(victim)
    return found


def _read(one: Cells) -> VictimText:
    if not one.text("name_ar") and not one.text("name_en"):
        one.fail("name_ar", _("Give a name in Arabic or in Latin letters."))
    choices: dict[str, tuple[type[models.TextChoices], str]] = {
        "outcome": (Outcome, Outcome.KILLED),
        "sex": (Sex, Sex.UNKNOWN),
        "role": (Role, ""),
    }
    return VictimText(
        name_ar=one.text("name_ar"),
        name_en=one.text("name_en"),
        public=one.flag("public"),
        about_ar=one.text("about_ar"),
        about_en=one.text("about_en"),
        **{name: one.choice(name, kind, default) for name, (kind, default) in choices.items()},
    )


def add_victims(incident: Incident, victims: list[VictimText], file_name: str) -> None:
    """Write the victims of a saved incident. A person's name is public only if every mention of the cell says so."""
    people: dict[str, Person] = {}
    for text in victims:
        key = fold(f"{text.name_ar}|{text.name_en}")
        if key not in people:
            public = all(other.public for other in victims if fold(f"{other.name_ar}|{other.name_en}") == key)
            people[key] = _person(text, public, file_name)
        Victim.objects.create(
            incident=incident,
            person=people[key],
            outcome=text.outcome,
            role=text.role,
            about_ar=text.about_ar,
            about_en=text.about_en,
            show_name=text.public,
            show_role=text.public,
        )


def _person(text: VictimText, public: bool, file_name: str) -> Person:
    person = Person.objects.create(
        sex=text.sex,
        name_decision=Person.NameDecision.RELEASED if public else Person.NameDecision.WITHHELD,
        decision_reason=_("Marked as public in the imported file %(name)s.") % {"name": file_name}
        if public
        else _("Not marked as public in the imported file %(name)s.") % {"name": file_name},
    )
    for script, name in (("ar", text.name_ar), ("en", text.name_en)):
        if name:
            PersonName.objects.create(person=person, text=name, script=script)
    person.index_names()
    return person
