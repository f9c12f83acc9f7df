"""Signs that nobody can see, or that are not what they look like: which are taken out of typed text, which refused.

Text is pasted from telephones and office programs, which leave invisible marks in it: those change nothing that is
read and are taken out quietly. What would make a page say something else than was typed (a direction turned round),
what no page or database can hold, and what has no letter at all is refused, with the name of the sign. Persian and
Kurdish spell with U+200C, which stays between letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Ends of lines by other names; office programs paste U+000B.
_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
#: Joiners that join nothing: not between two letters, or several of them.
_LOOSE = re.compile(
    f"(?<![^\\W\\d_])[{_JOINERS}]+|[{_JOINERS}]+(?![^\\W\\d_])|(?<=[{_JOINERS}])[{_JOINERS}]+"
)
#: Forms of Arabic letters at their place in a word: letters of old programs, one letter each, and الله.
_FORMS = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdcf\ufdf2\ufe70-\ufefc]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f]")
#: Numbers and verses of Arabic and Syriac that are "formats" to Unicode and visible to a reader.
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_OVERRIDES = frozenset("\u202d\u202e")
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_LOST = "\ufffd"
#: A letter of Arabic bears three marks at most, one of a Quranic verse four.
MOST_MARKS = 5

_OVERRIDE = gettext_lazy("a sign that turns the direction of the text round")
_CONTROL = gettext_lazy("a control character")
_TAG = gettext_lazy("an invisible tag")
_PRIVATE = gettext_lazy("a sign for private use, which every font draws otherwise")
_UNKNOWN = gettext_lazy("a sign that no letter is assigned to")
_HALF = gettext_lazy("half of a sign")
_BLANK = gettext_lazy("a letter that cannot be seen")
_WAS_LOST = gettext_lazy("a letter that was lost in copying")
_PILED = gettext_lazy("a pile of marks on one letter")

_SCRIPTS = {
    "ARABIC": gettext_lazy("Arabic letter"),
    "LATIN": gettext_lazy("Latin letter"),
    "FULLWIDTH": gettext_lazy("Latin letter"),
    "CYRILLIC": gettext_lazy("Cyrillic letter"),
    "GREEK": gettext_lazy("Greek letter"),
    "HEBREW": gettext_lazy("Hebrew letter"),
    "SYRIAC": gettext_lazy("Syriac letter"),
    "ARMENIAN": gettext_lazy("Armenian letter"),
}
_OTHER_SCRIPT = gettext_lazy("letter of another script")


@dataclass(frozen=True)
class Sign:
    """A sign that stands out: what it is, by its code, and the visible letters before it."""

    sign: str
    what: str | Promise
    before: str

    @property
    def code(self) -> str:
        return f"U+{ord(self.sign):04X}"

    @property
    def message(self) -> str:
        """What is wrong and how to mend it."""
        words = {"what": self.what, "code": self.code, "before": self.before}
        if not self.before:
            return _("It begins with %(what)s (%(code)s). Remove it.") % words
        return _("After “%(before)s” it holds %(what)s (%(code)s). Remove it.") % words


def cleaned(text: str, lines: bool = True) -> str:
    """The text as it is kept: NFC, without invisible marks, Arabic letters by their own code; one line unless `lines`.

    Cleaning twice changes nothing more. What `refused` names is left in place, for it to be named.
    """
    if text.isascii() and text.isprintable():
        return text
    before = None
    while text != before:
        before = text
        text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), _LINES.sub("\n", text))
        text = unicodedata.normalize("NFC", _SELECTORS.sub("", text))
        text = _LOOSE.sub("", "".join(sign for sign in text if not _is_mark_of_nothing(sign)))
    return text if lines else text.replace("\n", " ").replace("\t", " ")


def _is_mark_of_nothing(sign: str) -> bool:
    return (
        unicodedata.category(sign) == "Cf"
        and sign not in _JOINERS
        and sign not in _SEEN_FORMATS
        and _why_refused(sign) is None
    )


def refused(text: str) -> Sign | None:
    """The first sign for which the text cannot be taken; None when it can."""
    if text.isascii() and text.isprintable():
        return None
    marks = 0
    for place, sign in enumerate(text):
        why = _why_refused(sign)
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks > MOST_MARKS:
            why = _PILED
        if why is not None:
            return Sign(sign, why, _visible(text[:place]))
    return None


def _why_refused(sign: str) -> Promise | None:
    category = unicodedata.category(sign)
    if category == "Cc":
        return None if sign in "\t\n\r" else _CONTROL
    if sign in _OVERRIDES:
        return _OVERRIDE
    if "\U000e0000" <= sign <= "\U000e007f" or "\ufff9" <= sign <= "\ufffb":
        return _TAG
    if sign in _BLANKS:
        return _BLANK
    if sign == _LOST:
        return _WAS_LOST
    return {"Co": _PRIVATE, "Cn": _UNKNOWN, "Cs": _HALF}.get(category)


def _visible(text: str) -> str:
    """The last visible letters of a text, to find a place by."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[-20:]


def mixed(text: str) -> list[Sign]:
    """In each word, the first letter of another script than the word begins with: «محmد», or Cyrillic «о» in "Idlib".

    They may be meant, so they are for a warning. A connecting dash begins a new word («بـPKK»).
    """
    return list(_mixed(text))


def _mixed(text: str) -> Iterator[Sign]:
    for is_word, signs in groupby(text, lambda sign: sign.isalpha() and sign != "ـ"):
        word = "".join(signs)
        if not is_word or word.isascii():
            continue
        scripts = [_script(sign) for sign in word]
        for place, script in enumerate(scripts):
            if script != scripts[0]:
                yield Sign(word[place], _SCRIPTS.get(script, _OTHER_SCRIPT), word[:place])
                break


def _script(sign: str) -> str:
    script = unicodedata.name(sign, "").partition(" ")[0]
    return "LATIN" if script in ("FULLWIDTH", "FEMININE", "MASCULINE", "MODIFIER") else script
