"""A line of the log says when with its offset, stays one line whatever a stranger sends, and holds no value."""

import logging
import re
from collections.abc import Callable
from logging.config import dictConfigClass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from records.models import PersonName
from tests.support.factories import person


def lines() -> logging.Formatter:
    """The formatter that the settings name, made as logging makes it."""
    made: Any = dictConfigClass(settings.LOGGING)
    return made.configure_formatter(dict(made.config["formatters"]["line"]))


def line_of(message: str, *arguments: object) -> str:
    return lines().format(logging.LogRecord("x", logging.WARNING, __file__, 1, message, arguments, None))


def test_it_says_when_with_the_offset() -> None:
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING x Not Found: /x/", line_of("Not Found: /x/")
    )


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\x1b[2J", "\u2028", "\u202e", "\x00"])
def test_what_a_stranger_sends_forges_no_second_line(sign: str) -> None:
    said = line_of("Not Found: %s", f"/{sign}2026-01-01T00:00:00+0000 INFO audit all is well/ مرحبا")
    assert said.isprintable()
    assert said.endswith("all is well/ مرحبا")


# Errors ------------------------------------------------------------------------------------------------------

NAME = "اسم يجب ألا يُقال"


def refused_by_the_database() -> None:
    """PostgreSQL says the whole row that it refuses."""
    with transaction.atomic():
        PersonName.objects.create(person=person(), text=NAME, given=None)  # type: ignore[misc]


def not_read() -> None:
    try:
        int(NAME)
    except ValueError as error:
        raise LookupError(NAME) from error


def said_of(act: Callable[[], None], formatter: logging.Formatter) -> str:
    try:
        act()
    except Exception as error:
        told = (type(error), error, error.__traceback__)
        return formatter.format(logging.LogRecord("x", logging.ERROR, __file__, 1, "Broken: /x/", (), told))
    raise AssertionError("nothing was raised")


def test_an_error_is_told_by_kind_and_place_without_what_was_typed() -> None:
    assert NAME in said_of(not_read, logging.Formatter())
    said = said_of(not_read, lines())
    assert NAME not in said
    assert said.index("builtins.ValueError") < said.index("from that:") < said.index("builtins.LookupError")
    assert "in not_read" in said


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_not_repeated() -> None:
    if connection.vendor == "postgresql":
        assert NAME in said_of(refused_by_the_database, logging.Formatter())
    said = said_of(refused_by_the_database, lines())
    assert NAME not in said
    assert "django.db.utils.IntegrityError" in said


@pytest.mark.django_db
def test_a_page_that_breaks_writes_it_so(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr("publication.views.home.render", lambda *arguments, **named: not_read())
    client.raise_request_exception = False
    assert client.get("/").status_code == 500
    said = "\n".join(lines().format(record) for record in caplog.records)
    assert "builtins.LookupError" in said
    assert NAME not in said
