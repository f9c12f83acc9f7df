"""An edition of a report on its own page and on that of its month: what their templates are given."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from publication.display.bound_text import Told
from publication.display.edition_changes import ChangedFigure, changed_figures
from publication.display.edition_figures import FrozenFigures
from publication.display.edition_text import EditionText, FigureLinks, Section
from publication.display.editions import Editions, File, Picture
from publication.display.records import day_text
from publication.edition_files import INFOGRAPHIC_SIZE, language_of
from publication.editions import figures_by_slug
from publication.frozen import frozen_areas
from publication.models import PublishedEdition
from publication.models.base import in_language
from publication.months import MonthSummary
from publication.standing import Standing
from publication.wording import language, sentence

Json = dict[str, Any]

#: An alternative text names the largest figures of the picture; the page beside it has all of them.
FIGURES_IN_ALT = 3


class EditionParts:
    """What both pages show of one edition."""

    def __init__(self, editions: Editions, edition: PublishedEdition, *compared: Json):
        """`compared` are the states that the edition is held against."""
        self.editions = editions
        self.edition = edition
        self.number = edition.number
        self.day_text = day_text(edition.day)
        self.note = edition.note
        self.url = editions.url(edition.number)
        self.figures: Json = edition.content["figures"]
        self.standing = Standing(self.figures, *compared)
        self.frozen = FrozenFigures(self.figures, self.standing)
        self.stored = set(edition.files.values_list("name", flat=True))
        self.links = FigureLinks(editions.series, editions.address, self.figures)

    @cached_property
    def text(self) -> EditionText:
        return EditionText(self.edition.content, self.links)

    @property
    def headline(self) -> Told:
        return self.text.headline

    @property
    def title(self) -> Told:
        """The headline without the name of the month, where the page says that above it."""
        told = self.headline
        name = f"{self.figures['month'][f'title_{told.lang}']}:"
        rest = told.plain.removeprefix(name).strip() if told.plain.startswith(name) else ""
        return Told(rest[0].upper() + rest[1:], told.lang) if rest else told

    @property
    def fallback_text(self) -> str:
        """That a part of the text is not in the language of the page."""
        if not self.text.is_in_other_language:
            return ""
        if language() == "ar":
            return _("Parts of this text have no Arabic version; they are shown in English.")
        return _("Parts of this text have no English version; they are shown in Arabic.")

    @property
    def suppressed_text(self) -> str:
        """That words and files of it were taken away, and when."""
        day = self.edition.content.get("suppressed_on")
        if not day:
            return ""
        return _(
            "Text, PDF and images of this edition were suppressed on %(day)s, with every figure that rested on a "
            "record that may not be published."
        ) % {"day": day_text(day)}

    @property
    def month_title(self) -> str:
        return in_language(self.figures["month"], "title")

    @property
    def period_text(self) -> str:
        return in_language(self.figures["month"], "period")

    @property
    def picture(self) -> Picture | None:
        lang = language_of("infographic.png", language(), self.stored)
        if not lang:
            return None
        url = self.editions.file_url(self.number, "infographic.png")
        return Picture(url, f"{self.editions.root}{url}", *INFOGRAPHIC_SIZE, self._alt())

    def _alt(self) -> str:
        """Which picture it is, and the figures that it shows largest."""
        title = _("Infographic: %(month)s, %(period)s.") % {
            "month": self.month_title,
            "period": self.period_text,
        }
        figures = [
            sentence(str(one["figure"]), one["label"]) for one in self.frozen.headlines()[:FIGURES_IN_ALT]
        ]
        return " ".join([title, *(f"{text}." for text in figures)])

    @property
    def pdf(self) -> File | None:
        return self._file("report.pdf")

    @property
    def png(self) -> File | None:
        return self._file("infographic.png")

    @property
    def svg(self) -> File | None:
        return self._file("infographic.svg")

    def file_url(self, name: str) -> str:
        return self.editions.file_url(self.number, name)

    def _file(self, name: str) -> File | None:
        lang = language_of(name, language(), self.stored)
        return File(self.file_url(name), "" if lang == language() else lang) if lang else None


class MonthReport(EditionParts):
    """The latest edition on the page of its month, and what has changed since."""

    def __init__(self, editions: Editions, summary: MonthSummary, has_chapter: bool):
        self.live: Json = {"areas": frozen_areas(summary)}
        super().__init__(editions, editions.all[0], self.live)
        self.areas = {area.key for area in summary.areas}
        self.links.of_live(summary, has_chapter)
        self.links.edition_url = self.url

    def file_url(self, name: str) -> str:
        """The addresses that stay when there is another edition; the picture on the page is that of the edition."""
        return self.editions.latest_file_url(name)

    @property
    def other_sections(self) -> list[Section]:
        return self.text.others(self.areas)

    @cached_property
    def changes(self) -> list[ChangedFigure]:
        """What has changed since this edition; a figure that is gone leads to the edition."""
        now = figures_by_slug(self.live)

        def url_of(slug: str) -> str:
            if slug not in now:
                return f"{self.url}#{slug}"
            return reverse(
                "publication:figure", args=[self.editions.series.slug, self.editions.address, slug]
            )

        return changed_figures(self.figures, self.live, self.standing, url_of)


class EditionPage(EditionParts):
    """One edition as it was, on its own page."""

    def __init__(self, editions: Editions, edition: PublishedEdition):
        self.previous = editions.before(edition.number)
        super().__init__(editions, edition, *([self.previous.content["figures"]] if self.previous else []))

    @property
    def checksum(self) -> str:
        return str(self.edition.content["checksum"])

    @property
    def is_latest(self) -> bool:
        return self.number == self.editions.latest

    @cached_property
    def areas(self) -> list[Json]:
        """The frozen figures by area, each area with what the text says of it."""
        return [{**area, "told": self.text.of_area(area["key"])} for area in self.frozen.areas()]

    @property
    def other_sections(self) -> list[Section]:
        return self.text.others({area["key"] for area in self.areas})

    @cached_property
    def losses(self) -> Json:
        return self.frozen.losses()

    @cached_property
    def abducted(self) -> Json | None:
        return self.frozen.abducted()

    @property
    def sources(self) -> list[str]:
        return [in_language(source) for source in self.figures["sources"]]

    @property
    def latest_day_text(self) -> str:
        return day_text(self.editions.all[0].day)

    @property
    def latest_url(self) -> str:
        return self.editions.url(self.editions.latest)

    @property
    def permanent_url(self) -> str:
        return f"{self.editions.root}{self.url}"

    @property
    def cite_text(self) -> str:
        return _("%(organisation)s. “%(title)s”. %(month)s, edition %(number)s, %(day)s.") % {
            "organisation": in_language(self.edition.content, "organisation") or _("Marsad"),
            "title": self.headline.plain,
            "month": self.month_title,
            "number": self.number,
            "day": self.day_text,
        }

    @cached_property
    def changes(self) -> list[ChangedFigure]:
        """What is otherwise than in the edition before."""
        if self.previous is None:
            return []
        now = figures_by_slug(self.figures)
        before_url = self.editions.url(self.previous.number)
        return changed_figures(
            self.previous.content["figures"],
            self.figures,
            self.standing,
            lambda slug: f"#{slug}" if slug in now else f"{before_url}#{slug}",
        )
