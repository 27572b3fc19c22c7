"""One overall end for everything that a piece of work does outside.

That is lookup, connection, request and answer.
An HTTP library's time-outs count from the last byte, so a platform that sends a byte now and then
is never late for them. Here each step asks how much of the whole is left.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from lti_service.errors import LtiServiceError

_ends_at: ContextVar[float | None] = ContextVar("olw_outgoing_ends_at", default=None)


class OverdueError(LtiServiceError):
    """The time for this piece of work is used up."""

    def __init__(self, message: str) -> None:
        super().__init__("outgoing-slow", message)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let what happens inside take `seconds` at most.

    Of two such limits the one that ends first holds.
    """
    ends_at = time.monotonic() + seconds
    outer = _ends_at.get()
    if outer is not None:
        ends_at = min(ends_at, outer)
    token = _ends_at.set(ends_at)
    try:
        yield
    finally:
        _ends_at.reset(token)


def remaining() -> float:
    """Seconds left, always more than 0.

    Raises OverdueError when none are, or when no limit was set.
    """
    ends_at = _ends_at.get()
    if ends_at is None:
        raise OverdueError("work outside has no deadline")
    left = ends_at - time.monotonic()
    if left <= 0:
        raise OverdueError("the deadline has passed")
    return left
