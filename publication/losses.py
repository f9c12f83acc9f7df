"""The month's human losses by area and reporting group. Groupings are applied on reading, never stored on a case."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from publication.models.base import in_language
from publication.months import Area, MonthSummary, slug_of
from publication.reconcile import Reconciled
from publication.scope import Tree
from publication.wording import joined, of_whom
from terms.choices import Outcome
from terms.figures import Figure, total


@dataclass
class Loss:
    """The killed and the wounded of one group in one area, each a sum of figures that share no case."""

    area: Area
    group: str
    killed: list[Reconciled]
    wounded: list[Reconciled]

    @staticmethod
    def sum(figures: list[Reconciled]) -> Figure | None:
        return total(figure.figure for figure in figures)


def losses_of(summary: MonthSummary) -> list[Loss]:
    """Rows by area, then by the order of the grouping that the series uses."""
    groups = (summary.rule.get("grouping") or {}).get("groups", [])
    rows: list[Loss] = []
    for area in summary.areas:
        found: dict[tuple[int, str], Loss] = {}
        for figure in area.figures:
            for piece in _divided(figure):
                measure, place = piece.measure, _group_of(piece, groups, summary.tree)
                if measure in (Outcome.KILLED, Outcome.WOUNDED):
                    loss = found.setdefault(place, Loss(area, place[1], [], []))
                    (loss.killed if measure == Outcome.KILLED else loss.wounded).append(piece)
        rows += [found[place] for place in sorted(found, key=lambda place: place[0])]
    return rows


def totals_by_area(summary: MonthSummary) -> dict[str, dict[str, Any]]:
    """The killed and the wounded of each area, from the whole figures: "at least 9" that an exact 91 holds does not
    make it at least 91, as adding up the rows by group would.
    """
    found: dict[str, dict[str, Any]] = {}
    for area in summary.areas:
        for outcome in (Outcome.KILLED, Outcome.WOUNDED):
            figure = total(one.figure for one in area.figures if one.measure == outcome)
            if figure is not None:
                found.setdefault(area.key, {})[str(outcome)] = figure.as_json()
    return found


def loss_as_json(arabic: Loss, english: Loss) -> dict[str, Any]:
    """One row in both languages, from the row as each language has it."""
    area = arabic.area.area
    killed, wounded = Loss.sum(arabic.killed), Loss.sum(arabic.wounded)
    return {
        "area": arabic.area.key,
        "area_ar": area.name_ar if area else "",
        "area_en": area.name_en if area else "",
        "group_ar": arabic.group,
        "group_en": english.group,
        "killed": killed.as_json() if killed else None,
        "wounded": wounded.as_json() if wounded else None,
        "slugs": list(dict.fromkeys(slug_of(figure) for figure in (*arabic.killed, *arabic.wounded))),
    }


def _divided(figure: Reconciled) -> list[Reconciled]:
    """A whole that its parts divide without remainder stands as its parts; else it stands whole."""
    parts = figure.dividing_parts
    return parts if len(parts) > 1 and figure.unclassified is None else [figure]


def is_grouped(figure: Reconciled, groups: list[dict[str, Any]], tree: Tree) -> bool:
    """Whether a reporting group covers the figure, or all of the parts that it is divided into for the table."""
    return all(_group_of(piece, groups, tree)[0] < len(groups) for piece in _divided(figure))


def _group_of(figure: Reconciled, groups: list[dict[str, Any]], tree: Tree) -> tuple[int, str]:
    """The first group that covers the figure's people: its place in the order, and its label."""
    row = figure.tally or figure.lines[0]
    for place, group in enumerate(groups):
        status = not group["civil_status"] or group["civil_status"] == row.civil_status
        if status and (not group["members"] or tree.all_within(row.parties, set(group["members"]))):
            return place, in_language(group)
    return len(groups), of_whom(joined(tree.names(row.parties)), row.civil_status) or _(
        "not divided by group"
    )
