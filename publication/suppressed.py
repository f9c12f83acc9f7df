"""What is left of documents once a record is suppressed: pure functions over plain data, the same for a document that
is stored already and for one that a rebuild applies.

An edition that named the record, or compared with a month that it counted in, loses all its words and files: which
sentence tells of it, nobody can be sure. Its figures stay, without those that rest on the record and without whatever
would give its value back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

#: The fields of documents that name another record.
REFERENCES = ("part_of", "parent", "of_incident", "same_event_as")


@dataclass(frozen=True)
class SuppressedRecord:
    """A line of the ledger as the projector is handed it. `days` are those that it ever counted in; they are used and
    not kept. `stood_at` says where a report stood, "" of every other record.
    """

    public_id: str
    day: date
    reason: str
    is_listed: bool = True
    stood_at: str = ""
    days: frozenset[date] = frozenset()
    position: int = 0


@dataclass(frozen=True)
class Ledger:
    """All that is suppressed, by public id."""

    records: Mapping[str, SuppressedRecord]

    @classmethod
    def of(cls, records: Iterable[SuppressedRecord]) -> "Ledger":
        return cls({record.public_id: record for record in records})

    def __contains__(self, public_id: object) -> bool:
        return public_id in self.records

    def __bool__(self) -> bool:
        return bool(self.records)

    def day(self, public_id: str) -> str:
        return self.records[public_id].day.isoformat()


def without(content: Json, ledger: Ledger, position: int) -> Json:
    """A document that names nothing of what is suppressed; the same object where it never did."""
    if content.get("kind") == "report":
        return edition_without(content, ledger, position)
    changed: Json = {
        name: None for name in REFERENCES if (content.get(name) or {}).get("id") in ledger.records
    }
    members = content.get("members")
    if members and any(row["member"]["id"] in ledger for row in members):
        changed["members"] = [row for row in members if row["member"]["id"] not in ledger]
    return {**content, **changed} if changed else content


# Editions ------------------------------------------------------------------------------------------------------


def edition_without(content: Json, ledger: Ledger, position: int) -> Json:
    """An edition without the records: no words, no files, no digests by which a guess could be tried."""
    touching = touched_by(content["figures"], ledger, position)
    if not touching:
        return content
    day = max([ledger.day(key) for key in touching] + [content.get("suppressed_on", "")])
    month = content["figures"]["month"]
    return {
        **content,
        "title_ar": month["title_ar"],
        "title_en": month["title_en"],
        "sections": [],
        "files": {},
        "checksum": "",
        "suppressed_on": day,
        "figures": figures_without(content["figures"], ledger),
    }


def touched_by(frozen: Json, ledger: Ledger, position: int) -> set[str]:
    """The suppressed records that frozen figures rest on, name, or are compared with."""
    found = {key for key in _ids_in(frozen) if key in ledger}
    for name, month in frozen["compared"].items():
        if month and any(other["slug"].startswith("sum-") for other in month["figures"].values()):
            first, last = _span(frozen, name)
            found |= {
                key
                for key, record in ledger.records.items()
                if record.position >= position and any(first <= day <= last for day in record.days)
            }
    return found


def _span(frozen: Json, name: str) -> tuple[date, date]:
    """Days within which a month that is compared lies; rather a few too many."""
    start = date.fromisoformat(frozen["month"]["start"])
    if name == "month_before":
        return start - timedelta(days=32), start - timedelta(days=1)
    return start - timedelta(days=365 + 32), start - timedelta(days=365 - 32)


def _ids_in(value: Any) -> Iterator[str]:
    """Every id of a record anywhere in frozen figures; marks of what was suppressed before are none."""
    if isinstance(value, dict):
        if "suppressed_on" not in value:
            yield from (value[name] for name in ("id", "tally", "slug") if isinstance(value.get(name), str))
        for name, part in value.items():
            if name == "figures" and isinstance(part, dict):  # of a month that is compared, by slug
                yield from part
            yield from _ids_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _ids_in(part)


def figures_without(frozen: Json, ledger: Ledger) -> Json:
    """Frozen figures that touch something suppressed, without it and without what would give it back."""
    silent: set[str] = set()
    areas = [_area(area, ledger, silent) for area in frozen["areas"]]
    chapter = frozen["abducted"]
    named = {row["id"] for name in ("news", "unanswered") for row in (chapter or {}).get(name, [])}
    return {
        **frozen,
        "areas": areas,
        "losses": [
            _loss(row, silent) for row in frozen["losses"] if not row["slugs"] or set(row["slugs"]) - silent
        ],
        "places": [],
        "unplaced": {"killed": None, "wounded": None},
        "abducted": None if any(key in ledger for key in named) else chapter,
        "compared": dict.fromkeys(frozen["compared"]),
        "highs": {},
        "sources": [],
    }  # fmt: skip


def _loss(row: Json, silent: set[str]) -> Json:
    """A sum of losses without those that it may not add any more, and then without its numbers."""
    if silent.isdisjoint(row["slugs"]):
        return row
    slugs = [slug for slug in row["slugs"] if slug not in silent]
    return {**row, "slugs": slugs, "killed": None, "wounded": None, "withdrawn": True}


def _area(area: Json, ledger: Ledger, silent: set[str]) -> Json:
    lists: Json = {}
    marked: set[str] = set()
    for name in ("figures", "counters", "reported"):
        kept = [one for figure in area[name] for one in _figure(figure, ledger, silent)]
        lists[name] = []
        for one in kept:
            if one["slug"] not in marked:
                lists[name].append(one)
            if "suppressed_on" in one:
                marked.add(one["slug"])
    campaigns = [
        {"id": row["id"], "suppressed_on": ledger.day(row["id"])} if row["id"] in ledger else row
        for row in area["campaigns"]
    ]
    return {**area, **lists, "campaigns": campaigns}


def _figure(figure: Json, ledger: Ledger, silent: set[str]) -> list[Json]:
    """What stays of a figure: of that of a suppressed tally a mark, beside it the parts that are records themselves."""
    if "suppressed_on" in figure and not figure["measure"]:
        return [figure]
    parts = [kept for part in figure["parts"] for kept in _figure(part, ledger, silent)]
    if figure["tally"] in ledger:
        silent.add(figure["slug"])
        day = ledger.day(figure["tally"])
        return [_mark(figure["slug"], day, [{"id": figure["slug"], "suppressed_on": day}]), *parts]
    contributors, days = _contributors(figure["contributors"], ledger)
    lost = [part for part in parts if "suppressed_on" in part]
    days |= {part["suppressed_on"] for part in lost}
    kept = {**figure, "parts": parts, "contributors": contributors}
    if not days:
        return [kept]
    kept |= {"recorded": None, "aggregate_only": None, "unclassified": None, "exceeded": False}
    if not figure["tally"]:  # a sum of incidents: the others, taken from it, would leave the one
        silent.add(figure["slug"])
        if contributors and all("suppressed_on" in row for row in contributors):
            # Its scope would tell what the record was.
            return [_mark(contributors[0]["id"], max(days), contributors), *parts]
        kept |= {"figure": None, "text_ar": "", "text_en": "", "events": None, "suppressed_on": max(days)}
    return [kept]


def _contributors(rows: list[Json], ledger: Ledger) -> tuple[list[Json], set[str]]:
    """The records behind a figure, each suppressed one once, whatever number of its lines counted."""
    kept, days, seen = [], set(), set()
    for row in rows:
        if "suppressed_on" not in row and row["id"] in ledger:
            row = {"id": row["id"], "suppressed_on": ledger.day(row["id"])}
        if "suppressed_on" in row:
            days.add(row["suppressed_on"])
            if row["id"] in seen:
                continue
            seen.add(row["id"])
        kept.append(row)
    return kept, days


def _mark(slug: str, day: str, contributors: list[Json]) -> Json:
    """The place of a figure of which nothing may be said."""
    return {
        "slug": slug, "suppressed_on": day, "measure": "", "figure": None, "text_ar": "", "text_en": "", "label_ar": "",
        "label_en": "", "tally": None, "recorded": None, "aggregate_only": None, "unclassified": None,
        "exceeded": False, "relation": "", "parties": [], "perpetrators": [], "certainty": "", "civil_status": "",
        "label": None, "type": "", "method": "", "events": None, "places": [], "period": None, "excludes_ar": "",
        "excludes_en": "", "others": [], "contributors": contributors, "parts": [],
    }  # fmt: skip
