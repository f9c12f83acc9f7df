"""A password may be any long phrase, is taken to the letter, and is not what everybody tries first."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from monitor import settings as written
from monitor.passwords import WORDS
from tests.support.factories import make_user

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "password",
    [
        "Marsad2026!!",
        "marsad marsad marsad",
        "Marsad123456789",
        "المرصد السوري 2026",
        "المرصد السوري لحقوق الإنسان",
        "syrian-observatory",
        "Administrator2026",
        "ADMIN-PASSWORD-1",
        "كلمة المرور 1234",
    ],
)
def test_words_of_the_house_alone_are_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert "password_of_the_house" in {error.code for error in refused.value.error_list}


@pytest.mark.parametrize(
    "password",
    [
        "four plain lower words",
        "بيت الجيران قرب الفرن القديم",
        "syria is where my aunt bakes",
        "  spaces before and behind  ",
        "x" * 63 + " and then some",
        "ωμέγα ☃ مساء الخير",
    ],
)
def test_any_long_phrase_is_allowed(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize("password", ["eleven sign", "qwerty123456", "Finalfantasy"])
def test_a_short_or_common_one_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.django_db
def test_it_is_taken_to_the_letter() -> None:
    password = "  A phrase of More than 64 signs, مع مسافات, before and behind it, and 7 digits  "
    user = make_user("grace", "clerk")
    user.set_password(password)
    user.save()

    def opens(typed: str) -> bool:
        return Client().post("/admin/login/", {"username": "grace", "password": typed}).status_code == 302

    assert opens(password)
    for near in (password.strip(), password.lower(), password[:64], password.replace("7", "٧")):
        assert not opens(near)


@override_settings(PASSWORD_HASHERS=written.PASSWORD_HASHERS)
def test_it_is_kept_by_argon2id_at_the_cost_that_asvs_asks_for() -> None:
    kept = make_password("a phrase")
    hasher: Any = identify_hasher(kept)
    assert (hasher.algorithm, kept.split("$")[1]) == ("argon2", "argon2id")
    assert (hasher.time_cost, hasher.memory_cost) >= (2, 19_456)  # ASVS 5.0, appendix C


def test_the_words_are_written_down() -> None:
    page = (ROOT / "docs" / "inventories.md").read_text("utf-8")
    assert [word for word in WORDS if word not in page] == []
