"""How often something may be asked, for each of those who ask. Each process counts on its own.

A hospital has one address for thousands of people: the numbers are for them.
"""

from __future__ import annotations

import math
import threading
from typing import NamedTuple

MOST = 20_000
"""Askers remembered at once; beyond it the one that asked longest ago begins anew."""


class Rate(NamedTuple):
    """`name` keeps different rates of one asker apart."""

    name: str
    a_second: float
    at_once: int


ADDRESS = Rate("logins and launches of an address", a_second=10, at_once=600)
PLATFORM = Rate("logins and launches of a platform", a_second=25, at_once=1500)
SESSION = Rate("calls of a session", a_second=5, at_once=100)
LINKS = Rate("links of an address", a_second=0.5, at_once=30)


class Rates:
    """Thread-safe.

    Generic cell rate algorithm (ITU-T I.371): for each asker only the time when all that they
    asked for will have been paid off.
    """

    def __init__(self) -> None:
        self._paid_off: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def take(self, rate: Rate, asker: str, now: float) -> int:
        """0 where this one may pass, else the whole seconds to wait.

        `now`: seconds of a clock that nobody sets (`time.monotonic`).
        """
        with self._lock:
            key = (rate.name, asker)
            due = max(self._paid_off.pop(key, now), now)
            ahead = due - now - (rate.at_once - 1) / rate.a_second
            is_taken = ahead <= 0
            cost = 1 / rate.a_second if is_taken else 0
            self._paid_off[key] = due + cost
            if len(self._paid_off) > MOST:
                del self._paid_off[next(iter(self._paid_off))]
        return 0 if is_taken else math.ceil(ahead)

    def forget(self) -> None:
        """Everybody begins anew."""
        with self._lock:
            self._paid_off.clear()
