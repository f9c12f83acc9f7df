"""Make the font of the drawings from Noto Sans Arabic (variable, OFL); started by ``script/fonts``.

The font draws ب as a bare tooth and a dot, two glyphs for one letter, and so do marks on letters (قُ, اً). On paper
that is right, but in a PDF each glyph carries text: whoever copies, searches or listens hears «ننظظام» for «النظام».
So here each letter's forms are composed with their dots and marks into one glyph, as a last step after all shaping: the
drawing stays the same, and a PDF says what it shows. One file for each weight in use; the licence goes beside them.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from subset_fonts import source_font

TARGET = Path(__file__).resolve().parent.parent / "reports" / "drawing" / "fonts"
WEIGHTS = (400, 500, 600, 700)
#: What the drawings can show: Arabic, Latin with accents, punctuation; a character outside is refused, not left out.
UNICODES = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+0300-0308,U+0600-06FF,U+200C-200D,U+2010-2011,U+2013-2014,"
    "U+2018-201E,U+2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2212,U+25CC,U+FD3E-FD3F,U+FDF2,U+FDFA"
)
#: The letters of Arabic, and those that Kurdish and Persian names add; others are drawn as the font has them.
LETTERS = tuple(map(ord, "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپچژڤکگھۀہۆۇیێەڕڵ"))
#: Vowel signs that are composed with the letter that carries them.
SIGNS = range(0x064B, 0x0653)

Pair = tuple[str, str]


class Anchors:
    """Where marks of one kind sit on letters, as the font has it; letters can be added."""

    def __init__(self, subtable: Any) -> None:
        self.subtable = subtable
        self.marks = dict(zip(subtable.MarkCoverage.glyphs, subtable.MarkArray.MarkRecord, strict=True))
        self.bases = dict(zip(subtable.BaseCoverage.glyphs, subtable.BaseArray.BaseRecord, strict=True))

    def offset(self, base: str, mark: str) -> tuple[int, int] | None:
        if mark not in self.marks or base not in self.bases:
            return None
        sits, anchor = self.marks[mark].MarkAnchor, self.bases[base].BaseAnchor[self.marks[mark].Class]
        return anchor and (anchor.XCoordinate - sits.XCoordinate, anchor.YCoordinate - sits.YCoordinate)

    def add(self, name: str, base: str, mark: str, higher: int) -> None:
        """A composed letter carries further marks as its letter does, those beside the composed one farther out."""
        if base not in self.bases:
            return
        self.bases[name] = record = deepcopy(self.bases[base])
        anchor = record.BaseAnchor[self.marks[mark].Class] if mark in self.marks else None
        if anchor:
            anchor.YCoordinate += higher

    def write(self, order: dict[str, int]) -> None:
        """Back into the font, in the order of its glyphs."""
        names = sorted(self.bases, key=order.__getitem__)
        self.subtable.BaseCoverage.glyphs = names
        self.subtable.BaseArray.BaseRecord = [self.bases[name] for name in names]
        self.subtable.BaseArray.BaseCount = len(names)


class Composer:
    """Adds to a static font one glyph for each letter with its dots, and for each letter with a vowel sign."""

    def __init__(self, font: Any) -> None:
        self.font, self.glyphs = font, font["glyf"]
        self.gsub, self.gpos = font["GSUB"].table, font["GPOS"].table
        self.anchors = [Anchors(subtable) for subtable in self.subtables(self.gpos, 4)]
        self.forms = self._forms()
        #: What is composed: the glyphs one after the other, and the one that stands for them.
        self.made: dict[tuple[str, ...], str] = {}

    def subtables(self, table: Any, kind: int) -> Iterator[Any]:
        for lookup in table.LookupList.Lookup:
            for subtable in lookup.SubTable:
                subtable = getattr(subtable, "ExtSubTable", subtable)
                if subtable.LookupType == kind:
                    yield subtable

    def _forms(self) -> dict[str, set[str]]:
        """For each glyph those that shaping may put in its place, itself included."""
        steps: dict[str, set[str]] = defaultdict(set)
        for kind in (1, 2):
            for subtable in self.subtables(self.gsub, kind):
                for name, other in subtable.mapping.items():
                    steps[name].add(other if kind == 1 else other[0])
        found: dict[str, set[str]] = {}
        for name in self.font.getGlyphOrder():
            reached, rest = {name}, [name]
            while rest:
                new = steps[rest.pop()] - reached
                reached |= new
                rest += new
            found[name] = reached
        return found

    def pairs(self, letters: set[str]) -> set[Pair]:
        """Forms of these letters with the dots that they are taken apart into."""
        return {
            (form, dots)
            for subtable in self.subtables(self.gsub, 2)
            for name, parts in subtable.mapping.items()
            if len(parts) == 2 and name in letters
            for form in self.forms[parts[0]].union(*(self.forms[own] for own in self.forms[name]))
            for dots in self.forms[parts[1]]
        }

    def compose(self, parts: tuple[str, ...], base: str, mark: str) -> None:
        """One glyph of a base and a mark, in place of these parts, where the font says how they sit together."""
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        at = next(filter(None, (anchors.offset(base, mark) for anchors in self.anchors)), None)
        if at is None or parts in self.made:
            return
        name = "_".join(parts)
        pen = TTGlyphPen(self.glyphs)
        pen.addComponent(base, (1, 0, 0, 1, 0, 0))
        pen.addComponent(mark, (1, 0, 0, 1, *at))
        glyph = self.glyphs[name] = pen.glyph()
        glyph.recalcBounds(self.glyphs)
        self.font["hmtx"][name] = (self.font["hmtx"][base][0], glyph.xMin)
        self.font["GDEF"].table.GlyphClassDef.classDefs[name] = 1
        height = self.glyphs[mark].yMax - self.glyphs[mark].yMin + 60
        above = self.glyphs[mark].yMin + at[1] >= 0
        for anchors in self.anchors:
            anchors.add(name, base, mark, height if above else -height)
        for subtable in self.subtables(self.gpos, 2):
            self._kern(subtable, base, name)
        self.made[parts] = name

    def _kern(self, subtable: Any, base: str, name: str) -> None:
        """Beside its neighbours the composed letter stands as its letter does."""
        if subtable.Format == 2:
            if base in subtable.Coverage.glyphs:
                subtable.Coverage.glyphs.append(name)
            for classes in (subtable.ClassDef1.classDefs, subtable.ClassDef2.classDefs):
                if base in classes:
                    classes[name] = classes[base]

    def finish(self) -> None:
        """The compositions as ligatures of the last lookup, in the stage of required ligatures."""
        from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildLookup

        names = list(dict.fromkeys([*self.font.getGlyphOrder(), *self.made.values()]))
        self.font.setGlyphOrder(names)
        self.font["maxp"].numGlyphs = len(names)
        order = {name: number for number, name in enumerate(names)}
        for anchors in self.anchors:
            anchors.write(order)
        for subtable in self.subtables(self.gpos, 2):
            subtable.Coverage.glyphs.sort(key=order.__getitem__)
        lookups = self.gsub.LookupList.Lookup
        lookups.append(buildLookup([buildLigatureSubstSubtable(self.made)]))
        self.gsub.LookupList.LookupCount = len(lookups)
        for record in self.gsub.FeatureList.FeatureRecord:
            if record.FeatureTag == "rlig":
                record.Feature.LookupListIndex.append(len(lookups) - 1)
                record.Feature.LookupCount = len(record.Feature.LookupListIndex)


def make(source: Path, weight: int, target: Path) -> None:
    """One weight, through a temporary name, so that an interrupted run leaves no half file."""
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source)
    subsetter = Subsetter(
        Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, glyph_names=True)
    )
    subsetter.populate(unicodes=parse_unicodes(UNICODES.replace("U+", "")))
    subsetter.subset(font)
    instantiateVariableFont(font, {"wdth": 100, "wght": weight}, inplace=True, updateFontNames=False)
    font["OS/2"].usWeightClass = weight
    composer = Composer(font)
    cmap = font.getBestCmap()
    letters = {cmap[code] for code in LETTERS if code in cmap}
    for base, mark in sorted(composer.pairs(letters)):
        composer.compose((base, mark), base, mark)
    bare = {(form,): form for letter in letters for form in composer.forms[letter]}
    for parts, base in sorted({**bare, **composer.made}.items()):
        for sign in (cmap[code] for code in SIGNS if code in cmap):
            composer.compose((*parts, sign), base, sign)
    composer.finish()
    draft = target.with_suffix(".draft")
    font.save(draft)
    draft.replace(target)


def main() -> None:
    source = source_font()
    made_from = max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        target = TARGET / f"NotoSansArabic-{weight}.ttf"
        if not target.exists() or target.stat().st_mtime < made_from:
            make(source, weight, target)
            print(f"reports/drawing/fonts/{target.name}: {target.stat().st_size / 1024:.0f} KB")
    shutil.copyfile(source.with_name("OFL.txt"), TARGET / "OFL.txt")


if __name__ == "__main__":
    main()
