"""Countries by their two letters, in both languages."""

import pytest

from terms.countries import STATELESS, countries, country_code, country_name

CODES = [code for code, _name in countries("en")]


def test_both_languages_name_the_same_countries() -> None:
    assert sorted(CODES) == sorted(code for code, _name in countries("ar"))
    assert len(CODES) > 240


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_code_and_no_name_stands_twice(lang: str) -> None:
    codes, names = zip(*countries(lang), strict=True)
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert all(names)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_country_is_found_by_its_name_and_by_its_code(lang: str) -> None:
    assert {code: country_code(name) for code, name in countries(lang)} == {code: code for code in CODES}
    assert {code: country_code(code.lower()) for code in CODES} == {code: code for code in CODES}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_list_is_in_the_order_of_its_names(lang: str) -> None:
    names = [name for _code, name in countries(lang)]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("code", "arabic", "english"),
    [
        ("SY", "سوريا", "Syria"),
        ("PS", "فلسطين", "Palestine"),
        ("IQ", "العراق", "Iraq"),
        ("MR", "موريتانيا", "Mauritania"),
        ("JP", "اليابان", "Japan"),
        (STATELESS, "عديم الجنسية", "stateless"),
    ],
)
def test_countries_are_named_as_this_field_names_them(code: str, arabic: str, english: str) -> None:
    assert (country_name(code, "ar"), country_name(code, "en")) == (arabic, english)
    assert (country_name(code, "ar-sy"), country_name(code, "en-gb")) == (arabic, english)
    assert country_code(arabic) == country_code(english) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("سورية", "SY"), ("سورِيا", "SY"), ("ايطاليا", "IT"), ("السعوديه", "SA"), ("Turkey", "TR"), ("turkiye", "TR"),
     (" iraq ", "IQ"), (" sy ", "SY"), ("Stateless", "XX")],
)  # fmt: skip
def test_other_spellings_are_read(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["Atlantis", "", "  ", "SYR", "EU", "ZZ", "001"])
def test_what_names_no_country_has_no_code(text: str) -> None:
    assert country_code(text) == ""


@pytest.mark.parametrize("code", ["", "ZZ", "EU", "UN", "sy", "SYR", "??"])
def test_letters_that_name_no_country_have_no_name(code: str) -> None:
    assert country_name(code, "ar") == country_name(code, "en") == ""
