"""Turns: how many threads may be busy with one platform, and with all of them.

A platform that hangs then holds a few threads of this process and no more. Whoever finds no turn is
told so at once and not kept.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from lti_service.errors import OutgoingError

PATIENCE = 2.0
"""Seconds that a thread waits for its turn where it may wait at all."""


class Turns:
    """At most `at_once` threads call one platform, and as many more may wait for it.

    `together` bounds them all; `patience` is in seconds.
    """

    def __init__(
        self,
        *,
        at_once: int,
        together: int,
        patience: float = PATIENCE,
    ) -> None:
        self._at_once = at_once
        self._together = together
        self._patience = patience
        self._here: Counter[int] = Counter()
        self._calling: Counter[int] = Counter()
        self._changed = threading.Condition()

    @contextmanager
    def taking(self, platform: int) -> Iterator[None]:
        """Have a turn with a platform (its registration's id).

        Raises OutgoingError (outgoing-busy).
        """
        self._enter(platform)
        try:
            self._wait(platform)
            try:
                yield
            finally:
                self._leave(self._calling, platform)
        finally:
            self._leave(self._here, platform)

    def _enter(self, platform: int) -> None:
        with self._changed:
            full = self._here.total() >= self._together
            if full or self._here[platform] >= 2 * self._at_once:
                told = "others are waiting for this platform already"
                raise OutgoingError("outgoing-busy", told)
            self._here[platform] += 1

    def _wait(self, platform: int) -> None:
        def is_free() -> bool:
            return self._calling[platform] < self._at_once

        with self._changed:
            if not self._changed.wait_for(is_free, self._patience):
                told = "the calls before this one have not come back"
                raise OutgoingError("outgoing-busy", told)
            self._calling[platform] += 1

    def _leave(self, counter: Counter[int], platform: int) -> None:
        with self._changed:
            counter[platform] -= 1
            if not counter[platform]:
                del counter[platform]
            self._changed.notify_all()
