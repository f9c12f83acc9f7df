"""What changed between two states of a month, in words: each figure before and after, and the records behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from publication.display.edition_figures import figure_of, gone_text, value_of, withdrawn_text
from publication.editions import Change, changes
from publication.models.base import in_language
from publication.standing import Standing
from publication.wording import Shown

Json = dict[str, Any]


@dataclass(frozen=True)
class ChangedRecord:
    """A record that came, went, or counts otherwise."""

    public_id: str
    url: str
    title: str
    text: str


@dataclass(frozen=True)
class ChangedFigure:
    """One figure (templates/publication/components/changes.html); before or after is empty where it came or went;
    of one that may not be shown there is no label."""

    slug: str
    label: str
    url: str
    before: Shown | None
    after: Shown | None
    before_text: str
    after_text: str
    is_another_number: bool
    records: list[ChangedRecord]


def changed_figures(
    before: Json, after: Json, standing: Standing, url_of: Callable[[str], str]
) -> list[ChangedFigure]:
    """The figures that differ between two states; `url_of` says where the figure of a slug is found."""
    return [_row(change, standing, url_of(change.slug)) for change in changes(before, after)]


def _row(change: Change, standing: Standing, url: str) -> ChangedFigure:
    before, after = (standing.figure(side) if side else None for side in (change.before, change.after))
    said = after or before
    assert said is not None
    return ChangedFigure(
        slug=change.slug,
        label=in_language(said, "label"),
        url=url,
        before=figure_of(before) if before else None,
        after=figure_of(after) if after else None,
        before_text=_missing(before, _("not given")),
        after_text=_missing(after, _("no longer given")),
        is_another_number=change.says_another_number,
        records=[_record(*pair, change.figure, standing) for pair in change.contributors],
    )


def _missing(figure: Json | None, otherwise: str) -> str:
    """What stands in the place of a figure that is not there, or may not be shown."""
    if figure is None:
        return otherwise
    return gone_text(figure) if figure["figure"] is None else ""


def _record(before: Json | None, after: Json | None, figure: Json, standing: Standing) -> ChangedRecord:
    row = after or before
    assert row is not None
    today = standing.records.get(row["id"])
    if today is None:
        mark = before if before and "suppressed_on" in before else row
        gone = (
            gone_text(mark) if "suppressed_on" in mark else withdrawn_text(standing.withdrawn_on(row["id"]))
        )
        return ChangedRecord(row["id"], standing.url_of(row), "", gone)
    return ChangedRecord(row["id"], today.url, in_language(today.names), _what_became(before, after, figure))


def _what_became(before: Json | None, after: Json | None, figure: Json) -> str:
    if before is None:
        assert after is not None
        return _("new: %(figure)s") % {"figure": value_of(after, figure)}
    if after is None:
        return _("counts here no more: %(figure)s") % {"figure": value_of(before, figure)}
    if before["value"] == after["value"]:
        return _("version %(number)s, the figure unchanged") % {"number": after["version"]}
    return _("%(before)s, now %(after)s") % {
        "before": value_of(before, figure),
        "after": value_of(after, figure),
    }
