"""Killed right before and right after each commit, where luck seldom strikes: between a release and its projection,
between that and the mark that it is done, between the last mark and the months."""

from typing import Any

import pytest

from tests.kills import works
from tests.kills.conftest import TIMES

# The mark has the empty database made that sites are copied from; nothing here connects to it.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("name", [name for name in works.WORKS if name != "keep photos"])
def test_killed_at_each_commit(slaughter: Any, name: str) -> None:
    """What is durable right after one commit is so until the next: each such state is met once. With KILLS both
    sides of every commit are.
    """
    ended, _before, _after = slaughter.unkilled(name)
    assert ended.moments or name == "back up"
    moments = range(1, ended.moments + 1)
    slaughter.kill_each(name, at=[one for one in moments if one == 1 or one % 2 == 0 or TIMES > 1])
