"""The editions of a report as a list, with the addresses of each and of its files."""

from dataclasses import dataclass

from django.urls import reverse

from publication.display.records import day_text
from publication.models import PublishedEdition, PublishedReport, PublishedSeries


@dataclass(frozen=True)
class EditionRow:
    """One edition in the list of all of a month."""

    number: int
    day_text: str
    note: str
    url: str


@dataclass(frozen=True)
class File:
    """A file of an edition, with its language where that is not the page's."""

    url: str
    lang: str = ""


@dataclass(frozen=True)
class Picture:
    """The infographic as a page sets it, and as others show it who link to the page."""

    url: str
    absolute_url: str
    width: int
    height: int
    alt: str


class Editions:
    """All editions of the report of one month, the newest first, with the addresses below that month."""

    def __init__(self, series: PublishedSeries, address: str, report: PublishedReport, root: str):
        self.series = series
        self.address = address
        self.report = report
        self.root = root
        self.all = list(report.editions.defer("content"))

    @property
    def latest(self) -> int:
        return self.all[0].number

    @property
    def month_url(self) -> str:
        return reverse("publication:summary", args=[self.series.slug, self.address])

    def url(self, number: int) -> str:
        return reverse("publication:edition", args=[self.series.slug, self.address, number])

    def file_url(self, number: int, name: str) -> str:
        return reverse("publication:edition_file", args=[self.series.slug, self.address, number, name])

    def latest_file_url(self, name: str) -> str:
        return reverse("publication:report_file", args=[self.series.slug, self.address, name])

    def rows(self) -> list[EditionRow]:
        return [
            EditionRow(edition.number, day_text(edition.day), edition.note, self.url(edition.number))
            for edition in self.all
        ]

    def before(self, number: int) -> PublishedEdition | None:
        """The edition before this one; numbers can be missing where a report was withdrawn and came back."""
        earlier = [edition for edition in self.all if edition.number < number]
        return earlier[0] if earlier else None
