"""How the parts of a whole stand to it: what divides it, who among it bears a label, what was added to it."""

from dataclasses import dataclass

from reports.narrative.facts import Fact
from terms.choices import CivilStatus
from terms.figures import total


@dataclass(frozen=True)
class Parting:
    dividing: tuple[Fact, ...]  # by civil status and party, disjoint
    labels: tuple[Fact, ...]
    others: tuple[Fact, ...]  # by events, means or place
    added: tuple[Fact, ...]

    closes: bool  # the dividing parts are all of the whole


def parting_of(whole: Fact) -> Parting:
    """Civilians first, then the larger before the smaller."""
    added = [part for part in whole.parts if part.relation == "in_addition"]
    within = [part for part in whole.parts if part not in added]
    # A part with the label of its whole is divided from it by something else (9 women, all of them in one ambush).
    labels = [
        part for part in within if part.label and part.label != whole.label and part.measure == whole.measure
    ]
    dividing = [part for part in within if part not in labels and _divides(whole, part)]
    others = [part for part in within if part not in labels and part not in dividing]
    ordered = sorted(dividing, key=lambda part: (part.civil_status != CivilStatus.CIVILIAN, -part.size))
    return Parting(
        tuple(ordered),
        tuple(sorted(labels, key=lambda part: -part.size)),
        tuple(others),
        tuple(added),
        closes=_closes(whole, ordered),
    )


def _divides(whole: Fact, part: Fact) -> bool:
    """By civil status or party, all else being equal."""
    same = (part.measure, part.type, part.method) == (whole.measure, whole.type, whole.method)
    apart = part.victim_keys != whole.victim_keys or part.civil_status != whole.civil_status
    return same and apart and not part.events and (part.places == whole.places or not part.places)


def _closes(whole: Fact, parts: list[Fact]) -> bool:
    """Whether parts that have numbers leave nothing of the whole."""
    if whole.unclassified is not None:
        return False
    if any(part.count.figure.best is None for part in parts):
        return False
    added = total(part.count.figure for part in parts)
    return added is not None and added.best is not None and added.best == whole.count.figure.best
