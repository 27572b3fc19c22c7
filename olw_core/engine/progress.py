"""One learner across modules: where they stand, what a course adds up to, which return cards are due.

Progress only grows; principles weigh equally; nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from olw_core.engine.cards import CardLog
from olw_core.engine.record import Record
from olw_core.engine.scoring import gain
from olw_core.engine.story import Module, progress, walk
from olw_core.engine.view import evidence

Status = Literal["not started", "in progress", "completed"]
RETURN_DAYS = (7, 30, 90)
"""Days after completion at which cards come back: about a week, a month, three months."""
CARDS_PER_RETURN = 3


@dataclass(frozen=True)
class Standing:
    """One learner in one module. `percent` is the best result so far, None before the first ending.

    What was finished where only completion is recorded stands there in full.
    """

    module: str
    status: Status
    progress: int
    percent: int | None


def standing(module: Module, record: Record) -> Standing:
    """Where a record stands. Completed once is completed for ever."""
    if record.done is not None:
        return Standing(record.module, "completed", 100, record.done.counted)
    if not record.steps:
        return Standing(record.module, "not started", 0, None)
    return Standing(
        record.module,
        "in progress",
        progress(module, walk(module, record.steps)[0]),
        None,
    )


def best(standings: Sequence[Standing]) -> Standing:
    """The furthest of several standings in the same module (one learner, several placements)."""
    return max(
        standings, key=lambda s: (s.status == "completed", s.percent or 0, s.progress)
    )


@dataclass(frozen=True)
class Course:
    """Several modules as one: completed when all are; percent is the mean, rounded half up, once completed."""

    status: Status
    percent: int | None


def course(standings: Sequence[Standing]) -> Course:
    """What a course of these modules adds up to."""
    if all(s.status == "completed" for s in standings):
        total, count = sum(s.percent or 0 for s in standings), len(standings)
        return Course(
            "completed", (2 * total + count) // (2 * count) if count else None
        )
    started = any(s.status != "not started" for s in standings)
    return Course("in progress" if started else "not started", None)


def due_cards(
    module: Module, record: Record, log: CardLog, completed_day: int, today: int
) -> list[str]:
    """Ids of the cards to offer today: three at each return day, weakest evidence first; none before or in between.

    Days are UTC days since 1970-01-01. A return day is served once any card was answered on or after it.
    """
    reached = [completed_day + d for d in RETURN_DAYS if completed_day + d <= today]
    answered = [r.day for returns in log.returns.values() for r in returns]
    if not reached or any(day >= reached[-1] for day in answered):
        return []
    order = sorted(
        module["cards"],
        key=lambda card: (*_weakness(module, record, log, card), card["id"]),
    )
    return [card["id"] for card in order[:CARDS_PER_RETURN]]


def _weakness(
    module: Module, record: Record, log: CardLog, card: Mapping[str, Any]
) -> tuple[float, int]:
    """(share of evidence met, day last seen): smallest first. A behaviour never met counts as weak."""
    here, _ = walk(module, record.steps)
    met = {e["behaviour"]: (e["met"], e["of"]) for e in evidence(module, here)}
    good, total = met.get(card["id"], (0, 0))
    returns = log.returns.get(card["tag"], ())
    for r in returns:
        item = card["variants"].get(r.variant, {}).get("item")
        if item and r.answer in [o["id"] for o in item["options"]]:
            good, total = (
                good + (3 * gain(item, r.answer) >= 2 * item["full"]),
                total + 1,
            )
    return (good / total if total else 0.0, returns[-1].day if returns else 0)
