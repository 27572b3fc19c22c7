"""One learner across modules: where they stand and what a course adds up to.

Progress only grows; principles weigh equally; nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from olw_core.engine.record import Record
from olw_core.engine.story import progress, walk
from olw_core.formats.compiled import Module

Status = Literal["not started", "in progress", "completed"]


@dataclass(frozen=True)
class Standing:
    """One learner in one module."""

    module: str
    """Its id."""
    status: Status
    """Completed once is completed for ever."""
    progress: int
    """0..100."""
    percent: int | None
    """The best result so far; None before the first ending.

    What was finished where only completion is recorded stands there in full.
    """


def standing(module: Module, record: Record) -> Standing:
    """Where a record stands."""
    if record.done is not None:
        return Standing(record.module, "completed", 100, record.done.counted)
    if not record.steps:
        return Standing(record.module, "not started", 0, None)
    here, _ = walk(module, record.steps)
    reached = progress(here)
    return Standing(record.module, "in progress", reached, None)


def best(standings: Sequence[Standing]) -> Standing:
    """The furthest of several standings in the same module.

    One learner can have several placements of it.
    """
    return max(standings, key=_how_far)


def _how_far(one: Standing) -> tuple[int, int]:
    """By the result, then by the way: only who has completed it has gone the whole way."""
    return one.percent or 0, one.progress


@dataclass(frozen=True)
class Course:
    """Several modules as one."""

    status: Status
    """Completed when all of them are."""
    percent: int | None
    """Once completed: the mean, rounded half up; None where there are no modules."""


def course(standings: Sequence[Standing]) -> Course:
    """What a course of these modules adds up to."""
    statuses = {one.status for one in standings}
    if statuses <= {"completed"}:
        return Course("completed", _mean(standings))
    if statuses == {"not started"}:
        return Course("not started", None)
    return Course("in progress", None)


def _mean(standings: Sequence[Standing]) -> int | None:
    """The mean of the results, rounded half up from the exact fraction."""
    count = len(standings)
    if not count:
        return None
    total = sum(one.percent or 0 for one in standings)
    return (2 * total + count) // (2 * count)
