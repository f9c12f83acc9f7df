"""Which facts a report tells, and in what order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from reports.narrative.facts import AreaPlan, Count, Fact, Group, Name, Plan
from reports.narrative.lead import lead_of
from reports.narrative.notes import notes_of
from reports.narrative.reading import Reader, cleaned, month_of, name_of
from terms.choices import Measure, Outcome
from terms.figures import Figure

#: People told of after the dead, in this order.
OTHERS = (
    Measure.KILLED_OR_WOUNDED, Outcome.WOUNDED, Outcome.ABDUCTED, Outcome.DETAINED, Outcome.MISSING,
    Outcome.RELEASED,
)  # fmt: skip

#: Told of in the chapter on the abducted where no editor adopted the figure.
OF_CASES = (Outcome.ABDUCTED, Outcome.DETAINED, Outcome.MISSING)


def plan_of(frozen: dict[str, Any], headline: Mapping[str, int]) -> Plan:
    """The plan of a report; `headline` chooses, by slug, the claim that title and lead use."""
    frozen = cleaned(frozen)
    reader = Reader(frozen)
    sided = {reference["key"] for key in ("involved", "perpetrators") for reference in frozen["scope"][key]}
    areas = tuple(area_of(reader, area, sided) for area in frozen["areas"])
    reported = [fact for area in frozen["areas"] for fact in reader.facts(area["reported"])]
    of_cases = tuple(fact for fact in reported if fact.measure in OF_CASES)
    told = [area for area in areas if not area.is_empty]
    cases = reader.cases()
    return Plan(
        month=month_of(frozen),
        lead=lead_of(told, published=bool(frozen["areas"]), chosen=lambda fact: _chosen(fact, headline)),
        areas=tuple(told),
        cases=cases if cases and not cases.is_empty else None,
        reported_cases=of_cases,
        notes=notes_of(frozen, told, [fact for fact in reported if fact not in of_cases], headline),
    )


def _chosen(fact: Fact, headline: Mapping[str, int]) -> Fact:
    """The fact with the claim that the editor chose for title and lead, if there is such a claim."""
    ref = f"{fact.slug}@{headline.get(fact.slug)}"
    found = next((other for other in fact.others if other.ref == ref), None)
    return replace(fact, count=found, parts=(), unclassified=None) if found else fact


def area_of(reader: Reader, area: dict[str, Any], sided: set[str]) -> AreaPlan:
    """One area of control: the dead, the losses of the other side, other people, acts, counters."""
    facts = reader.facts(area["figures"])
    facts, acts = _within_events(facts)
    killed = groups_of(fact for fact in facts if fact.measure == Outcome.KILLED)
    main = next((group for group in killed if not _of_side(group, sided)), killed[0] if killed else None)
    opposite = [group for group in killed if main and group is not main and _opposite(group, main, sided)]
    ahead = [group for group in killed if group is main]
    return AreaPlan(
        area=name_of(area),
        tolls=tuple(ahead + [group for group in killed if group is not main and group not in opposite]),
        losses=tuple(opposite),
        others=tuple(
            group
            for measure in OTHERS
            for group in groups_of(fact for fact in facts if fact.measure == measure)
        ),
        acts=tuple(fact for fact in acts if fact.measure != Measure.AIR_STRIKES),
        strikes=tuple(fact for fact in acts if fact.measure == Measure.AIR_STRIKES),
        campaigns=tuple(reader.campaign(campaign) for campaign in area["campaigns"]),
        counters=tuple(reader.facts(area["counters"])),
    )


def groups_of(facts: Iterable[Fact]) -> list[Group]:
    """Facts that one sentence can say, the largest first. What has parts or several incidents stands alone."""
    found: dict[Any, list[Fact]] = {}
    for number, fact in enumerate(sorted(facts, key=lambda fact: -fact.size)):
        alone = number if _needs_room(fact) else None
        found.setdefault((fact.executed, fact.by, fact.period, alone), []).append(fact)
    return [Group(tuple(group)) for group in found.values()]


def _needs_room(fact: Fact) -> bool:
    return bool(fact.parts or fact.high or fact.compared or fact.excludes.arabic or len(fact.incidents) > 1)


def _of_side(group: Group, sided: set[str]) -> bool:
    """Whether the dead are of the side whose acts the series follows."""
    return bool(group.first.victims) and all(fact.victim_keys <= sided for fact in group.facts)


def _opposite(group: Group, main: Group, sided: set[str]) -> bool:
    """Whether these are losses of those who did the first: killed by others than themselves."""
    them = main.first.by.keys | sided
    return all(
        fact.victims and fact.victim_keys <= them and not (fact.victim_keys & fact.by.keys)
        for fact in group.facts
    )


# Acts within a toll -------------------------------------------------------------------------------------------


def _within_events(facts: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """People and acts apart. An act that a toll names (70 killed in 5 ambushes) is said there alone, bound to it."""
    from_acts = (Measure.OPERATIONS, Measure.AIR_STRIKES, Measure.VEHICLES)
    acts = [fact for fact in facts if fact.measure in from_acts]
    people = [fact for fact in facts if fact.measure not in from_acts]
    said: set[str] = set()
    people = [_with_acts(fact, acts, said) for fact in people]
    return people, [fact for fact in acts if fact.slug not in said]


def _with_acts(fact: Fact, acts: list[Fact], said: set[str]) -> Fact:
    """The fact whose number of events is bound to the figure that counts the same acts, if there is one."""
    parts = tuple(_with_acts(part, acts, said) for part in fact.parts)
    if fact.events is None:
        return replace(fact, parts=parts)
    same = next((act for act in acts if act.slug not in said and _same_acts(act, fact)), None)
    if same is None:
        return replace(fact, parts=parts)
    said.add(same.slug)
    events = Count(Figure.exact(fact.events.exact or 0), fact.events.noun, same.slug)
    return replace(fact, parts=parts, events=events)


def _same_acts(act: Fact, fact: Fact) -> bool:
    assert fact.events is not None
    simple = not (act.parts or act.compared or act.high or act.excludes.arabic or act.period)
    return (
        simple
        and bool(act.type)
        and act.type == fact.type
        and act.by.keys == fact.by.keys
        and act.count.exact == fact.events.exact
    )


__all__ = ["Name", "area_of", "groups_of", "plan_of"]
