"""The method notes, in Arabic: what figures stand on, rival figures, periods, how the month is numbered."""

from collections.abc import Sequence
from dataclasses import replace

from reports.narrative.arabic.grammar import counted, linked, listed, number_words
from reports.narrative.arabic.tolls import measured
from reports.narrative.facts import Fact, Name, Notes
from reports.narrative.nouns import ACTS, by_measure, scope_words
from terms.bound import bind

_RULES = {
    "elapsed_at_start": "رقم الشهر هو عدد الأشهر الكاملة المنقضية عند بدايته {since}",
    "elapsed_at_end": "رقم الشهر هو عدد الأشهر الكاملة المنقضية عند نهايته {since}",
}


def notes_text(notes: Notes, since: str, period: str) -> list[str]:
    """Paragraphs: what figures stand on; other figures given; periods and the number of the month."""
    standing = [*map(_split, notes.split), _aggregate(notes.aggregate), _recorded(notes.recorded)]
    standing += map(_exceeded, notes.exceeded)
    rival = [_rivals(fact, number, notes.chosen) for number, fact in enumerate(notes.rivals)]
    if notes.reported:
        rival.append(f"ورد ولم يُعتمد: {listed([named(fact) for fact in notes.reported])}")
    months = [_of_period(span, facts) for span, facts in notes.periods]
    rule = " ".join(_RULES.get(notes.rule, "").format(since=since).split())
    counting = [f"{rule}، ومدته {period}"] if rule else []
    scope = listed([words[0] for words in scope_words(notes.scope)])
    if scope:
        counting.insert(0, f"تقتصر أرقام هذا الشهر على {scope}")
    paragraphs = (linked(sentences) for sentences in (standing, rival, [*months, *counting]))
    return [text for text in paragraphs if text]


def _of_period(span: Name, facts: Sequence[Fact]) -> str:
    these = "العدد الآتي" if len(facts) == 1 else "الأعداد الآتية"
    return f"{these} عن المدة {span.arabic}، لا عن الشهر كله: {listed([named(fact) for fact in facts])}"


def named(fact: Fact) -> str:
    """The figure as it is called in a note: how many, of whom, or which acts."""
    return counted(fact.count) if fact.measure in ACTS else measured(fact)


def _split(fact: Fact) -> str:
    assert fact.recorded and fact.aggregate
    recorded = bind(number_words(fact.recorded), fact.recorded.ref)
    rest = bind(number_words(fact.aggregate), fact.aggregate.ref)
    whole = measured(fact, "genitive")
    return f"من أصل {whole}، الموثّق في حوادث مسجّلة {recorded}، وما ورد ضمن حصيلة إجمالية {rest}"


def _aggregate(facts: Sequence[Fact]) -> str:
    if not facts:
        return ""
    return f"ورد ضمن حصيلة إجمالية، بلا حوادث مسجّلة تقابلها: {listed([named(fact) for fact in facts])}"


def _recorded(facts: Sequence[Fact]) -> str:
    if not facts:
        return ""
    return f"موثّق بكامله في حوادث مسجّلة: {listed([named(fact) for fact in facts])}"


def _exceeded(fact: Fact) -> str:
    assert fact.recorded
    noun = by_measure(fact.recorded.noun, fact.measure)
    recorded = counted(replace(fact.recorded, noun=noun))
    return f"يزيد مجموع الحوادث المسجّلة، وهو {recorded}، على الرقم المعتمد، وهو {named(fact)}"


def _rivals(fact: Fact, number: int, chosen: frozenset[str]) -> str:
    """Other figures that sources gave; the one that title and lead use, where the editor chose it."""
    noun = by_measure(fact.count.noun, fact.measure)
    others = [replace(other, noun=noun) for other in fact.others]
    given = listed([counted(other) for other in others])
    used = any(other.ref in chosen for other in fact.others)
    use = "، وهو المستعمل في العنوان والخلاصة" if used and len(fact.others) == 1 else ""
    if number % 2 and len(fact.others) == 1:
        return f"إلى جانب الرقم المعتمد، وهو {named(fact)}، ورد رقم آخر هو {given}{use}"
    opening = "ورد رقم آخر هو" if len(fact.others) == 1 else "وردت أرقام أخرى هي"
    return f"{opening} {given}{use}، أما المعتمد هنا فهو {named(fact)}"
