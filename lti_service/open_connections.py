"""How many connections each web process has open, and who takes the next one.

gunicorn's processes take what comes from one socket, whoever wakes first. A web server in front
keeps its connections open, and so leaves most of its calls to one process while the processors of
the others idle (seen: 15 of 16 connections, 7 of 8, 11 of 11; docs/developers/benchmarks.md). Here
who has clearly more open than another leaves the next one to that one.
"""

from __future__ import annotations

import mmap
from typing import Any

MOST = 256
"""Processes at once. One more takes what comes, as gunicorn has it."""
CLEARLY = 2
"""By so many another process has to have fewer. By one, it is as likely to have as many soon.

Where each call comes over a connection of its own, handing on at one cost a tenth of all answers.
"""
NOBODY = 2**16 - 1
"""What stands at a place that no process has."""
PATIENCE = 0.03
"""Seconds for which a connection is left to others: the other process may be busy, or stuck."""
IMPATIENCE = 1.0
"""Seconds for which nothing is left to others after that was in vain."""


class Table:
    """A place for each process, in memory that the parent shares with those that it forks.

    Each process writes to its own place alone, so nothing is locked.
    """

    def __init__(self) -> None:
        memory = mmap.mmap(-1, 2 * MOST)
        self._counts = memoryview(memory).cast("H")
        for number in range(MOST):
            self._counts[number] = NOBODY

    def give(self, arbiter: Any, worker: Any) -> None:
        """A place for a process that is about to be forked (gunicorn's hook `pre_fork`)."""
        places = [one.place for one in arbiter.WORKERS.values()]
        taken = {place.number for place in places if place is not None}
        for number in range(MOST):
            if number not in taken:
                worker.place = ToldPlace(self._counts, number)
                return

    def clear(self, _arbiter: Any, worker: Any) -> None:
        """The place of a process that has ended, killed or not (gunicorn's hook `child_exit`)."""
        if worker.place is not None:
            worker.place.leave()


class ToldPlace:
    """What one process tells, and reads of the others. `number`: of its place in the table."""

    def __init__(self, counts: memoryview, number: int) -> None:
        self.number = number
        self._counts = counts
        self._is_asked = False
        self._left_since: float | None = None
        self._impatient_until = 0.0

    def tell(self, count: int) -> None:
        """So many connections are open here. Called once in each turn of the process's loop.

        Where none has come since the turn before, what was left to others has been taken. A count
        below nothing, which is a fault of whoever counts, is told as none.
        """
        self._counts[self.number] = max(0, min(count, NOBODY - 1))
        if not self._is_asked:
            self._left_since = None
        self._is_asked = False

    def leave(self) -> None:
        """This process takes no more connections."""
        self._counts[self.number] = NOBODY

    def leaves_it(self, count: int, now: float) -> bool:
        """Whether the connection that has come is left to another process for a moment.

        `count`: how many are open here; `now`: seconds of a clock that nobody sets.
        """
        self._is_asked = True
        if now < self._impatient_until or not self._has_clearly_more(count):
            self._left_since = None
            return False
        if self._left_since is None:
            self._left_since = now
        if now - self._left_since < PATIENCE:
            return True
        self._left_since = None
        self._impatient_until = now + IMPATIENCE
        return False

    def _has_clearly_more(self, count: int) -> bool:
        """Than the process that has the fewest."""
        return count - min(self._counts) >= CLEARLY
