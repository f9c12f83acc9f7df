"""What a whole consists of, in Arabic: هم 16 مدنياً و18 عنصراً; بينهم 8 ضباط; 70 منهم في 5 كمائن."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.narrative.arabic.grammar import (
    all_of_them,
    classified,
    clauses,
    counted,
    listed,
    names,
    number_words,
    of_them,
    spaced,
    they,
)
from reports.narrative.facts import Count, Fact
from reports.narrative.nouns import METHODS, TYPES, by_measure
from reports.narrative.parting import Parting, parting_of
from terms.arabic.agreement import among
from terms.bound import bind


@dataclass
class Parts:
    """Clauses that follow the whole in its sentence, and sentences after it for parts that have parts."""

    clauses: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, whole: Fact, *, opened: bool = False) -> "Parts":
        """`opened`: the sentence has said "among them" already."""
        found = cls()
        if not whole.parts:
            return found
        parting = parting_of(whole)
        found.clauses = [
            clause
            for clause in (
                _dividing(whole, parting, opened),
                _labels(whole, parting.labels, opened=opened, after_others=bool(parting.dividing)),
                *(_of_them(whole, part) for part in parting.others),
                _added(whole, parting.added),
            )
            if clause
        ]
        for part in parting.dividing:
            found.sentences += _deeper(part, said=_in_place(part))
        for part in (*parting.labels, *parting.others, *parting.added):
            found.sentences += _deeper(part)
        return found


def part_phrase(whole: Fact, part: Fact) -> str:
    """A part with what sets it apart; one that has a single part of its own says so in place."""
    whose = names(part.victims)
    words = spaced(counted(part.count), f"من {whose}" if whose else "", _place(whole, part))
    return f"{words} {_labels(part, parting_of(part).labels)}" if _in_place(part) else words


def _in_place(part: Fact) -> bool:
    """Whether what a part consists of is said where the part is: a single label."""
    return len(part.parts) == 1 and len(parting_of(part).labels) == 1


def _dividing(whole: Fact, parting: Parting, opened: bool) -> str:
    """What the whole divides into: all of it (هم), or some of it, with what the source leaves (بينهم)."""
    if not parting.dividing:
        return ""
    phrases = [part_phrase(whole, part) for part in parting.dividing]
    count, rest = whole.count, whole.unclassified
    if rest is not None:
        phrases.append(f"{counted(rest)} {classified(rest, rest)}")
    if opened:
        return listed(phrases)
    if parting.closes or rest is not None:
        opening = they(count) if count.noun.human else "منها"
        return f"{opening} {listed(phrases)}"
    return f"{_among(count, parting.dividing)} {listed(phrases)}"


def _labels(whole: Fact, labels: Sequence[Fact], *, opened: bool = False, after_others: bool = False) -> str:
    """Those among the whole who bear a label; all of them, where they are as many.

    After the groups that divide the whole, بينهم would speak of the last of these: وبين القتلى.
    """
    everyone = [part for part in labels if _is_everyone(whole, part)]
    some = [part for part in labels if part not in everyone]
    opening = "" if opened else _among(whole.count, some) if some else ""
    if after_others and not opened and whole.measure in ALL_OF_THEM:
        opening = f"وبين {ALL_OF_THEM[whole.measure]}"
    return clauses(
        *(_everyone(whole, part) for part in everyone),
        spaced(opening, listed([_labelled(whole, part) for part in some])) if some else "",
    )


#: The whole of those to whom the same was done, in the genitive.
ALL_OF_THEM = {
    "killed": "القتلى", "wounded": "الجرحى", "abducted": "المختطفين", "detained": "المعتقلين",
    "missing": "المفقودين", "released": "المفرج عنهم", "killed_or_wounded": "القتلى والجرحى",
}  # fmt: skip


def _is_everyone(whole: Fact, part: Fact) -> bool:
    return whole.count.exact is not None and whole.count.figure == part.count.figure


def _labelled(whole: Fact, part: Fact) -> str:
    """بينهم امرأة, without واحدة."""
    words = bind(part.count.noun.singular, part.slug) if part.count.exact == 1 else counted(part.count)
    return spaced(words, _place(whole, part))


def _everyone(whole: Fact, part: Fact) -> str:
    """وهي امرأة; وهما امرأتان; وجميعهم ضباط."""
    n, noun = whole.count.exact, part.count.noun
    if n == 1:
        return f"{'وهي' if noun.gender == 'f' else 'وهو'} {bind(noun.singular, part.slug)}"
    if n == 2:
        return f"وهما {counted(part.count)}"
    plural = part.label.arabic if part.label else noun.plural
    return f"و{all_of_them(whole.count, noun)} {plural} ({bind(number_words(part.count), part.slug)})"


def _among(count: Count, parts: Sequence[Fact]) -> str:
    """بينهم and its like; a whole of one has no part but is it."""
    if count.exact == 1:
        return "وهي" if parts[0].count.noun.gender == "f" else "وهو"
    return among(count.exact, count.noun.gender, count.noun.human)


def _of_them(whole: Fact, part: Fact) -> str:
    """A part by events, means, place or period: [70](slug) منهم في [5 كمائن](slug)."""
    apart = spaced(_how(whole, part), _place(whole, part))
    if part.measure != whole.measure:
        return spaced(counted(_measured(whole, part)), apart)
    if _is_everyone(whole, part):
        return spaced(_all_of(whole, part), apart)
    return spaced(bind(number_words(part.count), part.slug), of_them(whole.count), apart)


def _all_of(whole: Fact, part: Fact) -> str:
    """وجميعهم (9); of two وكلاهما; of one وذلك."""
    if whole.count.exact == 1:
        return f"و{bind('ذلك', part.slug)}"
    if whole.count.exact == 2:
        return f"و{bind(all_of_them(whole.count), part.slug)}"
    return f"و{all_of_them(whole.count)} ({bind(number_words(part.count), part.slug)})"


def _how(whole: Fact, part: Fact) -> str:
    if part.events:
        return f"في {counted(part.events, 'genitive')}"
    if part.type in TYPES and part.type != whole.type:
        return f"في {TYPES[part.type].plural}"
    if part.method in METHODS and part.method != whole.method:
        return METHODS[part.method][0]
    return ""


def _place(whole: Fact, part: Fact) -> str:
    apart = names(part.places) if part.places != whole.places else ""
    return f"في {apart}" if apart else ""


def _measured(whole: Fact, part: Fact) -> Count:
    """Of another measure than the verb says, the part says it itself: 5 جرحى."""
    if part.measure == whole.measure:
        return part.count
    return replace(part.count, noun=by_measure(part.count.noun, part.measure))


def _added(whole: Fact, added: Sequence[Fact]) -> str:
    if not added:
        return ""
    phrases = [
        spaced(
            counted(_measured(whole, part), "genitive"),
            f"من {names(part.victims)}" if names(part.victims) else "",
        )
        for part in added
    ]
    return f"إضافة إلى {listed(phrases)}"


def _deeper(part: Fact, *, said: bool = False) -> list[str]:
    """A sentence for what a part consists of, unless that was said in place."""
    if not part.parts or said:
        return [sentence for inner in part.parts for sentence in _deeper(inner)]
    inner = Parts.of(part, opened=True)
    whose = f" من {names(part.victims)}" if names(part.victims) else ""
    opening = f"من بين {counted(part.count, 'genitive')}{whose}"
    return [f"{opening}: {clauses(*inner.clauses)}", *inner.sentences]
