"""The sites that are copied and killed, and what they hold before a work and after one that nobody killed."""

import os
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from records import outbox
from tests.kills import judging, processes, works, world
from tests.kills.sites import Site, Yard

#: Another seed kills at other moments, and KILLS times as often; both are printed where something is wrong.
SEED = os.environ.get("KILLS_SEED", "78")
TIMES = int(os.environ.get("KILLS", "1"))
#: While one process dies another is judged.
AT_ONCE = 2


@dataclass
class Slaughter:
    """Kills works on copies of a furnished site and judges what is left."""

    yard: Yard
    sites: dict[str, Site]
    _known: judging.Known = field(default_factory=dict)
    _unkilled: dict[str, tuple[processes.Ended, works.Facts, works.Facts]] = field(default_factory=dict)
    _facts: dict[Site, works.Facts] = field(default_factory=dict)

    def unkilled(self, name: str) -> tuple[processes.Ended, works.Facts, works.Facts]:
        """The work without a kill, and the facts before and after it."""
        if name not in self._unkilled:
            begin = self.sites[works.WORKS[name].begins]
            if begin not in self._facts:
                with self.yard.copied(begin) as copy:
                    self._facts[begin] = processes.run(self.yard, copy, works.facts).value
            with self.yard.copied(begin) as copy:
                ended = processes.run(self.yard, copy, works.do, name)
                after = processes.run(self.yard, copy, works.facts).value
            self._unkilled[name] = ended, self._facts[begin], after
        return self._unkilled[name]

    def kill_each(self, name: str, *, at: Sequence[int] = (), after: Sequence[float] = ()) -> None:
        """Kill the work once at each moment, or after each so many seconds, and judge what is left."""
        self.unkilled(name)
        moments = [{"at": number} for number in at] + [{"after": seconds} for seconds in after]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                list(pool.map(lambda moment: self._kill(name, **moment), moments))
            finally:
                pool.shutdown(cancel_futures=True)

    def _kill(self, name: str, at: int | None = None, after: float | None = None) -> None:
        _ended, before, after_it = self.unkilled(name)
        with self.yard.copied(self.sites[works.WORKS[name].begins]) as copy:
            if not processes.killed(self.yard, copy, works.do, name, after=after, at=at):
                assert after, f"{name} has no moment {at}"
                return self._kill(name, after=after * 0.8)  # it was faster this time
            judged = processes.run(self.yard, copy, judging.judge, name, before, after_it, self._known)
            faults, known = judged.value
            self._known |= known
            moment = f"moment {at}" if at else f"{after:.4f} s, with KILLS_SEED={SEED}"
            assert not faults, "\n".join([f"{name}, killed at {moment}, left in {copy.var}:", *faults])
        return None


@pytest.fixture(scope="session")
def slaughter(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Slaughter]:
    with django_db_blocker.unblock():
        yard = Yard(tmp_path_factory.mktemp("kills"), connection)
    try:
        sites = {name: yard.copy(yard.empty) for name in ("busy", "empty")}
        processes.run(yard, sites["busy"], furnished)
        (sites["busy"].var / works.NIGHT).rename(sites["empty"].var / works.NIGHT)
        sites["calm"] = yard.copy(sites["busy"])
        processes.run(yard, sites["calm"], drained)
        yield Slaughter(yard, sites)
    finally:
        yard.close()


def furnished(site: Site) -> None:
    """In a process of the site: furnish it, and make a backup of it."""
    world.furnish(site.var)
    works.WORKS["back up"].do(site)


def drained(site: Site) -> None:
    outbox.drain()


def chance(name: str) -> random.Random:
    return random.Random(f"{SEED} {name}")
