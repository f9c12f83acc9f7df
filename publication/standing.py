"""What has become of the records that frozen figures name, and what of the figures may be shown by it.

What was suppressed is not even stored (publication.suppressed); its marks pass through here as they are.

An edition stays as it was, but for what has been withdrawn since: of such a record only its id and the day are said,
and a record that is public under another title today is called as it is today. So nothing that left the site comes
back by way of an old edition.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from publication.editions import figures_in
from publication.models import (
    PublishedCampaign,
    PublishedCase,
    PublishedIncident,
    PublishedTally,
    Tombstone,
)

Json = dict[str, Any]

#: kind of a record → the address of its page and its rows.
PAGES = {
    "incident": ("publication:incident", PublishedIncident),
    "tally": ("publication:tally", PublishedTally),
    "campaign": ("publication:campaign", PublishedCampaign),
    "case": ("publication:abductee", PublishedCase),
}


@dataclass(frozen=True)
class Today:
    """A record as it is public today."""

    kind: str
    public_id: str
    version: int
    names: Json

    @property
    def url(self) -> str:
        return reverse(PAGES[self.kind][0], args=[self.public_id])


class Standing:
    """The records that one or several frozen states name, as they are public today; one query for each kind."""

    def __init__(self, *states: Json):
        ids = {public_id for state in states for public_id in _named_in(state)}
        self.records = {record.public_id: record for kind in PAGES for record in _published(kind, ids)}
        stones = Tombstone.objects.filter(pk__in=ids, is_listed=True).values_list("pk", "day", "kind")
        self.withdrawn: dict[str, date] = {key: day for key, day, _kind in stones}
        self.untold = {key for key, _day, kind in stones if not kind}

    def is_gone(self, public_id: str | None) -> bool:
        """Whether the id names a record that is not public; a figure that is a sum of incidents has none."""
        return bool(public_id) and public_id not in self.records

    @staticmethod
    def url_of(row: Json) -> str:
        """Where the record of a contributor is, or its tombstone; of what is suppressed nothing leads to."""
        if "kind" not in row:
            return ""
        return reverse(PAGES[row["kind"]][0], args=[row["id"]])

    def withdrawn_on(self, public_id: str) -> str | None:
        day = self.withdrawn.get(public_id)
        return day.isoformat() if day else None

    # What may be shown ------------------------------------------------------------------------------------

    def shown(self, frozen: Json) -> Json:
        """The frozen figures without what is gone; the same, value by value, while nothing of them is."""
        figures = list(figures_in(frozen))
        silent = {figure["slug"] for figure in figures if self._is_silent(figure)}
        is_short = any(self._lacks_an_incident(figure) for figure in figures)
        return {
            **frozen,
            "areas": [self._area(area) for area in frozen["areas"]],
            "losses": [_silenced(row, silent) for row in frozen["losses"]],
            **(_NO_PLACES if is_short else {}),
            "abducted": self._abducted(frozen["abducted"]),
            "compared": {name: self._compared(month) for name, month in frozen["compared"].items()},
        }

    def figure(self, figure: Json) -> Json:
        """One figure with its parts. Of one that stood on nothing but what is gone, nothing is said but that."""
        parts = [self.figure(part) for part in figure["parts"]]
        contributors = [self.contributor(row) for row in figure["contributors"]]
        if self._is_silent(figure):
            days = [row["withdrawn_on"] for row in contributors if row.get("withdrawn_on")]
            figure = {**figure, **_NOTHING_SAID, "withdrawn_on": max(days, default=None)}
        elif self._lacks_an_incident(figure):  # what the recorded ones add up to would tell what it counted
            figure = {**figure, "recorded": None, "aggregate_only": None, "exceeded": False}
        return {**figure, "contributors": contributors, "parts": parts}

    def contributor(self, row: Json) -> Json:
        """A record behind a figure; of one that is gone its id, its version and the day."""
        if "suppressed_on" in row:
            return row
        if not self.is_gone(row["id"]):
            return self._named(row)
        nothing = dict.fromkeys(("ar", "en", "date_ar", "date_en"), "") | dict.fromkeys(
            ("line", "value", "day")
        )
        return {**row, **nothing, "withdrawn_on": self.withdrawn_on(row["id"])}

    def _is_silent(self, figure: Json) -> bool:
        """Whether its tally is gone, or, of a sum of incidents, every one of them; or it is silent as it is stored."""
        if figure["figure"] is None:
            return True
        if figure["tally"]:
            return self.is_gone(figure["tally"])
        return all(self.is_gone(row["id"]) for row in figure["contributors"])

    def _lacks_an_incident(self, figure: Json) -> bool:
        return any(
            row.get("kind") == "incident" and self.is_gone(row["id"]) for row in figure["contributors"]
        )

    def _area(self, area: Json) -> Json:
        lists = {
            name: [self.figure(figure) for figure in area[name]]
            for name in ("figures", "counters", "reported")
        }
        return {**area, **lists, "campaigns": [self._campaign(row) for row in area["campaigns"]]}

    def _campaign(self, row: Json) -> Json:
        if "suppressed_on" in row:
            return row
        if not self.is_gone(row["id"]):
            return self._named(row)
        return {"id": row["id"], "withdrawn_on": self.withdrawn_on(row["id"])}

    def _abducted(self, chapter: Json | None) -> Json | None:
        if chapter is None:
            return None
        return {**chapter, **{name: list(self._cases(chapter[name])) for name in ("news", "unanswered")}}

    def _cases(self, rows: list[Json]) -> Iterator[Json]:
        """A case to which no list may lead is not even named by its id, nor one that went for the safety of people:
        that it stood here would tell that it was someone's case.
        """
        for row in rows:
            if not self.is_gone(row["id"]):
                yield self._named(row)
            elif row["id"] not in self.untold and (day := self.withdrawn_on(row["id"])) is not None:
                yield {"id": row["id"], "withdrawn_on": day}

    def _compared(self, month: Json | None) -> Json | None:
        if month is None:
            return None
        kept = {
            slug: other
            for slug, other in month["figures"].items()
            if not self.is_gone(_record_of(slug)) and not self.is_gone(_record_of(other["slug"]))
        }
        return {**month, "figures": kept}

    def _named(self, row: Json) -> Json:
        return {**row, **self.records[row["id"]].names}


#: What a figure says, when it may not say it.
_NOTHING_SAID: Json = {
    "figure": None, "text_ar": "", "text_en": "", "label_ar": "", "label_en": "", "recorded": None,
    "aggregate_only": None, "unclassified": None, "exceeded": False, "parties": [], "perpetrators": [], "certainty": "",
    "civil_status": "", "label": None, "type": "", "method": "", "events": None, "places": [], "period": None,
    "excludes_ar": "", "excludes_en": "", "others": [],
}  # fmt: skip


#: The recorded incidents of a month by governorate, once one of them is gone: each would tell what it counted.
_NO_PLACES: Json = {"places": [], "unplaced": {"killed": None, "wounded": None}}


def _silenced(row: Json, silent: set[str]) -> Json:
    """A sum of losses that counts a figure of which nothing is said would give it away."""
    if silent.isdisjoint(row["slugs"]):
        return row
    return {**row, "killed": None, "wounded": None, "withdrawn": True}


def _record_of(slug: str) -> str | None:
    """The tally that a figure's slug names; none for a sum of incidents."""
    return None if slug.startswith("sum-") else slug


def _named_in(state: Json) -> Iterator[str]:
    """The ids of all records that a frozen state names; one that is made for comparing has its areas alone."""
    for figure in figures_in(state):
        yield from (row["id"] for row in figure["contributors"])
    for area in state["areas"]:
        yield from (row["id"] for row in area["campaigns"])
    for month in state.get("compared", {}).values():
        for slug, other in (month or {"figures": {}})["figures"].items():
            yield from (key for key in (_record_of(slug), _record_of(other["slug"])) if key)
    chapter = state.get("abducted") or {}
    for name in ("news", "unanswered"):
        yield from (row["id"] for row in chapter.get(name, []))


def _published(kind: str, ids: set[str]) -> Iterator[Today]:
    model: Any = PAGES[kind][1]
    rows = model.objects.listed() if kind == "case" else model.objects.all()
    for key, version, arabic, english in rows.filter(pk__in=ids).values_list(
        "pk", "version", "title_ar", "title_en"
    ):
        yield Today(kind, key, version, {"ar": arabic, "en": english})
