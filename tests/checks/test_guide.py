"""The guide speaks in the words of the screen: what it quotes in bold is in the catalogue. Its pictures are there."""

import re
from pathlib import Path

import polib
import pytest
from django.contrib import admin

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide.ar.md"
#: A picture is looked at on a slow line too.
LARGEST = 250_000

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
#: The one bold quotation that shows how the others are written.
EXAMPLE = "هكذا"


def on_screen() -> set[str]:
    """Every Arabic text of the interface, plural forms included: ours, and what Django's own pages add."""
    catalogues = [
        folder / "locale" / "ar" / "LC_MESSAGES" / "django.po"
        for folder in (ROOT, Path(admin.__file__).parent)
    ]
    entries = [entry for path in catalogues for entry in polib.pofile(str(path)) if not entry.obsolete]
    return {text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values()) if text}


def quoted(text: str) -> set[str]:
    return set(re.findall(r"\*\*«(.+?)»[.:]?\*\*", text)) - {EXAMPLE}


def missing(text: str) -> set[str]:
    return quoted(text) - on_screen() - {shown for shown in quoted(text) if made_of_a_name(shown)}


def made_of_a_name(shown: str) -> bool:
    """«إضافة سطر خسائر»: the interface puts the name of a thing after its verb."""
    verb, _space, name = shown.partition(" ")
    return verb == "إضافة" and name in on_screen()


def test_what_the_guide_quotes_in_bold_is_on_the_screen() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert len(quoted(text)) > 60
    assert missing(text) == set()


def test_words_that_are_not_on_the_screen_are_found() -> None:
    assert missing("اضغط **«حفظ»** ثم **«طيران»** ثم **«إضافة قمر»**.") == {"طيران", "إضافة قمر"}


@pytest.mark.parametrize("document", ["docs/guide.ar.md", "README.md"])
def test_every_picture_is_there_described_and_small(document: str) -> None:
    path = ROOT / document
    pictures = _PICTURE.findall(path.read_text(encoding="utf-8"))
    assert pictures
    assert [name for words, name in pictures if not words] == []
    missing_or_large = [
        name
        for _words, name in pictures
        if not (path.parent / name).is_file() or (path.parent / name).stat().st_size > LARGEST
    ]
    assert missing_or_large == []


def test_every_picture_that_is_made_is_shown() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (GUIDE, ROOT / "README.md"))
    assert [path.name for path in (ROOT / "docs" / "images").glob("*.png") if path.name not in pages] == []
