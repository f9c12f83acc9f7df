"""Which lines a tally can be compared with, and what a series counts.

Parties and perpetrators are sets. A line lies within a scope when all its members lie in the subtrees of the
scope's members; a joint act with someone outside the scope is another scope. An attribution less precise than the
scope (to the parent of a party) does not lie within it.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from publication.keys import split
from publication.models import PublishedCasualty, PublishedParty, PublishedTally
from terms.choices import MEASURED_OUTCOMES, CivilStatus


class Tree:
    """The published parties by key, with what each lies under; read once per page."""

    def __init__(self) -> None:
        self.parties = {party.key: party for party in PublishedParty.objects.all()}
        self._above = {key: {key, *party.above.strip("/").split("/")} for key, party in self.parties.items()}
        #: The sets of parties that occur in a column, kept by publication.choices while the page is made.
        self.sets: dict[str, set[str]] = {}

    def within(self, key: str, scope: set[str]) -> bool:
        """Whether the party is one of the scope's or lies under one."""
        return bool(self._above.get(key, {key}) & scope)

    def all_within(self, keys: str, scope: set[str]) -> bool:
        """Whether a set lies wholly within a scope; an empty scope is open, an empty set lies in none other."""
        return not scope or (bool(keys) and all(self.within(key, scope) for key in split(keys)))

    def any_within(self, keys: str, scope: set[str]) -> bool:
        return any(self.within(key, scope) for key in split(keys))

    def references(self, keys: str) -> list[dict[str, Any]]:
        """The members of a set as key and names in both languages."""
        found = [self.parties[key] for key in split(keys) if key in self.parties]
        return [{"key": party.key, "ar": party.name_ar, "en": party.name_en} for party in found]

    def names(self, keys: str) -> list[str]:
        return [self.parties[key].name if key in self.parties else key for key in split(keys)]


@dataclass(frozen=True)
class Cell:
    """The scope of one figure: what a casualty line must be to count in it."""

    outcomes: frozenset[str]
    start: date
    end: date
    area: str = ""
    places: frozenset[str] = frozenset()
    perpetrators: frozenset[str] = frozenset()
    civil_status: str = ""
    parties: frozenset[str] = frozenset()
    type: str = ""
    method: str = ""

    def holds(self, line: PublishedCasualty, tree: Tree) -> bool:
        """Whether the line counts in the cell. A cell of mixed civil status holds lines of any.

        The line carries `within_places`, the keys of all places that its incident lies in.
        """
        return (
            line.outcome in self.outcomes
            and line.day is not None
            and self.start <= line.day <= self.end
            and (not self.area or line.area == self.area)
            and (not self.places or bool(self.places & line.within_places))  # type: ignore[attr-defined]
            and (not self.type or line.type == self.type)
            and (not self.method or line.method == self.method)
            and (self.civil_status in ("", CivilStatus.MIXED) or line.civil_status == self.civil_status)
            and tree.all_within(line.perpetrators, set(self.perpetrators))
            and tree.all_within(line.parties, set(self.parties))
        )


def cell_of(tally: PublishedTally) -> Cell:
    """The cell of a tally: its own period and scope. A region or road stands for the governorates that it crosses."""
    return Cell(
        outcomes=frozenset(MEASURED_OUTCOMES.get(tally.measure, ())),
        start=tally.period_start,
        end=tally.period_end,
        area=tally.area,
        places=frozenset(key for place in tally.content["places"] for key in _reach(place)),
        perpetrators=frozenset(split(tally.perpetrators)),
        civil_status=tally.civil_status,
        parties=frozenset(split(tally.parties)),
        type=tally.type,
        method=tally.method,
    )


def _reach(place: dict[str, Any]) -> list[str]:
    return [place["key"], *(governorate["key"] for governorate in place["crosses"])]


@dataclass(frozen=True)
class SeriesScope:
    """What the pages of a series count from a day on; empty sides are open."""

    involved: set[str] = field(default_factory=set)
    perpetrators: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, rule: dict[str, Any]) -> "SeriesScope":
        def keys(name: str) -> set[str]:
            return {reference["key"] for reference in rule[name]}

        return cls(
            keys("involved"), keys("perpetrators"), keys("areas"),
            set(rule["outcomes"]), set(rule["types"]), set(rule["methods"]),
        )  # fmt: skip

    def holds_line(self, line: PublishedCasualty, tree: Tree) -> bool:
        return (not self.outcomes or line.outcome in self.outcomes) and self._holds(
            line.perpetrators, line.parties, line, tree
        )

    def holds_tally(self, tally: PublishedTally, tree: Tree) -> bool:
        measured = set(MEASURED_OUTCOMES.get(tally.measure, ()))
        if self.outcomes and measured and not measured & self.outcomes:
            return False
        return self._holds(tally.perpetrators, tally.parties, tally, tree)

    def holds_campaign(self, participants: str, targets: str, area: str, tree: Tree) -> bool:
        """Campaigns have no type, method or outcome: they belong where who takes part, or against whom, does."""
        if self.types or self.methods or self.outcomes:
            return False
        return self._sides(participants, targets, tree) and (not self.areas or area in self.areas)

    def _holds(self, perpetrators: str, parties: str, row: Any, tree: Tree) -> bool:
        return (
            self._sides(perpetrators, parties, tree)
            and (not self.areas or row.area in self.areas)
            and (not self.types or row.type in self.types)
            and (not self.methods or row.method in self.methods)
        )

    def _sides(self, perpetrators: str, parties: str, tree: Tree) -> bool:
        return (
            not self.involved
            or tree.any_within(perpetrators, self.involved)
            or tree.any_within(parties, self.involved)
        ) and (not self.perpetrators or tree.any_within(perpetrators, self.perpetrators))
