"""Which return cards of a finished story are due, on the days of player/returns.json.

Spaced practice: each time, the whole set is there once. A card that was answered on or after the
day on which the set came back is done until the next time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from olw_core.engine import cards
from olw_core.formats.compiled import Card, Module
from olw_core.player import return_days

FIRST_DAY = date(1970, 1, 1)
"""Day 0 of the card log (formats.md, section 5)."""


@dataclass(frozen=True)
class Due:
    """`now`: the cards to meet today. `next_on`: when the set comes back; None after the last."""

    now: Sequence[Card]
    next_on: date | None


def due(module: Module, card_log: str, finished_on: date, today: date) -> Due:
    """What is due of a story's cards. `card_log`: the stored log, opened."""
    times = [finished_on + timedelta(days=days) for days in return_days()]
    reached = [time for time in times if time <= today]
    to_come = [time for time in times if time > today]
    next_on = to_come[0] if to_come else None
    if not reached:
        return Due((), next_on)
    log = cards.read_log(module, card_log)
    since = (reached[-1] - FIRST_DAY).days
    waiting = []
    for card in module["cards"]:
        met = [one.day for one in log.of(card)]
        if not met or max(met) < since:
            waiting.append(card)
    return Due(waiting, next_on)
