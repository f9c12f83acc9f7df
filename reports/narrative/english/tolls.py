"""What was done to people, in English: sentences of a toll, its rank, the incidents behind it."""

from collections.abc import Sequence

from reports.narrative.english.grammar import (
    by_whom,
    clauses,
    counted,
    done,
    listed,
    on,
    quoted,
    responsible,
    spaced,
    was,
)
from reports.narrative.english.parts import Parts
from reports.narrative.english.phrases import during, excluding, how, people, when, where
from reports.narrative.events import is_largest, is_one_incident, told
from reports.narrative.facts import Count, Event, Fact, Group
from terms.arabic.nouns import NOUNS


def toll(group: Group, pattern: int = 0, tail: str | None = None) -> str:
    fact = group.first
    missing = fact.measure == "missing"
    by, who = ("", responsible(fact.by)) if missing else (by_whom(fact.by), "")
    if len(group.facts) > 1:
        whom = [spaced(people(one), how(one), where(one), when(one)) for one in group.facts]
        return clauses(spaced(f"{listed(whom)} were", done(fact), by, during(fact)), who)
    rest = spaced(when(fact), by, where(fact) if tail is None else tail, during(fact))
    if pattern % 3 == 1 and fact.measure == "killed" and (fact.count.figure.best or 0) > 2:
        return _counted(fact, rest)
    return clauses(spaced(people(fact), was(fact.count), done(fact), how(fact), rest), who)


def _counted(fact: Fact, rest: str) -> str:
    """The other order: those killed by … were [34 people](slug)."""
    return spaced("the toll of those", done(fact), rest, "was", people(fact), how(fact))


def toll_sentences(group: Group, pattern: int = 0) -> list[str]:
    fact = group.first
    parts = Parts.of(fact)
    sentences = [clauses(toll(group, pattern), *parts.clauses, excluding(fact)), *beside(fact)]
    sentences += parts.sentences
    for other in group.facts[1:]:
        sentences += Parts.of(other).sentences
    return sentences


# Beside other months -----------------------------------------------------------------------------------------


def beside(fact: Fact) -> list[str]:
    return [sentence for sentence in (rank(fact), comparison(fact)) if sentence]


def rank(fact: Fact) -> str:
    if fact.high is None:
        return ""
    what = "monthly toll" if fact.measure in TOLLS else "monthly number"
    since = fact.high.since.english
    span = f"since {since}" if since else "of the series up to the end of this month"
    return f"this is the highest {what} {span}" + (
        "" if fact.high.complete else " in what this system records"
    )


#: What is a toll; of the abducted, the released or acts only a number is high.
TOLLS = ("killed", "wounded", "killed_or_wounded")

_THAN = {"more": "above that of", "fewer": "below that of", "same": "equal to that of"}


def comparison(fact: Fact) -> str:
    said = [
        f"{_THAN[one.how]} {one.month.english} ({counted(one.count)})" for one in fact.compared if one.how
    ]
    open_ones = [f"{counted(one.count)} in {one.month.english}" for one in fact.compared if not one.how]
    there = f"it was {listed(open_ones)}" if said else f"the number was {listed(open_ones)}"
    return "; ".join([*([f"the number is {listed(said)}"] if said else []), *([there] if open_ones else [])])


# Incidents ---------------------------------------------------------------------------------------------------


def incidents(fact: Fact) -> list[str]:
    events = told(fact)
    if not events:
        return []
    if is_one_incident(fact):
        return [f"this was one incident: {quoted(events[0].title)}"] if events[0].title.english else []
    if is_largest(events):
        return [_largest(events[0]), *([_further(events[1:])] if events[1:] else [])]
    listing = listed([_in_brackets(event, fact.measure) for event in events])
    return [f"among the recorded incidents within this toll: {listing}"]


def _further(events: Sequence[Event]) -> str:
    """[12 members](slug) were killed on …, and [7 members](slug) on …."""
    phrases = [
        spaced(_people(event), f"{was(event.count)} killed" if number == 0 else "", on(event.date))
        + f" ({quoted(event.title)})"
        for number, event in enumerate(events)
    ]
    return ", and ".join(phrases)


def _largest(event: Event) -> str:
    killed = f"{_people(event)} {was(event.count)} killed in the largest recorded incident within this toll"
    return f"{clauses(on(event.date), killed)}: {quoted(event.title)}"


def _people(event: Event) -> str:
    among = [counted(count) for count in event.among if count.figure != event.count.figure]
    return f"{counted(event.count)}, among them {listed(among)}," if among else counted(event.count)


def _in_brackets(event: Event, measure: str) -> str:
    count = Count(event.count.figure, NOUNS[measure], event.count.ref)
    return f"{quoted(event.title)} ({clauses(counted(count), event.date.english)})"
