"""Subset Noto Sans Arabic (variable, OFL) into WOFF2 files for the web; started by ``script/fonts``.

Two files, so that a browser fetches only the script that a page uses (``unicode-range`` in ``static/css/fonts.css``
repeats the ranges given here). The width axis is pinned and the weights are kept from 400 to 700: the stylesheets
use no others. The licence goes beside the fonts, as the OFL asks.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "static" / "fonts"
FAMILY = "notosansarabic"
#: One WOFF2 per entry; the same ranges stand in static/css/fonts.css.
SUBSETS = {
    "marsad-arabic.woff2": "U+0600-06FF,U+0750-077F,U+200C-200F,U+2010-2011,U+204F,U+25CC,U+2E41,U+FD3E-FD3F,"
    "U+FDF2,U+FDFA",
    "marsad-latin.woff2": "U+0020-007E,U+00A0-017F,U+0218-021B,U+0300-0308,U+2013-2014,U+2018-201E,U+2020-2022,U+2026,"
    "U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2212",
}
AXES = {"wdth": 100, "wght": (400, 700)}


def source_font() -> Path:
    """The font file of the installed package; a clear error when the package is missing."""
    try:
        import justmytype_intl_rtl
    except ImportError:
        sys.exit(
            "script/fonts: justmytype-intl-rtl is not installed; run script/server or script/test first."
        )
    folder = Path(justmytype_intl_rtl.__file__).parent / "fonts" / "ofl" / FAMILY
    found = sorted(folder.glob("NotoSansArabic*.ttf"))
    if not found:
        sys.exit(f"script/fonts: no Noto Sans Arabic in {folder}.")
    return found[0]


def is_fresh(source: Path) -> bool:
    """Whether every subset exists and is newer than its source and this script."""
    made_from = max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
    return all((TARGET / name).exists() and (TARGET / name).stat().st_mtime >= made_from for name in SUBSETS)


def make_subset(source: Path, name: str, unicodes: str) -> None:
    """Write one subset; through a temporary name, so that an interrupted run leaves no half file."""
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source)
    options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, flavor="woff2")
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(unicodes.replace("U+", "")))
    subsetter.subset(font)
    instantiateVariableFont(font, AXES, inplace=True)
    font.flavor = "woff2"
    draft = TARGET / f".{name}"
    font.save(draft)
    draft.replace(TARGET / name)


def main() -> None:
    source = source_font()
    if is_fresh(source):
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, unicodes in SUBSETS.items():
        make_subset(source, name, unicodes)
        print(f"static/fonts/{name}: {(TARGET / name).stat().st_size / 1024:.0f} KB")
    shutil.copyfile(source.with_name("OFL.txt"), TARGET / "OFL.txt")


if __name__ == "__main__":
    main()
