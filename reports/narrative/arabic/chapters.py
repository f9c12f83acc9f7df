"""The chapter on the abducted, in Arabic."""

from collections.abc import Sequence

from reports.narrative.arabic.grammar import clauses, linked, listed, responsible, spaced
from reports.narrative.arabic.tolls import circumstances, measured, where
from reports.narrative.facts import ABDUCTED, NAMED, Cases, Fact
from reports.narrative.plan import groups_of
from terms.arabic.agreement import count_phrase
from terms.bound import bind


def cases_text(cases: Cases | None, reported: Sequence[Fact]) -> list[str]:
    """Paragraphs: how many cases have no answer, whom sources spoke of, and figures that no editor adopted."""
    paragraphs = []
    if cases:
        paragraphs += [[_unanswered(cases), _named(cases)], [_news(cases)]]
    if reported:
        paragraphs.append(_reported(reported))
    return [text for text in (linked(sentences) for sentences in paragraphs) if text]


def cases_words(cases: Cases) -> str:
    """[6 حالات فردية و5 حالات جماعية](abducted), in the genitive."""
    kinds = ((cases.persons, "person_case"), (cases.groups, "group_case"))
    return bind(listed([count_phrase(n, noun, "genitive") for n, noun in kinds if n]), ABDUCTED)


def _unanswered(cases: Cases) -> str:
    if not (cases.persons or cases.groups):
        return ""
    opening = f"حتى {cases.day.arabic} بقي مصير المختطفين بلا جواب في {cases_words(cases)}"
    return clauses(opening, _unnumbered(cases))


def _unnumbered(cases: Cases) -> str:
    n = cases.unnumbered
    if not n:
        return ""
    if n == cases.groups:
        groups = {1: "المجموعة", 2: "المجموعتين"}.get(n, "المجموعات")
        return f"ولا يُعرف عدد أفراد {groups}"
    return f"ولا يُعرف عدد الأفراد في {bind(count_phrase(n, 'group', 'genitive'), ABDUCTED)} منها"


def _named(cases: Cases) -> str:
    """Some of the cases, with the time by the end of the month."""
    told = [
        f"{title.arabic} ({held.arabic})" if held.arabic else title.arabic
        for title, held in cases.unanswered[:NAMED]
        if title.arabic
    ]
    if not told or not (cases.persons or cases.groups):
        return ""
    return f"من {bind('هذه الحالات', ABDUCTED)}، مع المدة حتى ذلك اليوم: {listed(told)}"


def _news(cases: Cases) -> str:
    titles = [title.arabic for title in cases.news if title.arabic]
    if not titles:
        return ""
    more = "، وغيرها" if len(titles) > NAMED else ""
    return f"من الحالات التي تناولتها المصادر خلال الشهر: {listed(titles[:NAMED])}{more}"


def _reported(facts: Sequence[Fact]) -> list[str]:
    """Tallies that no editor adopted, those of the same holders and period in one sentence."""
    sentences = []
    for group in groups_of(facts):
        figures = [spaced(measured(fact, "genitive"), where(fact)) for fact in group.facts]
        what = "حصيلة لم تُعتمد" if len(figures) == 1 else "حصائل لم تُعتمد"
        held = circumstances(group.first, "")
        spoken = clauses(listed(figures), held) if len(figures) > 1 else spaced(*figures, held)
        by = responsible(group.first.by) if group.first.measure == "missing" else ""
        sentences.append(f"تتحدث {what} عن {clauses(spoken, by)}")
    return sentences
