"""When a return card comes back, counted from its answer, by the platform's clock.

The days are those of the player's calendar (olw_core/player/returns.json).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from olw_core import player
from olw_core.engine.cards import CardLog, read_log
from olw_core.formats.compiled import Card, Module
from olw_core.formats.player import CardLine
from olw_core.play.sealing import SealError
from olw_xblock import sealed
from olw_xblock.i18n import Translate

EPOCH = date(1970, 1, 1)


def today() -> int:
    """UTC days since 1970-01-01."""
    return (datetime.now(UTC).date() - EPOCH).days


def log_of(stored: object) -> str:
    """A stored card log, in clear; "" where it cannot be opened: then cards have no dates."""
    try:
        return sealed.opened(stored)
    except SealError:
        return ""


@dataclass(frozen=True)
class Waiting:
    """A card that was answered, and the day on which it comes back (days since 1970-01-01)."""

    card: Card
    day: int


def waiting(module: Module, log: str) -> list[Waiting]:
    """The cards of a module that were answered, the next one first. `log`: in clear."""
    known = read_log(module, log)
    found = [_next(card, known) for card in module["cards"] if known.of(card)]
    return sorted(found, key=_day)


def _next(card: Card, known: CardLog) -> Waiting:
    """Each answer makes the wait longer; after the last one it stays the same."""
    met = known.of(card)
    days = player.return_days()
    last = min(len(met), len(days)) - 1
    return Waiting(card, met[-1].day + days[last])


def _day(one: Waiting) -> int:
    """The next one first."""
    return one.day


def in_order(
    _: Translate,
    lines: Iterable[CardLine],
    log: Iterable[Waiting],
) -> list[CardLine]:
    """The lines of a list of cards: due ones first, then new ones, then those that wait."""
    known = {one.card["id"]: one for one in log}
    now = today()
    due: list[CardLine] = []
    fresh: list[CardLine] = []
    later: list[CardLine] = []
    for line in lines:
        one = known.get(line["id"])
        if one is None:
            fresh.append(line)
            continue
        told: CardLine = {**line, "moment": f"{line['moment']} · {when(_, one.day)}"}
        place = due if one.day <= now else later
        place.append(told)
    return [*due, *fresh, *later]


def when(_: Translate, day: int) -> str:
    """In words: back now, or from a day on."""
    if day <= today():
        return _("back today")
    on = date.fromordinal(EPOCH.toordinal() + day)
    return _("back from {date}").replace("{date}", on.isoformat())
