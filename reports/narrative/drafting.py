"""A draft of the whole monthly report, from its frozen figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from reports.narrative import arabic, english
from reports.narrative.arabic.report import title_parts as arabic_title
from reports.narrative.english.report import title_parts as english_title
from reports.narrative.plan import plan_of

#: The longest headline that a report takes.
LONGEST_TITLE = 250

NO_CHOICE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Section:
    """One section in both languages; paragraphs of a body are parted by an empty line, figures bound (terms.bound)."""

    key: str
    heading_ar: str
    heading_en: str
    body_ar: str
    body_en: str


@dataclass(frozen=True)
class Draft:
    """A report to be edited: a plain headline, and sections in order."""

    title_ar: str
    title_en: str
    sections: tuple[Section, ...]


def draft(frozen: dict[str, Any], headline: Mapping[str, int] = NO_CHOICE) -> Draft:
    """The draft of a month; `headline` names, by a figure's slug, the claim that title and lead use instead of it."""
    plan = plan_of(frozen, headline)
    in_english = {key: (heading, body) for key, heading, body in english.write(plan)}
    sections = [
        Section(key, heading, in_english[key][0], "\n\n".join(body), "\n\n".join(in_english[key][1]))
        for key, heading, body in arabic.write(plan)
    ]
    return Draft(_title(arabic_title(plan), "، "), _title(english_title(plan), ", "), tuple(sections))


def _title(parts: Sequence[str], comma: str) -> str:
    """As many pieces as fit: the month, then what happened in it."""
    title = parts[0]
    for number, part in enumerate(parts[1:]):
        longer = f"{title}{': ' if number == 0 else comma}{part}"
        if len(longer) > LONGEST_TITLE:
            break
        title = longer
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
