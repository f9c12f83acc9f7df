"""Timelines of status claims written in words, and what a page reads of them."""

from datetime import date

from terms.status import DEATH, FREED, Present, StatusClaim


def timeline(text: str) -> list[StatusClaim]:
    """Claims from words: "abducted 2013-05-02 confirmed, seen …"; a day, a span "2014-01-01..2014-12-31" with either
    end open, or "?"; a last day after @ is that on which it was said.
    """
    parts = [part.split() for part in text.split(",") if part.strip()]
    return [_claim(number, *part) for number, part in enumerate(parts, start=1)]


def _claim(number: int, status: str, days: str, grade: str = "reported", said: str = "") -> StatusClaim:
    first, dots, last = days.replace("?", "..").partition("..")
    earliest, latest = (date.fromisoformat(day) if day else None for day in (first, last if dots else first))
    return StatusClaim(
        status, grade, earliest, latest, date.fromisoformat(said[1:]) if said else None, number
    )


def told(found: Present) -> str:
    """The status as a page reads it: with "closed" and "contested" behind it."""
    closed, contested = " closed" * found.is_closed, " contested" * found.is_contested
    return f"{found.status}{closed}{contested}"


def holds_together(found: Present) -> None:
    """What is so of every result."""
    assert found.is_closed == (found.ended is not None)
    assert found.is_closed or found.status not in DEATH
    if found.is_closed:
        assert found.sign is None
        assert found.status in (*FREED, *DEATH)
