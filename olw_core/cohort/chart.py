"""Completion over time: a table with a bar in each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LATEST = 8
"""Weeks that are shown at once."""
MOST = 60
"""Older weeks are told in the first of these."""


@dataclass(frozen=True)
class Week:
    """One line. `width`: of its bar, 0-100."""

    monday: date
    completed: int
    width: float


@dataclass(frozen=True)
class Chart:
    """Oldest week first, in both."""

    earlier: Sequence[Week]
    """Shown on demand."""
    latest: Sequence[Week]


def chart(weeks: Sequence[tuple[date, int]]) -> Chart | None:
    """`weeks`: (Monday, stories completed by its end). None where nothing is completed."""
    shown = weeks[-MOST:]
    if not shown:
        return None
    _, most = shown[-1]
    lines = [Week(monday, done, 100 * done / most) for monday, done in shown]
    return Chart(lines[:-LATEST], lines[-LATEST:])
