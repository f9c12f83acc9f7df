"""A figure beside that of the month before and of the year before, and the highest since."""

from typing import Any

from reports.narrative.facts import Compared, Count, High, Name
from terms.choices import Qualifier
from terms.figures import Figure

#: In this order; the title of each comes with it.
NEIGHBOURS = ("month_before", "year_before")


def compared_of(frozen: dict[str, Any], count: Count) -> tuple[Compared, ...]:
    """The months in which the same was counted; none where either figure has no number."""
    found: list[Compared] = []
    for which in NEIGHBOURS:
        other = frozen["compared"][which]
        match = other["figures"].get(count.ref) if other else None
        if match is None or count.figure.best is None:
            continue
        there = Figure.from_json(match["figure"])
        if there.best is None or any(one.count.ref == f"{other['address']}/{match['slug']}" for one in found):
            continue
        same = Count(there, count.noun, f"{other['address']}/{match['slug']}")
        found.append(Compared(same, _short_title(frozen, other), how(count.figure, there)))
    return tuple(found)


def how(here: Figure, there: Figure) -> str:
    """more, fewer or same where the bounds say so: a figure about a number has none, and proves nothing."""
    if here.qualifier == there.qualifier == Qualifier.EXACT and here.best == there.best:
        return "same"
    least, most = _least(here), here.high
    least_there, most_there = _least(there), there.high
    if least is not None and most_there is not None and least > most_there:
        return "more"
    if most is not None and least_there is not None and most < least_there:
        return "fewer"
    return ""


def _least(figure: Figure) -> int | None:
    """The least that it can be: more than 51 is 52 at least."""
    if figure.low is None or figure.qualifier != Qualifier.MORE_THAN:
        return figure.low
    return figure.low + 1


def _short_title(frozen: dict[str, Any], other: dict[str, Any]) -> Name:
    """The month's name without the founding event, which the text has named: الشهر 77."""
    since = frozen["series"]

    def short(lang: str) -> str:
        title: str = other[f"title_{lang}"]
        said: str = since[f"since_{lang}"]
        return (title.removesuffix(said).strip() if said else "") or title

    return Name("", short("ar"), short("en"))


def high_of(frozen: dict[str, Any], slug: str) -> High | None:
    high = frozen["highs"].get(slug)
    return High(Name("", high["since_ar"], high["since_en"]), high["complete"]) if high else None
