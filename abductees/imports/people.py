"""The person of a row: names, what may be shown of them, and whether another record names the same person already."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from records.documents import build
from records.imports.cells import Cells, parts
from records.imports.names import NEAR, SUGGESTIONS
from records.models import Person, PersonName, Record
from records.people import people_of
from terms.arabic.fold import fold, near_fold, script_of
from terms.choices import PlaceLimit, Sex
from terms.countries import countries, country_code, country_name
from terms.figures import FigureError, parse_figure

_MAIN = {"name_ar": "ar", "name_en": "en"}
_FIELD_COLUMNS = {"decision_reason": "name_decision_reason", "is_searchable": "searchable"}


def read_names(cells: Cells) -> list[PersonName]:
    """The names of a person's row, main ones first; none for someone whose name nobody gave."""
    kind = PersonName.Kind
    rows = [
        *((column, script, kind.MAIN, cells.text(column)) for column, script in _MAIN.items()),
        *(("name_variants", "", kind.VARIANT, text) for text in parts(cells.text("name_variants"))),
        *(("kunya", "", kind.KUNYA, text) for text in parts(cells.text("kunya"))),
    ]
    names = []
    for column, script, name_kind, text in rows:
        if not text:
            continue
        name = PersonName(text=text, script=script or script_of(text), kind=name_kind)
        try:
            name.full_clean(exclude=["person"])
        except ValidationError as error:
            cells.add(error, column=column)
        names.append(name)
    main = {name.script for name in names if name.kind == kind.MAIN}
    if cells.text("name_variants") and not main:
        cells.fail("name_variants", _("Give the main name before its other spellings."))
    if any(name.kind == kind.KUNYA and name.script not in main for name in names):
        cells.fail("kunya", _("Give the main name in the same letters: the kunya would stand in its place."))
    return names


def read_nationalities(cells: Cells) -> tuple[str, str]:
    """One country or two, by code or name in either language."""
    codes = []
    for text in parts(cells.text("nationality")):
        if not (code := country_code(text)):
            cells.fail("nationality", _unknown_country(text))
        codes.append(code)
    if len(codes) > 2:
        cells.fail("nationality", _("A case has two nationalities at the most."))
    first, second, *_others = [*codes, "", ""]
    return first, second


def _unknown_country(text: str) -> str:
    named = [(near_fold(name), code) for lang in ("ar", "en") for code, name in countries(lang)]
    found = process.extract(
        near_fold(text), [name for name, _code in named], scorer=fuzz.ratio, score_cutoff=NEAR, limit=12
    )
    near = list(dict.fromkeys(named[index][1] for _name, _score, index in found))[:SUGGESTIONS]
    if not near:
        return _("The country “%(text)s” is unknown.") % {"text": text[:80]}
    listed = "، ".join(f"{country_name(code, get_language() or 'ar')} ({code})" for code in near)
    return _("The country “%(text)s” is unknown. Did you mean: %(list)s?") % {
        "text": text[:80],
        "list": listed,
    }


def read_age(cells: Cells) -> tuple[int | None, int | None]:
    """The lowest and the highest age at the time: the same number twice, or a band."""
    text = cells.text("age")
    if not text:
        return None, None
    try:
        figure = parse_figure(text)
    except FigureError:
        figure = None
    if figure is None or figure.low is None or figure.high is None:
        cells.fail("age", _("Write an age, or a band such as 20-30."))
        return None, None
    return figure.low, figure.high


def person_of(cells: Cells, names: list[PersonName], incident: Record | None, file_name: str) -> Person:
    """The person of a row, saved with names: the one whom the incident names already, else a new one.

    Of someone who is named already nothing is decided anew: a cell that says otherwise is refused. A row with errors
    gives a person who is not saved.
    """
    standing = _named_in(cells, incident, names)
    person = standing or Person()
    if standing is None:
        _decide(cells, person, file_name)
    else:
        _agree(cells, person)
    try:
        person.full_clean()
    except ValidationError as error:
        cells.add(error, _FIELD_COLUMNS)
    if cells.errors:
        return person
    person.save()
    _add_names(person, names)
    person = Person.objects.get(pk=person.pk)  # with the names as they are now
    person.index_names()
    return person


def _decide(cells: Cells, person: Person, file_name: str) -> None:
    shown, reason = cells.flag("show_name"), cells.text("name_decision_reason")
    if shown and not reason:
        cells.fail("name_decision_reason", _("Write who agreed that the name be shown."))
    decision = Person.NameDecision.RELEASED if shown else Person.NameDecision.WITHHELD
    person.name_decision = decision
    person.decision_reason = reason or _("Not marked as public in the imported file %(name)s.") % {
        "name": file_name
    }
    person.sex = cells.choice("sex", Sex, Sex.UNKNOWN)
    person.place_limit = cells.choice("place_limit", PlaceLimit, PlaceLimit.LOCALITY)
    person.is_searchable = cells.flag("searchable") if cells.text("searchable") else True


def _agree(cells: Cells, person: Person) -> None:
    sex = cells.choice("sex", Sex)
    if person.sex == Sex.UNKNOWN and sex:
        person.sex = sex
    said: dict[str, tuple[Any, Any]] = {
        "show_name": (cells.flag("show_name"), person.name_is_public),
        "place_limit": (cells.choice("place_limit", PlaceLimit), person.place_limit),
        "searchable": (cells.flag("searchable"), person.is_searchable),
        "sex": (person.sex if sex == Sex.UNKNOWN else sex, person.sex),
    }
    for column, (typed, decided) in said.items():
        if cells.text(column) and column not in cells.errors and typed != decided:
            cells.fail(
                column,
                _("Another record names “%(person)s”, and something else was decided there.")
                % {"person": person},
            )
    reason = cells.text("name_decision_reason")
    if reason and reason not in person.decision_reason:
        person.decision_reason = " · ".join(filter(None, [person.decision_reason, reason]))


def _named_in(cells: Cells, incident: Record | None, names: list[PersonName]) -> Person | None:
    """The person of this name whom the incident's document names."""
    if incident is None or not names:
        return None
    wanted = _keys(names)
    found = [person for person in people_of([build(incident)]) if wanted & _keys(person.names.all())]
    if len(found) > 1:
        cells.fail("of_incident", _("The incident names several people of this name."))
    return found[0] if found else None


def _keys(names: Any) -> set[str]:
    return {fold(name.text) for name in names if name.kind in (PersonName.Kind.MAIN, PersonName.Kind.VARIANT)}


def _add_names(person: Person, names: list[PersonName]) -> None:
    """Spellings that the person does not have yet; a second main name of a script is another spelling."""
    known = list(person.names.all())
    for name in names:
        if any((fold(other.text), other.kind) == (fold(name.text), name.kind) for other in known):
            continue
        if name.kind == PersonName.Kind.MAIN and any(other.script == name.script for other in known):
            name.kind = PersonName.Kind.VARIANT
        name.person = person
        name.save()
        known.append(name)
