"""One writer after the other, on SQLite: first the threads of a process, then the processes.

SQLite itself lets them ask again and again after longer and longer sleeps, so that some wait for
most of a second while others pass them. Here each is woken when its turn comes. What keeps two
writers apart is still SQLite's own lock.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_wait: Callable[[int], None] | None
try:
    import fcntl
except ModuleNotFoundError:  # Windows
    _wait = None
else:

    def _wait(lock: int) -> None:
        """Until nobody else holds the file."""
        fcntl.flock(lock, fcntl.LOCK_EX)


TURN = "-turn"
NEXT = "-next"
"""Endings of the files that processes wait at: they stand beside the database, and stay empty."""


class Writers:
    """Thread-safe. `database`: SQLite's file."""

    def __init__(self, database: Path) -> None:
        self._turn = database.with_name(database.name + TURN)
        self._next = database.with_name(database.name + NEXT)
        self._here = threading.Lock()

    @contextmanager
    def in_turn(self, seconds: float) -> Iterator[None]:
        """A turn of one's own.

        Who waits longer than `seconds` for another thread goes on without one: SQLite's own refusal
        is the better one then.
        """
        if not self._here.acquire(timeout=seconds):
            yield
            return
        try:
            with self._among_processes():
                yield
        finally:
            self._here.release()

    @contextmanager
    def _among_processes(self) -> Iterator[None]:
        """Who is next has a place of its own to wait at, and who has just written goes behind it.

        At one file alone, whoever leaves it takes it again before the next one has woken up.
        """
        turn = None
        try:
            with _held(self._next):
                turn = _hold(self._turn)
            yield
        finally:
            _let_go(turn)


@contextmanager
def _held(file: Path) -> Iterator[None]:
    lock = _hold(file)
    try:
        yield
    finally:
        _let_go(lock)


def _hold(file: Path) -> int | None:
    """Wait for a file, and keep it until `_let_go`; the kernel lets go for who dies (flock(2)).

    None where there may be no such file, and on Windows: then SQLite's lock is all there is. To
    wait it need not be written to, so that it may belong to another user.
    """
    if _wait is None:
        return None
    try:
        lock = os.open(file, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        return None
    _wait(lock)
    return lock


def _let_go(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
