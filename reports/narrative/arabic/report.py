"""The whole report in Arabic: title, lead, sections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reports.narrative.arabic.acts import act, act_sentences, campaign_sentences, counter_sentences
from reports.narrative.arabic.chapters import cases_text, cases_words
from reports.narrative.arabic.grammar import clauses, linked, names, spaced
from reports.narrative.arabic.notes import notes_text
from reports.narrative.arabic.tolls import incidents, people, toll, toll_sentences
from reports.narrative.facts import AreaPlan, Fact, Group, LeadPlan, MonthName, Name, Plan
from reports.narrative.nouns import ACTS
from terms.bound import plain

Written = list[tuple[str, str, list[str]]]


@dataclass(frozen=True)
class Words:
    """Headings that are the report's own."""

    lead: str = "الخلاصة"
    everywhere: str = "كل المناطق"
    abducted: str = "المختطفون"
    method: str = "كيف حُسبت هذه الأرقام"


def write(plan: Plan) -> Written:
    """Sections in order: key, heading, paragraphs; those without paragraphs are left out."""
    words = Words()
    sections: Written = [("lead", words.lead, lead(plan))]
    for position, area in enumerate(plan.areas):
        heading = area.area.arabic or words.everywhere
        sections.append((f"area-{area.area.key or 'all'}", heading, area_text(area, position)))
    sections.append(("abducted", words.abducted, cases_text(plan.cases, plan.reported_cases)))
    if plan.areas or plan.notes.reported:
        month = plan.month
        notes = notes_text(plan.notes, month.since.arabic, month.period.arabic)
        sections.append(("method", words.method, notes))
    return [section for section in sections if section[2]]


# Lead --------------------------------------------------------------------------------------------------------


def lead(plan: Plan) -> list[str]:
    """The month's largest toll with the month's name, what stands opposite, other areas; then the abducted."""
    opening, sentences = plan.lead, []
    if opening.first is None:
        return [_nothing(plan)]
    if opening.is_counter:
        return [linked([_nothing_but_counters(plan.month), *counter_sentences(opening.first)])]
    sentences.append(_first(opening, opening.first, plan.month))
    if opening.opposite:
        sentences.append(f"وفي المقابل {toll(Group((opening.opposite,)), 0, '')}")
    sentences += [_further(*one) for one in opening.further]
    if plan.cases and (plan.cases.persons or plan.cases.groups):
        sentences.append(f"بقي مصير المختطفين بلا جواب حتى نهاية الشهر في {cases_words(plan.cases)}")
    return [linked(sentences)]


def _first(opening: LeadPlan, fact: Fact, month: MonthName) -> str:
    tail = spaced(_in_area(opening.area), f"خلال {month_words(month)}")
    return act(fact, tail) if fact.measure in ACTS else toll(Group((fact,)), 0, tail)


def _further(area: Name, acts: Fact | None, fact: Fact | None) -> str:
    """Another area: its acts, then its dead, whose perpetrators are named once."""
    said = [act(acts, "")] if acts else []
    if fact:
        told = toll(Group((fact,)), 0, "")
        said.append(_without_by(fact) if acts and acts.by == fact.by else told)
    return f"{_in_area(area) or 'في مناطق أخرى'} {'، و'.join(said)}"


def _without_by(fact: Fact) -> str:
    return toll(Group((replace(fact, by=replace(fact.by, names=())),)), 0, "")


def _in_area(area: Name | None) -> str:
    return f"في {names([area])}" if area and area.arabic else ""


def month_words(month: MonthName) -> str:
    """The month with its days; a calendar month by its name alone."""
    if month.rule == "calendar":
        return month.title.arabic
    return f"{month.title.arabic} ({month.period.arabic})"


def _nothing(plan: Plan) -> str:
    month = month_words(plan.month)
    if plan.lead.nothing_published:
        return f"لم يُنشر بعد شيء عن {month}."
    return f"لا أرقام معتمدة تزيد على الصفر عن {month}."


def _nothing_but_counters(month: MonthName) -> str:
    return f"لا أرقام معتمدة عن {month_words(month)} وحده"


# Areas -------------------------------------------------------------------------------------------------------


def area_text(area: AreaPlan, position: int) -> list[str]:
    """The paragraphs of an area; sentences of a kind change their pattern with the position of the area."""
    paragraphs: list[Sequence[str]] = []
    if area.tolls:
        first = area.tolls[0]
        paragraphs.append([*toll_sentences(first, 2 - position % 3), *incidents(first.first)])
    further: list[str] = [sentence for group in area.tolls[1:] for sentence in toll_sentences(group, 0)]
    for number, group in enumerate(area.losses):
        sentences = toll_sentences(group, 0)
        further += [f"وفي المقابل {sentences[0]}" if number == 0 else sentences[0], *sentences[1:]]
    paragraphs.append(further and [f"و{further[0]}" if area.tolls[1:] else further[0], *further[1:]])
    paragraphs.append([one for n, group in enumerate(area.others) for one in toll_sentences(group, n * 2)])
    paragraphs.append(_each(area.acts, act_sentences))
    paragraphs.append([*_each(area.strikes, act_sentences), *_each(area.campaigns, campaign_sentences)])
    paragraphs.append(_each(area.counters, counter_sentences))
    return [linked(sentences) for sentences in paragraphs if sentences]


T = TypeVar("T")


def _each(facts: Sequence[T], say: Callable[[T], list[str]]) -> list[str]:
    return [sentence for fact in facts for sentence in say(fact)]


# Title -------------------------------------------------------------------------------------------------------


def title_parts(plan: Plan) -> list[str]:
    """The headline in pieces, the most important first: the caller takes as many as fit."""
    opening, month = plan.lead, plan.month.title.arabic
    if opening.first is None:
        return [month]
    first = opening.first
    pieces = [plain(_nominal(first))]
    acts = next((acts for _area, acts, _toll in opening.further if acts), None)
    area = next((area for area, acts, _toll in opening.further if acts), None)
    if acts:
        pieces.append(plain(spaced("و" + people(acts), _in_area(area))))
    elif opening.further and opening.further[0][2]:
        pieces.append(plain(spaced("و" + people(opening.further[0][2]), _in_area(opening.further[0][0]))))
    return [month, *pieces]


def _nominal(fact: Fact) -> str:
    """مقتل 153 عنصراً من … على يد …: the toll pattern without its verb."""
    if fact.measure in ACTS:
        return spaced(people(fact), _in_places(fact))
    return toll(Group((fact,)), 2, "").removeprefix("سُجّل ")


def _in_places(fact: Fact) -> str:
    return f"في {names(fact.places)}" if names(fact.places) else ""


__all__ = ["Words", "Written", "area_text", "clauses", "lead", "month_words", "title_parts", "write"]
