"""The text of an edition, section by section, with what its bound figures lead to."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from publication.display.bound_text import Links, Part, Run, Target, Told
from publication.editions import figures_by_slug
from publication.models import PublishedSeries
from publication.months import MonthSummary, series_and_months, slug_of
from terms.bound import Reference
from terms.choices import Qualifier

Json = dict[str, Any]

#: Sections that have a place of their own on a page; those of areas of control stand with their area.
LEAD, ABDUCTED, METHOD = "lead", "abducted", "method"
AREA = "area-"


@dataclass(frozen=True)
class Section:
    """A part of the text (templates/publication/components/told.html); lang is empty in the language of the page."""

    key: str
    heading: list[Run]
    paragraphs: list[list[Part]]
    lang: str
    dir: str
    heading_lang: str
    heading_dir: str

    @property
    def slug(self) -> str:
        """Its anchor, unlike those of figures and of other parts of a page."""
        return f"text-{self.key}"


class EditionText:
    """Headline and sections of an edition in the language of the page, each piece in the other where it lacks it."""

    def __init__(self, content: Json, links: Links):
        self.headline = Told.of(content, "title")
        bodies = [
            (section, Told.of(section, "heading"), Told.of(section, "body"))
            for section in content["sections"]
        ]
        self.told = [body for _section, _heading, body in bodies if body]
        self.sections = {
            section["key"]: Section(
                section["key"],
                heading.runs,
                body.paragraphs(links),
                *_marks(body),
                *_marks(heading),
            )
            for section, heading, body in bodies
            if body
        }
        lead = next((body for section, _h, body in bodies if section["key"] == LEAD), None)
        #: In short and without marks, for those who link to the page.
        self.summary = lead.plain if lead else ""

    @property
    def is_in_other_language(self) -> bool:
        """Whether anything of it stands in the other language."""
        return any(told.is_other for told in (self.headline, *self.told))

    @property
    def lead(self) -> Section | None:
        return self.sections.get(LEAD)

    @property
    def abducted(self) -> Section | None:
        return self.sections.get(ABDUCTED)

    @property
    def method(self) -> Section | None:
        return self.sections.get(METHOD)

    def of_area(self, key: str) -> Section | None:
        return self.sections.get(f"{AREA}{key or 'all'}")

    def others(self, areas: set[str]) -> list[Section]:
        """The sections without a place of their own: added by hand, or of an area that the page does not show."""
        placed = {LEAD, ABDUCTED, METHOD, *(f"{AREA}{key or 'all'}" for key in areas)}
        return [section for key, section in self.sections.items() if key not in placed]


def _marks(told: Told) -> tuple[str, str]:
    """Language and direction, to be marked where they are not those of the page."""
    return (told.lang, told.direction) if told.is_other else ("", "")


class FigureLinks:
    """What the references of an edition's text lead to.

    On a live page: the figure as it is made today, and where there is none any more, as the edition froze it. On the
    page of the edition: always as it froze it.
    """

    def __init__(self, series: PublishedSeries, address: str, frozen: Json, edition_url: str = ""):
        self.series = series
        self.address = address
        self.frozen = figures_by_slug(frozen)
        self.edition_url = edition_url
        self.has_chapter = frozen["abducted"] is not None
        self.live: set[str] = set()

    def of_live(self, summary: MonthSummary, has_chapter: bool) -> "FigureLinks":
        """The same for the page of the month."""
        self.live = {slug_of(figure) for area in summary.areas for figure in area.all_figures()}
        self.has_chapter = has_chapter
        return self

    def __call__(self, reference: Reference) -> Target | None:
        if reference.slug == ABDUCTED:
            return Target("#abducted" if self.has_chapter else reverse("publication:abductees"))
        if reference.month and reference.month != self.address:
            return self._of_another_month(reference)
        slug = reference.slug
        if slug in self.live:
            claims = "#claims" if reference.claim is not None else ""
            return Target(self._page(self.address, slug) + claims, self._is_exact(reference))
        if slug in self.frozen:
            return Target(f"{self.edition_url}#{slug}", self._is_exact(reference))
        return None

    def _of_another_month(self, reference: Reference) -> Target | None:
        if not series_and_months(self.series, reference.month):
            return None
        return Target(self._page(reference.month, reference.slug))

    def _page(self, month: str, slug: str) -> str:
        return reverse("publication:figure", args=[self.series.slug, month, slug])

    def _is_exact(self, reference: Reference) -> bool:
        """Whether what the words state is an exact figure: the adopted one, or the claim that they are bound to."""
        figure = self.frozen.get(reference.slug)
        if figure is None:
            return True
        other = next((other for other in figure["others"] if other["claim"] == reference.claim), figure)
        return bool(other["figure"]["qualifier"] == Qualifier.EXACT)
