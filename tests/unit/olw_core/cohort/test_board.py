"""Uptake and barriers: tens and tenths, small numbers untold, and an order that tells no more."""

from __future__ import annotations

import pytest

from olw_core.cohort.board import Board, BoardLine, Entry, board, is_completed
from olw_core.cohort.rules import USUAL

# status, whether it means finished, who writes it
STATUSES = [
    ("Completed", True, "Moodle"),
    ("completed (set by Olive Hartley)", True, "Moodle, by hand"),
    (" COMPLETE VIA RPL ", True, "Totara"),
    ("100%", True, "ESR"),
    ("Not completed", False, "Moodle"),
    ("Incomplete", False, "Totara"),
    ("", False, "nobody"),
]


@pytest.mark.parametrize(("status", "finished", "_who"), STATUSES)
def test_what_means_finished(status: str, finished: bool, _who: str) -> None:
    assert is_completed(status) == finished


# people, of them completed, what is told of both
SMALL = [
    (9, 5, "fewer than 10", "not told"),
    (10, 0, "10 or more", "under 10%"),
    (21, 1, "20 or more", "under 10%"),
    (20, 1, "20 or more", "about 10%"),
    (39, 20, "30 or more", "about 50%"),
    (40, 33, "40 or more", "about 80%"),
    (40, 34, "40 or more", "90% or more"),
    (10, 10, "10 or more", "90% or more"),
]


@pytest.mark.parametrize(("many", "completed", "people", "share"), SMALL)
def test_small_numbers(many: int, completed: int, people: str, share: str) -> None:
    entries = [Entry("Kind", number < completed) for number in range(many)]
    assert board(entries, USUAL) == Board((BoardLine("Kind", people, share),), ())


def test_a_higher_threshold_is_told() -> None:
    entries = [Entry("Kind", True)] * 19
    told = board(entries, USUAL.raised(20)).uptake
    assert told == (BoardLine("Kind", "fewer than 20", "not told"),)


def test_activities_stand_as_in_the_export_each_with_its_own_people() -> None:
    entries = [Entry("Trusted", False)] * 10 + [Entry("Kind", True)] * 30
    assert board([*entries, *entries], USUAL).uptake == (
        BoardLine("Trusted", "20 or more", "under 10%"),
        BoardLine("Kind", "60 or more", "90% or more"),
    )


def named(**people: int) -> list[Entry]:
    """So many people who named each barrier, and one who named none."""
    entries = [Entry("Kind", True)]
    for barrier, many in people.items():
        entries += [Entry("Kind", True, barrier)] * many
    return entries


# people who named each, what is told
NAMED = [
    ({"time": 40, "fear": 9}, []),  # 49: nothing
    ({"fear": 10, "time": 40}, [("time", "about 80%"), ("fear", "about 20%")]),
    ({"fear": 25, "time": 26}, [("fear", "about 50%"), ("time", "about 50%")]),
]


@pytest.mark.parametrize(("people", "lines"), NAMED)
def test_barriers_from_fifty_on_in_an_order_of_what_is_told_alone(
    people: dict[str, int], lines: list[tuple[str, str]]
) -> None:
    told = board(named(**people), USUAL).barriers
    assert told == tuple(BoardLine(name, "", share) for name, share in lines)
