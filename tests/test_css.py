"""The stylesheets keep three promises: readable contrast in both modes, logical properties only, small files."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
FILES = sorted(CSS.glob("*.css"))

INKS = ("ink", "ink-soft", "accent", "accent-strong")
#: (ink, ground, least ratio of WCAG 2.2 AA): 4.5 for text, 3 for lines and marks that carry meaning.
PAIRS = [
    *((ink, ground, 4.5) for ink in INKS for ground in ("paper", "surface", "sunken", "accent-wash")),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-strong", 4.5),
    ("mark", "mark-wash", 4.5),
    ("ink", "mark-wash", 4.5),
    ("error", "error-wash", 4.5),
    ("error", "surface", 4.5),
    ("ink", "error-wash", 4.5),
    ("ink-soft", "error-wash", 4.5),
    *((line, ground, 3) for line in ("rule-strong", "focus", "bar-recorded") for ground in ("paper", "surface")),
    ("rule-strong", "sunken", 3),
    ("bar-tally", "bar-ground", 3),
]  # fmt: skip


def values(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", text))


def modes() -> dict[str, dict[str, str]]:
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    return {"light": values(light), "dark": {**values(light), **values(dark)}}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_of_colours_in_use_is_readable(mode: str) -> None:
    colours = modes()[mode]
    poor = {
        f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground, least in PAIRS
        if contrast(colours[ink], colours[ground]) < least
    }
    assert poor == {}


def test_both_modes_define_every_colour() -> None:
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    assert set(values(light)) == set(values(dark))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_properties_are_logical_and_letters_are_not_spaced(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    physical = re.findall(
        r"(?:^|[\s;{])((?:margin|padding|border)-(?:left|right|top|bottom)|left|right|float)\s*:|(text-align:\s*(?:left|right))",
        text,
    )
    assert physical == []
    assert re.findall(r"letter-spacing:\s*(?!normal)\S+|font-style:\s*italic", text) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_stay_small_and_fetch_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) < 300
    assert re.findall(r"@import|https?:|//", text) == []


def test_templates_carry_no_inline_style_or_script() -> None:
    """The content security policy forbids them."""
    templates = CSS.parent.parent / "templates"
    inline = re.compile(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    assert [path.name for path in sorted(templates.rglob("*.html")) if inline.search(path.read_text())] == []
