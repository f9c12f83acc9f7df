"""The chapter on the abducted, in English."""

from collections.abc import Sequence

from reports.narrative.english.grammar import by_whom, clauses, linked, listed, responsible, spaced
from reports.narrative.english.phrases import during, measured, where
from reports.narrative.facts import ABDUCTED, NAMED, Cases, Fact
from reports.narrative.plan import groups_of
from terms.arabic.agreement import count_en
from terms.bound import bind


def cases_text(cases: Cases | None, reported: Sequence[Fact]) -> list[str]:
    paragraphs = []
    if cases:
        paragraphs += [[_unanswered(cases), _named(cases)], [_news(cases)]]
    if reported:
        paragraphs.append(_reported(reported))
    return [text for text in (linked(sentences) for sentences in paragraphs) if text]


def cases_words(cases: Cases) -> str:
    kinds = ((cases.persons, "person_case"), (cases.groups, "group_case"))
    return bind(listed([count_en(n, noun) for n, noun in kinds if n]), ABDUCTED)


def _unanswered(cases: Cases) -> str:
    if not (cases.persons or cases.groups):
        return ""
    opening = f"on {cases.day.english} the fate of the abducted had no answer in {cases_words(cases)}"
    return clauses(opening, _unnumbered(cases))


def _unnumbered(cases: Cases) -> str:
    n = cases.unnumbered
    if not n:
        return ""
    if n == cases.groups:
        groups = {1: "the group", 2: "both groups"}.get(n, "all the groups")
        return f"{groups} being of unknown size"
    return f"{bind(count_en(n, 'group'), ABDUCTED)} of them being of unknown size"


def _named(cases: Cases) -> str:
    told = [
        f"{title.english} ({held.english})" if held.english else title.english
        for title, held in cases.unanswered[:NAMED]
        if title.english
    ]
    if not told or not (cases.persons or cases.groups):
        return ""
    return f"among {bind('these cases', ABDUCTED)}, with the time by that day: {listed(told)}"


def _news(cases: Cases) -> str:
    titles = [title.english for title in cases.news if title.english]
    if not titles:
        return ""
    more = ["others"] if len(titles) > NAMED else []
    return f"among the cases of which sources spoke in the month: {listed([*titles[:NAMED], *more])}"


def _reported(facts: Sequence[Fact]) -> list[str]:
    sentences = []
    for group in groups_of(facts):
        figures = [spaced(measured(fact), where(fact)) for fact in group.facts]
        what = (
            "a tally that was not adopted speaks"
            if len(figures) == 1
            else "tallies that were not adopted speak"
        )
        missing = group.first.measure == "missing"
        held = spaced("" if missing else by_whom(group.first.by), during(group.first))
        spoken = clauses(listed(figures), held) if len(figures) > 1 else spaced(*figures, held)
        sentences.append(f"{what} of {clauses(spoken, responsible(group.first.by) if missing else '')}")
    return sentences
