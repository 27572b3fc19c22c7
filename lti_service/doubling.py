"""How long a thing waits that failed: twice as long after each time, up to a limit."""

from __future__ import annotations

from datetime import timedelta

MOST_DOUBLINGS = 12
"""More are never needed to reach a limit, and a thing may fail for years."""


def wait_after(failures: int, first: timedelta, longest: timedelta) -> timedelta:
    """After so many failures on end, one or more."""
    doublings = min(failures - 1, MOST_DOUBLINGS)
    wait: timedelta = first * 2**doublings
    return min(wait, longest)
