"""Who stands where, by name: the only thing that is ever told by name.

A facilitator sees whether someone has not started, is in progress or has completed a module, and
the day of completion. Answers, scores, paths, plans and free text never enter here: the input types
have no field for them. People who facilitate the course are not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from olw_core.engine.progress import Status


@dataclass(frozen=True)
class Member:
    """Someone on the roster."""

    person: str
    """An opaque id."""
    facilitates: bool = False
    """Also where a launch, not the roster, said so."""


@dataclass(frozen=True)
class Begun:
    """What is known of one person and one module that they have started."""

    person: str
    module: str
    completed_on: date | None = None
    """None where they have not completed it."""


@dataclass(frozen=True)
class Cell:
    """One person, one module."""

    status: Status
    completed_on: date | None = None


NOT_STARTED = Cell("not started")


@dataclass(frozen=True)
class Row:
    """One person."""

    person: str
    cells: tuple[Cell, ...]
    """In the order of the cohort's modules."""


@dataclass(frozen=True)
class Totals:
    """Numbers of people with one module; they add up to the rows."""

    module: str
    not_started: int
    in_progress: int
    completed: int


@dataclass(frozen=True)
class Cohort:
    """The whole group."""

    modules: tuple[str, ...]
    rows: tuple[Row, ...]
    """In the order of the roster, so that the order tells nothing."""
    totals: tuple[Totals, ...]
    """In the order of the modules."""
    elsewhere: int
    """People who have begun something and are not on the roster now; never shown by name."""


_Place = tuple[str, str]
"""(person, module)."""


def statuses(
    roster: Iterable[Member],
    begun: Iterable[Begun],
    modules: Sequence[str],
) -> Cohort:
    """The status of every member who does not facilitate, for each of `modules`.

    Several entries of one person and module (two placements in one course) count as the
    furthest one, completed on the earliest day. A person listed twice is one row, and
    facilitates if either entry says so.
    """
    facilitates = _facilitates(roster)
    cells = _cells(begun)
    rows = []
    for person, leads in facilitates.items():
        if not leads:
            places = [(person, module) for module in modules]
            row = tuple(cells.get(place, NOT_STARTED) for place in places)
            rows.append(Row(person, row))
    started = {person for person, module in cells if module in modules}
    strangers = started - facilitates.keys()
    return Cohort(
        modules=tuple(modules),
        rows=tuple(rows),
        totals=_totals(rows, modules),
        elsewhere=len(strangers),
    )


def _facilitates(roster: Iterable[Member]) -> dict[str, bool]:
    """Everyone on the roster, and whether they facilitate by any of their entries."""
    found: dict[str, bool] = {}
    for member in roster:
        before = found.get(member.person, False)
        found[member.person] = before or member.facilitates
    return found


def _cells(begun: Iterable[Begun]) -> dict[_Place, Cell]:
    """The furthest that everyone is in every module."""
    found: dict[_Place, Cell] = {}
    for one in begun:
        place = (one.person, one.module)
        before = found.get(place, NOT_STARTED)
        found[place] = _further(before, _cell(one))
    return found


def _cell(one: Begun) -> Cell:
    """What is shown by name of what one person has begun."""
    if one.completed_on is None:
        return Cell("in progress")
    return Cell("completed", one.completed_on)


def _further(one: Cell, other: Cell) -> Cell:
    """The further of two: completed before in progress, the earlier day first."""
    if one.completed_on and other.completed_on:
        return one if one.completed_on <= other.completed_on else other
    if one.completed_on or other.completed_on:
        return one if one.completed_on else other
    return one if one.status == "in progress" else other


def _totals(rows: Sequence[Row], modules: Sequence[str]) -> tuple[Totals, ...]:
    """How many stand where, for each module."""
    found = []
    for index, module in enumerate(modules):
        column = Counter(row.cells[index].status for row in rows)
        found.append(
            Totals(
                module,
                not_started=column["not started"],
                in_progress=column["in progress"],
                completed=column["completed"],
            )
        )
    return tuple(found)
