"""Reconciling tallies with recorded incidents, for one cell at a time (docs/counting.md).

An adopted tally is the public figure; what recorded incidents do not account for stands on the tally alone. Without
an adopted tally the incidents' sum is the figure. Incidents above an adopted tally are a contradiction that is shown,
never hidden. Parts that do not add up to their total leave an unclassified remainder.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from publication.models import PublishedCasualty, PublishedTally
from publication.scope import Tree, cell_of
from terms.figures import Figure, remainder, total


@dataclass
class Reconciled:
    """One published figure with what it stands on.

    `tally` is None for a figure that is the sum of incidents. `lines` are the recorded casualty lines of its cell,
    `parts` the tallies of which it is the whole.
    """

    lines: list[PublishedCasualty]
    tally: PublishedTally | None = None
    parts: list["Reconciled"] = field(default_factory=list)

    @cached_property
    def recorded(self) -> Figure | None:
        """The sum of the recorded lines; of the labelled subsets of them where the tally speaks of a label."""
        if self.tally is None or not self.tally.label:
            return total(line.figure for line in self.lines)
        return total(self.value_of(line) for line in self.contributing)

    @cached_property
    def contributing(self) -> list[PublishedCasualty]:
        """The lines that add to the recorded sum: for a label, those with a subset of it."""
        if self.tally is None or not self.tally.label:
            return self.lines
        return [line for line in self.lines if self._labelled(line)]

    def value_of(self, line: PublishedCasualty) -> Figure:
        """What one contributing line adds: its figure, or that of its subsets with the tally's label."""
        if self.tally is None or not self.tally.label:
            return line.figure
        return total(Figure.from_json(subset["figure"]) for subset in self._labelled(line)) or line.figure

    def _labelled(self, line: PublishedCasualty) -> list[dict[str, Any]]:
        """The subsets of a line that bear the tally's label."""
        subsets = line.incident.content["lines"][line.line - 1]["subsets"]
        return [subset for subset in subsets if self.tally and subset["label"]["key"] == self.tally.label]

    @cached_property
    def figure(self) -> Figure:
        """The figure as published."""
        if self.tally is not None:
            return self.tally.figure
        return self.recorded or Figure.unknown()

    @property
    def measure(self) -> str:
        """What is counted: the tally's measure, or the outcome of the lines."""
        return self.tally.measure if self.tally else self.lines[0].outcome

    @property
    def compares(self) -> bool:
        """Whether there are outcomes to compare: acts, such as air strikes, are counted by tallies only."""
        return self.tally is not None and bool(cell_of(self.tally).outcomes)

    @cached_property
    def aggregate_only(self) -> Figure | None:
        """What stands on the tally alone; None when incidents account for all, or when that cannot be said."""
        if self.tally is None or not self.compares:
            return None
        rest = remainder(self.tally.figure, self.recorded)
        return rest if rest is not None and rest.best else None

    @property
    def exceeded(self) -> bool:
        """Recorded incidents are above the adopted tally."""
        recorded = self.recorded
        return (
            self.tally is not None
            and recorded is not None
            and recorded.best is not None
            and self.tally.best is not None
            and recorded.best > self.tally.best
        )

    @cached_property
    def dividing_parts(self) -> list["Reconciled"]:
        """The parts by civil status and party, which divide the whole.

        Parts by label, type or method overlap the others and say nothing of what is left.
        """
        return [
            part
            for part in self.parts
            if part.tally is not None
            and self.tally is not None
            and part.tally.relation == "of_which"
            and part.tally.measure == self.tally.measure
            and not part.tally.label
            and (part.tally.type, part.tally.method) == (self.tally.type, self.tally.method)
        ]

    @cached_property
    def unclassified(self) -> Figure | None:
        """What the dividing parts leave of the whole, or None when they close or there are none to speak of."""
        if len(self.dividing_parts) < 2:
            return None
        rest = remainder(self.figure, total(part.figure for part in self.dividing_parts))
        return rest if rest is not None and rest.best else None


def reconcile(
    tallies: Iterable[PublishedTally], lines: list[PublishedCasualty], tree: Tree
) -> list[Reconciled]:
    """The totals among the tallies, each with its recorded lines and its parts below it.

    A part whose parent is not among them stands by itself.
    """
    found = {
        tally.public_id: Reconciled([line for line in lines if cell_of(tally).holds(line, tree)], tally)
        for tally in tallies
    }
    tops = []
    for reconciled in found.values():
        assert reconciled.tally is not None
        parent = found.get(reconciled.tally.parent)
        if parent is not None and not _inside(parent, reconciled, found):
            parent.parts.append(reconciled)
        else:
            tops.append(reconciled)
    return tops


def _inside(candidate: Reconciled, of: Reconciled, found: dict[str, Reconciled]) -> bool:
    """Whether following parents from the candidate comes back: two releases apart can make a circle."""
    seen: set[str] = set()
    current: Reconciled | None = candidate
    while current is not None and current.tally is not None and current.tally.public_id not in seen:
        if current is of:
            return True
        seen.add(current.tally.public_id)
        current = found.get(current.tally.parent)
    return current is not None


def uncovered(lines: list[PublishedCasualty], adopted: Iterable[Reconciled]) -> list[PublishedCasualty]:
    """The lines that no adopted tally holds: they count by themselves.

    Parts are looked into as well: one that stands in addition to its parent holds lines that the parent does not.
    """
    covered: set[int] = set()
    waiting = list(adopted)
    while waiting:
        reconciled = waiting.pop()
        covered.update(line.pk for line in reconciled.lines)
        waiting.extend(reconciled.parts)
    return [line for line in lines if line.pk not in covered]
