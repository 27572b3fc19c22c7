"""Who stands where, by name: the only thing that is ever told by name.

A facilitator sees whether someone has not started, is in progress or has completed a module, and
the day of completion. Answers, scores, paths, plans and free text never enter here: the input types
have no field for them. People who facilitate the course are not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from olw_core.engine.progress import Status


@dataclass(frozen=True, slots=True)
class Member:
    """Someone on the roster."""

    person: str
    """An opaque id."""
    facilitates: bool = False
    """Also where a launch, not the roster, said so."""


@dataclass(frozen=True)
class Begun:
    """People who have started a module and stand alike in it."""

    people: Sequence[str]
    module: str
    completed_on: date | None = None
    """None where they have not completed it."""


@dataclass(frozen=True)
class Cell:
    """One person, one module."""

    status: Status
    completed_on: date | None = None


NOT_STARTED = Cell("not started")


Column = Sequence[Cell]
"""One module: a cell for each person."""


@dataclass(frozen=True)
class Totals:
    """Numbers of people with one module; they add up to all people."""

    module: str
    not_started: int
    in_progress: int
    completed: int


@dataclass(frozen=True)
class Cohort:
    """The whole group."""

    modules: tuple[str, ...]
    people: tuple[str, ...]
    """Ids, in the order of the roster, so that the order tells nothing."""
    columns: tuple[Column, ...]
    """In the order of the modules; each has the people's order."""
    totals: tuple[Totals, ...]
    """In the order of the modules."""
    elsewhere: int
    """People who have begun something and are not on the roster now; never shown by name."""


def statuses(
    roster: Iterable[Member],
    begun: Iterable[Begun],
    modules: Sequence[str],
) -> Cohort:
    """The status of every member who does not facilitate, for each of `modules`.

    Who stands in several places of one module counts as the furthest one, completed on the earliest
    day. A person listed twice is one row, and facilitates if either entry says so.
    """
    facilitates = _facilitates(roster)
    people = [person for person, leads in facilitates.items() if not leads]
    found = _started(begun, modules)
    columns = [_column(people, found[module]) for module in modules]
    begins = set[str]().union(*found.values())
    strangers = begins - facilitates.keys()
    return Cohort(
        modules=tuple(modules),
        people=tuple(people),
        columns=tuple(columns),
        totals=tuple(map(_total, modules, columns)),
        elsewhere=len(strangers),
    )


def _facilitates(roster: Iterable[Member]) -> dict[str, bool]:
    """Everyone on the roster, and whether they facilitate by any of their entries."""
    found: dict[str, bool] = {}
    for member in roster:
        before = found.get(member.person, False)
        found[member.person] = before or member.facilitates
    return found


def _started(
    begun: Iterable[Begun],
    modules: Sequence[str],
) -> dict[str, dict[str, Cell]]:
    """Module -> person -> cell, for those who have started it.

    Who stands further comes later, and takes the place of what was before.

    Everybody who stands alike shares one cell: a large course has a few hundred of them.
    """
    found: dict[str, dict[str, Cell]] = {module: {} for module in modules}
    for one in sorted(begun, key=_distance):
        if one.module in found:
            alike = dict.fromkeys(one.people, _cell(one))
            found[one.module].update(alike)
    return found


def _distance(one: Begun) -> tuple[bool, int]:
    """In progress first, then the completed, the latest day first."""
    if one.completed_on is None:
        return False, 0
    return True, -one.completed_on.toordinal()


def _cell(one: Begun) -> Cell:
    """What is shown by name of what some people have begun."""
    if one.completed_on is None:
        return Cell("in progress")
    return Cell("completed", one.completed_on)


def _column(people: Sequence[str], started: Mapping[str, Cell]) -> list[Cell]:
    """The cells of these people, in their order."""
    return [started.get(person, NOT_STARTED) for person in people]


def _total(module: str, column: Column) -> Totals:
    """How many stand where in one module."""
    many = Counter([cell.status for cell in column])
    return Totals(
        module,
        not_started=many["not started"],
        in_progress=many["in progress"],
        completed=many["completed"],
    )
