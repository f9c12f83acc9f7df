"""Operations, air strikes, campaigns and counters, in English."""

from reports.narrative.english.grammar import (
    by_whom,
    clauses,
    counted,
    done,
    names,
    quoted,
    responsible,
    spaced,
    was,
)
from reports.narrative.english.parts import Parts
from reports.narrative.english.phrases import during, excluding, how, people, where
from reports.narrative.english.tolls import beside
from reports.narrative.facts import Campaign, Fact
from reports.narrative.nouns import METHODS
from terms.choices import EventType, Measure


def act(fact: Fact, tail: str | None = None) -> str:
    """[more than 51 operations](slug) by Islamic State cells were recorded in …"""
    against = f"against {names(fact.victims)}" if names(fact.victims) else ""
    means = METHODS[fact.method][1] if fact.method in METHODS and fact.measure == "operations" else ""
    rest = spaced(means, against, where(fact) if tail is None else tail, during(fact))
    if fact.measure == Measure.VEHICLES or fact.type in _HAPPENINGS:
        return _happened(fact, spaced(means, where(fact) if tail is None else tail, during(fact)))
    return spaced(counted(fact.count), was(fact.count), "carried out", by_whom(fact.by), rest)


#: What nobody carries out, with what stands before those whom it met.
_HAPPENINGS: dict[str, str] = {
    EventType.CLASH: "with",
    EventType.EXPLOSION: "against",
    EventType.LANDMINE: "against",
    EventType.MASS_GRAVE: "of",
}


def _happened(fact: Fact, rest: str) -> str:
    """[3 explosions](slug) were recorded …, the perpetrator being …; clashes are between two."""
    done_how = "counted" if fact.measure == Measure.VEHICLES else "recorded"
    who, whom = names(fact.by.names), names(fact.victims)
    if fact.type == EventType.CLASH and who and whom:
        between = spaced(f"between {who} and {whom}", rest)
        said = spaced(counted(fact.count), was(fact.count), done_how, between)
        return clauses(said, "as is alleged" if fact.by.alleged else "")
    met = f"{_HAPPENINGS.get(fact.type, 'of')} {whom}" if whom else ""
    return clauses(spaced(counted(fact.count), met, was(fact.count), done_how, rest), responsible(fact.by))


def act_sentences(fact: Fact) -> list[str]:
    parts = Parts.of(fact)
    return [clauses(act(fact), *parts.clauses, excluding(fact)), *beside(fact), *parts.sentences]


def campaign_sentences(campaign: Campaign) -> list[str]:
    with_whom = f"with {names(campaign.participants)} taking part" if names(campaign.participants) else ""
    against = f"against {names(campaign.targets)}" if names(campaign.targets) else ""
    start, end = campaign.start.english, campaign.end.english if campaign.end else ""
    title = campaign.title
    named = f"the campaign {quoted(title)}" if title.english else "a campaign whose name is not recorded"
    if campaign.begun_before:
        went_on = f"went on until {end}" if end else "went on through the month"
        first = clauses(f"{named}, begun on {start}, {went_on}", spaced(against, with_whom))
    else:
        ended = f"it ended on {end}" if end else "it had not ended by the end of the month"
        first = f"{clauses(f'{named} began on {start}', spaced(against, with_whom))}; {ended}"
    aim = campaign.aim.en.rstrip(" .") or (f"«{campaign.aim.ar.rstrip(' .')}»" if campaign.aim.ar else "")
    return [first, *([f"its stated aim: {aim[:1].lower()}{aim[1:]}"] if aim else [])]


def counter_sentences(fact: Fact) -> list[str]:
    parts = Parts.of(fact)
    if fact.count.noun.human:
        since = f"in the period {fact.period.english}," if fact.period else ""
        words = "" if fact.executed else how(fact)
        by = by_whom(fact.by) if fact.measure != "missing" else ""
        first = spaced(since, people(fact), was(fact.count), done(fact), words, by, where(fact))
        first = clauses(first, responsible(fact.by) if fact.measure == "missing" else "")
    else:
        first = act(fact)
    return [clauses(first, *parts.clauses, excluding(fact)), *beside(fact), *parts.sentences]
