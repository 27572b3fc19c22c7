"""One writer after the other, on SQLite: first the threads of a process, then the processes.

SQLite itself lets them ask again and again after longer and longer sleeps, so that some wait for
most of a second while others pass them. Here each is woken when its turn comes. What keeps two
writers apart is still SQLite's own lock.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ENDING = "-turn"
"""Of the file that processes wait at: it stands beside the database, and stays empty."""


class Writers:
    """Thread-safe. `database`: SQLite's file."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ENDING)
        self._turn = threading.Lock()

    @contextmanager
    def in_turn(self, seconds: float) -> Iterator[None]:
        """A turn of one's own.

        Who waits longer than `seconds` for another thread goes on without one: SQLite's own refusal
        is the better one then.
        """
        if not self._turn.acquire(timeout=seconds):
            yield
            return
        try:
            with self._among_processes():
                yield
        finally:
            self._turn.release()

    @contextmanager
    def _among_processes(self) -> Iterator[None]:
        """The kernel ends the turn of a process that is killed (flock(2))."""
        file = self._open()
        try:
            if file is not None:
                fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            if file is not None:
                os.close(file)

    def _open(self) -> int | None:
        """None where there may be no such file: then SQLite's lock is all there is.

        To wait it need not be written to, so that it may belong to another user.
        """
        with suppress(OSError):
            return os.open(self._path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        return None
