"""What was done to people, in Arabic: how many, of whom, by whom, where; who was among them; the largest incidents."""

from dataclasses import replace

from reports.narrative.arabic.grammar import (
    ALLEGED,
    by_whom,
    clauses,
    count_words,
    counted,
    done,
    listed,
    names,
    on,
    responsible,
    spaced,
    verb,
)
from reports.narrative.arabic.parts import Parts
from reports.narrative.events import is_largest, is_one_incident, told
from reports.narrative.facts import Count, Event, Fact, Group
from reports.narrative.nouns import METHODS, TYPES, by_measure
from terms.arabic.agreement import Case, among
from terms.arabic.nouns import NOUNS
from terms.bound import bind
from terms.choices import CivilStatus

# Phrases -----------------------------------------------------------------------------------------------------


def people(fact: Fact, case: Case = "nominative") -> str:
    """How many, and of whom: [153 عنصراً](slug) من قوات النظام."""
    return _whose(fact, fact.count, case)


def measured(fact: Fact, case: Case = "nominative") -> str:
    """The same where no verb says what was done: [153 قتيلاً](slug) من قوات النظام, [3 قتلى](slug) من المدنيين."""
    noun = by_measure(fact.count.noun, fact.measure)
    plain = noun != fact.count.noun and not fact.victims
    of = _OF_STATUS.get(fact.civil_status, "") if plain and fact.civil_status != CivilStatus.MIXED else ""
    return spaced(_whose(fact, replace(fact.count, noun=noun), case), of)


_OF_STATUS: dict[str, str] = {CivilStatus.CIVILIAN: "من المدنيين", CivilStatus.COMBATANT: "من المقاتلين"}


def _whose(fact: Fact, count: Count, case: Case) -> str:
    whose = names(fact.victims)
    if whose and count.noun is NOUNS["member"] and count_words(count).startswith("عدد غير معروف"):
        words = "عدداً غير معروف" if case == "accusative" else "عدد غير معروف"
        return f"{bind(words, count.ref)} من عناصر {whose}"
    mixed = "من المدنيين والمقاتلين" if fact.civil_status == CivilStatus.MIXED and not fact.label else ""
    return spaced(counted(count, case), f"من {whose}" if whose else "", mixed)


def how(fact: Fact) -> str:
    """In which events or by which means, unless the verb has said it."""
    if fact.events:
        return f"في {counted(fact.events, 'genitive')}"
    words = ""
    if fact.type in TYPES and fact.type != "execution":
        words = f"في {TYPES[fact.type].plural}"
    if fact.method in METHODS and fact.method != fact.type:
        words = spaced(words, METHODS[fact.method][0])
    return words


def where(fact: Fact) -> str:
    return f"في {names(fact.places)}" if names(fact.places) else ""


def during(fact: Fact) -> str:
    """The figure's own period, where it is not the month's."""
    return f"في المدة {fact.period.arabic}" if fact.period else ""


def when(fact: Fact) -> str:
    """The date of the one incident that is the whole figure."""
    return on(fact.incidents[0].date) if is_one_incident(fact) else ""


def excluding(fact: Fact) -> str:
    return f"ولا يشمل العدد {fact.excludes.arabic}" if fact.excludes.arabic else ""


# Sentences ---------------------------------------------------------------------------------------------------


def toll(group: Group, pattern: int = 0, tail: str | None = None) -> str:
    """One sentence of a group; `pattern` chooses among three that say the same. A `tail` stands for the places."""
    fact = group.first
    if len(group.facts) > 1:
        return _several(group)
    place = where(fact) if tail is None else tail
    if fact.measure == "released" and names(fact.by.names):
        return clauses(_released(fact, place), ALLEGED if fact.by.alleged else "")
    if fact.count.figure.best is None or fact.relation == "in_addition":
        pattern = 0
    passive, noun = done(fact)
    if pattern % 3 == 1 and fact.measure in _TOTALS and is_total(fact):
        return _total(fact, spaced(when(fact), by_whom(fact.by), place))
    rest = circumstances(fact, place)
    if pattern % 3 == 2:
        told_of = spaced("سُجّل", noun, people(fact, "genitive"), how(fact), rest)
    else:
        told_of = spaced(_verb(passive, fact), _subject(fact), how(fact), rest)
    return clauses(told_of, responsible(fact.by) if fact.measure == "missing" else "")


def circumstances(fact: Fact, place: str) -> str:
    """When, by whom, where; what is alleged stands last, lest the place or the time be what is believed."""
    by = by_whom(fact.by) if fact.measure != "missing" else ""
    if fact.by.alleged:
        return spaced(when(fact), place, during(fact), by)
    return spaced(when(fact), by, place, during(fact))


def _released(fact: Fact, place: str) -> str:
    """سُجّل إفراج … عن 3 مدنيين: nobody is released على يد someone."""
    whom = people(fact, "genitive")
    return spaced("سُجّل إفراج", names(fact.by.names), "عن", whom, how(fact), when(fact), place, during(fact))


def is_total(fact: Fact) -> bool:
    """Whether a number is named as such: not one or two, and not where "as is believed" would stand before it."""
    best = fact.count.figure.best
    return best is not None and best > 2 and not (fact.by.alleged and fact.by.names)


def _total(fact: Fact, of_it: str) -> str:
    """The period after the count: a year before it would run into the number."""
    if fact.executed:
        return spaced("بلغ عدد", whom_it_counts(fact), of_it, people(fact, "accusative"), during(fact))
    measure = measured(fact, "accusative")
    return spaced(f"بلغت حصيلة {_TOTALS[fact.measure]}", of_it, measure, how(fact), during(fact))


def whom_it_counts(fact: Fact) -> str:
    """من أُعدموا; of women من أُعدمن."""
    men, women = _WHOM["executed" if fact.executed else fact.measure]
    return women if fact.count.noun.gender == "f" else men


_WHOM = {
    "killed": ("من قُتلوا", "من قُتلن"),
    "executed": ("من أُعدموا", "من أُعدمن"),
    "wounded": ("من أُصيبوا", "من أُصبن"),
    "killed_or_wounded": ("من قُتلوا أو جُرحوا", "من قُتلن أو جُرحن"),
    "abducted": ("من اختُطفوا", "من اختُطفن"),
    "detained": ("من اعتُقلوا", "من اعتُقلن"),
    "missing": ("من فُقدوا", "من فُقدن"),
    "released": ("من أُفرج عنهم", "من أُفرج عنهن"),
}


#: Who is counted, in the definite plural.
_TOTALS = {"killed": "القتلى", "wounded": "الجرحى"}


def _verb(passive: str, fact: Fact) -> str:
    return passive if fact.measure == "released" else verb(passive, fact.count)


def _subject(fact: Fact) -> str:
    """After the verb; أُفرج عن governs the genitive."""
    return people(fact, "genitive" if fact.measure == "released" else "nominative")


def _several(group: Group) -> str:
    """Several people or groups of one sentence, each with its own place and day."""
    fact = group.first
    if fact.measure == "released":
        whom = [spaced(f"عن {_subject(one)}", how(one), where(one), when(one)) for one in group.facts]
        who = names(fact.by.names)
        opening = f"سُجّل إفراج {who}" if who else "أُفرج"
        if who and fact.by.alleged:
            opening = f"{opening}، {ALLEGED}،"
        return spaced(opening, during(fact), listed(whom))
    whom = [spaced(_subject(one), how(one), where(one), when(one)) for one in group.facts]
    verb_of_all = _verb(done(fact)[0], fact)
    if fact.measure == "missing":
        return clauses(spaced(verb_of_all, during(fact), listed(whom)), responsible(fact.by))
    by = by_whom(fact.by)
    if by and fact.by.alleged:
        by = f"{by_whom(replace(fact.by, alleged=False))}، {ALLEGED}،"
    return spaced(verb_of_all, by, during(fact), listed(whom))


def toll_sentences(group: Group, pattern: int = 0) -> list[str]:
    """A group with its parts and what it leaves out, its rank and comparisons, then parts that have parts."""
    sentences: list[str] = []
    fact = group.first
    parts = Parts.of(fact)
    sentences += [clauses(toll(group, pattern), *parts.clauses, excluding(fact)), *beside(fact)]
    sentences += parts.sentences
    for other in group.facts[1:]:
        sentences += Parts.of(other).sentences
    return sentences


def beside(fact: Fact) -> list[str]:
    """The rank of a figure among the months before, and the same figure of other months."""
    return [sentence for sentence in (rank(fact), comparison(fact)) if sentence]


def rank(fact: Fact) -> str:
    """The highest since …, only as far as the record goes."""
    if fact.high is None:
        return ""
    since = fact.high.since.arabic
    highest = "هذه أعلى حصيلة شهرية" if fact.measure in TOLLS else "هذا أعلى عدد شهري"
    recorded = "" if fact.high.complete else " في ما هو مسجّل هنا"
    return f"{highest}{recorded}" + (f" منذ {since}" if since else " بين أشهر السلسلة حتى نهاية هذا الشهر")


#: What is a toll; of the abducted, the released or acts only a number is high.
TOLLS = ("killed", "wounded", "killed_or_wounded")

_THAN = {"more": "أعلى منه", "fewer": "أدنى منه", "same": "مساوٍ له"}


def comparison(fact: Fact) -> str:
    """More, fewer or the same as in other months; where the bounds do not say, the other number stands by itself."""
    said = [
        f"{_THAN[one.how]} في {one.month.arabic} ({counted(one.count)})" for one in fact.compared if one.how
    ]
    open_ones = [one for one in fact.compared if not one.how]
    if not said:
        there = [f"{counted(one.count, 'accusative')} في {one.month.arabic}" for one in open_ones]
        return f"كان العدد {listed(there)}" if there else ""
    sides = [f"أما في {one.month.arabic} فكان {counted(one.count, 'accusative')}" for one in open_ones]
    return clauses(f"هذا العدد {listed(said)}", *sides)


# The incidents behind a figure ---------------------------------------------------------------------------------


def incidents(fact: Fact) -> list[str]:
    """The largest dated incidents of a toll: the largest as such where it is beyond doubt, else a list."""
    events = told(fact)
    if not events:
        return []
    if is_one_incident(fact):
        return [f"ذلك في حادثة واحدة: {events[0].title.arabic}"] if events[0].title.arabic else []
    if is_largest(events):
        rest = [f"{_people_of(event)} {on(event.date)} ({event.title.arabic})" for event in events[1:]]
        return [_largest(events[0]), *([f"{verb('قُتل', events[1].count)} {listed(rest)}"] if rest else [])]
    listing = listed([_in_brackets(event, fact.measure) for event in events])
    return [f"من الحوادث المسجّلة ضمن هذه الحصيلة: {listing}"]


def _largest(event: Event) -> str:
    killed = spaced(verb("قُتل", event.count), _people_of(event)).removesuffix("،")
    date = on(event.date)
    opening = f"{date} {killed}" if date.startswith("في ") else f"{killed} {date}"
    comma = "،" if event.among else ""
    return f"{opening}{comma} في أكبر حادثة مسجّلة ضمن هذه الحصيلة: {event.title.arabic}"


def _people_of(event: Event) -> str:
    among = _among(event)
    return f"{counted(event.count)}، {among}،" if among else counted(event.count)


def _among(event: Event) -> str:
    """بينهم امرأة وطفلان; of two بينهما. A single person has nobody among them."""
    whole = event.count
    found = [
        bind(count.noun.singular, count.ref) if count.exact == 1 else counted(count)
        for count in event.among
        if count.figure != whole.figure
    ]
    if not found or whole.exact == 1:
        return ""
    return f"{among(whole.exact, whole.noun.gender)} {listed(found)}"


def _in_brackets(event: Event, measure: str) -> str:
    count = Count(event.count.figure, NOUNS[measure], event.count.ref)
    return f"{event.title.arabic} ({clauses(counted(count), event.date.arabic)})"


__all__ = [
    "beside",
    "circumstances",
    "how",
    "incidents",
    "measured",
    "people",
    "toll",
    "toll_sentences",
    "where",
]
