"""Which recorded incidents behind a figure are told of, and how."""

from collections.abc import Sequence

from reports.narrative.facts import Event, Fact

#: Incidents told of behind a figure, and from how many people on the largest is called so.
MOST_INCIDENTS = 3
LARGE = 5


def told(fact: Fact) -> tuple[Event, ...]:
    """The largest dated incidents of a toll of the dead."""
    return fact.incidents[:MOST_INCIDENTS] if fact.measure == "killed" else ()


def is_one_incident(fact: Fact) -> bool:
    """Whether one incident is the whole figure, whose day is then the day of the sentence."""
    return (
        len(fact.incidents) == 1 and fact.incidents[0].count.figure == fact.count.figure and not fact.period
    )


def is_largest(events: Sequence[Event]) -> bool:
    """Whether the first incident is larger than the others, by bounds, and large enough to be called so."""
    least = events[0].count.figure.low or 0
    others = [event.count.figure for event in events[1:]]
    return least >= LARGE and all(figure.high is not None and figure.high < least for figure in others)
