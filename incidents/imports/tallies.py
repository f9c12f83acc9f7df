"""The import file of tallies: a tally per row, and a row for each further figure that a source gave for one.

A part names its total by key (`parent`), which stands in a row above or was imported before. Nothing is adopted by an
import: a row may propose it with a reason, and an editor decides.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.models import Tally, TallyClaim
from records.imports.cells import Cells, Column, key_of
from records.imports.circles import leads_back
from records.imports.figures import read_figure
from records.imports.files import ROW
from records.imports.resource import CLAIM_COLUMNS, SAID, RecordResource, has_claim, read_claim
from records.models import AreaOfControl, Party, Place, SubsetLabel
from terms.choices import Certainty, CivilStatus, EventType, Measure, Method, Relation, YesNoUnknown
from terms.figures import Figure, exceeds

_FIGURE = {"figure", "wording_ar", "wording_en"}


class Kind(models.TextChoices):
    TALLY = "tally", gettext_lazy("tally")
    CLAIM = "claim", gettext_lazy("claim")


class TallyResource(RecordResource):
    """Tallies and their claims."""

    batch_kind: ClassVar[str] = "tallies"
    kinds = Kind
    columns: ClassVar[tuple[Column, ...]] = (
        Column("record", gettext_lazy("record"), required=True),
        Column("key", gettext_lazy("key"), required=True),
        Column("claim_of", gettext_lazy("claim of")),
        Column("parent", gettext_lazy("part of the tally")),
        Column("relation", gettext_lazy("relation")),
        Column("headline_ar", gettext_lazy("headline"), required=True),
        Column("headline_en", gettext_lazy("headline in English")),
        Column("measure", gettext_lazy("measure"), required=True),
        Column("period_start", gettext_lazy("first day of its period"), required=True),
        Column("period_end", gettext_lazy("last day of its period"), required=True),
        Column("reported_for", gettext_lazy("reported for the month from"), required=True),
        Column("area", gettext_lazy("area of control")),
        Column("place", gettext_lazy("places")),
        Column("perpetrators", gettext_lazy("perpetrators")),
        Column("perpetrator_certainty", gettext_lazy("attribution")),
        Column("civil_status", gettext_lazy("civil status")),
        Column("parties", gettext_lazy("of which party, or against whom")),
        Column("label", gettext_lazy("of which")),
        Column("type", gettext_lazy("type")),
        Column("method", gettext_lazy("method")),
        Column("events", gettext_lazy("number of events")),
        Column("figure", gettext_lazy("figure"), required=True),
        Column("wording_ar", gettext_lazy("wording")),
        Column("wording_en", gettext_lazy("wording in English")),
        Column("contains_recorded", gettext_lazy("contains recorded incidents")),
        Column("excludes_ar", gettext_lazy("not counted in it")),
        Column("excludes_en", gettext_lazy("not counted in it, in English")),
        Column("propose_adoption", gettext_lazy("proposed for adoption")),
        Column("adoption_reason_ar", gettext_lazy("reason for adopting it")),
        Column("adoption_reason_en", gettext_lazy("reason in English")),
        *SAID,
        Column("notes", gettext_lazy("internal notes")),
    )
    #: Fields of the models that other columns fill.
    FIELD_COLUMNS: ClassVar[dict[str, str]] = {
        "title_ar": "headline_ar", "title_en": "headline_en", "low": "figure", "best": "figure", "high": "figure",
        "qualifier": "figure",
    }  # fmt: skip

    def makers(self) -> dict[str, Callable[[Cells], Any]]:
        return {Kind.TALLY: self._tally, Kind.CLAIM: self._claim}

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        rows = {key_of(row.get("key", "")): row for row in dataset.dict}
        parents = {key: [key_of(row.get("parent", ""))] for key, row in rows.items()}
        #: The numbers of the rows whose parents lead back to themselves.
        self.in_circle = {row[ROW] for key, row in rows.items() if leads_back(key, parents)}

    def depends_on(self, cells: Cells) -> set[str]:
        return {key_of(cells.text("claim_of"))}

    def _tally(self, cells: Cells) -> Tally | None:
        cells.only({column.name for column in self.columns} - {"claim_of"}, Kind.TALLY.label)
        key = self.new_key(cells)
        many = {
            "places": cells.many("place", Place),
            "perpetrators": cells.many("perpetrators", Party),
            "parties": cells.many("parties", Party),
        }
        tally = self._read_tally(cells)
        claim = TallyClaim(**read_claim(cells)) if has_claim(cells) else None
        if key_of(cells.text("parent")) in self.broken:
            self.broken.add(key)
            return None
        if not self.save_record(cells, tally, key, self.FIELD_COLUMNS):
            return None
        for name, found in many.items():
            getattr(tally, name).set(found)
        if claim is not None:
            self._save_claim(cells, claim, tally, tally.figure)
        return tally

    def _read_tally(self, cells: Cells) -> Tally:
        for column in ("period_start", "period_end", "reported_for", "figure"):
            cells.needed(column)
        parent = self._parent(cells)
        default = Relation.OF_WHICH if cells.text("parent") else Relation.TOTAL
        relation = cells.choice("relation", Relation, default)
        if (relation == Relation.TOTAL) == bool(cells.text("parent")):
            cells.fail(
                "relation", _("A total has no parent; a part names its parent and how it relates to it.")
            )
        proposed = cells.flag("propose_adoption")
        if proposed:
            cells.needed("adoption_reason_ar")
        tally = Tally(
            title_ar=cells.needed("headline_ar"),
            title_en=cells.text("headline_en"),
            notes=cells.text("notes"),
            measure=cells.choice("measure", Measure, needed=True),
            period_start=cells.date("period_start"),
            period_end=cells.date("period_end"),
            reported_for=cells.date("reported_for"),
            area=cells.one("area", AreaOfControl),
            perpetrator_certainty=cells.choice("perpetrator_certainty", Certainty, Certainty.UNKNOWN),
            civil_status=cells.choice("civil_status", CivilStatus),
            label=cells.one("label", SubsetLabel),
            type=cells.choice("type", EventType),
            method=cells.choice("method", Method),
            events=cells.number("events"),
            parent=parent,
            relation=relation,
            contains_recorded=cells.choice("contains_recorded", YesNoUnknown, YesNoUnknown.UNKNOWN),
            excludes_ar=cells.text("excludes_ar"),
            excludes_en=cells.text("excludes_en"),
            # A reason without `adopted` is a proposal; adopting is an editor's act.
            adoption_reason_ar=cells.text("adoption_reason_ar") if proposed else "",
            adoption_reason_en=cells.text("adoption_reason_en") if proposed else "",
        )
        tally.figure = read_figure(cells)
        same_measure = parent is not None and parent.measure == tally.measure
        if same_measure and relation == Relation.OF_WHICH and exceeds(tally.figure, parent.figure):
            cells.fail("figure", _("The part is above its total, “%(tally)s”.") % {"tally": parent})
        return tally

    def _parent(self, cells: Cells) -> Any:
        """The total in a row above, or one imported before."""
        key = key_of(cells.text("parent"))
        if cells.row in self.in_circle:
            cells.fail("parent", _("This would make a circle: the tally would be a part of itself."))
            return None
        if key and key not in self.rows_of_keys:
            earlier = Tally.objects.filter(import_key=key).order_by("pk").last()
            if earlier is not None:
                return earlier
        parent = self.row_above(cells, "parent")
        return parent if isinstance(parent, Tally) else None

    def _claim(self, cells: Cells) -> TallyClaim | None:
        cells.only({"record", "key", "claim_of", *_FIGURE, *CLAIM_COLUMNS}, Kind.CLAIM.label)
        self.new_key(cells)
        cells.needed("claim_of")
        cells.needed("figure")
        tally = self.row_above(cells, "claim_of")
        figure = read_figure(cells)
        claim = TallyClaim(**read_claim(cells))
        if tally is None or not self._save_claim(cells, claim, tally, figure):
            return None
        return claim

    def _save_claim(self, cells: Cells, claim: TallyClaim, tally: Any, figure: Figure) -> bool:
        claim.tally = tally
        claim.figure = figure
        if not self.judge(cells, claim, self.FIELD_COLUMNS):
            return False
        claim.save()
        return True
