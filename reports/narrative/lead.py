"""What opens a report: the largest toll of the month and what stands beside it."""

from collections.abc import Callable, Sequence

from reports.narrative.facts import AreaPlan, Fact, LeadPlan

Chosen = Callable[[Fact], Fact]

#: Areas told of in the lead, the first with them.
MOST_AREAS = 3


def lead_of(areas: Sequence[AreaPlan], *, published: bool, chosen: Chosen) -> LeadPlan:
    """The largest toll first; of further areas a toll and their acts. Without a toll, the first fact there is."""
    ordered = sorted(areas, key=_weight, reverse=True)
    first = ordered[0] if ordered else None
    if first is None:
        return LeadPlan(nothing_published=not published)
    fact = _toll(first) or _any(first)
    if fact is None:
        counter = next((fact for area in ordered for fact in area.counters), None)
        return LeadPlan(area=first.area, first=counter, is_counter=counter is not None)
    opposite = first.losses[0].first if first.losses and fact is _toll(first) else None
    further = [
        (area.area, _chosen_or_none(_act(area), chosen), _chosen_or_none(_toll(area), chosen))
        for area in ordered[1:]
    ]
    return LeadPlan(
        area=first.area,
        first=chosen(fact),
        opposite=_chosen_or_none(opposite, chosen),
        further=tuple(found for found in further if found[1] or found[2])[: MOST_AREAS - 1],
    )


def _chosen_or_none(fact: Fact | None, chosen: Chosen) -> Fact | None:
    return chosen(fact) if fact else None


def _toll(area: AreaPlan) -> Fact | None:
    return area.tolls[0].first if area.tolls else None


def _act(area: AreaPlan) -> Fact | None:
    return next((fact for fact in area.acts if fact.measure == "operations"), None)


def _any(area: AreaPlan) -> Fact | None:
    return next(iter(area.facts()), None)


def _weight(area: AreaPlan) -> tuple[int, int]:
    """Areas with a toll before others, by its size."""
    toll, anything = _toll(area), _any(area)
    if toll:
        return (2, toll.size)
    return (1, anything.size) if anything else (0, 0)
