"""Killed at any moment, no work leaves half of anything, and the next start heals."""

from typing import Any

import pytest

from tests.kills import works
from tests.kills.conftest import TIMES, chance

# The mark has the empty database made that sites are copied from; nothing here connects to it.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("name", works.WORKS)
def test_killed_at_random_moments(slaughter: Any, name: str) -> None:
    """Moments lie evenly over the time that the work takes when nobody kills it."""
    ended, _before, _after = slaughter.unkilled(name)
    luck, kills = chance(name), works.WORKS[name].kills * TIMES
    slaughter.kill_each(
        name, after=[ended.seconds * (number + luck.random()) / kills for number in range(kills)]
    )
