"""Uptake and barriers for a board paper, from rows of a learning system's completion export.

Nobody is named, and small numbers are not told: the thresholds are those of the room figures. Which
columns the rows are made of: cli/board.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from olw_core.cohort.rules import Rules

TEN = 10
COMPLETED = frozenset(
    {
        "complete",
        "completed",
        "complete via rpl",
        "completed (achieved pass grade)",
        "passed",
        "pass",
        "yes",
        "y",
        "1",
        "100%",
    }
)
"""What Moodle, Totara and ESR write for somebody who has finished, in small letters."""
SET_BY_HAND = "completed (set by "
"""What Moodle writes before the name of the teacher who did so."""


@dataclass(frozen=True)
class Entry:
    """One person and one activity. `barrier`: "" where none is given."""

    activity: str
    is_completed: bool
    barrier: str = ""


@dataclass(frozen=True)
class BoardLine:
    """What is told of an activity or a barrier. `people`, `share`: in words."""

    name: str
    people: str
    share: str


@dataclass(frozen=True)
class Board:
    """`barriers` is empty where too few people named one."""

    uptake: tuple[BoardLine, ...]
    barriers: tuple[BoardLine, ...]


def is_completed(status: str) -> bool:
    """Whether a status means that somebody has finished."""
    told = status.strip().casefold()
    return told in COMPLETED or told.startswith(SET_BY_HAND)


def board(entries: Iterable[Entry], rules: Rules) -> Board:
    """Activities in the order of the export; barriers by how many named them."""
    people: Counter[str] = Counter()
    completed: Counter[str] = Counter()
    barriers: Counter[str] = Counter()
    for entry in entries:
        people[entry.activity] += 1
        completed[entry.activity] += entry.is_completed
        if entry.barrier:
            barriers[entry.barrier] += 1
    uptake = []
    for name, many in people.items():
        uptake.append(_line(name, completed[name], many, rules.least))
    return Board(tuple(uptake), _barriers(barriers, rules))


def _line(name: str, part: int, whole: int, least: int) -> BoardLine:
    if whole < least:
        return BoardLine(name, f"fewer than {least}", "not told")
    return BoardLine(name, f"{TEN * (whole // TEN)} or more", _share(part, whole))


def _barriers(counted: Mapping[str, int], rules: Rules) -> tuple[BoardLine, ...]:
    """Of the whole export only: from so many people on as other shares of an organisation."""
    whole = sum(counted.values())
    if whole < rules.elsewhere:
        return ()
    ordered = sorted(
        counted, key=lambda name: _tenth(counted[name], whole), reverse=True
    )
    lines = []
    for name in ordered:
        share = _share(counted[name], whole)
        lines.append(BoardLine(name, "", share))
    return tuple(lines)


def _share(part: int, whole: int) -> str:
    tenth = _tenth(part, whole)
    if tenth == 0:
        return "under 10%"
    return "90% or more" if tenth >= 9 else f"about {TEN * tenth}%"


def _tenth(part: int, whole: int) -> int:
    """To the nearest tenth, halves up."""
    return (20 * part + whole) // (2 * whole)
