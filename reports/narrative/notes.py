"""The facts of the method notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.narrative.facts import AreaPlan, Fact, Name, Notes


def notes_of(
    frozen: dict[str, Any], areas: Sequence[AreaPlan], reported: list[Fact], headline: Mapping[str, int]
) -> Notes:
    """What stands on recorded incidents and what on a tally alone, rival figures, own periods, figures not adopted."""
    facts = [fact for area in areas for fact in area.facts()]
    counted = [fact for fact in facts if fact.recorded or fact.aggregate]
    everything = [*_with_parts(facts), *_with_parts([c for area in areas for c in area.counters])]
    return Notes(
        rule=frozen["month"]["rule"],
        split=tuple(fact for fact in counted if fact.recorded and fact.aggregate and not fact.exceeded),
        aggregate=tuple(fact for fact in counted if fact.aggregate and not fact.recorded),
        recorded=tuple(fact for fact in counted if _is_recorded(fact)),
        exceeded=tuple(fact for fact in _with_parts(facts) if fact.exceeded and fact.recorded),
        rivals=tuple(fact for fact in everything if fact.others),
        periods=_by_period(facts),
        reported=tuple(reported),
        scope=tuple(dict.fromkeys([*frozen["scope"]["types"], *frozen["scope"]["methods"]])),
        chosen=frozenset(f"{slug}@{claim}" for slug, claim in headline.items()),
    )


def _is_recorded(fact: Fact) -> bool:
    """Whether incidents account for all of it; of an unknown number that cannot be said."""
    return bool(fact.recorded and fact.size > 0 and not fact.aggregate and not fact.exceeded)


def _with_parts(facts: Sequence[Fact]) -> list[Fact]:
    return [one for fact in facts for one in (fact, *_with_parts(fact.parts))]


def _by_period(facts: list[Fact]) -> tuple[tuple[Name, tuple[Fact, ...]], ...]:
    found: dict[Name, list[Fact]] = {}
    for fact in facts:
        if fact.period:
            found.setdefault(fact.period, []).append(fact)
    return tuple((period, tuple(group)) for period, group in found.items())
