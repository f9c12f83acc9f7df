"""Operations, air strikes, campaigns and counters, in Arabic."""

from dataclasses import replace

from reports.narrative.arabic.grammar import (
    ALLEGED,
    by_whom,
    clauses,
    counted,
    names,
    responsible,
    spaced,
    verb,
)
from reports.narrative.arabic.parts import Parts
from reports.narrative.arabic.tolls import (
    beside,
    during,
    excluding,
    how,
    is_total,
    people,
    toll,
    where,
    whom_it_counts,
)
from reports.narrative.facts import Campaign, Fact, Group
from reports.narrative.nouns import METHODS
from terms.choices import EventType, Measure


def act(fact: Fact, tail: str | None = None) -> str:
    """سُجّل تنفيذ خلايا … [أكثر من 51 عملية](slug) في …; without a number or a name, in the passive."""
    who = names(fact.by.names)
    against = f"ضد {names(fact.victims)}" if names(fact.victims) else ""
    means = METHODS[fact.method][0] if fact.method in METHODS and fact.measure == "operations" else ""
    place = where(fact) if tail is None else tail
    rest = spaced(means, against, place, during(fact))
    if fact.measure == Measure.VEHICLES or fact.type in _HAPPENINGS:
        return _happened(fact, spaced(means, place, during(fact)))
    if not who or fact.count.figure.best is None:
        by = by_whom(fact.by)
        around = (rest, by) if fact.by.alleged else (by, rest)
        return spaced(verb("نُفّذ", fact.count), counted(fact.count), *around)
    told = spaced("سُجّل تنفيذ", who, counted(fact.count, "accusative"), rest)
    return clauses(told, ALLEGED if fact.by.alleged else "")


#: What nobody carries out, with what stands before those whom it met.
_HAPPENINGS: dict[str, str] = {
    EventType.CLASH: "مع",
    EventType.EXPLOSION: "ضد",
    EventType.LANDMINE: "ضد",
    EventType.MASS_GRAVE: "لقتلى من",
}


def _happened(fact: Fact, rest: str) -> str:
    """سُجّلت 3 انفجارات …، والجهة الفاعلة …; clashes are between two."""
    stem = "أُحصي" if fact.measure == Measure.VEHICLES else "سُجّل"
    opening = spaced(verb(stem, fact.count), counted(fact.count))
    who, whom = names(fact.by.names), names(fact.victims)
    if fact.type == EventType.CLASH and who and whom:
        return clauses(spaced(opening, f"بين {who} و{whom}", rest), ALLEGED if fact.by.alleged else "")
    met = f"{_HAPPENINGS.get(fact.type, 'من')} {whom}" if whom else ""
    return clauses(spaced(opening, met, rest), responsible(fact.by))


def act_sentences(fact: Fact) -> list[str]:
    parts = Parts.of(fact)
    return [clauses(act(fact), *parts.clauses, excluding(fact)), *beside(fact), *parts.sentences]


def campaign_sentences(campaign: Campaign) -> list[str]:
    """Since when, until when, who takes part, against whom, and the stated aim."""
    title = campaign.title.arabic
    named = title if title.startswith("حملة ") else f"حملة «{title}»" if title else "حملة لم يُسجَّل اسمها"
    with_whom = f"بمشاركة {names(campaign.participants)}" if names(campaign.participants) else ""
    against = f"ضد {names(campaign.targets)}" if names(campaign.targets) else ""
    start, end = campaign.start.arabic, campaign.end.arabic if campaign.end else ""
    if campaign.begun_before:
        opening = f"استمرت {named}" if not end else f"استمرت حتى {end} {named}"
        first = clauses(opening, f"وكانت قد بدأت في {start}", against, with_whom)
    else:
        ended = f"وانتهت في {end}" if end else "وكانت لا تزال مستمرة في نهاية الشهر"
        first = clauses(spaced(f"بدأت في {start} {named}", against), with_whom, ended)
    aim = campaign.aim.ar.rstrip(" .") or (f"«{campaign.aim.en.rstrip(' .')}»" if campaign.aim.en else "")
    return [first, *([f"هدفها المعلن {aim}"] if aim else [])]


def counter_sentences(fact: Fact) -> list[str]:
    """A counter since an earlier date: people in all, then what they consist of."""
    parts = Parts.of(fact)
    since = during(fact)
    by_others = fact.measure in ("missing", "released") and bool(fact.by.names)
    if fact.count.noun.human and is_total(fact) and not by_others:
        # The period after the count: a year before it would run into the number.
        counted_since = spaced(whom_it_counts(fact), "" if fact.executed else how(fact))
        opening = spaced("بلغ عدد", counted_since, by_whom(fact.by), where(fact))
        first = spaced(opening, people(fact, "accusative"), since)
    elif fact.count.noun.human:
        told = toll(Group((replace(fact, period=None),)))
        first = clauses(since, told)
    else:
        first = act(fact)
    return [clauses(first, *parts.clauses, excluding(fact)), *beside(fact), *parts.sentences]
