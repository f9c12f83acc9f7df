"""The import file of the abducted and the missing: a person or a group per row, and below it what sources say of them.

What became of someone is a timeline: the case's own row may hold its first claim (how it began), each further claim,
count of a group or tentative identification has a row of its own that names the case.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from abductees.imports.columns import COLUMNS, COLUMNS_OF, FIELD_COLUMNS, OWN_CLAIM, Kind
from abductees.imports.dates import date_columns, read_dates
from abductees.imports.groups import join
from abductees.imports.people import person_of, read_age, read_names, read_nationalities
from abductees.models import Case, CaseClaim, CaseCount, Identification
from abductees.rules import before_abduction, count_contradictions
from abductees.timeline import counts_of
from records.imports.cells import Cells, Column, key_of, parts
from records.imports.circles import leads_back
from records.imports.figures import read_figure
from records.imports.files import ROW
from records.imports.places import check_governorate, read_place
from records.imports.resource import RecordResource, read_claim
from records.models import Party, Place, Record
from records.models.review import State
from terms.choices import CaseStatus, Certainty, ClaimGrade, ConsentBasis, CountOf, Precision, Role, Subject

#: How a case begins. A claim of it on the case's own row has the row's date, place and holders; a later one has none.
BEGINNINGS = (CaseStatus.ABDUCTED, CaseStatus.DETAINED, CaseStatus.MISSING)
_GONE = (State.REJECTED, State.WITHDRAWN)


class CaseResource(RecordResource):
    """Cases of persons and groups, with claims, counts and tentative identifications."""

    batch_kind: ClassVar[str] = "cases"
    kinds = Kind
    columns: ClassVar[tuple[Column, ...]] = COLUMNS

    def makers(self) -> dict[str, Callable[[Cells], Any]]:
        return {
            Kind.PERSON: self._person,
            Kind.GROUP: self._group,
            Kind.CLAIM: self._claim,
            Kind.COUNT: self._count,
            Kind.IDENTIFICATION: self._identification,
        }

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        #: key → the claim, count or identification of its row.
        self.said: dict[str, Any] = {}
        above: dict[str, list[str]] = {}
        #: key of a group → the row of its last count, at which all of them are held against its size.
        self.last_counts: dict[str, int] = {}
        for row in dataset.dict:
            above[key_of(row.get("key", ""))] = _keys(row.get("member_of", ""))
            if row.get("count_of"):
                self.last_counts[key_of(row.get("case", ""))] = row[ROW]
        #: The numbers of the rows whose groups lead back to themselves.
        self.in_circle = {row[ROW] for row in dataset.dict if leads_back(key_of(row.get("key", "")), above)}

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        for case, _number in self.made.values():
            assert isinstance(case, Case)
            case.children_changed()
        super().after_import(dataset, result, **kwargs)

    def depends_on(self, cells: Cells) -> set[str]:
        return {key_of(cells.text("case"))}

    # Cases --------------------------------------------------------------------------------------------------

    def _person(self, cells: Cells) -> Case | None:
        cells.only(COLUMNS_OF[Kind.PERSON], Kind.PERSON.label)
        names = read_names(cells)
        if not names:
            cells.needed("called_ar")
        case = self._read_case(cells, Subject.PERSON)
        case.called_ar, case.called_en = cells.text("called_ar"), cells.text("called_en")
        case.nationality, case.second_nationality = read_nationalities(cells)
        case.age_low, case.age_high = read_age(cells)
        case.show_name = cells.flag("show_name")
        case.person = person_of(cells, names, case.of_incident, self.batch.file_name)
        # The headline for staff, as keep_title() gives it: it stands before the person is saved, to be judged.
        case.title_ar = cells.text("name_ar") or cells.text("name_en") or case.called_ar
        if case.person.pk:
            case.keep_title()
        return self._save_case(cells, case, FIELD_COLUMNS[Kind.PERSON])

    def _group(self, cells: Cells) -> Case | None:
        cells.only(COLUMNS_OF[Kind.GROUP], Kind.GROUP.label)
        case = self._read_case(cells, Subject.GROUP)
        case.title_ar, case.title_en = cells.needed("headline_ar"), cells.text("headline_en")
        case.figure = read_figure(cells, "size")
        return self._save_case(cells, case, FIELD_COLUMNS[Kind.GROUP])

    def _read_case(self, cells: Cells, subject: str) -> Case:
        """What a person's row and a group's share."""
        place, place_precision = read_place(cells)
        check_governorate(cells, [place] if place else [])
        basis = cells.choice("basis", ConsentBasis)
        if basis and not cells.text("basis_note"):
            cells.fail("basis_note", _("Write who agreed, or how the risk was weighed."))
        same = self._case_named(cells, "same_event_as", key_of(cells.text("same_event_as")))
        return Case(
            subject=subject,
            role=cells.choice("role", Role),
            about_ar=cells.text("about_ar"),
            about_en=cells.text("about_en"),
            show_details=cells.flag("show_details"),
            **read_dates(cells),
            place=place,
            place_precision=place_precision,
            circumstances_ar=cells.text("circumstances_ar"),
            circumstances_en=cells.text("circumstances_en"),
            holder_certainty=cells.choice("holder_certainty", Certainty, Certainty.UNKNOWN),
            of_incident=self._incident(cells),
            same_event_as=same.root() if same else None,
            basis=basis,
            basis_on=cells.date("basis_on"),
            basis_note=cells.text("basis_note"),
            basis_by=self.user.get_username() if basis else "",
            notes=cells.text("notes"),
        )

    def _save_case(self, cells: Cells, case: Case, columns: dict[str, str]) -> Case | None:
        key = self.new_key(cells)
        many = {"holders": cells.many("holders", Party), "origins": cells.many("origins", Place)}
        groups = self._groups(cells)
        claim = self._own_claim(cells, case)
        named = [key_of(cells.text("same_event_as")), *_keys(cells.text("member_of"))]
        if any(above in self.broken and above not in self.made for above in named):
            self.broken.add(key)
            return None
        if not self.save_record(cells, case, key, {**columns, **date_columns(cells)}):
            return None
        for name, found in many.items():
            getattr(case, name).set(found)
        join(cells, case, groups, self.user, self.batch)
        if claim is not None:
            self._save_said(cells, claim, case, key, date_columns(cells))
            if claim.pk and claim.status in BEGINNINGS:
                claim.holders.set(many["holders"])
        return case

    def _own_claim(self, cells: Cells, case: Case) -> CaseClaim | None:
        if not any(cells.text(column) for column in OWN_CLAIM):
            return None
        claim = self._read_claim(cells)
        if claim.status in BEGINNINGS:
            claim.precision, claim.earliest, claim.latest = case.precision, case.earliest, case.latest
            claim.place = case.place
        else:
            claim.precision = Precision.UNKNOWN
        return claim

    def _incident(self, cells: Cells) -> Record | None:
        """The incident in which they were taken: by its public id, or by its key in an earlier import."""
        text = cells.text("of_incident")
        if not text:
            return None
        incidents = Record.objects.visible_to(self.user).filter(kind=Record.Kind.INCIDENT)
        found = incidents.filter(public_id=text.lower()).first() or (
            incidents.filter(import_key=key_of(text)).exclude(state__in=_GONE).order_by("pk").last()
        )
        if found is None:
            cells.fail("of_incident", _("No incident has the id or the key “%(key)s”.") % {"key": text[:80]})
        return found

    def _groups(self, cells: Cells) -> list[Case]:
        """The groups that the row names, each once."""
        if cells.row in self.in_circle:
            cells.fail("member_of", _("This would make a circle: the group would be a member of itself."))
            return []
        groups: dict[int, Case] = {}
        for key in _keys(cells.text("member_of")):
            group = self._case_named(cells, "member_of", key)
            if group is not None and group.is_of_a_person:
                cells.fail("member_of", _("“%(key)s” is no group.") % {"key": key})
            elif group is not None:
                groups[group.pk] = group
        return list(groups.values())

    def _case_named(self, cells: Cells, column: str, key: str) -> Case | None:
        """The case of a row above, or one imported before."""
        if key and key not in self.rows_of_keys:
            earlier = (
                Case.objects.visible_to(self.user)
                .filter(import_key=key)
                .exclude(state__in=_GONE)
                .order_by("pk")
                .last()
            )
            if earlier is not None:
                return earlier
        found = self.row_named(cells, column, key)
        return found if isinstance(found, Case) else None

    # What sources say of a case -----------------------------------------------------------------------------

    def _claim(self, cells: Cells) -> CaseClaim | None:
        claim = self._read_claim(cells)
        claim.place = cells.one("place", Place)
        for name, value in read_dates(cells).items():
            setattr(claim, name, value)
        holders = cells.many("holders", Party)
        if not self._add_said(cells, Kind.CLAIM, claim, date_columns(cells)):
            return None
        claim.holders.set(holders)
        return claim

    def _read_claim(self, cells: Cells) -> CaseClaim:
        return CaseClaim(
            **read_claim(cells),
            status=cells.choice("status", CaseStatus, needed=True),
            grade=cells.choice("grade", ClaimGrade, ClaimGrade.REPORTED),
            note_ar=cells.text("note_ar"),
            note_en=cells.text("note_en"),
        )

    def _count(self, cells: Cells) -> CaseCount | None:
        count = CaseCount(
            **read_claim(cells),
            of=cells.choice("count_of", CountOf, needed=True),
            as_of=cells.date("as_of"),
            grade=cells.choice("grade", ClaimGrade, ClaimGrade.REPORTED),
        )
        if not cells.text("wording_ar") and not cells.text("wording_en"):
            cells.needed("figure")
        count.figure = read_figure(cells)
        return count if self._add_said(cells, Kind.COUNT, count) else None

    def _identification(self, cells: Cells) -> Identification | None:
        identification = Identification(
            **read_claim(cells),
            name_ar=cells.text("name_ar"),
            name_en=cells.text("name_en"),
            grade=cells.choice("grade", ClaimGrade, ClaimGrade.REPORTED),
            show_name=cells.flag("show_name"),
        )
        if not identification.name_ar and not identification.name_en:
            cells.fail("name_ar", _("Give a name in Arabic or in Latin letters."))
        return identification if self._add_said(cells, Kind.IDENTIFICATION, identification) else None

    def _add_said(self, cells: Cells, kind: Kind, said: Any, columns: dict[str, str] | None = None) -> bool:
        """A row below its case, judged and saved; False when it has errors or its case has."""
        cells.only(COLUMNS_OF[kind], kind.label)
        key = self.new_key(cells)
        cells.needed("case")
        case = self.row_above(cells, "case")
        if kind == Kind.COUNT and isinstance(case, Case) and case.is_of_a_person:
            cells.fail("case", _("Counts belong to a group, and this case is of one person."))
        said.supersedes = self._superseded(cells, said, case)
        if not isinstance(case, Case):
            self.broken.add(key)
            return False
        return self._save_said(cells, said, case, key, {**FIELD_COLUMNS[kind], **(columns or {})})

    def _superseded(self, cells: Cells, said: Any, case: Any) -> Any:
        """The claim, count or identification of the same case that this one replaces."""
        key = key_of(cells.text("supersedes"))
        if not key or key in self.broken:
            return None
        found = self.said.get(key)
        if type(found) is not type(said) or found.case_id != getattr(case, "pk", None):
            cells.fail("supersedes", _("“%(key)s” is nothing of the kind in a row above about the same case.")
                       % {"key": key})  # fmt: skip
            return None
        return found

    def _save_said(self, cells: Cells, said: Any, case: Case, key: str, columns: dict[str, str]) -> bool:
        said.case = case
        if isinstance(said, CaseClaim):
            said.settle_dates()
            if problem := before_abduction(case, said.latest, said.status):
                typed = [column for column in ("date", "latest", "earliest") if cells.text(column)]
                cells.fail(typed[0], problem)
        if not self.judge(cells, said, columns):
            return False
        said.save()
        self.said[key] = said
        if (
            cells.row == self.last_counts.get(key_of(cells.text("case")))
            and case.import_key not in self.broken
        ):
            for message in count_contradictions(counts_of(case)):
                cells.fail("figure", message)
        return not cells.errors


def _keys(text: str) -> list[str]:
    """The keys of a cell that names several rows."""
    return [key_of(part) for part in parts(text)]
