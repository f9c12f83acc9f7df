"""What a figure counts, in English: how many, of whom, in what, where, when."""

from dataclasses import replace

from reports.narrative.english.grammar import counted, names, on, spaced
from reports.narrative.events import is_one_incident
from reports.narrative.facts import Count, Fact
from reports.narrative.nouns import METHODS, TYPES, by_measure
from terms.arabic.nouns import NOUNS
from terms.choices import CivilStatus


def people(fact: Fact) -> str:
    """How many, and of whom: [153 members](slug) of regime forces."""
    return _whose(fact, fact.count)


def measured(fact: Fact) -> str:
    """The same where no verb says what was done: [153 killed](slug) of regime forces, [3 civilians killed](slug)."""
    noun, measure = fact.count.noun, NOUNS[fact.measure]
    if by_measure(noun, fact.measure) == noun:
        return people(fact)
    if fact.victims or noun == NOUNS["person"]:
        return _whose(fact, replace(fact.count, noun=measure))
    done_noun = replace(
        noun, en_one=f"{noun.en_one} {measure.en_one}", en_many=f"{noun.en_many} {measure.en_many}"
    )
    return _whose(fact, replace(fact.count, noun=done_noun))


def _whose(fact: Fact, count: Count) -> str:
    whose = names(fact.victims)
    mixed = fact.civil_status == CivilStatus.MIXED and not fact.label
    return spaced(
        counted(count), f"of {whose}" if whose else "", "(civilians and combatants)" if mixed else ""
    )


def how(fact: Fact) -> str:
    if fact.events:
        return f"in {counted(fact.events)}"
    words = ""
    if fact.type in TYPES and fact.type != "execution":
        words = f"in {TYPES[fact.type].en_many}"
    if fact.method in METHODS and fact.method != fact.type:
        words = spaced(words, METHODS[fact.method][1])
    return words


def where(fact: Fact) -> str:
    return f"in {names(fact.places)}" if names(fact.places) else ""


def during(fact: Fact) -> str:
    return f"in the period {fact.period.english}" if fact.period else ""


def when(fact: Fact) -> str:
    return on(fact.incidents[0].date) if is_one_incident(fact) else ""


def excluding(fact: Fact) -> str:
    return f"not counting {fact.excludes.english}" if fact.excludes.english else ""
