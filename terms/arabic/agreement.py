"""Counted nouns and figures in words: قتيلان, 3 قتلى, 11 قتيلاً, نحو 155 قتيلاً, أكثر من قتيلين.

gettext's plural forms carry number but neither case nor gender, hence this small grammar. Numbers from 3 on
are in digits, so their own case does not show; their noun has only the form that the number asks for.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from terms.arabic.digits import format_number
from terms.arabic.fold import fold
from terms.arabic.nouns import NOUNS, Gender, Noun

Case = Literal["nominative", "accusative", "genitive"]


class FigureLike(Protocol):
    """What a figure must have to be put in words (terms.figures.Figure)."""

    @property
    def low(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def wording_ar(self) -> str: ...
    @property
    def wording_en(self) -> str: ...


def count_phrase(n: int, noun: Noun | str, case: Case = "nominative") -> str:
    """n of a noun in Arabic, as the case asks: (مقتل) عنصرين, but (قُتل) عنصران.

    Zero is لا with the plural, which stands by itself: it follows neither a verb nor a preposition.
    Raises ValueError below zero and KeyError for a noun that is not in NOUNS.
    """
    noun = _noun(noun)
    return _counted(n, noun, case) + noun.suffix


def count_en(n: int, noun: Noun | str) -> str:
    """n of a noun in English: 1 incident, 1,100 air strikes, 153 killed, no incidents, none killed."""
    noun = _noun(noun)
    if n < 0:
        raise ValueError("Nothing is counted below zero.")
    if n == 0:
        return f"none {noun.en_many}" if noun.en_participle else f"no {noun.en_many}"
    return f"{format_number(n)} {noun.en_one if n == 1 else noun.en_many}"


def count(n: int, noun: Noun | str, lang: str, case: Case = "nominative") -> str:
    """n of a noun in either language; the case matters in Arabic only."""
    return count_phrase(n, noun, case) if _is_arabic(lang) else count_en(n, noun)


def among(n: int | None, gender: Gender, human: bool = True) -> str:
    """What introduces a part of n: (39 قتيلاً،) بينهم (8 ضباط); of two بينهما, women بينهن, things بينها.

    `n` and `gender` are those of the whole; None is a whole of unknown size. A whole of one has no part but
    is it: (قتيل واحد،) وهو (ضابط واحد).
    """
    if n == 1:
        return "وهو" if gender == "m" else "وهي"
    if n == 2:
        return "بينهما"
    if not human:
        return "بينها"
    return "بينهم" if gender == "m" else "بينهن"


def join(phrases: Sequence[str], lang: str) -> str:
    """Phrases as one enumeration: 16 مدنياً و18 عنصراً; 16 civilians and 18 members."""
    if _is_arabic(lang):
        return "، و".join(phrases) if len(phrases) > 2 else " و".join(phrases)
    return " and ".join(part for part in (", ".join(phrases[:-1]), *phrases[-1:]) if part)


def figure_phrase(figure: FigureLike, noun: Noun | str, lang: str, case: Case = "nominative") -> str:
    """A figure with its qualifier in words and its noun: ما لا يقل عن 23 جريحاً, more than 1,100 air strikes.

    نحو, أكثر من, ما لا يقل عن and ما بين govern the genitive, whatever the case of the whole. A sum that is
    about a number with both bounds known is said as the range that it is. What has no number says so; it is
    never zero.
    """
    noun = _noun(noun)
    arabic = _is_arabic(lang)
    low, best, high = figure.low, figure.best, figure.high
    if figure.qualifier == "wording":
        return _worded_ar(figure, noun) if arabic else _worded_en(figure, noun)
    qualifier = figure.qualifier
    number = low if qualifier in ("at_least", "more_than") and low is not None else best
    if qualifier == "more_than" and number == 0:
        qualifier, number = "at_least", 1
    if number is None or (number == 0 and qualifier in ("at_least", "unknown")):
        return _unknown(noun, arabic)
    if qualifier in ("range", "about") and low is not None and high is not None and low < high:
        if arabic:
            first = _counted(low, noun, "genitive") if low in (1, 2) else format_number(low)
            return f"ما بين {first} و{_counted(high, noun, 'genitive')}{noun.suffix}"
        return f"between {format_number(low)} and {count_en(high, noun)}"
    words = _QUALIFIERS.get(qualifier)
    if words is None:
        return count(number, noun, lang, case)
    if arabic:
        return f"{words[0]} {count_phrase(number, noun, 'genitive')}"
    return f"{words[1]} {count_en(number, noun)}"


#: Qualifiers that are a word before one number; the others have no word of their own.
_QUALIFIERS = {
    "about": ("نحو", "about"),
    "at_least": ("ما لا يقل عن", "at least"),
    "more_than": ("أكثر من", "more than"),
}

# How the last word of a wording takes its noun, by search key. A wording in no set is quoted after the noun.
_TAKES_DEFINITE_PLURAL = set(
    map(fold, ("عشرات", "مئات", "آلاف", "ألوف", "ملايين", "بعض", "معظم", "جميع", "من"))
)
_TAKES_OF = set(
    map(
        fold, ("العشرات", "المئات", "الآلاف", "الملايين", "العديد", "الكثير", "عدد", "كبير", "أعداد", "كبيرة")
    )
)
_TAKES_PLURAL = set(map(fold, ("عدة", "بضعة", "بضع")))
_TAKES_SINGULAR = set(map(fold, ("مئة", "مائة", "ألف", "مليون")))
_EN_DIRECT = {"several", "many", "some", "few", "numerous", "various", "multiple", "most", "of"}


def _counted(n: int, noun: Noun, case: Case) -> str:
    if n < 0:
        raise ValueError("Nothing is counted below zero.")
    if n == 0:
        return f"لا {noun.plural}"
    if n == 1:
        if case == "accusative":
            return f"{noun.accusative} {noun.one}" + ("اً" if noun.gender == "m" else "")
        return f"{noun.singular} {noun.one}"
    if n == 2:
        return noun.dual if case == "nominative" else noun.dual_oblique
    rest = n % 100
    form = noun.singular if rest < 3 else noun.plural if rest <= 10 else noun.accusative
    return f"{format_number(n)} {form}"


def _worded_ar(figure: FigureLike, noun: Noun) -> str:
    wording = figure.wording_ar.strip()
    if not wording:
        return _unknown(noun, True) + (f" («{figure.wording_en}»)" if figure.wording_en else "")
    words = fold(wording).split()
    if {fold(form) for form in (noun.singular, noun.plural, noun.the_plural)} & {*words, fold(wording)}:
        return wording
    last = words[-1] if words else ""
    if last in _TAKES_DEFINITE_PLURAL:
        return f"{wording} {noun.the_plural}{noun.suffix}"
    if last in _TAKES_OF:
        return f"{wording} من {noun.the_plural}{noun.suffix}"
    if last in _TAKES_PLURAL:
        return f"{wording} {noun.plural}{noun.suffix}"
    if last in _TAKES_SINGULAR:
        return f"{wording} {noun.singular}{noun.suffix}"
    return f"{noun.plural}{noun.suffix} («{wording}»)"


def _worded_en(figure: FigureLike, noun: Noun) -> str:
    wording = figure.wording_en.strip()
    if not wording:
        return _unknown(noun, False) + (f" (“{figure.wording_ar}”)" if figure.wording_ar else "")
    words = wording.lower().split()
    if noun.en_participle:
        return f"{wording.removesuffix(' of')} {noun.en_many}"
    if wording.lower().endswith((noun.en_one, noun.en_many)):
        return wording
    return f"{wording} {noun.en_many}" if words[-1] in _EN_DIRECT else f"{wording} of {noun.en_many}"


def _unknown(noun: Noun, arabic: bool) -> str:
    if arabic:
        return f"عدد غير معروف من {noun.the_plural}{noun.suffix}"
    return f"an unknown number {'' if noun.en_participle else 'of '}{noun.en_many}"


def _noun(noun: Noun | str) -> Noun:
    return NOUNS[noun] if isinstance(noun, str) else noun


def _is_arabic(lang: str) -> bool:
    return lang.lower().startswith("ar")
