"""Frozen figures read as facts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from publication.wording import STATED
from reports.narrative.compare import compared_of, high_of
from reports.narrative.facts import By, Campaign, Cases, Count, Event, Fact, MonthName, Name
from reports.narrative.nouns import event_noun, labelled, noun_of
from terms.arabic.nouns import NOUNS, Noun
from terms.dates import format_day, format_period
from terms.figures import Figure, total

Json = dict[str, Any]

_BRACKETS = str.maketrans("[]", "()")


def cleaned(value: Any) -> Any:
    """Data as a text can hold it: no square brackets, which mark bound figures, and no line breaks."""
    if isinstance(value, str):
        return " ".join(value.translate(_BRACKETS).split())
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    return [cleaned(one) for one in value] if isinstance(value, list) else value


def name_of(data: Mapping[str, Any], stem: str = "") -> Name:
    """A reference, or the two texts that a stem names: title_ar and title_en."""
    prefix = f"{stem}_" if stem else ""
    return Name(str(data.get("key", "")), data.get(f"{prefix}ar", ""), data.get(f"{prefix}en", ""))


def names_of(references: list[Json]) -> tuple[Name, ...]:
    return tuple(name_of(one) for one in references)


def day_name(text: str) -> Name:
    day = date.fromisoformat(text)
    return Name(text, format_day(day, "ar"), format_day(day, "en"))


def period_name(start: str, end: str) -> Name:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return Name(f"{start}/{end}", format_period(first, last, "ar"), format_period(first, last, "en"))


def month_of(frozen: Json) -> MonthName:
    month = frozen["month"]
    return MonthName(
        name_of(month, "title"), name_of(frozen["series"], "since"), name_of(month, "period"), month["rule"]
    )


@dataclass(frozen=True)
class Reader:
    """Reads figures of one month; comparisons and records are looked up in it by slug."""

    frozen: Json

    def fact(self, figure: Json) -> Fact:
        noun = noun_of(figure)
        slug = figure["slug"]

        def count(name: str, part: str, of: Noun = noun) -> Count | None:
            found = Count(Figure.from_json(figure[name]), of, f"{slug}+{part}") if figure[name] else None
            return found if found and not found.says_nothing else None

        exact = Count(Figure.from_json(figure["figure"]), noun, slug)
        events = figure["events"]
        return Fact(
            slug=slug,
            measure=str(figure["measure"]),
            count=exact,
            victims=names_of(figure["parties"]),
            civil_status=figure["civil_status"],
            by=By(names_of(figure["perpetrators"]), figure["certainty"] not in STATED),
            type=figure["type"],
            method=figure["method"],
            events=Count(Figure.exact(events), event_noun(figure["type"]), f"{slug}+events")
            if events
            else None,
            places=names_of(figure["places"]),
            period=period_name(*figure["period"]) if figure["period"] else None,
            label=name_of(figure["label"]) if figure["label"] else None,
            relation=figure["relation"],
            excludes=name_of(figure, "excludes"),
            recorded=count("recorded", "recorded"),
            aggregate=count("aggregate_only", "rest"),
            # What the parts leave is of no label and of no one group.
            unclassified=count("unclassified", "unclassified", noun if not noun.human else NOUNS["person"]),
            exceeded=figure["exceeded"],
            others=tuple(
                Count(Figure.from_json(other["figure"]), noun, f"{slug}@{other['claim']}")
                for other in figure["others"]
            ),
            incidents=tuple(self.events(figure, noun)),
            parts=tuple(self.fact(part) for part in figure["parts"]),
            compared=compared_of(self.frozen, exact),
            high=high_of(self.frozen, slug),
        )

    def events(self, figure: Json, noun: Noun) -> list[Event]:
        """The dated incidents behind a figure with what all their lines add to it, the largest first."""
        rows: dict[str, list[Json]] = {}
        for one in figure["contributors"]:
            if one["kind"] == "incident" and one["day"] and is_dated(one) and (one["ar"] or one["en"]):
                rows.setdefault(one["id"], []).append(one)
        found = [_event(lines, noun, f"{figure['slug']}+{public_id}") for public_id, lines in rows.items()]
        found.sort(key=lambda event: (-(event.count.figure.best or 0), event.day))
        return [event for event in found if not event.count.says_nothing]

    def facts(self, figures: list[Json]) -> list[Fact]:
        """The figures that have something to say, with such of their parts."""
        facts = (spoken(self.fact(figure)) for figure in figures)
        return [fact for fact in facts if not fact.count.says_nothing]

    def campaign(self, data: Json) -> Campaign:
        month = self.frozen["month"]
        ended = data["end"] if data["end"] and data["end"] <= month["end"] else None
        return Campaign(
            title=name_of(data),
            start=day_name(data["start"]),
            end=day_name(ended) if ended else None,
            begun_before=data["start"] < month["start"],
            participants=names_of(data["participants"]),
            targets=names_of(data["targets"]),
            aim=name_of(data, "aim"),
        )

    def cases(self) -> Cases | None:
        data = self.frozen["abducted"]
        if not data:
            return None
        news = dict.fromkeys(name_of(one) for one in data["news"])
        return Cases(
            persons=data["persons"],
            groups=data["groups"],
            unnumbered=min(data["unnumbered"], data["groups"]),
            day=day_name(data["day"]),
            news=tuple(news),
            unanswered=tuple((name_of(one), name_of(one, "held")) for one in data["unanswered"]),
        )


def is_dated(row: Json) -> bool:
    """Whether the date of an incident is known, to whatever precision (terms.dates.format_partial)."""
    said = row["date_ar"] or row["date_en"]
    return bool(said) and said not in ("تاريخ غير معروف", "date unknown")


def _event(lines: list[Json], noun: Noun, ref: str) -> Event:
    """One incident from its lines; subsets of a line, where the figures have them, open onto the incident."""
    value = total(Figure.from_json(line["value"]) for line in lines) or Figure.unknown()
    return Event(
        count=Count(value, noun, ref),
        title=name_of(lines[0]),
        date=name_of(lines[0], "date"),
        day=lines[0]["day"],
        among=tuple(
            Count(Figure.from_json(subset["figure"]), labelled(subset["label"]), ref)
            for line in lines
            for subset in line.get("subsets", [])
        ),
    )


def spoken(fact: Fact) -> Fact:
    """The fact without parts and events that say nothing."""
    parts = tuple(spoken(part) for part in fact.parts if not part.count.says_nothing)
    rest = fact.unclassified if fact.unclassified and not fact.unclassified.says_nothing else None
    return replace(fact, parts=parts, unclassified=rest)
