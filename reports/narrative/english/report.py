"""The whole report in English: title, lead, sections."""

from collections.abc import Sequence
from dataclasses import replace

from reports.narrative.english.acts import act, act_sentences, campaign_sentences, counter_sentences
from reports.narrative.english.chapters import cases_text, cases_words
from reports.narrative.english.grammar import linked, names, spaced
from reports.narrative.english.notes import notes_text
from reports.narrative.english.phrases import people
from reports.narrative.english.tolls import incidents, toll, toll_sentences
from reports.narrative.facts import AreaPlan, Fact, Group, LeadPlan, MonthName, Name, Plan
from reports.narrative.nouns import ACTS
from terms.bound import plain

Written = list[tuple[str, str, list[str]]]


def write(plan: Plan) -> Written:
    """Sections in order: key, heading, paragraphs; those without paragraphs are left out."""
    sections: Written = [("lead", "Summary", lead(plan))]
    for position, area in enumerate(plan.areas):
        heading = area.area.english or "All areas"
        sections.append((f"area-{area.area.key or 'all'}", heading, area_text(area, position)))
    sections.append(("abducted", "The abducted", cases_text(plan.cases, plan.reported_cases)))
    if plan.areas or plan.notes.reported:
        notes = notes_text(plan.notes, plan.month.since.english, plan.month.period.english)
        sections.append(("method", "How these figures were made", notes))
    return [section for section in sections if section[2]]


# Lead --------------------------------------------------------------------------------------------------------


def lead(plan: Plan) -> list[str]:
    opening = plan.lead
    if opening.first is None:
        return [linked([_nothing(plan)])]
    if opening.is_counter:
        alone = f"no figures have been adopted for {month_words(plan.month)} alone"
        return [linked([alone, *counter_sentences(opening.first)])]
    sentences = [_first(opening, opening.first, plan.month)]
    if opening.opposite:
        sentences.append(f"on the other side, {toll(Group((opening.opposite,)), 0, '')}")
    sentences += [_further(*one) for one in opening.further]
    if plan.cases and (plan.cases.persons or plan.cases.groups):
        sentences.append(
            f"at the end of the month the fate of the abducted had no answer in {cases_words(plan.cases)}"
        )
    return [linked(sentences)]


def _first(opening: LeadPlan, fact: Fact, month: MonthName) -> str:
    tail = spaced(_in_area(opening.area), f"in {month_words(month)}")
    return act(fact, tail) if fact.measure in ACTS else toll(Group((fact,)), 0, tail)


def _further(area: Name, acts: Fact | None, fact: Fact | None) -> str:
    said = [act(acts, "")] if acts else []
    if fact:
        once = replace(fact, by=replace(fact.by, names=())) if acts and acts.by == fact.by else fact
        said.append(toll(Group((once,)), 0, ""))
    parted = ", and " if acts and acts.by.alleged else " and "
    return f"{_in_area(area) or 'elsewhere'}, {parted.join(said)}"


def _in_area(area: Name | None) -> str:
    return f"in {names([area])}" if area and area.english else ""


def month_words(month: MonthName) -> str:
    title = month.title.english
    if month.rule == "calendar":
        return title
    return f"{title[:1].lower()}{title[1:]} ({month.period.english})"


def _nothing(plan: Plan) -> str:
    month = month_words(plan.month)
    if plan.lead.nothing_published:
        return f"nothing has been published for {month} yet"
    return f"no adopted figure for {month} is above nought"


# Areas -------------------------------------------------------------------------------------------------------


def area_text(area: AreaPlan, position: int) -> list[str]:
    paragraphs: list[Sequence[str]] = []
    if area.tolls:
        first = area.tolls[0]
        paragraphs.append([*toll_sentences(first, 2 - position % 3), *incidents(first.first)])
    further = [sentence for group in area.tolls[1:] for sentence in toll_sentences(group, 0)]
    for number, group in enumerate(area.losses):
        sentences = toll_sentences(group, 0)
        further += [f"on the other side, {sentences[0]}" if number == 0 else sentences[0], *sentences[1:]]
    paragraphs.append(further)
    paragraphs.append([one for group in area.others for one in toll_sentences(group, 0)])
    paragraphs.append([one for fact in area.acts for one in act_sentences(fact)])
    strikes = [one for fact in area.strikes for one in act_sentences(fact)]
    paragraphs.append([*strikes, *(one for each in area.campaigns for one in campaign_sentences(each))])
    paragraphs.append([one for fact in area.counters for one in counter_sentences(fact)])
    return [linked(sentences) for sentences in paragraphs if sentences]


# Title -------------------------------------------------------------------------------------------------------


def title_parts(plan: Plan) -> list[str]:
    """The headline in pieces, the most important first."""
    opening, month = plan.lead, plan.month.title.english
    if opening.first is None:
        return [month]
    first = opening.first
    pieces = [plain(people(first) if first.measure in ACTS else toll(Group((first,)), 0, ""))]
    for area, acts, fact in opening.further[:1]:
        said = acts or fact
        if said:
            pieces.append(plain(spaced("and", people(said), _in_area(area))))
    return [month, *pieces]
