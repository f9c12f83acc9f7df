"""Countries by their two letters (ISO 3166-1), named in Arabic and English by the Unicode locale data."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

#: Nobody's citizen: of Kurds in Syria, for example. A user-assigned code of the standard.
STATELESS = "XX"
_STATELESS_NAMES = {"ar": "عديم الجنسية", "en": "stateless"}
#: Names that the locale data and this field's usage do not share.
_OWN_NAMES = {"ar": {"SY": "سوريا", "PS": "فلسطين"}, "en": {"PS": "Palestine"}}
#: What people also write; read, never shown.
_ALSO = {
    "سورية": "SY",
    "السعودية": "SA",
    "الإمارات": "AE",
    "أمريكا": "US",
    "Turkey": "TR",
    "USA": "US",
    "UK": "GB",
}
#: Two letters that name no country: groups of countries, pseudo-accents, outlying shores.
_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


@lru_cache(maxsize=2)
def _names(lang: str) -> dict[str, str]:
    territories = Locale.parse(lang).territories
    named = {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    return {
        **{code: name for code, name in named.items() if code not in _NO_COUNTRY},
        **_OWN_NAMES[lang],
        STATELESS: _STATELESS_NAMES[lang],
    }


def country_name(code: str, lang: str) -> str:
    """موريتانيا, Mauritania; "" for letters that name no country."""
    return _names("ar" if lang.startswith("ar") else "en").get(code, "")


def countries(lang: str) -> list[tuple[str, str]]:
    """All of them, code and name, by name."""
    return sorted(_names("ar" if lang.startswith("ar") else "en").items(), key=lambda entry: entry[1])


def country_choices() -> list[tuple[str, str]]:
    """All of them, by their names in the language of the page."""
    return countries(get_language() or "ar")


def country_code(text: str) -> str:
    """The code of a country given by its code or by its name in either language; "" when there is none."""
    from terms.arabic.fold import fold

    if text.strip().upper() in _names("en"):
        return text.strip().upper()
    wanted = fold(text)
    named = [(name, code) for lang in ("ar", "en") for code, name in _names(lang).items()]
    return next((code for name, code in [*named, *_ALSO.items()] if fold(name) == wanted), "")
