"""The status grid: filter, search, order, pages, and completion by week."""

from __future__ import annotations

from datetime import date

import pytest

from olw_core.cohort.grid import (
    PER_PAGE,
    GridWish,
    asked,
    begun_none,
    grid,
    not_started,
    weeks,
)
from olw_core.cohort.lines import Lines
from olw_core.cohort.status import NOT_STARTED, Cell

MODULES = ["kind", "trusted"]
BEGUN = Cell("in progress")


def done(day: int) -> Cell:
    return Cell("completed", date(2026, 11, day))


LINES = Lines(
    ["Abena", "Bron", "Zoë", "Ümit"],
    [
        [done(3), BEGUN, NOT_STARTED, done(2)],
        [NOT_STARTED, NOT_STARTED, done(9), done(4)],
    ],
)

# what is asked, who is found                                       why
FOUND = [
    (GridWish(), "Abena Bron Zoë Ümit"),                               # the roster's order
    (GridWish(status="completed"), "Abena Zoë Ümit"),                  # in any module
    (GridWish(status="completed", module="kind"), "Abena Ümit"),
    (GridWish(status="not started", module="trusted"), "Abena Bron"),
    (GridWish(search="ZO"), "Zoë"),                                    # letter case is no matter
    (GridWish(search="ü"), "Ümit"),
    (GridWish(sort="newest"), "Zoë Ümit Abena Bron"),
    (GridWish(sort="newest", module="kind"), "Abena Ümit Bron Zoë"),
    (GridWish(sort="status"), "Bron Abena Zoë Ümit"),                  # least done first
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "names"), FOUND)
def test_who_is_found(wanted: GridWish, names: str) -> None:
    found = grid(LINES, MODULES, wanted)
    assert ([line.name for line in found.lines], found.found) == (
        names.split(),
        len(names.split()),
    )


def test_not_started_any_story_is_who_has_begun_none() -> None:
    """Nearly everybody has not started one story or another."""
    lines = Lines(["Abena", "Bron"], [[BEGUN, NOT_STARTED], [NOT_STARTED, NOT_STARTED]])
    found = grid(lines, MODULES, GridWish(status="not started"))
    assert [line.name for line in found.lines] == ["Bron"]
    assert list(begun_none(lines)) == ["Bron"]


def test_pages() -> None:
    people = 2 * PER_PAGE + 1
    many = Lines([str(number) for number in range(people)], [[NOT_STARTED] * people])
    first = grid(many, ["kind"], GridWish())
    assert (len(first.lines), first.page, first.pages) == (PER_PAGE, 1, 3)
    beyond = grid(many, ["kind"], GridWish(page=99))
    assert ([line.name for line in beyond.lines], beyond.page) == (["200"], 3)
    assert grid(Lines([], [[]]), ["kind"], GridWish(page=7)).pages == 1


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, GridWish()),
        ({"status": "completed", "module": "kind"}, GridWish("completed", "kind")),
        ({"status": "best", "module": "none", "sort": "score"}, GridWish()),
        ({"sort": "newest", "page": "2"}, GridWish(sort="newest", page=2)),
        ({"page": "-1"}, GridWish()),
        ({"page": "٣"}, GridWish()),
        ({"page": "9" * 5000}, GridWish(page=99999)),
        ({"search": "  a  "}, GridWish(search="a")),
        ({"search": "x" * 500}, GridWish(search="x" * 100)),
    ],
)
def test_what_is_asked(given: dict[str, str], wanted: GridWish) -> None:
    assert asked(given, MODULES) == wanted


def test_who_has_not_started() -> None:
    assert list(not_started(LINES, 1)) == ["Abena", "Bron"]


def test_completion_by_week() -> None:
    assert weeks(LINES.columns) == [(date(2026, 11, 2), 3), (date(2026, 11, 9), 4)]
    assert weeks([[NOT_STARTED], [BEGUN]]) == []
