"""The page of one tally: what a source says of a period as a whole, why it was adopted, and what it is a part of."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from publication.display import claims as accounts
from publication.display.lines import Part
from publication.display.months import month_link
from publication.display.records import Fact, Link, day_text, place_chain
from publication.models import PublishedSeries, PublishedTally
from publication.models.base import in_language
from publication.months import address_of
from publication.scope import SeriesScope, Tree
from publication.wording import STATED, Shown, joined, language, names, noun_of, part_noun, shown
from terms.choices import CivilStatus, Relation, YesNoUnknown
from terms.dates import format_period
from terms.periods import Month, month_starting


class TallyPage:
    """Everything released of one tally."""

    def __init__(self, tally: PublishedTally):
        self.record = tally
        self.content: dict[str, Any] = tally.content

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def public_id(self) -> str:
        return self.record.public_id

    @property
    def figure(self) -> Shown:
        return shown(self.record.figure, self._noun)

    @property
    def _noun(self) -> Any:
        return noun_of(self.record.measure, self.record.civil_status, self.content["label"])

    @property
    def period_text(self) -> str:
        return format_period(self.record.period_start, self.record.period_end, language())

    @property
    def is_adopted(self) -> bool:
        return self.record.adopted

    @property
    def reason_text(self) -> str:
        return in_language(self.content, "adoption_reason")

    @property
    def excludes_text(self) -> str:
        return in_language(self.content, "excludes")

    @property
    def claims(self) -> list[accounts.ClaimRow]:
        return accounts.tally_claims(self.content, self._noun)

    @property
    def sources(self) -> list[accounts.SourceRow]:
        return accounts.named_sources(self.content["claims"])

    @property
    def withheld_count(self) -> int:
        return accounts.withheld_count(self.content["claims"])

    def parent(self) -> Link | None:
        """The tally that it is a part of, once that is released."""
        found = PublishedTally.objects.filter(pk=self.record.parent).first() if self.record.parent else None
        return Link(found.title, found.get_absolute_url()) if found else None

    def parts(self) -> list[tuple[Part, str]]:
        """Its released parts with their addresses; they are never added to it."""
        found = PublishedTally.objects.filter(parent=self.record.public_id).order_by("public_id")
        return [
            (Part(shown(part.figure, part_noun(part.content)), part.title), part.get_absolute_url())
            for part in found
        ]

    def counted_in(self) -> list[Link]:
        """The months in whose reports it stands, and its own figure in each."""
        tree, links = Tree(), []
        for series, month in _months(self.record):
            if SeriesScope.of(series.rule_on(month.start)).holds_tally(self.record, tree):
                address = [series.slug, address_of(series, month), self.record.public_id]
                links.append(
                    Link(month_link(series, month).title, reverse("publication:figure", args=address))
                )
        return links

    @property
    def facts(self) -> list[Fact]:
        tally, content = self.record, self.content
        alleged = tally.certainty not in STATED
        return [
            Fact(_("Measure"), str(tally.get_measure_display())),
            Fact(_("Its own period"), self.period_text),
            Fact(_("Reported for the month from"), day_text(tally.reported_for)),
            Fact(_("Area of control"), in_language(content["area"]) if content["area"] else ""),
            Fact(_("Places"), joined([place_chain(place) for place in content["places"]])),
            Fact(_("Alleged perpetrators") if alleged else _("Perpetrators"), names(content["perpetrators"]),
                 note=str(tally.get_certainty_display())),
            Fact(_("Civil status"), str(CivilStatus(tally.civil_status).label) if tally.civil_status else ""),
            Fact(_("Party concerned"), names(content["parties"])),
            Fact(_("Of which"), in_language(content["label"]) if content["label"] else ""),
            Fact(_("Type"), tally.get_type_display()),
            Fact(_("Method"), tally.get_method_display()),
            Fact(_("Number of events"), str(tally.events or "")),
            Fact(_("Relation"), "" if tally.relation == Relation.TOTAL else str(tally.get_relation_display())),
            Fact(_("Contains recorded incidents"), str(YesNoUnknown(tally.contains_recorded).label)),
            Fact(_("First released"), day_text(tally.first_released)),
            Fact(_("Version"), f"{tally.version} ({day_text(tally.last_released)})"),
        ]  # fmt: skip


def _months(tally: PublishedTally) -> list[tuple[PublishedSeries, Month]]:
    found = [(series, month_starting(tally.reported_for, series.rules()))
             for series in PublishedSeries.objects.order_by("slug")]  # fmt: skip
    return [(series, month) for series, month in found if month]
