"""Killed at any moment, no work leaves half of anything, and the next start heals."""

from typing import Any

import pytest

from tests.kills import works
from tests.kills.conftest import TIMES, moments

# The mark has the empty database made that sites are copied from; nothing here connects to it.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("name", works.WORKS)
def test_killed_at_random_moments(slaughter: Any, name: str) -> None:
    """Moments lie evenly over the time that the work takes when nobody kills it."""
    ended, _before, _after = slaughter.unkilled(name)
    chance, kills = moments(name), works.WORKS[name].kills * TIMES
    for number in range(kills):
        after = ended.seconds * (number + chance.random()) / kills
        while not slaughter.kill(name, after=after):  # it was faster this time
            after *= 0.8
