"""Counts, verbs and lists in English."""

import re
from collections.abc import Sequence

from reports.narrative.facts import By, Count, Fact, Name
from terms.arabic.agreement import figure_phrase, join
from terms.arabic.digits import format_number
from terms.bound import bind
from terms.choices import Qualifier


def counted(count: Count) -> str:
    """The figure with its noun, bound: [153 members](slug)."""
    return bind(figure_phrase(count.figure, count.noun, "en"), count.ref)


def number_words(count: Count) -> str:
    """The figure without its noun, before "of them"."""
    figure = count.figure
    if figure.qualifier == Qualifier.WORDING:
        return (figure.wording_en or f"«{figure.wording_ar}»").removesuffix(" of")
    if figure.best is None or figure.qualifier == Qualifier.UNKNOWN:
        return "an unknown number"
    if figure.low is not None and figure.high is not None and figure.low < figure.high:
        return f"between {format_number(figure.low)} and {format_number(figure.high)}"
    words = {"about": "about ", "at_least": "at least ", "more_than": "more than "}.get(figure.qualifier, "")
    return words + format_number(figure.best)


def was(count: Count) -> str:
    return "was" if count.figure.best == 1 and count.figure.high in (1, None) else "were"


def are(count: Count) -> str:
    return "is" if was(count) == "was" else "are"


#: What was done to people: (past participle, the noun of a headline).
DONE = {
    "killed": "killed",
    "executed": "executed",
    "wounded": "wounded",
    "killed_or_wounded": "killed or wounded",
    "abducted": "abducted",
    "detained": "detained",
    "missing": "reported missing",
    "released": "released",
}


def done(fact: Fact) -> str:
    return DONE["executed" if fact.executed else fact.measure]


def listed(phrases: Sequence[str]) -> str:
    return join(phrases, "en")


def names(found: Sequence[Name]) -> str:
    return listed([running(name.english) for name in found if name.english])


_COMMON = re.compile(r"^(Regime|Rebel|Unidentified|Tribal|Local|Militias|Government|Areas)\b")
_WITH_ARTICLE = re.compile(
    r"^(?!the |an? |«)[A-Z].*\b([Ff]orces?|Corps|Badia|Coalition|Administration|[Pp]olice|Units|Army)$"
)


def running(name: str) -> str:
    """A name within a sentence: regime forces, the Russian air force, Islamic State."""
    if _COMMON.match(name):
        return name[:1].lower() + name[1:]
    return f"the {name}" if _WITH_ARTICLE.match(name.split(",")[0]) else name


def by_whom(by: By) -> str:
    who = names(by.names)
    return f"{', allegedly ' if by.alleged else ''}by {who}" if who else ""


def responsible(by: By) -> str:
    """The perpetrator of what nobody is said to do: to go missing, a mass grave."""
    who = names(by.names)
    return f"the {'alleged ' if by.alleged else ''}perpetrator being {who}" if who else ""


def quoted(name: Name) -> str:
    """A title in quotation marks; one that has no English is quoted once."""
    return f"“{name.en}”" if name.en else name.english


def spaced(*parts: str) -> str:
    """Parts with a space between, none before a comma."""
    return " ".join(part for part in parts if part).replace(" , ", ", ")


def clauses(*parts: str) -> str:
    return ", ".join(part.removeprefix(", ") for part in parts if part)


_FIRST_LETTER = re.compile(r"^([\[“‘(]*)(\w)")


def linked(sentences: Sequence[str]) -> str:
    """Sentences as one paragraph, each with a capital and a full stop."""
    found = []
    for sentence in sentences:
        if sentence:
            capital = _FIRST_LETTER.sub(lambda match: match[1] + match[2].upper(), sentence)
            found.append(capital if capital.endswith((".", "?", "!")) else f"{capital}.")
    return " ".join(found)


def on(date: Name) -> str:
    """A date in words after its preposition."""
    words = date.english
    if words.startswith(("between ", "since ", "until ", "on ")):
        return words
    if words.startswith("week of "):
        return f"in the {words}"
    if words.startswith("about "):
        return f"on or {words}"
    return f"on {words}" if re.match(r"\d{1,2}\D", words) else f"in {words}"
