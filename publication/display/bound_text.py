"""Text that staff wrote, on pages: paragraphs whose bound figures are links, and names in the other script isolated.

Everything is plain text here and is escaped where it is set; no mark of the text can become markup or another address
than that of a figure.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from publication.wording import language
from terms.bound import Piece, Reference, paragraphs, pieces, plain

#: Marks and overrides of direction, and characters that draw nothing: they could turn a sentence round, or hide in it.
#: Joiners (U+200C, U+200D) stay, for they shape letters.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_MARKS = r"0-9\s.,:/&+'’\-–"
#: Language of a text → runs of the other script in it: from a letter to a letter or digit.
_FOREIGN = {
    "ar": re.compile(f"[{_LATIN}](?:[{_LATIN}{_MARKS}]*[{_LATIN}0-9])?"),
    "en": re.compile(f"[{_ARABIC}](?:[{_ARABIC}{_MARKS}]*[{_ARABIC}0-9])?"),
}


@dataclass(frozen=True)
class Run:
    """Words of one direction; a foreign run is isolated from what stands around it."""

    text: str
    is_foreign: bool = False


@dataclass(frozen=True)
class Target:
    """Where a bound figure leads, and whether the figure that it states is exact."""

    url: str
    is_exact: bool = True


@dataclass(frozen=True)
class Part:
    """A stretch of a paragraph; a figure has an address (templates/publication/components/prose.html)."""

    runs: list[Run]
    url: str = ""
    is_exact: bool = True


#: What a reference of the text leads to; None where it names nothing, and its words stay plain.
Links = Callable[[Reference], Target | None]


@dataclass(frozen=True)
class Told:
    """A text of two languages as a page tells it: in its own language, else in the one there is."""

    text: str
    lang: str

    @classmethod
    def of(cls, data: dict[str, Any], stem: str) -> "Told":
        own = language()
        for lang in (own, *(other for other in ("ar", "en") if other != own)):
            text = cleaned(data.get(f"{stem}_{lang}") or "").strip()
            if text:
                return cls(text, lang)
        return cls("", own)

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def is_other(self) -> bool:
        return self.lang != language()

    @property
    def direction(self) -> str:
        return "rtl" if self.lang == "ar" else "ltr"

    @property
    def plain(self) -> str:
        """All of it on one line, without marks."""
        return " ".join(plain(self.text).split())

    @property
    def runs(self) -> list[Run]:
        return runs_of(self.plain, self.lang)

    def paragraphs(self, links: Links) -> list[list[Part]]:
        return [
            [_part(piece, self.lang, links) for piece in pieces(" ".join(paragraph.split()))]
            for paragraph in paragraphs(self.text)
        ]


def cleaned(text: str) -> str:
    """The text without invisible characters; lines still break in it."""
    text = text.replace("\r\n", "\n").replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def runs_of(text: str, lang: str) -> list[Run]:
    return list(_runs(text, _FOREIGN[lang]))


def _runs(text: str, foreign: re.Pattern[str]) -> Iterator[Run]:
    end = 0
    for match in foreign.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()])
        yield Run(match.group(), is_foreign=True)
        end = match.end()
    if end < len(text):
        yield Run(text[end:])


def _part(piece: Piece, lang: str, links: Links) -> Part:
    runs = runs_of(piece.text, lang)
    target = links(Reference.of(piece.ref)) if piece.ref else None
    return Part(runs, target.url, target.is_exact) if target else Part(runs)
