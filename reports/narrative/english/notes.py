"""The method notes, in English."""

from dataclasses import replace

from reports.narrative.english.grammar import are, counted, linked, listed, number_words
from reports.narrative.english.phrases import measured
from reports.narrative.facts import Fact, Notes
from reports.narrative.nouns import ACTS, by_measure, scope_words
from terms.bound import bind

_RULES = {
    "elapsed_at_start": "the number of the month is that of whole months elapsed {since} when it begins",
    "elapsed_at_end": "the number of the month is that of whole months elapsed {since} when it ends",
}


def notes_text(notes: Notes, since: str, period: str) -> list[str]:
    standing = [_split(fact) for fact in notes.split]
    if notes.aggregate:
        figures = listed([named(fact) for fact in notes.aggregate])
        standing.append(f"recorded in aggregate only, with no recorded incidents against them: {figures}")
    if notes.recorded:
        figures = listed([named(fact) for fact in notes.recorded])
        standing.append(f"documented throughout in recorded incidents: {figures}")
    standing += [_exceeded(fact) for fact in notes.exceeded]
    rival = [_rivals(fact, notes.chosen) for fact in notes.rivals]
    if notes.reported:
        rival.append(f"reported and not adopted: {listed([named(fact) for fact in notes.reported])}")
    months = [
        f"counted over {span.english}, not over the whole month: {listed([named(fact) for fact in facts])}"
        for span, facts in notes.periods
    ]
    rule = " ".join(_RULES.get(notes.rule, "").format(since=since).split())
    counting = [f"{rule}; this month is {period}"] if rule else []
    scope = listed([words[1] for words in scope_words(notes.scope)])
    if scope:
        counting.insert(0, f"the figures of this month count {scope} only")
    paragraphs = (linked(group) for group in (standing, rival, [*months, *counting]))
    return [text for text in paragraphs if text]


def named(fact: Fact) -> str:
    return counted(fact.count) if fact.measure in ACTS else measured(fact)


def _split(fact: Fact) -> str:
    assert fact.recorded and fact.aggregate
    recorded = f"{bind(number_words(fact.recorded), fact.recorded.ref)} {are(fact.recorded)}"
    rest = f"{bind(number_words(fact.aggregate), fact.aggregate.ref)} {are(fact.aggregate)}"
    return f"of {measured(fact)}, {recorded} documented in recorded incidents and {rest} recorded in aggregate only"


def _exceeded(fact: Fact) -> str:
    assert fact.recorded
    noun = by_measure(fact.recorded.noun, fact.measure)
    recorded = counted(replace(fact.recorded, noun=noun))
    return f"recorded incidents add up to {recorded}, more than the adopted figure of {named(fact)}"


def _rivals(fact: Fact, chosen: frozenset[str]) -> str:
    noun = by_measure(fact.count.noun, fact.measure)
    given = listed([counted(replace(other, noun=noun)) for other in fact.others])
    used = len(fact.others) == 1 and fact.others[0].ref in chosen
    use = ", which title and summary use" if used else ""
    opening = "another figure was given" if len(fact.others) == 1 else "other figures were given"
    return f"{opening}, {given}{use}; the adopted one is {named(fact)}"
