"""Who may have how many of a worker's threads.

No platform has more than a few, and one that fails rests for a while.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lti_service.doubling import wait_after

AT_ONCE = 2
FIRST_REST = timedelta(seconds=10)
LONGEST_REST = timedelta(minutes=5)
TIRING = frozenset(
    {
        "outgoing-slow",
        "outgoing-unreachable",
        "outgoing-broken",
        "outgoing-too-large",
    }
)
"""Problems of a whole platform. Each job that meets one may have held a thread for long."""


@dataclass(frozen=True)
class _Rest:
    failures: int
    until: datetime

    def holds(self, now: datetime) -> bool:
        """Not where it would be longer than any: then the clock was set back meanwhile."""
        return now < self.until <= now + LONGEST_REST


class Shares:
    """Per worker. Platforms are named by their registration's id."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._busy: Counter[int] = Counter()
        self._rests: dict[int, _Rest] = {}
        self._last = 0
        self._lock = threading.Lock()

    @property
    def free(self) -> int:
        """How many threads have nothing to do."""
        with self._lock:
            return self._free()

    def in_turn(self, platforms: Sequence[int]) -> list[int]:
        """The platforms, beginning behind the one that was served last: everyone's turn comes."""
        later = [one for one in platforms if one > self._last]
        earlier = [one for one in platforms if one <= self._last]
        return later + earlier

    def room(self, platform: int, now: datetime) -> int:
        """How many more jobs of a platform may begin now."""
        with self._lock:
            most = AT_ONCE
            rest = self._rests.get(platform)
            if rest is not None:
                if rest.holds(now):
                    return 0
                # After a rest a single job finds out whether the platform is back.
                most = 1
            own = most - self._busy[platform]
            return max(min(own, self._free()), 0)

    def begin(self, platform: int) -> None:
        """A job of this platform has a thread."""
        with self._lock:
            self._busy[platform] += 1
            self._last = platform

    def end(self, platform: int) -> None:
        """It has given the thread back."""
        with self._lock:
            self._busy[platform] -= 1

    def note(self, platform: int, problem: str, now: datetime) -> None:
        """How a job went: `problem` is the error's code, "" for none."""
        with self._lock:
            if problem in TIRING:
                self._send_to_rest(platform, now)
            else:
                self._rests.pop(platform, None)

    def _free(self) -> int:
        return self._threads - self._busy.total()

    def _send_to_rest(self, platform: int, now: datetime) -> None:
        failures = 1
        before = self._rests.get(platform)
        if before is not None:
            failures += before.failures
        rest = wait_after(failures, FIRST_REST, LONGEST_REST)
        self._rests[platform] = _Rest(failures, now + rest)
