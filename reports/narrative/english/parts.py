"""What a whole consists of, in English."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.narrative.english.grammar import clauses, counted, listed, number_words, spaced
from reports.narrative.english.phrases import how, measured, people, where
from reports.narrative.facts import Fact
from reports.narrative.parting import Parting, parting_of
from terms.bound import bind


@dataclass
class Parts:
    """Clauses of the whole's sentence, and sentences after it."""

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


def _added(whole: Fact, added: Sequence[Fact]) -> str:
    said = [people(part) if part.measure == whole.measure else measured(part) for part in added]
    return f"besides {listed(said)}" if said else ""


def _dividing(whole: Fact, parting: Parting, opened: bool) -> str:
    if not parting.dividing:
        return ""
    phrases = [_part(whole, part) for part in parting.dividing]
    rest = whole.unclassified
    if rest is not None:
        phrases.append(f"{counted(rest)} whom the source did not classify")
    if opened:
        return listed(phrases)
    opening = "that is," if parting.closes or rest is not None else "among them"
    return f"{opening} {listed(phrases)}"


def _part(whole: Fact, part: Fact) -> str:
    apart = where(part) if part.places != whole.places else ""
    words = spaced(people(part), apart)
    return f"{words} ({_labels(part, parting_of(part).labels)})" if _in_place(part) else words


def _in_place(part: Fact) -> bool:
    """Whether what a part consists of is said where the part is: a single label."""
    return len(part.parts) == 1 and len(parting_of(part).labels) == 1


def _labels(whole: Fact, labels: Sequence[Fact], *, opened: bool = False, after_others: bool = False) -> str:
    opening = (
        ""
        if opened
        else _ALL_OF_THEM.get(whole.measure, "with, among them,")
        if after_others
        else "among them"
    )
    everyone = [part for part in labels if _is_everyone(whole, part)]
    some = [part for part in labels if part not in everyone]
    return clauses(
        *(_everyone(part) for part in everyone),
        spaced(opening, listed([_labelled(whole, part) for part in some])) if some else "",
    )


_ALL_OF_THEM = {"killed": "with, among the dead,", "wounded": "with, among the wounded,"}


def _everyone(part: Fact) -> str:
    """the person being a woman; both of them women; all of them officers."""
    if part.count.exact == 1:
        noun = part.count.noun.en_one
        article = "an" if noun[:1] in "aeio" else "a"
        return f"the person being {bind(f'{article} {noun}', part.slug)}"
    words = "both of them" if part.count.exact == 2 else "all of them"
    return f"{words} {part.count.noun.en_many} ({bind(number_words(part.count), part.slug)})"


def _labelled(whole: Fact, part: Fact) -> str:
    return spaced(counted(part.count), where(part) if part.places != whole.places else "")


def _is_everyone(whole: Fact, part: Fact) -> bool:
    return whole.count.exact is not None and whole.count.figure == part.count.figure


def _of_them(whole: Fact, part: Fact) -> str:
    apart = spaced(how(part), where(part) if part.places != whole.places else "")
    if part.measure != whole.measure:
        return spaced(measured(part), apart)
    if _is_everyone(whole, part):
        return spaced(_all_of(whole, part), apart)
    return spaced(bind(number_words(part.count), part.slug), "of them", apart)


def _all_of(whole: Fact, part: Fact) -> str:
    """all of them (9); both of them; of one, this."""
    if whole.count.exact == 1:
        return bind("this", part.slug)
    if whole.count.exact == 2:
        return bind("both of them", part.slug)
    return f"all of them ({bind(number_words(part.count), part.slug)})"


def _deeper(part: Fact, *, said: bool = False) -> list[str]:
    if not part.parts or said:
        return [sentence for inner in part.parts for sentence in _deeper(inner)]
    inner = Parts.of(part, opened=True)
    return [f"among the {people(part)}: {clauses(*inner.clauses)}", *inner.sentences]
