"""What makes two spellings one when people search: أ/إ/آ/ا, ى/ي, ة/ه, diacritics, عبد الله/عبدالله.

A record keeps `search_text` of its names in one column; a query is turned by `query_forms` into strings to
look for in it. `matches` says the same in Python, so that a database filter and a test cannot disagree.
"""

import re
import unicodedata
from itertools import pairwise

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")

# Letters that Unicode does not take apart by itself; أ إ آ ؤ ئ are letters with a hamza or madda mark, and
# fall to ا و ي when marks are dropped.
_LETTERS = str.maketrans(
    {
        "ٱ": "ا", "ى": "ي", "ة": "ه",
        "ی": "ي", "ې": "ي", "ێ": "ي", "ے": "ي",
        "ک": "ك", "ڪ": "ك", "گ": "ك",
        "ھ": "ه", "ہ": "ه", "ە": "ه", "ۃ": "ه",
        "ۆ": "و", "ۇ": "و", "ڵ": "ل", "ڕ": "ر",
        "ـ": None,
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    }
)  # fmt: skip

# Arabic script has no p, ch, zh, v: a foreign word is written with either letter. A near miss, not the same.
_NEAR = str.maketrans({"پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف"})

# Signs inside a transcribed word, dropped so that its parts join: ʿAyn, Dar'a, Deir-ez-Zor.
_JOINERS = dict.fromkeys(map(ord, "'’‘‛`´′ʹʻʼʽʾʿˀˁ＇-‐‑﹣－"))

# The article in transcription, whose l becomes the next consonant: al-Hasakah, ar-Raqqa, ez-Zor.
_LATIN_ARTICLE = re.compile(r"(?i)\b(?:ul|[ae](?:l|d|z|r|s|sh|t|n|th|dh))[-‐‑'’](?=\w)")
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{3})")

# First words of compound names, which people write joined to the second; and the most words that a name has.
_HEADS = frozenset(
    (
        "عبد",
        "ابو",
        "ابا",
        "ابي",
        "ام",
        "ابن",
        "بن",
        "ال",
        "دير",
        "عين",
        "تل",
        "راس",
        "بيت",
        "كفر",
        "جبل",
        "خان",
        "باب",
    )
)
_LONGEST_NAME = 6


def fold(text: str) -> str:
    """The search key of a text. Two spellings that mean the same to a reader have the same key.

    Lower case without accents, diacritics, tatweel, invisible marks; hamza seats, final ya and ta marbuta
    made one; digits as 0–9; apostrophes and hyphens dropped; all other punctuation a space; single spaces.
    """
    return " ".join(_letters(text).split())


def squash(text: str) -> str:
    """The search key without spaces, article kept: دير الزور and ديرالزور, عبد الله and عبدالله are one."""
    return _letters(text).replace(" ", "")


def search_text(*texts: str) -> str:
    """What a record keeps for searching: names and texts folded, joined, and with near letters made one."""
    forms: dict[str, None] = {}
    for text in texts:
        for variant in (fold(text), near_fold(text)):
            forms |= dict.fromkeys([variant, *_joined(variant.split())])
    forms.pop("", None)
    return " ".join(forms)


def _joined(words: list[str]) -> list[str]:
    """A name as one word; of a longer text only compounds, as any other seam could make a false word."""
    if len(words) <= _LONGEST_NAME:
        return ["".join(words)]
    return [head + word for head, word in pairwise(words) if head in _HEADS]


def mentions(text: str, name: str) -> bool:
    """Whether a text says a name, joined or apart, also after و ف ب ل ك: «ولعبدالله» mentions «عبد الله».

    Whole words only; a name without a letter or digit is never said.
    """
    return key_mentions(near_fold(text), name)


def key_mentions(text_key: str, name: str) -> bool:
    """`mentions` for a text that is folded once, by `near_fold`, to be asked about many names."""
    key = near_fold(name).replace(" ", "")
    if not key:
        return False
    if key.removeprefix("ال") not in text_key.replace(" ", ""):
        return False  # a pattern for each of thousands of names would take a millisecond each
    said = " ?".join(map(re.escape, key))
    if key.startswith("ال"):
        said = f"(?:ا ?ل|لل) ?{said[len('ا ?ل ?') :]}"
    return re.search(rf"(?<!\w)[وف]?[بلك]?{said}(?!\w)", text_key) is not None


def near_fold(text: str) -> str:
    """The search key with the letters of foreign sounds made one with their nearest: پ as ب, چ as ج."""
    return fold(text).translate(_NEAR)


def query_forms(query: str) -> list[list[str]]:
    """The ways a query may be met: any one of the lists, each by all of its strings being in the stored text.

    First the words one by one, without their articles where three letters or more remain (الرقة finds رقة);
    then the query without spaces; then both with near letters made one. A query without a letter or a digit
    has no form and so finds nothing; whoever wants everything does not search.
    """
    key = fold(_LATIN_ARTICLE.sub(" ", query))
    forms = [[_ARABIC_ARTICLE.sub("", word) for word in key.split()]]
    forms.append([squash(query)])
    forms += [[word.translate(_NEAR) for word in form] for form in forms]
    unique: list[list[str]] = []
    for form in forms:
        if form and form != [""] and form not in unique:
            unique.append(form)
    return unique


def matches(query: str, stored: str) -> bool:
    """Whether a query finds a record that keeps `stored`, as made by `search_text`."""
    return any(all(part in stored for part in form) for form in query_forms(query))


def _letters(text: str) -> str:
    """The text letter by letter; what is no letter or digit is a space."""
    text = _plain(text.translate(_JOINERS))
    return "".join(_character(character) for character in text.translate(_LETTERS))


def _plain(text: str) -> str:
    """Compatibility forms (ﻻ, ＡＢ) taken apart, lower case, marks and invisible characters dropped.

    Lowering a letter can make a new mark and dropping one can uncover a new joiner, so it runs until at rest.
    """
    before = None
    while text != before:
        before = text
        text = unicodedata.normalize("NFKD", text).casefold().translate(_JOINERS)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return text


def _character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character if category[0] in "LN" or category == "Mc" else " "


def script_of(name: str) -> str:
    """ "ar" or "en", as names keep it: Latin letters with marks are Latin letters."""
    return "ar" if _ARABIC.search(name) else "en"
