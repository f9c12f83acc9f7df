"""Processes of a site that can be killed: forked from a server that has loaded everything and connected to nothing.

Each does one thing on a connection of its own and tells it by a pipe. A process is killed by SIGKILL, from outside
after a time, or by itself at an exact moment: the n-th before or after something became durable.
"""

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tests.kills.sites import Site, Yard

#: Statements after which nothing is durable that was not before.
_CHANGES_NOTHING = {"SELECT", "PRAGMA", "BEGIN", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET", "EXPLAIN"}
#: Seconds after which a process that should end by itself is a fault.
PATIENCE = 120

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.kills.warm"])
#: Starting one process looks after all others: two threads that do so would take each other's word of how one ended.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Ended:
    """A process that was not killed: what it returned, in how many seconds, and how many moments it had."""

    value: Any
    seconds: float
    moments: int


class Moments:
    """Counts the moments before and after each commit, and dies at one of them."""

    def __init__(self, die_at: int | None) -> None:
        self.count, self._die_at = 0, die_at

    def pass_one(self) -> None:
        self.count += 1
        if self.count == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Every commit of the connection, and every statement that is a transaction by itself."""
        commit = connection.commit

        def watched() -> None:
            self.pass_one()
            commit()
            self.pass_one()

        connection.commit = watched  # type: ignore[method-assign]
        connection.execute_wrappers.append(self._executed)

    def _executed(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if connection.in_atomic_block or sql.split(None, 1)[0].upper() in _CHANGES_NOTHING:
            return execute(sql, params, many, context)
        self.pass_one()
        result = execute(sql, params, many, context)
        self.pass_one()
        return result


def run(yard: Yard, site: Site, do: Callable[..., Any], *arguments: Any) -> Ended:
    """Run a function of a module in a process of the site, to its end. AssertionError when it fails."""
    ended = _started(yard, site, do, arguments, None, None)
    assert ended is not None, f"{do.__qualname__} was killed by no one we know"
    return ended


def killed(
    yard: Yard,
    site: Site,
    do: Callable[..., Any],
    *arguments: Any,
    after: float | None = None,
    at: int | None = None,
) -> bool:
    """Kill it after so many seconds, or at a moment; False when it had ended by then."""
    return _started(yard, site, do, arguments, after, at) is None


def _started(
    yard: Yard, site: Site, do: Callable[..., Any], arguments: Any, after: float | None, at: int | None
) -> Ended | None:
    here, there = _context.Pipe()
    process = _context.Process(target=_in_process, args=(there, site, do, arguments, at))
    with _one_at_a_time:
        process.start()
    there.close()
    began = time.monotonic()
    try:
        told = here.recv()
        began = time.monotonic()
        if after is not None:
            time.sleep(after)
            process.kill()
        if told == "ready":
            assert here.poll(PATIENCE), f"{do.__qualname__} does not end"
            told = here.recv()
    except EOFError:
        told = None
    finally:
        seconds = time.monotonic() - began
        process.kill()  # does nothing to one that has ended
        with _one_at_a_time:
            process.join()
        yard.all_gone(site)
    if told is None:
        assert process.exitcode == -signal.SIGKILL, f"{do.__qualname__} ended with {process.exitcode}"
        return None
    failure, value, moments = told
    assert not failure, failure
    return Ended(value, seconds, moments)


def _in_process(pipe: Any, site: Site, do: Callable[..., Any], arguments: Any, at: int | None) -> None:
    moments, value, failure = Moments(at), None, ""
    try:
        site.use()
        moments.watch()
        pipe.send("ready")
        value = do(site, *arguments)
        connection.close()
    except BaseException:
        failure = traceback.format_exc()
    pipe.send((failure, value, moments.count))
