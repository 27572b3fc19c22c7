"""Many learners at once: the only way to read other people's data, for pages and files alike.

The disclosure rule: by name, a facilitator sees only whether someone has not started, is in progress or has
completed a module, and the day of completion. Answers, scores, paths, plans and free text never enter here:
the input types have no field for them. People who facilitate the course are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from olw_core.engine.progress import Status

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class Member:
    """Someone on the roster. `person` is an opaque id; `facilitates` also where a launch, not the roster, said so."""

    person: str
    facilitates: bool = False


@dataclass(frozen=True)
class Standing:
    """What is known of one person and one module that they have started; `completed_on` None = not yet."""

    person: str
    module: str
    completed_on: date | None = None


@dataclass(frozen=True)
class Cell:
    """One person, one module."""

    status: Status
    completed_on: date | None = None


NOT_STARTED = Cell("not started")


@dataclass(frozen=True)
class Row:
    """One person; `cells` in the order of the cohort's modules."""

    person: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Totals:
    """Numbers of people with one module; they add up to the rows."""

    module: str
    not_started: int
    in_progress: int
    completed: int


@dataclass(frozen=True)
class Cohort:
    """`rows` in the roster's order, so that the order tells nothing; `totals` in the modules' order.

    `elsewhere`: people with a standing who are not on the roster now; never shown by name.
    """

    modules: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[Totals, ...]
    elsewhere: int


def statuses(
    roster: Iterable[Member], standings: Iterable[Standing], modules: Sequence[str]
) -> Cohort:
    """The status of every member who does not facilitate, for each of `modules`.

    Several standings of one person and module (two placements in one course) count as the furthest one, completed
    on the earliest day. A person listed twice is one row, and facilitates if either entry says so.
    """
    facilitates: dict[str, bool] = {}
    for member in roster:
        facilitates[member.person] = (
            facilitates.get(member.person, False) or member.facilitates
        )
    best: dict[tuple[str, str], Cell] = {}
    for standing in standings:
        place = (standing.person, standing.module)
        best[place] = _further(best.get(place, NOT_STARTED), _cell(standing))
    rows = tuple(
        Row(
            person, tuple(best.get((person, module), NOT_STARTED) for module in modules)
        )
        for person, leads in facilitates.items()
        if not leads
    )
    strangers = {
        person
        for person, module in best
        if person not in facilitates and module in modules
    }
    return Cohort(tuple(modules), rows, _totals(rows, modules), len(strangers))


def _cell(standing: Standing) -> Cell:
    if standing.completed_on is None:
        return Cell("in progress")
    return Cell("completed", standing.completed_on)


def _further(one: Cell, other: Cell) -> Cell:
    if one.completed_on and other.completed_on:
        return one if one.completed_on <= other.completed_on else other
    if one.completed_on or other.completed_on:
        return one if one.completed_on else other
    return one if one.status == "in progress" else other


def _totals(rows: Sequence[Row], modules: Sequence[str]) -> tuple[Totals, ...]:
    columns = [
        [row.cells[index].status for row in rows] for index in range(len(modules))
    ]
    return tuple(
        Totals(module, *(column.count(status) for status in STATUSES))
        for module, column in zip(modules, columns, strict=True)
    )
