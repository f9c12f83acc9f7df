"""Text for the drawings: freed of invisible characters, and taken in the language of the drawing."""

import re
import unicodedata
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from publication.wording import sentence, shown
from terms.arabic.nouns import NOUNS
from terms.dates import format_day
from terms.figures import Figure

Json = dict[str, Any]

#: Marks and overrides of direction, and characters that draw nothing. The drawings isolate what needs it themselves;
#: joiners (U+200C, U+200D) stay, for they shape letters.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)

_OVERLONG, _PIECES = re.compile(r"\S{41,}"), re.compile(r".{1,20}")


def cleaned(value: Any) -> Any:
    """A document whose texts hold no invisible characters; lines may break in it, and nothing else is changed."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
        return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    return value


def language() -> str:
    return "ar" if (get_language() or "ar").startswith("ar") else "en"


def local(data: Json, stem: str = "") -> str:
    """`stem_ar` or `stem_en` (`ar`, `en` without a stem) by the language; the other where that is empty."""
    here, other = ("ar", "en") if language() == "ar" else ("en", "ar")
    prefix = f"{stem}_" if stem else ""
    return (data.get(prefix + here) or data.get(prefix + other) or "").strip()


def breakable(text: str) -> str:
    """Words longer than any line may break, so that none runs out of its column."""
    return _OVERLONG.sub(lambda word: "\u200b".join(_PIECES.findall(word.group())), text)


def shortened(text: str, limit: int) -> str:
    """Whole words up to the limit; what is left out is marked."""
    text = breakable(text)
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ،,؛;:.") + "…"


def held(text: str) -> str:
    """A number and its noun stay on one line."""
    return re.sub(r"(\d) (?=\S)", "\\1\u00a0", text)


def day_text(iso: str) -> str:
    return format_day(date.fromisoformat(iso), language())


def figure(data: Json | None) -> Figure | None:
    return None if data is None else Figure.from_json(data)


def figure_text(data: Json | None, noun: str) -> str:
    """A figure with its qualifier and noun; empty for none."""
    return "" if data is None else str(shown(Figure.from_json(data), NOUNS[noun]))


def losses_text(place: Json) -> str:
    """Killed and wounded in one phrase: 15 قتيلاً، 15 جريحاً."""
    return sentence(figure_text(place["killed"], "killed"), figure_text(place["wounded"], "wounded"))


def edition_text(content: Json) -> str:
    """The edition with its day; a draft has no number yet."""
    if not content.get("edition"):
        return _("Draft of %(day)s") % {"day": day_text(content["day"])}
    return _("Edition %(number)s, %(day)s") % {
        "number": content["edition"],
        "day": day_text(content["day"]),
    }
