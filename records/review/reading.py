"""A document laid out for reading: what a reviewer sees as submitted."""

from dataclasses import dataclass, field

from records.documents import SPECS, Content, Spec
from records.people import under_code_names
from records.review.words import in_words, label_of, title_of


@dataclass(frozen=True)
class Section:
    """A row of the document: its title (none for the record itself), what it says, and its lists of children."""

    title: str
    facts: list[tuple[str, str]]
    lists: list[tuple[str, list["Section"]]] = field(default_factory=list)


def read(content: Content) -> Section:
    """The whole document; fields that say nothing are left out. Confidential sources have today's code names."""
    content = under_code_names(content)
    return _read(SPECS[content["kind"]], content, "", {})


def _read(spec: Spec, row: Content, title: str, siblings: dict[int, str]) -> Section:
    names = [*(["figure"] if spec.has_figure else []), *(name for name in spec.fields if name != "position")]
    said = [
        (label_of(spec, name), in_words(spec, name, row[name], siblings))
        for name in names
        if row[name] is not False
    ]
    lists = []
    for name, child in spec.children.items():
        titles = {part["pk"]: title_of(child, part) for part in row[name]}
        sections = [_read(child, part, titles[part["pk"]], titles) for part in row[name]]
        if sections:
            lists.append((label_of(spec, name), sections))
    return Section(title, [(label, words) for label, words in said if words], lists)
