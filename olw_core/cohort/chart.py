"""Completion over time as bars, and the table behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDE, HIGH = 600, 120
"""Of the drawing, in its own units."""
GAP = 4
WIDEST = 60
MOST_WEEKS = 60
"""Older weeks are told in the first of these."""


@dataclass(frozen=True)
class Week:
    """One bar and one line of the table. `x`, `y`, `width`, `height`: of the bar."""

    monday: date
    completed: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """The bars, oldest week first."""

    weeks: Sequence[Week]
    wide: int = WIDE
    high: int = HIGH


def chart(weeks: Sequence[tuple[date, int]]) -> Chart | None:
    """`weeks`: (Monday, stories completed by its end). None where nothing is completed."""
    shown = weeks[-MOST_WEEKS:]
    if not shown:
        return None
    _, most = shown[-1]
    each = WIDE / len(shown)
    width = min(max(each - GAP, 1), WIDEST)
    found = []
    for place, (monday, completed) in enumerate(shown):
        height = HIGH * completed / most
        bar = Week(monday, completed, place * each, HIGH - height, width, height)
        found.append(bar)
    return Chart(found)
