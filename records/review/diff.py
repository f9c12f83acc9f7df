"""What differs between two documents of one record, children included, in the words of the forms."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from records.documents import SPECS, Content, Spec
from records.people import under_code_names
from records.review.words import in_words, label_of, title_of

#: From this length on a text is compared word by word.
LONG_TEXT = 40


class Kind(TextChoices):
    CHANGED = "changed", gettext_lazy("changed")
    ADDED = "added", gettext_lazy("added")
    REMOVED = "removed", gettext_lazy("removed")


@dataclass(frozen=True)
class Piece:
    """A run of words, and whether it stands in only one of the two texts."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Change:
    """One field: what it said before and what it says now, in words; "" where it said nothing."""

    label: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True)
class Difference:
    """What became of one row: the record itself, or a child. `path` names the child, outermost first."""

    kind: str
    path: list[str]
    changes: list[Change] = field(default_factory=list)

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


def differences(before: Content | None, after: Content) -> list[Difference]:
    """What changed from `before` to `after`, two documents of one record; nothing where both say the same.

    Without a `before` everything is new, and there is nothing to compare.
    """
    if before is None:
        return []
    before, after = under_code_names(before), under_code_names(after)
    return list(_compare(SPECS[after["kind"]], before, after, []))


def _compare(spec: Spec, before: Content, after: Content, path: list[str]) -> Iterator[Difference]:
    changes = list(_changes(spec, before, after))
    if changes:
        yield Difference(Kind.CHANGED, path, changes)
    for name, child in spec.children.items():
        yield from _compare_children(child, before[name], after[name], [*path, label_of(spec, name)])


def _compare_children(
    spec: Spec, before: list[Content], after: list[Content], path: list[str]
) -> Iterator[Difference]:
    """Children are the same where their key is; those of one document only are added or removed, whole."""
    old, new = {row["pk"]: row for row in before}, {row["pk"]: row for row in after}
    siblings = {row["pk"]: title_of(spec, row) for row in [*before, *after]}
    for row in before:
        if row["pk"] not in new:
            yield from _whole(spec, row, Kind.REMOVED, path, siblings)
    for row in after:
        if row["pk"] in old:
            yield from _compare_row(
                spec, old[row["pk"]], row, [*path, title_of(spec, old[row["pk"]])], siblings
            )
        else:
            yield from _whole(spec, row, Kind.ADDED, path, siblings)


def _compare_row(
    spec: Spec, before: Content, after: Content, path: list[str], siblings: dict[int, str]
) -> Iterator[Difference]:
    changes = list(_changes(spec, before, after, siblings))
    if changes:
        yield Difference(Kind.CHANGED, path, changes)
    for name, child in spec.children.items():
        yield from _compare_children(child, before[name], after[name], [*path, label_of(spec, name)])


def _whole(
    spec: Spec, row: Content, kind: str, path: list[str], siblings: dict[int, str]
) -> Iterator[Difference]:
    """A row that only one document has, with what it says, and its own children after it."""
    says = []
    for name in _names(spec):
        words = in_words(spec, name, row[name], siblings)
        if words and row[name] is not False:
            pieces = [Piece(words)]
            says.append(
                Change(label_of(spec, name), *((pieces, []) if kind == Kind.REMOVED else ([], pieces)))
            )
    here = [*path, title_of(spec, row)]
    yield Difference(kind, here, says)
    for name, child in spec.children.items():
        for part in row[name]:
            yield from _whole(child, part, kind, [*here, label_of(spec, name)], {})


def _names(spec: Spec) -> list[str]:
    return [*(name for name in spec.fields if name != "position"), *(["figure"] if spec.has_figure else [])]


def _changes(
    spec: Spec, before: Content, after: Content, siblings: dict[int, str] | None = None
) -> Iterator[Change]:
    for name in _names(spec):
        old, new = before.get(name), after.get(name)
        if old != new:
            words = [in_words(spec, name, value, siblings) for value in (old, new)]
            if words[0] == words[1]:
                words = [
                    _more_exactly(name, value, said) for value, said in zip((old, new), words, strict=True)
                ]
            if words[0] != words[1]:
                yield Change(label_of(spec, name), *_pieces(*words))


def _more_exactly(name: str, value: Any, words: str) -> str:
    """Two values that read the same and are not: the best number of two ranges, the data behind a name."""
    if name == "figure" and value:
        numbers = "/".join(
            "?" if value[part] is None else str(value[part]) for part in ("low", "best", "high")
        )
        return f"{words} ({numbers})"
    if isinstance(value, dict):
        details = [str(value[part]) for part in ("key", "id", "kind", "name_decision") if value.get(part)]
        return f"{words} ({', '.join(details)})" if details else words
    return words


def _pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts; long ones with the words marked that stand in only one of them."""
    if min(len(before), len(after)) < LONG_TEXT:
        return ([Piece(before)] if before else []), ([Piece(after)] if after else [])
    old, new = re.findall(r"\s*\S+", before), re.findall(r"\s*\S+", after)
    left: list[Piece] = []
    right: list[Piece] = []
    for step, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(Piece("".join(old[a:b]), step != "equal"))
        if c < d:
            right.append(Piece("".join(new[c:d]), step != "equal"))
    return left, right
