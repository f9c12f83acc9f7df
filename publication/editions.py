"""What changed between two frozen states of a month: figure by figure, and in what each is made of.

Works on plain data (publication.frozen), so that editions are compared with each other and with the live month alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One figure that is not what it was; `before` or `after` is None where it came or went.

    `contributors` are those that are new, gone or of another version or value: pairs of before and after.
    """

    slug: str
    before: Json | None
    after: Json | None
    contributors: list[tuple[Json | None, Json | None]] = field(default_factory=list)

    @property
    def figure(self) -> Json:
        """The figure as it stands now, or as it last stood."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def says_another_number(self) -> bool:
        """Whether the figure itself changed, and not only what it is made of."""
        return self.before is None or self.after is None or self.before["figure"] != self.after["figure"]


def figures_in(frozen: Json) -> Iterator[Json]:
    """Every figure of a frozen month, parts included, as the areas have them."""
    for area in frozen["areas"]:
        waiting = [*area["figures"], *area["counters"], *area["reported"]]
        while waiting:
            current = waiting.pop(0)
            yield current
            waiting = [*current["parts"], *waiting]


def figures_by_slug(frozen: Json) -> dict[str, Json]:
    return {figure["slug"]: figure for figure in figures_in(frozen)}


def changes(before: Json, after: Json) -> list[Change]:
    """The figures that differ between two frozen states of one month, in the order of the later one."""
    old, new = figures_by_slug(before), figures_by_slug(after)
    found = []
    for slug in [*new, *(slug for slug in old if slug not in new)]:
        change = Change(slug, old.get(slug), new.get(slug), _contributors(old.get(slug), new.get(slug)))
        if change.says_another_number or change.contributors:
            found.append(change)
    return found


def _contributors(before: Json | None, after: Json | None) -> list[tuple[Json | None, Json | None]]:
    old, new = _by_key(before), _by_key(after)
    return [
        (old.get(key), new.get(key))
        for key in [*new, *(key for key in old if key not in new)]
        if _counted(old.get(key)) != _counted(new.get(key))
    ]


def _by_key(figure: Json | None) -> dict[tuple[Any, ...], Json]:
    rows = figure["contributors"] if figure else []
    return {(row.get("kind"), row["id"], row.get("line")): row for row in rows}


def _counted(contributor: Json | None) -> tuple[Any, ...] | None:
    """By what a contributor counts: its version and its value; its title may change without a word."""
    return (contributor.get("version"), contributor.get("value")) if contributor else None


def added_late(edition: Json, now: Json) -> list[Json]:
    """The records that stand behind the month's figures now and in no figure of the edition, each once."""
    known = {(row.get("kind"), row["id"]) for figure in figures_in(edition) for row in figure["contributors"]}
    found: dict[tuple[str, str], Json] = {}
    for figure in figures_in(now):
        for row in figure["contributors"]:
            if (row["kind"], row["id"]) not in known:
                found.setdefault((row["kind"], row["id"]), row)
    return list(found.values())
