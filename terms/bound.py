"""Figures bound into a text: `[153 عنصراً](k3v9x2ab)` says in words what the figure of that slug says in numbers.

The words are the editor's, the figure stays that of the data: so a text can be held against its figures after either
has changed, and a page can lead from a sentence to what it stands on. Everything else of the text is plain.

A reference is a figure's slug, `slug@2` for the second claim of a tally instead of the adopted figure, `77/slug` for a
figure of another month of the series (its address before the slash), or `abducted` for the number of the abducted. What
follows a plus is something of the figure: `slug+recorded` what recorded incidents account for, `slug+rest` what stands
on the tally alone, `slug+unclassified` what its parts leave, `slug+<public id>` what one record adds to it.
"""

import re
from dataclasses import dataclass

_BOUND = re.compile(
    r"\[([^\[\]\n]+)\]\(((?:[0-9-]{1,10}/)?[a-z0-9-]{3,40}(?:@[0-9]{1,3}|\+[a-z0-9]{3,20})?)\)"
)
_EMPTY_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `ref` names the figure that it states, "" for plain words."""

    text: str
    ref: str = ""


@dataclass(frozen=True)
class Reference:
    """What a reference names: a figure by its slug, in the month of this address ("" is the text's own); of it a claim
    by its number, or a `part`: "recorded", "rest", "unclassified" or the public id of a contributor.
    """

    slug: str
    month: str = ""
    claim: int | None = None
    part: str = ""

    @classmethod
    def of(cls, ref: str) -> "Reference":
        """Read a reference that `pieces` gave."""
        month, _slash, rest = ref.rpartition("/")
        slug, _plus, part = rest.partition("+")
        slug, _at, claim = slug.partition("@")
        return cls(slug, month, int(claim) if claim else None, part)

    def __str__(self) -> str:
        month = f"{self.month}/" if self.month else ""
        claim = f"@{self.claim}" if self.claim is not None else ""
        return f"{month}{self.slug}{claim}" + (f"+{self.part}" if self.part else "")


def pieces(text: str) -> list[Piece]:
    """The text in order, its bound figures apart; what only looks like a mark is plain text."""
    found, end = [], 0
    for match in _BOUND.finditer(text):
        if match.start() > end:
            found.append(Piece(text[end : match.start()]))
        found.append(Piece(match.group(1), match.group(2)))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return found


def plain(text: str) -> str:
    """The text as people read it, without marks."""
    return "".join(piece.text for piece in pieces(text))


def bind(words: str, ref: str) -> str:
    """The words as stating the figure; words that could not be read back stay plain."""
    marked = f"[{words}]({ref})"
    return marked if pieces(marked) == [Piece(words, ref)] else words


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which empty lines part."""
    return [part.strip() for part in _EMPTY_LINES.split(text.replace("\r\n", "\n")) if part.strip()]
